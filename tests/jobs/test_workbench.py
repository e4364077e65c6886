"""From a document to a job and back: analysis, pretranslation, merging, delivery."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import pytest

from termlode import workspace
from termlode.errors import FormatError, UnreadableError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.slots import open_job
from termlode.jobs.analyze import analyze, write_reports
from termlode.jobs.merge import deliver, merge
from termlode.jobs.pretranslate import pretranslate
from termlode.model import Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>
<h1>The copper market</h1>
<p>The <b>copper</b> price rose by 5% in 2023.  It fell again &amp; rose.</p>
<ul><li>See <a href="x.html">the report</a>.</li></ul></body></html>
"""
MARKDOWN = """---
title: t
---
# The copper market

The **copper** price rose by 5% in 2023.
It fell again.

> A quotation that is
> wrapped goes on here.

| metal | price |
|-------|-------|
| copper | high |
"""
TEXT = "The copper market\r\n\r\nThe copper price rose by 5% in 2023. It fell again.\r\n"


def word() -> bytes:
    made = docx.Document()
    made.add_heading("The copper market", 1)
    paragraph = made.add_paragraph("The ")
    paragraph.add_run("copper").bold = True
    paragraph.add_run(" price rose by 5% in 2023. ")
    paragraph.add_run("It fell ").italic = True
    paragraph.add_run("again.")
    made.add_table(1, 1).cell(0, 0).text = "Copper"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a.html": PAGE.encode, "a.md": MARKDOWN.encode, "a.txt": TEXT.encode, "a.docx": word,
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> workspace.Workspace:
    """A workspace with three units in its memory."""
    made = workspace.create(tmp_path / "w")
    pairs = [
        ("The copper market", "بازار مس"),
        ("The copper price rose by 4% in 2022.", "بهای مس در سال ۲۰۲۲ به میزان ۴٪ افزایش یافت."),
        ("It fell again and again.", "دوباره و دوباره کاهش یافت."),
    ]
    with made.memory(write=True) as store:
        store.add(
            [
                TranslationUnit((Variant("en", one), Variant("fa", other)), origin=Origin("human"))
                for one, other in pairs
            ]
        )
    return made


def translated(path: Path, change: Callable[[str], str]) -> Path:
    """The XLIFF file with every target set to its source, the text between tags changed."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"<target\b.*?</target>|<alt-trans.*?</alt-trans>|<note.*?</note>", "", text)

    def fill(found: re.Match[str]) -> str:
        inner = re.sub(r"(<[^>]*>|&\w+;)|([^<&]+)", lambda part: part[1] or change(part[2]), found[1])
        return f'{found[0]}<target state="final">{inner}</target>'

    path.write_text(re.sub(r"<source>(.*?)</source>", fill, text), encoding="utf-8")
    return path


@pytest.mark.parametrize("version", ["1.2", "2.1"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_targets_give_the_same_document(place: workspace.Workspace, name: str, version: str) -> None:
    original = place.root / name
    original.write_bytes(DOCUMENTS[name]())
    done = pretranslate(place, original, target="fa", version=version)
    assert done.written == place.root / "a.xlf"
    merged = merge(translated(done.written, str), place.root / f"out.{name}")
    assert merged.untranslated == (1 if version == "2.1" and name == "a.txt" else 0)
    assert (place.root / f"out.{name}").read_bytes() == original.read_bytes()


@pytest.mark.parametrize("version", ["1.2", "2.1"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_made_is_valid(place: workspace.Workspace, shared: Path, name: str, version: str) -> None:
    script = shared / "interop" / "scripts" / "validate_xliff.py"
    (place.root / name).write_bytes(DOCUMENTS[name]())
    done = pretranslate(place, place.root / name, target="fa", version=version)
    assert done.written is not None
    result = subprocess.run(
        [sys.executable, script, done.written], capture_output=True, text=True, check=False
    )  # our own script
    assert result.returncode == 0, result.stdout
    assert "errors=0" in result.stdout


def test_matches_stand_in_the_document(place: workspace.Workspace) -> None:
    original = place.root / "a.docx"
    original.write_bytes(word())
    done = pretranslate(place, original, target="fa", threshold=70)
    assert done.written is not None
    assert done.kinds == {"exact": 1}
    assert done.outcomes["codes"] == 1  # the match knows nothing of the bold word
    text = done.written.read_text(encoding="utf-8")
    assert "<target>" not in text.replace("<alt-trans", "")[: text.index("<body>")]
    assert "۲۰۲۳ به میزان ۵٪" not in text
    merged = merge(done.written)
    assert merged.written == place.root / "a.fa.docx"
    assert (merged.translated, merged.untranslated) == (1, 3)
    heading = docx.Document(str(merged.written)).paragraphs[0]
    assert (heading.text, heading.style.name if heading.style else "") == ("بازار مس", "Heading 1")


def test_numbers_are_adapted_and_said(place: workspace.Workspace) -> None:
    original = place.root / "a.txt"
    original.write_text(TEXT, encoding="utf-8")
    done = pretranslate(place, original, target="fa", threshold=70)
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8")
    assert "بهای مس در سال ۲۰۲۳ به میزان ۵٪ افزایش یافت." in text
    assert '<note from="termlode">numbers</note>' in text
    assert 'state-qualifier="fuzzy-match">بهای مس' in text


def test_formatting_comes_back(place: workspace.Workspace) -> None:
    original = place.root / "a.html"
    original.write_text(PAGE, encoding="utf-8")
    done = pretranslate(place, original, target="fa")
    assert done.written is not None
    merge(translated(done.written, str.upper), place.root / "out.html")
    page = (place.root / "out.html").read_text(encoding="utf-8")
    assert '<html lang="fa" dir="rtl">' in page
    assert "<p>THE <b>COPPER</b> PRICE ROSE BY 5% IN 2023.  IT FELL AGAIN &amp; ROSE.</p>" in page
    assert '<li>SEE <a href="x.html">THE REPORT</a>.</li>' in page


def test_codes_that_are_lost_are_said(place: workspace.Workspace) -> None:
    original = place.root / "a.html"
    original.write_text('<p>One <b>two</b> <img src="i.png"> three.</p>', encoding="utf-8")
    done = pretranslate(place, original, target="fa", source="en")
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8").replace("</source>", "</source><target>یک دو سه</target>")
    done.written.write_text(text, encoding="utf-8")
    merged = merge(done.written, place.root / "out.html")
    assert (place.root / "out.html").read_text(encoding="utf-8") == '<p>یک دو سه<img src="i.png"> </p>'
    assert len(merged.said) == 1
    assert "formatting" in merged.said[0]


def test_edited_sources_are_refused(place: workspace.Workspace) -> None:
    original = place.root / "a.txt"
    original.write_text(TEXT, encoding="utf-8")
    done = pretranslate(place, original, target="fa")
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8").replace("<source>The copper market", "<source>The tin market")
    done.written.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="is not the document's text"):
        merge(done.written, place.root / "out.txt")
    assert not (place.root / "out.txt").exists()


def test_a_file_of_others_has_no_document(place: workspace.Workspace) -> None:
    path = job(place.root, "Text")
    with pytest.raises(FormatError, match="holds no document of ours"):
        merge(path)


def job(folder: Path, *sources: str, name: str = "job.xlf", done: str = "") -> Path:
    path = folder / name
    target = f'<target state="final">{done}</target>' if done else ""
    units = "".join(
        f'<trans-unit id="{number}"><source>{text}</source>{target}</trans-unit>' for number, text in enumerate(sources)
    )
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="x"'
        f' source-language="en" target-language="fa"><body>{units}</body></file></xliff>',
        encoding="utf-8",
    )
    return path


def test_what_did_not_change_is_taken_over(place: workspace.Workspace) -> None:
    old = job(place.root, "One thing", "Two things", name="old.xlf", done="ترجمه")
    new = job(place.root, "One thing", "Three things")
    done = pretranslate(place, new, old=old)
    assert done.kinds == {"perfect": 1}
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8")
    assert '<target state="translated" state-qualifier="id-match">ترجمه</target>' in text
    (found,) = analyze(place, [new], previous=old, internal=False).files
    assert {band: row.segments for band, row in found.rows.items()} == {"perfect": 1, "new": 1}


def test_a_text_that_moved_is_an_exact_match(place: workspace.Workspace) -> None:
    old = job(place.root, "One thing", "Two things", "Three things", name="old.xlf", done="ترجمه")
    new = job(place.root, "New thing", "Something else", "One thing")
    done = pretranslate(place, new, old=old)
    assert done.kinds == {"exact": 1}
    (found,) = analyze(place, [new], previous=old, internal=False).files
    assert {band: row.segments for band, row in found.rows.items()} == {"100": 1, "new": 2}
    assert not pretranslate(place, new, old=old, threshold=101).kinds


def test_the_last_version_must_be_one(place: workspace.Workspace) -> None:
    new = job(place.root, "One thing")
    with pytest.raises(UsageError, match="nothing of it is translated"):
        pretranslate(place, new, old=job(place.root, "One thing", name="old.xlf"))
    old = job(place.root, "One thing", name="old.xlf", done="ترجمه")
    old.write_text(old.read_text(encoding="utf-8").replace('"fa"', '"ar"'), encoding="utf-8")
    with pytest.raises(UsageError, match="is en-ar, and the new file en-fa"):
        analyze(place, [new], previous=old)


def test_the_file_itself_only_when_asked(place: workspace.Workspace) -> None:
    path = job(place.root, "The copper market")
    before = path.read_bytes()
    pretranslate(place, path, dry_run=True)
    assert sorted(one.name for one in place.root.glob("job*")) == ["job.xlf"]
    assert pretranslate(place, path).written == place.root / "job.pre.xlf"
    assert path.read_bytes() == before
    pretranslate(place, path, in_place=True)
    assert "بازار مس" in path.read_text(encoding="utf-8")
    assert (place.root / "job.xlf.bak").read_bytes() == before


def test_what_somebody_translated_is_kept(place: workspace.Workspace) -> None:
    document = place.root / "a.txt"
    document.write_text("The copper market\n", encoding="utf-8")
    written = pretranslate(place, document, target="fa").written
    assert written is not None
    pretranslate(place, document, target="fa")
    assert not list(place.root.glob("a.xlf.bak"))
    written.write_text("mine", encoding="utf-8")
    pretranslate(place, document, target="fa")
    assert (place.root / "a.xlf.bak").read_text(encoding="utf-8") == "mine"


def test_no_file_is_written_over_what_it_is_made_of(place: workspace.Workspace) -> None:
    document = place.root / "a.txt"
    document.write_text("The copper market\n", encoding="utf-8")
    with pytest.raises(UsageError, match="would overwrite"):
        pretranslate(place, document, document, target="fa")
    made = pretranslate(place, document, target="fa").written
    assert made is not None
    with pytest.raises(UsageError, match="would overwrite"):
        merge(made, place.root / "." / made.name)
    with pytest.raises(UsageError, match=r"the document is \.txt"):
        merge(made, place.root / "a.docx")
    with pytest.raises(UsageError, match="leave -o out"):
        pretranslate(place, made, place.root / "b.xlf", in_place=True)


def test_what_is_written_as_text_is_called_so(place: workspace.Workspace) -> None:
    document = place.root / "a.rtf"
    document.write_text(r"{\rtf1\ansi The copper market\par Second line\par}", encoding="utf-8")
    made = pretranslate(place, document, source="en", target="fa").written
    assert made is not None
    written = merge(made).written
    assert written is not None
    assert written.name == "a.fa.txt"
    assert written.read_text(encoding="utf-8").split() == ["بازار", "مس", "Second", "line"]


def test_a_wrong_name_is_said_first(place: workspace.Workspace) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        analyze(place, [place.root / "none.docx"])


def test_segments_of_nothing_are_not_counted(place: workspace.Workspace) -> None:
    (found,) = analyze(place, [job(place.root, "", "Something new", "")]).files
    assert {band: row.segments for band, row in found.rows.items()} == {"new": 1}


def test_delivery_adds_what_was_confirmed(place: workspace.Workspace) -> None:
    original = place.root / "a.txt"
    original.write_text("The copper market\n\nA new sentence.\n", encoding="utf-8")
    done = pretranslate(place, original, target="fa")
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8")
    text = text.replace("A new sentence.</source>", 'A new sentence.</source><target state="final">جملهٔ تازه.</target>')
    done.written.write_text(text, encoding="utf-8")
    merged, added = deliver(place, done.written)
    assert merged.written is not None
    assert merged.written.read_text(encoding="utf-8") == "بازار مس\n\nجملهٔ تازه.\n"
    assert (added.added, added.updated) == (1, 0)
    assert any("confirmed by nobody" in line for line in merged.said)
    with place.memory() as store:
        (match,) = store.lookup("A new sentence.", "en", "fa")
        assert match.unit.origin.kind == "human"
    again = deliver(place, done.written)[1]
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def test_analysis_of_documents_and_files(place: workspace.Workspace) -> None:
    original = place.root / "a.txt"
    original.write_text(TEXT, encoding="utf-8")
    path = job(place.root, "The copper market", "Something else")
    found = analyze(place, [original, path], target="fa")
    assert [{band: row.segments for band, row in file.rows.items()} for file in found.files] == [
        {"100": 1, "99-95": 1, "74-50": 1}, {"cross-file repetitions": 1, "new": 1},
    ]  # fmt: skip
    assert found.total.total.count.words == 3 + 8 + 3 + 3 + 2
    write_reports(found, html=place.root / "a.analysis.html", xml=place.root / "a.xml")
    assert 'crossFileRepeated segments="1" words="3"' in (place.root / "a.xml").read_text(encoding="utf-8")
    assert "<td>cross-file repetitions</td>" in (place.root / "a.analysis.html").read_text(encoding="utf-8")


def test_a_rate_card_weighs(place: workspace.Workspace) -> None:
    (place.root / "termlode.toml").write_text("[rates]\n100 = 0.25\nnew = 2\n", encoding="utf-8")
    found = analyze(workspace.load(place.root), [job(place.root, "The copper market", "Something else")])
    assert found.files[0].weighted(found.rates) == pytest.approx(3 * 0.25 + 2 * 2)


def test_a_document_needs_a_language(place: workspace.Workspace) -> None:
    (place.root / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="--to"):
        analyze(place, [place.root / "a.txt"])
    with pytest.raises(UsageError, match="is in en already"):
        analyze(place, [place.root / "a.txt"], target="en")


def test_terms_are_told(place: workspace.Workspace) -> None:
    place.termbase.mkdir(exist_ok=True)
    (place.termbase / "metals.yaml").write_text(
        "tin:\n  terms:\n    en: [{term: tin, status: preferred}]\n    fa: [{term: قلع, status: preferred}]\n",
        encoding="utf-8",
    )
    path = job(place.root, "The tin market")
    done = pretranslate(place, path, terms=True, threshold=100)
    assert done.written is not None
    assert '<note from="termlode">tin = قلع</note>' in done.written.read_text(encoding="utf-8")
    mended = pretranslate(place, path, threshold=75)
    assert mended.written is not None
    assert len(open_job(mended.written, ReadOptions(), Notices()).slots) == 1


def test_omegat_gets_copies_of_the_sources(place: workspace.Workspace) -> None:
    original = place.root / "a.html"
    original.write_text(PAGE, encoding="utf-8")
    done = pretranslate(place, original, target="fa", client="omegat")
    assert done.written is not None
    text = done.written.read_text(encoding="utf-8")
    assert "<target>The copper market</target>" in text
    assert '<target>The <g id="1">copper</g> price' in text
    job = open_job(done.written, ReadOptions(), Notices())
    assert {one.state for one in job.slots} == {"empty"}
    text = text.replace("<target>The copper market</target>", "<target>بازار مس</target>")
    done.written.write_text(text, encoding="utf-8")
    merged = merge(done.written, place.root / "out.html")
    assert (merged.translated, merged.untranslated) == (1, 3)
    assert "<h1>بازار مس</h1>" in (place.root / "out.html").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="only OmegaT"):
        pretranslate(place, original, target="fa", client="memoq")
