"""Tables: read as other tools write them, written so that they come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from termlode.errors import FormatError, InputError, UnreadableError, UsageError
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.registry import detect, named
from termlode.exchange.tabular.rows import delimiter
from termlode.model import (
    ConceptEntry,
    LanguageSection,
    Note,
    OcrVariant,
    TermSection,
    TranslationUnit,
    Variant,
)
from termlode.sheets import guarded, unguarded
from tests.exchange.tables import EN_FA, ENTRIES, UNITS, memory, save, terms, texts

# ── round trips ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
def test_a_glossary_comes_back(kind: str, tmp_path: Path):
    path = tmp_path / f"g.{kind}"
    assert named(kind).function("write_terms")(ENTRIES, path, WriteOptions()) == 2
    assert terms(path)[0] == ENTRIES


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
def test_a_memory_comes_back(kind: str, tmp_path: Path):
    path = tmp_path / f"m.{kind}"
    assert named(kind).function("write_memory")(UNITS, path, WriteOptions(**EN_FA)) == 2
    back, _ = memory(path, **EN_FA)
    assert texts(back) == texts(UNITS)
    assert back[0].context.key == "k"
    assert back[0].notes == (Note("n"),)


def test_a_memory_of_many_languages_has_a_column_each(tmp_path: Path):
    path = tmp_path / "m.csv"
    three = TranslationUnit((Variant("en", "ore"), Variant("fa", "کانسنگ"), Variant("zh-Hant", "礦石")))
    named("csv").function("write_memory")([three, UNITS[1]], path, WriteOptions())
    back, _ = memory(path)
    assert [[v.language for v in unit.variants] for unit in back] == [["en", "fa", "zh-Hant"], ["en", "fa"]]


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=5), kind=st.sampled_from(["csv", "tsv", "xlsx"]))
def test_any_text_survives_a_table(rows: list[tuple[str, str]], kind: str, tmp_path: Path):
    path = tmp_path / f"h.{kind}"
    units = [TranslationUnit((Variant("en", one), Variant("fa", other))) for one, other in rows]
    named(kind).function("write_memory")(units, path, WriteOptions(**EN_FA))
    assert texts(memory(path, **EN_FA)[0]) == rows


@example("\n=1")
@given(st.text(max_size=10))
def test_escaping_is_undone(text: str):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2", "@SUM(1)", "\t=1"])
def test_no_cell_is_a_formula(cell: str, tmp_path: Path):
    path = tmp_path / "f.csv"
    unit = TranslationUnit((Variant("en", cell), Variant("fa", "x")))
    named("csv").function("write_memory")([unit], path, WriteOptions(**EN_FA))
    assert f"'{cell}" in path.read_text(encoding="utf-8")
    named("csv").function("write_memory")([unit], path, WriteOptions(**EN_FA, escape=False))
    assert f"'{cell}" not in path.read_text(encoding="utf-8")


def test_excel_is_told_that_it_is_utf_8(tmp_path: Path):
    path = tmp_path / "b.csv"
    named("csv").function("write_terms")(ENTRIES, path, WriteOptions(bom=True))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert terms(path)[0] == ENTRIES


# ── tables of others ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a;b\n1;2\n", ";"),
        ("a\tb\n", "\t"),
        ('"a,b";c\n"d,e";f\n', ";"),
        ("a,b\n", ","),
        ("a|b|c\n", "|"),
        ("a\n", "\t"),
    ],
)
def test_delimiters(text: str, found: str):
    assert delimiter(text) == found


@pytest.mark.parametrize(
    "heading",
    ["en,fa", "English,Persian", "EN-US,fa_IR", "eng,fas", "English,فارسی", "en;fa", "English (US),Farsi"],
)
def test_headings_that_name_languages(heading: str, tmp_path: Path):
    mark = ";" if ";" in heading else ","
    path = save(tmp_path / "x.csv", f"{heading}\nore{mark}کانسنگ\n")
    back, notices = terms(path)
    assert [section.language.split("-")[0] for section in back[0].languages] == ["en", "fa"]
    assert "columns" in notices.counts


def test_synonyms_definitions_and_notes_of_a_language(tmp_path: Path):
    path = save(
        tmp_path / "x.csv", "Entry_ID,English,English_Def,Persian,Persian.note,Subject\n7,ore|rock,Def,سنگ,یاد,mining\n"
    )
    (entry,), _ = terms(path)
    english = entry.section("en")
    assert english is not None
    assert [(term.term, term.status) for term in english.terms] == [("ore", "preferred"), ("rock", "admitted")]
    assert (entry.definition, english.definition) == ("Def", None)  # a concept is defined in English
    assert entry.section("fa").note == "یاد"  # type: ignore[union-attr]
    assert (entry.id, entry.subject_field) == ("ore", "mining")


def test_variants_and_terms_to_avoid(tmp_path: Path):
    path = save(tmp_path / "x.csv", "fa,fa.avoid,fa.variants,do not translate\nخاکی,خاک,حاکی,yes\n")
    (entry,), _ = terms(path)
    assert entry.do_not_translate
    good, bad = entry.languages[0].terms
    assert good.variants == (OcrVariant("حاکی", "realword"),)
    assert (bad.term, bad.status) == ("خاک", "deprecated")


def test_a_table_without_headings_is_not_guessed(tmp_path: Path):
    path = save(tmp_path / "x.csv", "rare earth,خاکی کمیاب,from a bulletin\n")
    with pytest.raises(UsageError, match="--columns"):
        terms(path)
    back, notices = memory(path, **EN_FA)
    assert texts(back) == [("rare earth", "خاکی کمیاب")]
    assert back[0].notes == (Note("from a bulletin"),)
    assert "no-header" in notices.counts
    assert texts(memory(path, columns=("en", "fa", "note"))[0]) == texts(back)


def test_columns_can_be_named(tmp_path: Path):
    path = save(tmp_path / "x.csv", "1,ore,x,کانسنگ\n")
    (entry,), _ = terms(path, columns=("skip", "en", "skip", "fa"))
    assert [section.language for section in entry.languages] == ["en", "fa"]
    with pytest.raises(UsageError, match="no column 'wrong column'"):
        terms(path, columns=("wrong column", "en"))


def test_source_and_target_need_languages(tmp_path: Path):
    path = save(tmp_path / "x.csv", "source,target\nore,کانسنگ\n")
    for read in (terms, memory):
        with pytest.raises(UsageError, match="--from en --to fa"):
            read(path)
    stated = save(tmp_path / "y.csv", "source_language,target_language,source,target\nen,fa,ore,کانسنگ\n")
    assert [variant.language for variant in memory(stated)[0][0].variants] == ["en", "fa"]


def test_ragged_rows_name_their_lines(tmp_path: Path):
    path = save(tmp_path / "x.csv", "source,target\nonly\nore,کانسنگ\na,b,c,d,e\n")
    back, notices = memory(path, **EN_FA)
    assert len(back) == 2
    assert notices.examples["incomplete-row"][0].line == 2
    assert notices.examples["ragged-row"][0].line == 4


def test_a_line_is_where_its_row_begins(tmp_path: Path):
    path = save(tmp_path / "x.csv", 'source,target\n"a\nb",c\nonly\n')
    _, notices = memory(path, **EN_FA)
    assert notices.examples["incomplete-row"][0].line == 4


def test_excel_unicode_text(tmp_path: Path):
    path = save(tmp_path / "x.csv", "\ufeffsource\ttarget\r\nore\tکانسنگ\r\n", "utf-16-le")
    assert texts(memory(path, **EN_FA)[0]) == [("ore", "کانسنگ")]


@pytest.mark.parametrize(
    ("data", "error", "line"),
    [
        (b'source,target\n"rare,x\nmagnet,y\n', FormatError, 2),
        (b"source,target\na\0b,x\n", FormatError, 2),
        ("source,target\nbook,كتاب\n".encode("cp1256"), UnreadableError, 2),
        (b"", UnreadableError, None),
    ],
)
def test_broken_tables_are_refused_with_the_line(
    data: bytes, error: type[InputError], line: int | None, tmp_path: Path
):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        memory(path, **EN_FA)
    assert caught.value.line == line


def test_weblate_rows_marked_fuzzy_wait(tmp_path: Path):
    path = save(tmp_path / "x.csv", "location,source,target,id,fuzzy,context\n,ore,کانسنگ,,True,\n,iron,آهن,,False,c\n")
    assert texts(memory(path, **EN_FA)[0]) == [("iron", "آهن")]
    assert len(memory(path, **EN_FA, fuzzy=True)[0]) == 2


# ── layouts for clients ──────────────────────────────────────────────────────────────────────────


def test_weblate_gets_source_and_target(tmp_path: Path):
    path = tmp_path / "w.csv"
    assert named("weblate-csv").function("write_terms")(ENTRIES, path, WriteOptions(**EN_FA)) == 3
    assert path.read_text(encoding="utf-8").splitlines()[0] == "source,target,context,developer_comments"
    with pytest.raises(UsageError):
        named("weblate-csv").function("write_terms")(ENTRIES, path, WriteOptions())


def test_memoq_gets_a_column_for_each_synonym(tmp_path: Path):
    path = tmp_path / "q.csv"
    named("memoq-csv").function("write_terms")(ENTRIES, path, WriteOptions())
    heading = path.read_text(encoding="utf-8").split("\r\n")[0].split(",")
    assert heading[:7] == [
        "Entry_ID",
        "Entry_Subject",
        "Entry_Domain",
        "Entry_ClientID",
        "Entry_ProjectID",
        "Entry_Note",
        "English",
    ]
    assert heading.count("English") == heading.count("Persian") == 2
    back, _ = terms(path)
    assert [len(entry.languages) for entry in back] == [2, 2]
    assert [term.term for term in back[0].languages[0].terms] == ["rare earths", "REE"]


# ── dialects and headings ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("en;fa\nore, a, b;سنگ, c, d\n", ";"),
        ('en\tfa\n5" pipe\tلوله\n6" pipe, long, wide\tلوله\n', "\t"),
        ('"a;b;c",x\n"d;e;f",y\n', ","),
        ("en,fa\na | b | c | d,e\n", ","),
        ("a,b\tc,d\ne,f\tg,h\n", "\t"),
    ],
)
def test_the_delimiter_is_what_parts_every_line(text: str, sign: str):
    assert delimiter(text) == sign


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_excels_sep_line_says_the_delimiter(encoding: str, tmp_path: Path):
    text = 'sep=;\r\nen;fa\r\n"two\r\nlines";سلام\r\nbad\r\n'
    path = save(tmp_path / "a.csv", text, encoding)
    found, notices = memory(path, encoding=encoding if encoding == "cp1256" else None, **EN_FA)
    assert texts(found) == [("two\r\nlines", "سلام")]
    assert notices.examples["incomplete-row"][0].line == 5


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("en_US,fa-IR", "en-US, fa-IR"),
        ("English,Chinese_PRC,Chinese (Traditional),Chinese (Simplified)", "en, zh-CN, zh-Hant, zh-Hans"),
        ("English (United States),Arabic_Saudi_Arabia,Persian_Iran", "en-US, ar-SA, fa-IR"),
        ("انگلیسی,فارسی,توضیحات", "en, fa, note"),
        ("الإنجليزية,الفارسية,ملاحظات,التعريف", "en, fa, note, definition"),
        ("英语,波斯语,阿拉伯语,普什图语,备注", "en, fa, ar, ps, note"),
        ("انګلیسي,پښتو,يادښت", "en, ps, note"),
        ("مبدأ,مقصد,زمینه", "source, target, context"),
        ("原文,译文", "source, target"),
        ("English,,Persian", "en, skip, fa"),
        ("Term ID?,EN,FA", "skip, en, fa"),
        ("en,-,fa", "en, skip, fa"),
    ],
)
def test_headings(headings: str, roles: str, tmp_path: Path):
    path = save(tmp_path / "a.csv", f"{headings}\nx,y,z,a,b\n")
    _, notices = terms(path, **(EN_FA if "source" in roles else {}))
    assert notices.examples["columns"][0].message == f"columns read as {roles}"
    assert ("unknown-column" in notices.counts) == ("skip" in roles and "-," not in headings)


def test_two_columns_for_one_role_are_not_guessed(tmp_path: Path):
    path = save(tmp_path / "a.csv", "source,source,target\na,b,c\n")
    for read in (terms, memory):
        with pytest.raises(UsageError, match="two columns are source"):
            read(path, **EN_FA)


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
def test_headings_that_are_languages_hold_terms(kind: str, tmp_path: Path):
    """The rule of where a table goes: a pair said is a memory, headings of languages are terms, else a question."""
    path = tmp_path / f"a.{kind}"
    named(kind).function("write_terms")(ENTRIES, path, WriteOptions())
    assert detect(path).goes_to(path, ReadOptions()) == "terms"
    assert detect(path).goes_to(path, ReadOptions(**EN_FA)) == "memory"
    named(kind).function("write_memory")(UNITS, path, WriteOptions(**EN_FA))
    with pytest.raises(UsageError, match="--as terms or --as memory"):
        detect(path).goes_to(path, ReadOptions())
    assert detect(path).goes_to(path, ReadOptions(columns=("en", "fa"))) == "terms"


@pytest.mark.parametrize("asked", [{"source": "en", "target": "fa"}, {"source": "en-US", "target": "fa-IR"}])
def test_regions_in_headings(asked: dict[str, str], tmp_path: Path):
    path = save(tmp_path / "a.csv", "en-US,fa-IR,zh\nore,کانسنگ,矿石\n")
    assert [s.language for s in terms(path, **asked)[0][0].languages] == ["en-US", "fa-IR", "zh"]
    assert texts(memory(path, **asked)[0]) == [("ore", "کانسنگ")]


def test_rows_of_one_id_are_one_entry(tmp_path: Path):
    path = save(tmp_path / "a.csv", "id,en,fa\n7,ore,کانسنگ\n8,rock,سنگ\n7,ores,کانسنگ\n7,,سنگ معدن\n")
    found, _ = terms(path)
    assert [[[(t.term, t.status) for t in s.terms] for s in e.languages] for e in found] == [
        [[("ore", "preferred"), ("ores", "admitted")], [("کانسنگ", "preferred"), ("سنگ معدن", "admitted")]],
        [[("rock", "preferred")], [("سنگ", "preferred")]],
    ]


def test_memoq_says_forbidden_beside_the_term(tmp_path: Path):
    entry = ConceptEntry(
        "ore",
        "mining",
        (
            LanguageSection("en", (TermSection("ore"), TermSection("stone", "forbidden"))),
            LanguageSection("zh", (TermSection("矿石"),), definition="石"),
        ),
        definition="What metals are made of",
    )
    path = tmp_path / "m.csv"
    named("memoq-csv").function("write_terms")([entry], path, WriteOptions())
    (back,), _ = terms(path)
    assert [[(t.term, t.status) for t in s.terms] for s in back.languages] == [
        [("ore", "preferred"), ("stone", "forbidden")],
        [("矿石", "preferred")],
    ]
    assert (back.definition, [s.definition for s in back.languages]) == (entry.definition, [None, "石"])


@pytest.mark.parametrize("row", ["ore,|,x,", ",,,ore", "|,,,"])
def test_rows_without_a_usable_term(row: str, tmp_path: Path):
    found, notices = terms(save(tmp_path / "a.csv", f"en,fa,fa.variants,en.avoid\n{row}\n"))
    assert [[[t.term for t in s.terms] for s in e.languages] for e in found] == ([[["ore"]]] if "ore" in row else [])
    assert notices.skipped == ({} if found else {"no-term": 1})


def test_a_term_to_avoid_comes_back_without_a_better_one(tmp_path: Path):
    entry = ConceptEntry(
        "ore", "mining", (LanguageSection("en", (TermSection("stone", "deprecated"),)),), do_not_translate=True
    )
    path = tmp_path / "a.csv"
    named("csv").function("write_terms")([entry], path, WriteOptions())
    assert terms(path)[0] == [entry]


def test_a_row_with_an_odd_language_is_left_out(tmp_path: Path):
    text = "source,target,source-language,target-language\na,ب,en,fa\nc,d,---,fa\n"
    found, notices = memory(save(tmp_path / "a.csv", text))
    assert texts(found) == [("a", "ب")]
    assert notices.skipped == {"incomplete-row": 1}


def test_our_own_weblate_glossary_comes_back_as_concepts(tmp_path: Path):
    path = tmp_path / "w.csv"
    named("weblate-csv").function("write_terms")(ENTRIES, path, WriteOptions(**EN_FA))
    back, _ = terms(path, **EN_FA)
    assert [(entry.id, entry.note) for entry in back] == [("rare-earths", None), ("ore", None)]
    assert [term.term for term in back[0].languages[0].terms] == ["rare earths", "REE"]
