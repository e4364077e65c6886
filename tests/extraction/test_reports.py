"""Reports of candidates and drafts: pages, tables, JSON, TBX; and the command that writes them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from termlode import workspace as workspaces
from termlode.errors import UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.tbx.read import read as read_tbx
from termlode.extraction import candidates
from termlode.extraction.links import Link
from termlode.jobs import drafts as jobs
from termlode.jobs import reports
from termlode.jobs.links import Linked
from termlode.model import Location, Segment
from termlode.termbase.drafts import review
from termlode.termbase.drafts.folder import files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    type Run = Callable[..., subprocess.CompletedProcess[str]]

ENGLISH = "The tidal turbine <b> needs a gearbox & a rotor."
PERSIAN = "توربین جزرومدی به گیربکس نیاز دارد."


@pytest.fixture
def place(tmp_path: Path):
    (tmp_path / "termlode.toml").write_text('name = "x"\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    return workspaces.load(tmp_path)


def linked() -> Linked:
    some = {
        tag: candidates([Segment(text, tag, location=Location(f"{tag}.txt", 0, 0, len(text)))], tag)
        for tag, text in (("en", ENGLISH), ("fa", PERSIAN))
    }
    one = next(c for c in some["en"] if c.term == "gearbox")
    other = next(c for c in some["fa"] if c.term == "گیربکس")
    return Linked(some, (Link(one, other, 0.9, ("alike 0.80",)),))


def drafted(place) -> tuple[Linked, Path]:
    found, folder = linked(), place.root / "drafts"
    assert jobs.draft(found, folder, place).total == 1
    return found, folder


def test_the_page_of_drafts_shows_terms_in_their_sentences_and_loads_nothing(place):
    found, folder = drafted(place)
    path = place.root / "review.html"
    reports.drafts(folder, path, place, found.candidates)
    page = path.read_text(encoding="utf-8")
    assert page.count("<article ") == 1
    assert 'lang="fa" dir="rtl">گیربکس' in page
    assert "&lt;b&gt; needs a <mark>gearbox</mark> &amp; a rotor." in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "alike 0.80" in page


def test_what_the_page_saves_is_the_review_that_accept_takes(place):
    found, folder = drafted(place)
    path = place.root / "review.html"
    reports.drafts(folder, path, place, found.candidates)
    page = path.read_text(encoding="utf-8")
    head = json.loads(re.search(r'const HEAD = (".*?"), HEADS', page)[1])  # type: ignore[index]
    heads = json.loads(re.search(r"HEADS = (\[.*?\])", page)[1])  # type: ignore[index]
    from html import unescape

    rows = [json.loads(unescape(row)) for row in re.findall(r'data-row="(.*?)"', page)]
    text = "\n".join([head, "\t".join(heads), *("\t".join(["accept", *row[1:]]) for row in rows)]) + "\n"
    (place.root / "saved.tsv").write_text(text, encoding="utf-8")
    done = jobs.accept_review(place, place.root / "saved.tsv")
    assert done.accepted == ("gearbox",)
    reports.drafts(folder, place.root / "again.tsv", place)
    assert (place.root / "again.tsv").read_text(encoding="utf-8").splitlines()[1].split("\t") == list(review.COLUMNS)


def test_drafts_as_json_and_tbx(place):
    _, folder = drafted(place)
    reports.drafts(folder, place.root / "drafts.json", place)
    record = json.loads((place.root / "drafts.json").read_text(encoding="utf-8"))[0]
    assert record["id"] == "gearbox"
    assert {one["language"]: one["term"] for one in record["terms"]} == {"en": "gearbox", "fa": "گیربکس"}
    assert record["terms"][0]["contexts"] == ["en.txt 0 30-37"]
    reports.drafts(folder, place.root / "drafts.tbx", place)
    entries = list(read_tbx(place.root / "drafts.tbx", ReadOptions(), Notices()))
    assert [entry.id for entry in entries] == ["gearbox"]
    assert "draft, probability 0.90" in (entries[0].note or "")


def test_the_page_of_candidates_has_new_ones_first_and_links(place):
    found = linked()
    path = place.root / "terms.html"
    reports.candidates(found.candidates, path, found.links)
    page = path.read_text(encoding="utf-8")
    assert "<b>new</b>" in page
    assert '<span class="tag">fa 0.90</span>' in page
    assert page.index('id="en"') < page.index('id="fa"')


def test_candidates_as_table_and_json(place):
    found = linked()
    reports.candidates(found.candidates, place.root / "terms.tsv")
    lines = (place.root / "terms.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t")[:3] == ["language", "term", "count"]
    assert len(lines) == 1 + sum(map(len, found.candidates.values()))
    reports.candidates(found.candidates, place.root / "terms.json")
    assert {one["language"] for one in json.loads((place.root / "terms.json").read_text(encoding="utf-8"))} == {
        "en",
        "fa",
    }


def test_a_report_of_an_unknown_kind_is_refused_before_the_work(place):
    with pytest.raises(UsageError, match=r"\.html, \.tsv, \.json"):
        reports.must_be_known(place.root / "terms.doc")
    with pytest.raises(UsageError, match="with --draft"):
        reports.must_be_known(place.root / "terms.tbx")
    reports.must_be_known(place.root / "terms.tbx", drafts=True)


# ── the command ──────────────────────────────────────────────────────────────────────────────────

TOLD = (
    "The wind turbine stands near the harbour.\n\nA wind turbine needs a gearbox.\n\nThe gearbox broke in spring.\n",
    "توربین بادی نزدیک بندر ایستاده است.\n\nتوربین بادی به گیربکس نیاز دارد.\n\nگیربکس در بهار عوض شد.\n",
)


def test_from_a_translated_document_to_the_termbase(termlode: Run, tmp_path: Path):
    (tmp_path / "termlode.toml").write_text('name = "x"\nlanguages = ["en", "fa"]\n', encoding="utf-8")
    (tmp_path / "termbase").mkdir()
    for tag, text in zip(("en", "fa"), TOLD, strict=True):
        (tmp_path / f"wind.{tag}.txt").write_text(text, encoding="utf-8")
    made = termlode(
        "extract", "wind.en.txt", "wind.fa.txt", "--parallel", "--draft", "drafts", "--report", "review.html", "--json"
    )
    assert made.returncode == 0, made.stderr
    links = [json.loads(line) for line in made.stdout.splitlines()]
    assert all(0.5 <= one["probability"] <= 1 for one in links if "probability" in one)
    assert (tmp_path / "review.html").exists()
    path = next(iter(files(tmp_path / "drafts").values())).path
    done = termlode("termbase", "accept", str(path.relative_to(tmp_path)), "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("accepted: ")
    concept = done.stdout.split()[1]
    assert concept in termlode("termbase", "show", concept).stdout
    assert termlode("termbase", "accept", str(path.relative_to(tmp_path))).returncode == 2


def test_files_must_be_named_and_ways_agree(termlode: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_text(TOLD[0], encoding="utf-8")
    for arguments in (
        (),
        ("--link",),
        ("a.txt", "--memory"),
        ("--parallel", "--memory"),
        ("a.txt", "--report", "x.doc"),
    ):
        assert termlode("extract", *arguments).returncode == 2, arguments
