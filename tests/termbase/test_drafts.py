"""Drafts: written, written again, edited, accepted, refused; nothing else sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termlode import workspace as workspaces
from termlode.errors import FormatError, TermbaseError, UsageError
from termlode.extraction import Candidate, Occurrence, Reason
from termlode.extraction.links import Link
from termlode.jobs import drafts as jobs
from termlode.jobs.links import Linked
from termlode.model import ConceptEntry, LanguageSection, Location, TermSection
from termlode.termbase.drafts import refused, review
from termlode.termbase.drafts.folder import files, load, update
from termlode.termbase.drafts.record import Draft
from termlode.termbase.load import load as load_termbase

if TYPE_CHECKING:
    from pathlib import Path


def draft(concept: str, field: str = "energy", adds_to: str | None = None, **terms: str) -> Draft:
    sections = tuple(LanguageSection(tag, (TermSection(term, "admitted"),)) for tag, term in terms.items())
    contexts = {(tag, term): (f"sources/{tag}.txt 3 {len(term)}-{2 * len(term)}",) for tag, term in terms.items()}
    return Draft(ConceptEntry(concept, field, sections), 0.8, ("0.80 because",), adds_to, contexts)


PUMP = draft("heat-pump", en="heat pump", fa="پمپ حرارتی")
TURBINE = draft("wind-turbine", en="wind turbine", zh="风力涡轮机")
BATTERY = draft("battery", "industry", "battery", ps="بټرۍ")


@pytest.fixture
def place(project: Path):
    return workspaces.load(project)


def test_a_file_of_each_subject_field_in_the_form_of_the_termbase(tmp_path: Path):
    done = update(tmp_path / "drafts", [PUMP, TURBINE, BATTERY])
    assert {path.name for path in done.files} == {"energy.yaml", "industry.yaml"}
    assert (done.new, done.total) == (3, 3)
    text = (tmp_path / "drafts" / "energy.yaml").read_text(encoding="utf-8")
    assert text.count("status: draft") == 2
    assert "sources/fa.txt 3 10-20" in text
    assert [one.draft for one in load(tmp_path / "drafts" / "energy.yaml").blocks] == [
        replace(PUMP, number=1),
        replace(TURBINE, number=2),
    ]


def test_writing_again_changes_no_byte(tmp_path: Path):
    update(tmp_path, [PUMP, TURBINE])
    before = (tmp_path / "energy.yaml").read_bytes()
    done = update(tmp_path, [PUMP, TURBINE])
    assert (done.files, done.new, done.changed, done.gone) == ((), 0, 0, 0)
    assert (tmp_path / "energy.yaml").read_bytes() == before


def test_a_draft_that_is_proposed_again_keeps_its_number_and_what_is_gone_goes(tmp_path: Path):
    update(tmp_path, [PUMP, TURBINE])
    better = replace(TURBINE, probability=0.9)
    done = update(tmp_path, [better])
    assert (done.changed, done.gone, done.total) == (1, 1, 1)
    assert [(one.draft.number, one.draft.probability) for one in load(tmp_path / "energy.yaml").blocks] == [(2, 0.9)]
    update(tmp_path, [])
    assert not (tmp_path / "energy.yaml").exists()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("term: heat pump", "term: heat pumps"),
        ("heat-pump:", "# mine\nheat-pump:"),
        ("term: پمپ حرارتی", "term: تلمبه گرمایی"),
        ("  source", "  source"),
        ("  status: draft", "  status: draft\n  definition: It moves heat."),
    ],
)
def test_what_a_person_edited_is_never_touched_again(tmp_path: Path, was: str, becomes: str):
    update(tmp_path, [PUMP, TURBINE])
    path = tmp_path / "energy.yaml"
    edited = path.read_text(encoding="utf-8").replace(was, becomes, 1)
    path.write_text(edited, encoding="utf-8")
    done = update(tmp_path, [replace(PUMP, probability=0.3), TURBINE] if was != becomes else [PUMP, TURBINE])
    assert path.read_text(encoding="utf-8") == edited
    assert done.edited == (was != becomes)
    assert done.new == done.gone == 0
    update(tmp_path, [])
    assert ("heat-pump" in path.read_text(encoding="utf-8") if path.exists() else False) == (was != becomes)


def test_accepting_by_number_range_and_id(tmp_path: Path, place):
    folder = place.root / "drafts"
    more = [draft(f"thing-{k}", en=f"thing {k}", zh=f"东西{k}") for k in range(3, 7)]
    update(folder, [PUMP, TURBINE, *more])
    done = jobs.accept(place, folder / "energy.yaml", ["2-3", "thing-5"])
    assert done.accepted == ("wind-turbine", "thing-3", "thing-5")
    entries = load_termbase(place.termbase).concepts
    term = entries["wind-turbine"].languages[0].terms[0]
    assert (term.term, term.status, term.reliability) == ("wind turbine", "admitted", "unverified")
    assert entries["wind-turbine"].subject_field == "energy"
    left = {one.draft.entry.id: one.draft.number for one in load(folder / "energy.yaml").blocks}
    assert left == {"heat-pump": 1, "thing-4": 4, "thing-6": 6}
    with pytest.raises(UsageError, match="no draft 2: it has 1 to 6"):
        jobs.accept(place, folder / "energy.yaml", ["2"])


def test_told_otherwise_terms_are_verified_and_preferred(place):
    folder = place.root / "drafts"
    update(folder, [PUMP])
    jobs.accept(place, folder / "energy.yaml", ["all"], source="IEC 60050", preferred=True)
    term = load_termbase(place.termbase).concepts["heat-pump"].languages[0].terms[0]
    assert (term.status, term.reliability, term.source) == ("preferred", "verified", "IEC 60050")


def test_what_a_person_wrote_into_the_draft_is_taken(place):
    folder = place.root / "drafts"
    update(folder, [PUMP])
    path = folder / "energy.yaml"
    text = path.read_text(encoding="utf-8").replace("term: heat pump", "term: heat pump\n        status: preferred", 1)
    path.write_text(
        text.replace("  status: draft", "  status: draft\n  definition: It moves heat.", 1), encoding="utf-8"
    )
    jobs.accept(place, path, ["1"])
    entry = load_termbase(place.termbase).concepts["heat-pump"]
    assert entry.definition == "It moves heat."
    assert [term.status for section in entry.languages for term in section.terms] == ["preferred", "admitted"]


def test_an_addition_joins_its_concept(place):
    folder = place.root / "drafts"
    update(folder, [BATTERY, replace(draft("battery", "industry", "battery", ar="بطارية"))])
    assert {one.draft.entry.id for one in load(folder / "industry.yaml").blocks} == {"battery", "battery-2"}
    done = jobs.accept(place, folder / "industry.yaml", ["1-2"])
    assert done.accepted == ("battery",)
    entry = load_termbase(place.termbase).concepts["battery"]
    assert [(one.language, one.terms[0].term) for one in entry.languages] == [
        ("en", "battery"), ("fa", "باتری"), ("zh", "电池"), ("ps", "بټرۍ"), ("ar", "بطارية"),
    ]  # fmt: skip


def test_an_id_that_is_taken_stops_everything(place):
    folder = place.root / "drafts"
    update(folder, [TURBINE, draft("magnet", en="lodestone")])
    with pytest.raises(TermbaseError, match="exists already"):
        jobs.accept(place, folder / "energy.yaml", ["all"])
    assert "wind-turbine" not in load_termbase(place.termbase).concepts
    assert len(load(folder / "energy.yaml").blocks) == 2


def test_a_draft_among_the_concepts_is_an_error_that_tells_the_cure(place):
    update(place.root / "drafts", [TURBINE])
    (place.root / "drafts" / "energy.yaml").rename(place.termbase / "energy.yaml")
    with pytest.raises(TermbaseError, match="termbase accept"):
        load_termbase(place.termbase)


def test_no_look_up_sees_a_draft(place):
    update(place.termbase / "drafts", [TURBINE])
    with place.terms() as compiled:
        assert compiled.lookup("wind turbine") == []


# ── proposals out of links ───────────────────────────────────────────────────────────────────────


def candidate(language: str, term: str, sentence: str = "") -> Candidate:
    text = sentence or term
    start = text.index(term)
    at = Location(f"{language}.txt", 0, start, start + len(term))
    return Candidate(term, language, 1.0, 2, ((term, 2),), (Occurrence(text, start, start + len(term), at),))


EN, FA, ZH = candidate("en", "gizmo"), candidate("fa", "ابزارک"), candidate("zh", "小工具")
KNOWN = candidate("en", "battery", "a battery and a gizmo")


def linked(*links: Link) -> Linked:
    some: dict[str, list[Candidate]] = {}
    for link in links:
        for one in (link.source, link.target):
            if one not in some.setdefault(one.language, []):
                some[one.language].append(one)
    return Linked(some, links)


def test_links_make_one_draft_of_a_thing(place):
    made = jobs.proposals(linked(Link(EN, FA, 0.9), Link(EN, ZH, 0.8), Link(FA, ZH, 0.7)), place)
    assert [one.terms for one in made] == [(("en", "gizmo"), ("fa", "ابزارک"), ("zh", "小工具"))]
    assert made[0].probability == 0.8
    assert made[0].contexts["fa", "ابزارک"] == ("fa.txt 0 0-6",)
    assert made[0].entry.id == "gizmo"


def test_a_known_concept_gets_an_addition(place):
    ps = candidate("ps", "بټرۍ")
    made = jobs.proposals(linked(Link(KNOWN, ps, 0.9)), place)
    assert [(one.adds_to, one.entry.subject_field, one.terms) for one in made] == [
        ("battery", "industry", (("ps", "بټرۍ"),))
    ]


def test_unlikely_links_make_no_draft_and_known_terms_none_either(place):
    zh = candidate("zh", "电池")
    assert jobs.proposals(linked(Link(EN, FA, 0.4), Link(KNOWN, zh, 0.99)), place) == []


def test_a_word_of_general_language_makes_no_draft(place):
    def worded(language: str, term: str, bits: float, *more: Reason) -> Candidate:
        return replace(candidate(language, term), why=(Reason("single rarity", bits, 1.0), *more))

    common, rare, name = worded("fa", "شرکت", 6.8), worded("fa", "آهنربا", 15.0), Reason("single name", 1.0, 3.0)
    assert jobs.proposals(linked(Link(EN, common, 0.9)), place) == []
    assert len(jobs.proposals(linked(Link(EN, rare, 0.9)), place)) == 1
    assert len(jobs.proposals(linked(Link(EN, worded("fa", "چین", 6.8, name), 0.9)), place)) == 1


def test_the_field_is_that_of_the_known_terms_beside(place):
    beside = candidate("en", "gizmo", "the gizmo and its magnet")
    made = jobs.proposals(linked(Link(beside, FA, 0.9)), place)
    assert made[0].entry.subject_field == "industry"


def test_refused_drafts_do_not_come_back(place):
    folder = place.root / "drafts"
    found = linked(Link(EN, FA, 0.9), Link(KNOWN, candidate("ps", "بټرۍ"), 0.9))
    jobs.draft(found, folder, place)
    for path in sorted(folder.glob("*.yaml")):
        done = jobs.accept(place, path, refuse=["all"])
        assert len(done.refused) == 1
    assert files(folder) == {}
    text = (place.termbase / refused.NAME).read_text(encoding="utf-8")
    assert "en=gizmo" in text
    assert "fa=ابزارک" in text
    assert "\tbattery\tps=بټرۍ" in text
    assert jobs.proposals(found, place) == []
    (place.termbase / refused.NAME).unlink()
    assert len(jobs.proposals(found, place)) == 2


def test_drafts_do_not_go_into_the_termbase_itself(place):
    with pytest.raises(UsageError, match="folder of their own"):
        jobs.draft(linked(Link(EN, FA, 0.9)), place.termbase, place)


# ── the review ───────────────────────────────────────────────────────────────────────────────────


def reviewed(place, decisions: dict[str, str]) -> Path:
    """The review of all drafts with decisions filled in."""
    lines = review.render(files(place.root / "drafts").values(), "drafts").splitlines()
    for k, line in enumerate(lines[2:], 2):
        cells = line.split("\t")
        lines[k] = "\t".join([decisions.get(cells[3], ""), *cells[1:]])
    path: Path = place.root / "review.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_review_accepts_refuses_and_leaves(place):
    update(place.root / "drafts", [PUMP, TURBINE, BATTERY])
    path = reviewed(place, {"heat-pump": "accept", "battery": "refuse"})
    done = jobs.accept_review(place, path)
    assert (done.accepted, done.refused, done.stale) == (("heat-pump",), ("battery",), ())
    assert {one.draft.entry.id for file in files(place.root / "drafts").values() for one in file.blocks} == {
        "wind-turbine"
    }


def test_what_changed_since_it_was_seen_is_left(place):
    update(place.root / "drafts", [PUMP, TURBINE])
    path = reviewed(place, {"heat-pump": "accept", "wind-turbine": "accept"})
    update(place.root / "drafts", [replace(PUMP, evidence=("0.20 doubtful",)), TURBINE])
    done = jobs.accept_review(place, path)
    assert (done.accepted, done.stale) == (("wind-turbine",), ("heat-pump",))


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        (review.SIGNATURE, "# something", "not a review"),
        ("decision", "descision", "lacks the column decision"),
        ('"drafts": "drafts"', '"drafts" "drafts"', "whose drafts"),
        ("accept\t", "perhaps\t", "is no decision"),
    ],
)
def test_a_damaged_review_is_told_with_its_line(place, was: str, becomes: str, message: str):
    update(place.root / "drafts", [PUMP])
    path = reviewed(place, {"heat-pump": "accept"})
    path.write_text(path.read_text(encoding="utf-8").replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        jobs.accept_review(place, path)


def test_a_review_leads_nowhere_outside(place, tmp_path: Path):
    update(place.root / "drafts", [PUMP])
    path = reviewed(place, {"heat-pump": "accept"})
    path.write_text(
        path.read_text(encoding="utf-8").replace('"drafts": "drafts"', '"drafts": "../x"'), encoding="utf-8"
    )
    with pytest.raises(UsageError, match="outside the workspace"):
        jobs.accept_review(place, path)
    assert jobs.accept_review(place, path, place.root / "drafts").accepted == ("heat-pump",)
