"""Two languages in one paragraph: sentence by sentence, or one after the other."""

from __future__ import annotations

from itertools import combinations

import pytest

from termlode import alignment
from termlode.alignment.mixed import parted
from termlode.documents import read
from termlode.jobs.align import align
from tests.alignment.texts import CORPUS, MORE

TEXTS = CORPUS | MORE
PAIRS = [(a, b) for a, b in combinations(sorted(TEXTS), 2)]


def joined(texts: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(texts)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_sentences_in_turns_within_paragraphs(tmp_path, one, other):
    path = tmp_path / "turns.txt"
    pairs = list(zip(TEXTS[one], TEXTS[other], strict=True))
    paragraphs = (" ".join(text for pair in pairs[k : k + 4] for text in pair) for k in range(0, 12, 4))
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    document = read(path)
    halves = alignment.split_bilingual(document)
    assert halves is not None
    texts = [[document.text[b.start : b.end] for b in half.blocks] for half in halves]
    assert texts == [TEXTS[one], TEXTS[other]]
    assert all(block.text == document.text[block.start : block.end] for half in halves for block in half.blocks)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_language_after_the_other_within_paragraphs(tmp_path, one, other):
    path = tmp_path / "blocks.txt"
    halves = [(TEXTS[one][k : k + 4], TEXTS[other][k : k + 4]) for k in range(0, 12, 4)]
    path.write_text("\n\n".join(joined(a, one) + " " + joined(b, other) for a, b in halves) + "\n", encoding="utf-8")
    found = alignment.split_bilingual(read(path))
    assert found is not None
    for tag, which, half in zip((one, other), (0, 1), found, strict=True):
        assert [block.text for block in half.blocks] == [joined(pair[which], tag) for pair in halves]
        assert {block.language for block in half.blocks} == {tag}


def test_a_single_paragraph_is_aligned(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(" ".join(text for pair in zip(TEXTS["fa"], TEXTS["en"], strict=True) for text in pair) + "\n")
    found = align(path)[0]
    assert [(b.source, b.target) for b in found.beads] == [((k,), (k,)) for k in range(12)]


def test_a_quotation_stays_in_its_paragraph(tmp_path):
    path = tmp_path / "quotation.txt"
    texts = [*CORPUS["fa"][:5], "It was written in 2019.", *CORPUS["fa"][5:]]
    path.write_text(" ".join(texts) + "\n", encoding="utf-8")
    document = read(path)
    assert parted(document) is document
    assert alignment.split_bilingual(document) is None


def test_lines_within_a_paragraph_are_cut_without_full_stops(tmp_path):
    path = tmp_path / "headings.txt"
    lines = [text.rstrip(".") for pair in zip(CORPUS["fa"], CORPUS["en"], strict=True) for text in pair]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    halves = alignment.split_bilingual(read(path))
    assert halves is not None
    assert [len(half.blocks) for half in halves] == [12, 12]
    assert halves[1].blocks[3].line == 8
