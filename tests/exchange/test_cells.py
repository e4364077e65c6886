"""Cells of tables and workbooks: synonyms, errors of formulas, OOXML's escapes, statuses, the width of what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.exchange import registry
from termlode.exchange.alternatives import parted
from termlode.exchange.importing import import_terms
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.tabular.rows import decoded, encoded
from termlode.model import ConceptEntry, LanguageSection, TermSection, TranslationUnit, Variant
from termlode.sheets import guarded, unguarded

if TYPE_CHECKING:
    from pathlib import Path


def book(path: Path, rows: list[list[object]], errors: tuple[str, ...] = ()) -> Path:
    from openpyxl import Workbook

    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in errors:
        sheet[place].data_type = "e"
    made.save(path)
    return path


def terms(path: Path, content: str | None = None, **options: object) -> tuple[dict[str, dict[str, str]], Notices]:
    """Statuses by term by language, of all entries of a glossary."""
    if content is not None:
        path.write_text(content, encoding="utf-8")
    notices, said = Notices(), ReadOptions(**options)  # type: ignore[arg-type]
    found: dict[str, dict[str, str]] = {}
    for entry in registry.detect(path).function("read_terms")(path, said, notices):
        for section in entry.languages:
            found.setdefault(section.language, {}).update({term.term: term.status for term in section.terms})
    return found, notices


# ── synonyms ─────────────────────────────────────────────────────────────────────────────────────


def test_semicolons_part_synonyms_with_a_notice(tmp_path: Path) -> None:
    content = "en,fa,zh\nlorry;truck,کامیون؛ باری,卡车；货车\nAT&amp;T / x,آ|ب;پ,甲\n"
    found, notices = terms(tmp_path / "a.csv", content)
    assert found == {
        "en": {"lorry": "preferred", "truck": "admitted", "AT&amp;T / x": "preferred"},
        "fa": {"کامیون": "preferred", "باری": "admitted", "آ": "preferred", "ب;پ": "admitted"},
        "zh": {"卡车": "preferred", "货车": "admitted", "甲": "preferred"},
    }
    assert notices.counts["alternatives"] == 3


def test_the_signs_can_be_said(tmp_path: Path) -> None:
    content = "en,fa\nlorry;truck / van,کامیون\n"
    assert list(terms(tmp_path / "a.csv", content, separators="none")[0]["en"]) == ["lorry;truck / van"]
    found, notices = terms(tmp_path / "a.csv", content, separators="/")
    assert list(found["en"]) == ["lorry;truck", "van"]
    assert "alternatives" not in notices.counts


def test_a_glossary_of_omegat_too(tmp_path: Path) -> None:
    found, _ = terms(tmp_path / "a.utf8", "lorry;truck\tکامیون؛ باری\n", source="en", target="fa")
    assert [list(found[tag]) for tag in ("en", "fa")] == [["lorry", "truck"], ["کامیون", "باری"]]


def test_formats_with_a_place_for_each_synonym_part_on_demand_only() -> None:
    section = LanguageSection("en", (TermSection("lorry; truck"), TermSection("van")))
    entry = ConceptEntry("a", "t", (section,))
    notices = Notices()
    assert parted(entry, ReadOptions(), notices) == entry
    assert notices.counts == {"alternatives": 1}
    made = parted(entry, ReadOptions(separators=";"), Notices()).languages[0].terms
    assert [(term.term, term.status) for term in made] == [
        ("lorry", "preferred"), ("truck", "admitted"), ("van", "preferred"),
    ]  # fmt: skip


def test_definitions_keep_their_signs(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("en,fa,definition\nlorry,کامیون,a | b; c\n", encoding="utf-8")
    entries = registry.named("csv").function("read_terms")(tmp_path / "a.csv", ReadOptions(), Notices())
    assert next(entries).definition == "a | b; c"


# ── errors, escapes, width ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#SPILL!", "Err:508"])
def test_the_error_of_a_formula_is_no_text(error: str, tmp_path: Path) -> None:
    found, notices = terms(tmp_path / "a.csv", f"en,fa,zh\n{error},تیر,箭\n")
    assert found == {"fa": {"تیر": "preferred"}, "zh": {"箭": "preferred"}}
    assert notices.counts["error-cell"] == 1
    if error.startswith("#") and error != "#SPILL!":
        rows: list[list[object]] = [["en", "fa"], [error, "تیر"]]
        assert terms(book(tmp_path / "a.xlsx", rows, ("A2",)))[0] == {"fa": {"تیر": "preferred"}}


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_a_text_that_looks_like_one_survives_our_own_tables(form: str, tmp_path: Path) -> None:
    texts = ["#N/A", "'#N/A", "Err:508", "_x000D_", "_x005F_x000D_", "a_x0041_b", "'=1", "=1"]
    units = [TranslationUnit((Variant("en", text), Variant("fa", "ب"))) for text in texts]
    path, options = tmp_path / f"a.{form}", ReadOptions(source="en", target="fa")
    registry.named(form).function("write_memory")(units, path, WriteOptions(source="en", target="fa"))
    back = registry.named(form).function("read_memory")(path, options, Notices())
    assert [unit.variants[0].text for unit in back] == texts


def test_escapes_of_workbooks_are_characters(tmp_path: Path) -> None:
    rows: list[list[object]] = [["en", "fa", "definition"], ["lor_x0072_y", "کامیون", "a_x000D_\nb_x005F_x0041_"]]
    path = book(tmp_path / "a.xlsx", rows)
    entry = next(registry.named("xlsx").function("read_terms")(path, ReadOptions(), Notices()))
    assert (entry.languages[0].terms[0].term, entry.definition) == ("lorry", "a\r\nb_x0041_")
    assert decoded("_xD83D__xDE00__x0001_") == "😀"
    assert decoded(encoded("a\r_x000d_")) == "a\r_x000d_"


def test_a_sheet_is_as_wide_as_what_is_in_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["en", "fa", None, None, "  "],
        ["lorry", "کامیون"],
        [None] * 40,
        ["van", "ون", None, "x"],
    ]
    found, notices = terms(book(tmp_path / "a.xlsx", rows))
    assert list(found["en"]) == ["lorry", "van"]
    assert dict(notices.counts) == {"columns": 1, "ragged-row": 1}
    many: list[list[object]] = [["en", *(f"extra {n}" for n in range(40)), "fa"], ["lorry"]]
    _, notices = terms(book(tmp_path / "b.xlsx", many))
    assert len(notices.examples["unknown-column"][0].message) < 200


@pytest.mark.parametrize("text", ["#N/A", "=1", "'a", "Err:508", "#N/A is said"])
def test_an_escaped_cell_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


# ── statuses ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("FORBIDDEN", "forbidden"), ("Prohibited", "forbidden"), ("Do not use", "forbidden"), ("ممنوع", "forbidden"),
        ("禁用", "forbidden"), ("deprecated", "deprecated"), ("Not recommended", "deprecated"),
        ("admitted", "admitted"), ("Preferred", "preferred"), ("approved", "preferred"),
    ],
)  # fmt: skip
def test_a_status_speaks_of_the_translation(said: str, status: str, tmp_path: Path) -> None:
    expected = {"en": {"lorry": "preferred"}, "fa": {"لاری": status}}
    for heading in ("en,fa,status", "en,fa,Term Status", "en,fa,fa.status", "status,en,fa"):
        cells = f"{said},lorry,لاری" if heading.startswith("status") else f"lorry,لاری,{said}"
        assert terms(tmp_path / "a.csv", f"{heading}\n{cells}\n")[0] == expected
    content = f"source,target,status\nlorry,لاری,{said}\n"
    assert terms(tmp_path / "a.csv", content, source="en", target="fa")[0] == expected
    utx = f"#UTX 1.20; en/fa; x\n#src\ttgt\tsrc:pos\tterm status\nlorry\tلاری\tnoun\t{said}\n"
    assert terms(tmp_path / "a.utx", utx)[0] == expected
    assert terms(book(tmp_path / "a.xlsx", [["en", "fa", "status"], ["lorry", "لاری", said]]))[0] == expected


def test_several_statuses_speak_of_the_terms_before_them(tmp_path: Path) -> None:
    content = "en,status,fa,status\nlorry,forbidden,کامیون,\nvan,,ون,deprecated\n"
    assert terms(tmp_path / "a.csv", content)[0] == {
        "en": {"lorry": "forbidden", "van": "preferred"}, "fa": {"کامیون": "preferred", "ون": "deprecated"},
    }  # fmt: skip
    assert terms(tmp_path / "a.csv", "fa,forbidden\nلاری,yes\nون,no\n")[0] == {
        "fa": {"لاری": "forbidden", "ون": "preferred"}
    }


def test_an_unknown_status_is_said(tmp_path: Path) -> None:
    found, notices = terms(tmp_path / "a.csv", "en,fa,status\nlorry,لاری,blue\n")
    assert found["fa"] == {"لاری": "preferred"}
    assert "blue" in notices.examples["unknown-status"][0].message


def test_a_forbidden_term_does_not_become_preferred_in_the_termbase(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("en,fa,status\nlorry,لاری,FORBIDDEN\n", encoding="utf-8")
    import_terms(path, registry.named("csv"), ReadOptions(), tmp_path / "termbase")
    assert "forbidden" in (tmp_path / "termbase" / "general.yaml").read_text("utf-8")


def test_units_of_a_table_are_judged_as_those_of_xliff(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["a,ا,Approved", "b,ب,Draft", "c,پ,Machine Translated", "d,ت,Rejected", "e,ث,"]
    path.write_text("source,target,status\n" + "\n".join(rows) + "\n", encoding="utf-8")
    notices = Notices()
    options = ReadOptions(source="en", target="fa")
    units = list(registry.named("csv").function("read_memory")(path, options, notices))
    assert [unit.variants[0].text for unit in units] == ["a", "e"]
    assert notices.skipped == {"unapproved": 1, "machine": 1, "rejected": 1}
