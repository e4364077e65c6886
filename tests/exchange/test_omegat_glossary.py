"""OmegaT glossaries: the rows a translator needs, and the packaged ones are current."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from termlode.errors import FormatError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.omegat.read import read
from termlode.exchange.omegat.write import write
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase.glossary import directions, pairs, rows

ENTRY = ConceptEntry(
    "rare-earths",
    "mining",
    (
        LanguageSection("en", (TermSection("rare earths", reliability="verified"), TermSection("REE", "admitted"))),
        LanguageSection(
            "fa",
            (
                TermSection("عناصر نادر", "deprecated"),
                TermSection("خاکی کمیاب", variants=(OcrVariant("حاکی کمیاب", "realword"),), reliability="verified"),
                TermSection("کمیاب‌ها", "forbidden"),
            ),
        ),
    ),
    related=(("homonym", "rare-metals"),),
)


def table(source: str, target: str, **options) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in rows([ENTRY], source, target, **options)]


def test_every_source_term_leads_to_the_preferred_target():
    assert table("fa", "en") == [
        ("خاکی کمیاب", "rare earths"),
        ("حاکی کمیاب", "rare earths"),
        ("عناصر نادر", "rare earths"),
        ("کمیاب‌ها", "rare earths"),
    ]


def test_deprecated_and_forbidden_targets_are_never_offered():
    assert {target for _, target in table("en", "fa")} == {"خاکی کمیاب"}
    assert not any("کمیاب‌ها" in row.comment for row in rows([ENTRY], "en", "fa"))


def test_comments_say_what_to_know():
    found = {row.source: row.comment for row in rows([ENTRY], "fa", "en")}
    assert found["خاکی کمیاب"] == "rare-earths; homonym: rare-metals; verified; also REE"
    assert "deprecated source term" in found["عناصر نادر"]
    assert "verified" not in found["عناصر نادر"]
    assert found["حاکی کمیاب"].startswith("OCR variant of خاکی کمیاب; ")


WIND = ConceptEntry(
    "wind",
    "energy",
    (
        LanguageSection(
            "en",
            (
                TermSection("wind energy"),
                TermSection("wind generation", "admitted", "process"),
                TermSection("WE", "admitted", "acronym"),
            ),
        ),
        LanguageSection(
            "ar",
            (
                TermSection("طاقة الرياح"),
                TermSection("طاقة ريحية", "admitted", region=("Maghreb",), note="Rare; elsewhere bookish."),
                TermSection("توليد ريحي", "admitted", "process"),
                TermSection("ريحية", "admitted", "property"),
                TermSection("ط.ر.", "admitted", "abbreviation"),
            ),
        ),
    ),
    definition="Energy of moving air; turned into electricity." + " It blows." * 30,
    note="A long remark. " * 30,
)


def test_terms_pair_by_their_type():
    found = {row.source: row.target for row in rows([WIND], "ar", "en")}
    assert found["طاقة ريحية"] == "wind energy"
    assert found["توليد ريحي"] == "wind generation"
    assert found["ط.ر."] == "WE"
    back = {row.source: (row.target, row.comment) for row in rows([WIND], "en", "ar")}
    assert back["WE"][0] == "ط.ر."
    assert "names the property, the target the concept" in next(
        row.comment for row in rows([WIND], "ar", "en") if row.source == "ريحية"
    )


CHINA = ConceptEntry(
    "china",
    "geography",
    (
        LanguageSection(
            "zh",
            (
                TermSection("中国", type="short-form", part_of_speech="proper-noun"),
                TermSection("中华人民共和国", "admitted", part_of_speech="proper-noun"),
            ),
        ),
        LanguageSection(
            "en",
            (
                TermSection("China", type="short-form", part_of_speech="proper-noun"),
                TermSection("People's Republic of China", "admitted", part_of_speech="proper-noun"),
                TermSection("PRC", "admitted", "acronym", part_of_speech="proper-noun"),
            ),
        ),
    ),
    note="Chinese 中国 is the country. Arabic has an article here; Persian has none.",
)


def test_full_names_pair_with_full_names_and_short_ones_with_short():
    assert [(row.source, row.target) for row in rows([CHINA], "zh", "en")] == [
        ("中国", "China"),
        ("中华人民共和国", "People's Republic of China"),
    ]
    european = ConceptEntry(
        "eu",
        "x",
        (
            LanguageSection("zh", (TermSection("欧洲联盟"), TermSection("欧盟", "admitted", "short-form"))),
            LanguageSection(
                "en",
                (
                    TermSection("European Union", part_of_speech="proper-noun"),
                    TermSection("EU", "admitted", "acronym"),
                ),
            ),
        ),
    )
    assert [row.target for row in rows([european], "zh", "en")] == ["European Union", "EU"]
    model = ConceptEntry(
        "model",
        "x",
        (
            LanguageSection("zh", (TermSection("大语言模型"), TermSection("大模型", "admitted", "short-form"))),
            LanguageSection("en", (TermSection("large language model"), TermSection("LLM", "admitted", "acronym"))),
        ),
    )
    assert [row.target for row in rows([model], "zh", "en")] == ["large language model", "large language model"]


def test_remarks_on_other_languages_stay_out():
    (first, _) = rows([CHINA], "zh", "en")
    assert "nb: Chinese 中国 is the country" in first.comment
    assert "Arabic" not in first.comment
    assert "Persian" not in first.comment


def test_a_clause_belongs_to_the_language_that_its_sentence_names():
    trade = ConceptEntry(
        "trade",
        "x",
        tuple(LanguageSection(tag, (TermSection(tag),)) for tag in ("fa", "ar", "en")),
        note="Arabic has two words; the act is another. Ask the client; Persian has one.",
    )
    told = {pair: next(rows([trade], *pair)).comment for pair in (("fa", "en"), ("ar", "en"))}
    assert told["fa", "en"] == "trade; nb: Ask the client, Persian has one"
    assert told["ar", "en"] == "trade; nb: Arabic has two words, the act is another. Ask the client"


def test_a_full_name_does_not_lead_to_another_spelling():
    names = (TermSection("Lesser", type="short-form"), TermSection("Leser", "admitted", "variant"))
    source = (TermSection("大", type="short-form"), TermSection("大联合王国", "admitted"))
    entry = ConceptEntry("uk", "x", (LanguageSection("zh", source), LanguageSection("en", names)))
    assert {row.target for row in rows([entry], "zh", "en")} == {"Lesser"}


def test_comments_have_region_note_and_definition_in_two_hundred_characters():
    found = {row.source: row.comment for row in rows([WIND], "ar", "en")}
    assert all(len(comment) <= 200 for comment in found.values())
    comment = found["طاقة ريحية"]
    assert "usual: طاقة ريحية in Maghreb" in comment
    assert "nb: Rare, elsewhere bookish" in comment
    assert "def: Energy of moving air, turned into electricity" in comment
    assert comment.endswith("…")


def test_what_we_say_in_a_comment_is_no_note_when_it_is_read_again(tmp_path: Path):
    path = tmp_path / "g.utf8"
    write([WIND], path, WriteOptions(source="ar", target="en"))
    (entry,) = read(path, ReadOptions(), Notices())
    assert entry.note is None
    assert next(term.term for term in entry.languages[0].terms) == "طاقة الرياح"


def test_variants_in_mixed_scripts_stay_out():
    term = TermSection("الکترولیز", variants=(OcrVariant("الکتrolیز", "nonword"), OcrVariant("الکترولبز", "nonword")))
    entry = ConceptEntry(
        "e", "x", (LanguageSection("fa", (term,)), LanguageSection("en", (TermSection("electrolysis"),)))
    )
    assert [row.source for row in rows([entry], "fa", "en")] == ["الکترولیز", "الکترولبز"]


def test_verified_only():
    assert table("fa", "en", verified_only=True) == [("خاکی کمیاب", "rare earths"), ("حاکی کمیاب", "rare earths")]
    assert table("en", "fa", verified_only=True) == [("rare earths", "خاکی کمیاب")]


def test_each_pair_once():
    assert pairs(["fa", "en", "zh"]) == [("zh", "fa"), ("zh", "en"), ("fa", "en")]


def test_the_file_is_what_omegat_reads(tmp_path: Path):
    path = tmp_path / "g.utf8"
    assert write([ENTRY], path, WriteOptions(source="fa", target="en")) == 4
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# -*- coding: utf-8 -*-"
    assert lines[2].split("\t")[:2] == ["خاکی کمیاب", "rare earths"]
    assert all(line.count("\t") == 2 for line in lines[2:])


def test_tabs_and_lines_in_terms_do_not_break_rows(tmp_path: Path):
    odd = ConceptEntry(
        "odd", "x", (LanguageSection("en", (TermSection("# a\tb\nc"),)), LanguageSection("fa", (TermSection("پ\x01"),)))
    )
    path = tmp_path / "g.txt"
    write([odd], path, WriteOptions(source="en", target="fa"))
    assert path.read_text(encoding="utf-8").splitlines()[2].split("\t")[:2] == ["\u200b# a b c", "پ"]
    back = list(read(path, ReadOptions(source="en", target="fa"), Notices()))
    assert back[0].languages[0].terms[0].term == "# a b c"


@pytest.mark.parametrize("name", ["g.tsv", "g"])
def test_names_that_omegat_passes_over_are_refused(name: str, tmp_path: Path):
    with pytest.raises(UsageError, match="OmegaT reads"):
        write([ENTRY], tmp_path / name, WriteOptions(source="fa", target="en"))


def test_the_pair_must_be_said(tmp_path: Path):
    with pytest.raises(UsageError, match="--pair"):
        write([ENTRY], tmp_path / "g.utf8", WriteOptions())
    path = tmp_path / "g.utf8"
    path.write_text("a\tب\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--from"):
        list(read(path, ReadOptions(), Notices()))


def test_reading_joins_the_rows_of_a_source(tmp_path: Path):
    path = tmp_path / "g.utf8"
    path.write_text("# note\nore\tسنگ معدن\tone\nore\tکانسنگ\ttwo\nlonely\n\t\nخام\tنفت\n", encoding="utf-8")
    notices = Notices()
    ore, oil = read(path, ReadOptions(source="en", target="fa"), notices)
    assert (ore.id, ore.note) == ("ore", "one; two")
    assert [(t.term, t.status) for t in ore.languages[1].terms] == [("سنگ معدن", "preferred"), ("کانسنگ", "admitted")]
    assert oil.id == "concept"
    assert notices.skipped == {"incomplete-row": 1}


def test_glossaries_are_current(repository: Path, tmp_path: Path):
    spec = importlib.util.spec_from_file_location("build", repository / "scripts" / "build_glossaries.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    for fresh in tmp_path.iterdir():
        kept = repository / "glossaries" / fresh.name
        assert kept.read_bytes() == fresh.read_bytes(), "run: python scripts/build_glossaries.py"


def test_our_own_glossary_comes_back_as_concepts(tmp_path: Path):
    path = tmp_path / "g.utf8"
    write([ENTRY], path, WriteOptions(source="fa", target="en"))
    (back,) = read(path, ReadOptions(), Notices())
    assert (back.id, back.note) == ("rare-earths", None)
    persian, english = back.languages
    assert [(t.term, t.status) for t in persian.terms] == [
        ("خاکی کمیاب", "preferred"),
        ("عناصر نادر", "deprecated"),
        ("کمیاب‌ها", "forbidden"),
    ]
    assert [v.text for v in persian.terms[0].variants] == ["حاکی کمیاب"]
    assert [(t.term, t.status) for t in english.terms] == [("rare earths", "preferred"), ("REE", "admitted")]


def test_a_comment_that_somebody_added_is_kept(tmp_path: Path):
    path = tmp_path / "g.utf8"
    path.write_text("# Termlode glossary en to fa\nore\tکانسنگ\tore; also سنگ معدن; see page 3\n", encoding="utf-8")
    (back,) = read(path, ReadOptions(), Notices())
    assert back.note == "see page 3"
    assert [term.term for term in back.languages[1].terms] == ["کانسنگ", "سنگ معدن"]


def test_a_build_writes_each_pair_both_ways():
    assert directions(["en", "fa", "zh"]) == [
        ("zh", "fa"), ("fa", "zh"), ("zh", "en"), ("en", "zh"), ("fa", "en"), ("en", "fa"),
    ]  # fmt: skip


def test_a_document_is_told_from_a_glossary(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("# Report\n\nThe mine was opened in 2020. It produces lithium.\n", encoding="utf-8")
    for options in (ReadOptions(), ReadOptions(source="en", target="fa")):
        with pytest.raises(FormatError, match=r"a document: glossaries have tabs \('termlode align'"):
            list(read(file, options, Notices()))
    file.write_text("# only remarks\n\n", encoding="utf-8")
    assert list(read(file, ReadOptions(source="en", target="fa"), Notices())) == []
