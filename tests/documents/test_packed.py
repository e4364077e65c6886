"""Packed lines and blocks: they behave as the tuples of objects that they stand for."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.documents import packed, plain, structure
from termlode.documents.packed import Blocks, Lines
from termlode.model import Block

TEXT = "one\n two \n\n three"
BLOCKS = (
    Block("one", 0, 3, 1, "heading", "en", 1),
    Block("two", 5, 8, 2, "paragraph", "fa"),
    Block("three", 12, 17, 4, "list-item", "en", 2),
)


def test_blocks_are_a_sequence_of_what_was_put_in():
    found = Blocks(TEXT, BLOCKS)
    assert tuple(found) == BLOCKS
    assert len(found) == 3
    assert found[-1] == BLOCKS[2]
    assert found[1:] == BLOCKS[1:]
    assert BLOCKS[1] in found
    with pytest.raises(IndexError):
        found[3]


def test_blocks_equal_other_sequences_of_the_same():
    found = Blocks(TEXT, BLOCKS)
    assert found == BLOCKS
    assert found == Blocks(TEXT, BLOCKS)
    assert hash(found) == hash(BLOCKS)
    assert found != BLOCKS[:2]
    assert found != 3
    assert repr(found) == repr(BLOCKS)


def test_blocks_travel_to_other_processes():
    found = Blocks(TEXT, BLOCKS)
    assert pickle.loads(pickle.dumps(found)) == found  # our own bytes


def test_lines_know_their_number_and_the_gap_before_them():
    found = packed.lines("a\r\n\r\n b \rc\n\x0cd\u2028e")
    assert [(line.text, line.start, line.number, line.after_gap) for line in found] == [
        ("a", 0, 1, True),
        ("b", 6, 3, True),
        ("c", 9, 4, False),
        ("d", 12, 5, False),
        ("e", 14, 5, False),
    ]


@given(st.text(alphabet="ab ۱\n\r\x0c\u2028\x85\ufeff", max_size=60))
def test_lines_cover_all_that_is_no_white_space(text: str):
    found = packed.lines(text)
    assert "".join(line.text for line in found).replace(" ", "").replace("\ufeff", "") == "".join(
        char for char in text if char in "ab۱"
    )
    for line in found:
        assert text[line.start : line.end] == line.text
        assert line.number == 1 + structure.breaks(text, 0, line.start)
    assert list(found.texts) == [line.text for line in found]


def test_texts_are_a_sequence():
    texts = packed.lines(TEXT).texts
    assert list(texts[1:]) == ["two", "three"]
    assert (texts[0], len(texts)) == ("one", 3)


def test_short_lines_cost_few_bytes():
    text = "".join(f"{number % 97}x\n" for number in range(20_000))
    plain.document(text, "")  # whatever is loaded once
    tracemalloc.start()
    document = plain.document(text, "")
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(document.blocks) == 20_000
    assert kept < 60 * len(document.blocks)


def test_lines_can_be_built():
    found = Lines(TEXT)
    found.add(0, 3, 1, after_gap=True)
    assert found[0].text == "one"
