"""Which concept an imported one is: homonyms stay apart, joins are said, importing again changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.exchange import registry
from termlode.exchange.importing import ImportReport, import_terms
from termlode.exchange.merging import TermPlan
from termlode.exchange.options import ReadOptions
from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.load import load

if TYPE_CHECKING:
    from pathlib import Path


def entry(name: str, definition: str | None = None, en: str = "crane", fa: str | None = "درنا") -> ConceptEntry:
    terms = [("en", en), *([("fa", fa)] if fa else [])]
    sections = tuple(LanguageSection(tag, (TermSection(term),)) for tag, term in terms)
    return ConceptEntry(name, "tests", sections, definition)


def take(*entries: ConceptEntry, ours: tuple[ConceptEntry, ...] = (), named: bool = True) -> TermPlan:
    plan = TermPlan({one.id: one for one in ours})
    for one in entries:
        plan.take(one, named=named)
    return plan


def counts(plan: TermPlan) -> tuple[int, int, int]:
    return plan.added, plan.merged, plan.unchanged


def test_two_concepts_of_one_file_stay_two() -> None:
    assert counts(take(entry("a"), entry("b"))) == (2, 0, 0)
    assert counts(take(entry("a", "a bird"), entry("b", "a machine that lifts"))) == (2, 0, 0)


def test_rows_without_ids_are_one_concept_unless_their_definitions_differ() -> None:
    plan = take(entry("a"), entry("b", "a bird"), named=False)
    assert counts(plan) == (1, 1, 0)
    assert plan.report() == ["b is joined with a, which has its terms"]
    plan = take(entry("a", "a bird"), entry("b", "a machine that lifts"), named=False)
    assert counts(plan) == (2, 0, 0)
    assert plan.report() == ["b has the terms of a and another definition: kept apart"]


def test_what_is_stored_is_joined_and_said() -> None:
    plan = take(entry("7", "a bird"), ours=(entry("crane"),))
    assert counts(plan) == (0, 1, 0)
    assert plan.report() == ["7 is joined with crane, which has its terms"]
    again = take(entry("7", "a bird"), ours=(entry("crane", "a bird"),))
    assert counts(again) == (0, 0, 1)
    assert again.report() == ["concepts that are here already under other ids: 1, such as 7 as crane"]


def test_homonyms_that_are_stored_are_found_by_their_definitions() -> None:
    ours = (entry("crane", "a bird"), entry("crane-2", "a machine that lifts"))
    plan = take(entry("7", "a machine that lifts"), entry("8", "a bird"), ours=ours)
    assert counts(plan) == (0, 0, 2)
    plan = take(entry("7"), entry("8"), ours=(entry("crane"), entry("crane-2")))
    assert counts(plan) == (0, 0, 2)


def test_an_id_alone_joins_an_edited_definition_but_no_other_meaning() -> None:
    ours = (entry("crane", "a long-legged bird of wet places"),)
    plan = take(entry("crane", "a long-legged bird of wet land"), ours=ours)
    assert counts(plan) == (0, 0, 1)
    assert "kept" in plan.report()[0]
    plan = take(entry("crane", "machine that lifts loads"), ours=ours)
    assert counts(plan) == (1, 0, 0)


def test_definitions_of_a_language_part_homonyms_too() -> None:
    def made(name: str, said: str) -> ConceptEntry:
        sections = (
            LanguageSection("en", (TermSection("crane"),)), LanguageSection("zh", (TermSection("鹤"),), said),
        )  # fmt: skip
        return ConceptEntry(name, "tests", sections)

    one, other = made("a", "一种鸟"), made("b", "起重机械")
    assert counts(take(other, ours=(one,))) == (1, 0, 0)


def test_much_to_say_is_said_in_part() -> None:
    ours = tuple(entry(f"c{n}", en=f"crane {n}") for n in range(60))
    plan = take(*(entry(f"x{n}", "new", en=f"crane {n}") for n in range(60)), ours=ours)
    assert len(plan.report()) == 51
    assert plan.report()[-1] == "and 10 more remarks of this kind"


_SETS = """<langSet xml:lang="en"><tig><term>crane</term></tig></langSet>
<langSet xml:lang="fa"><tig><term>کرین</term></tig></langSet></termEntry>"""
TBX = f"""<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="x 1"><descrip type="definition">bird</descrip>{_SETS}<termEntry id="x 2">{_SETS}
</body></text></martif>"""
_GROUPS = "".join(
    f'<languageGrp><language lang="{tag}" type="x"/><termGrp><term>{term}</term></termGrp></languageGrp>'
    for tag, term in (("EN", "crane"), ("FA", "کرین"))
)
MULTITERM = f"<mtf>{''.join(f'<conceptGrp><concept>{n}</concept>{_GROUPS}</conceptGrp>' for n in (1, 2))}</mtf>"
CSV = "id,en,fa,definition\n1,crane,کرین,bird\n2,crane,کرین,machine\n"
UTX = "#UTX 1.20; en/fa; x\n#src\ttgt\tsrc:pos\tterm status\tconcept ID\ncrane\tکرین\t\t\t1\ncrane\tکرین\t\t\t2\n"


@pytest.mark.parametrize(("name", "content"), [("a.tbx", TBX), ("a.xml", MULTITERM), ("a.csv", CSV), ("a.utx", UTX)])
def test_homonyms_of_every_format_come_in_once(name: str, content: str, tmp_path: Path) -> None:
    path, base = tmp_path / name, tmp_path / "termbase"
    path.write_text(content, encoding="utf-8")

    def run() -> ImportReport:
        return import_terms(path, registry.detect(path), ReadOptions(), base)

    first = run()
    assert (first.added, len(load(base).concepts)) == (2, 2)
    again = run()
    assert (again.added, again.merged, again.unchanged) == (0, 0, 2)
    assert len(again.conflicts) <= 1
