"""No export leaves with fewer units than were asked for without saying how many, why, and how to get them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.errors import NothingFound, UsageError
from termlode.exchange import registry
from termlode.exchange.exporting import Layout, export_memory, export_terms
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.exchange.selection import bilingual, pair_name, survey, text_pairs
from termlode.languages.named import pair as parse_pair
from termlode.model import ConceptEntry, LanguageSection, TermSection, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unit(**texts: str) -> TranslationUnit:
    return TranslationUnit(tuple(Variant(tag.replace("_", "-"), text) for tag, text in texts.items()))


def concept(name: str, **terms: str) -> ConceptEntry:
    sections = (LanguageSection(tag.replace("_", "-"), (TermSection(term),)) for tag, term in terms.items())
    return ConceptEntry(name, "tests", tuple(sections))


UNITS = [
    unit(zh_CN="鼠标", zh_TW="滑鼠"),
    unit(en_US="color", en_GB="colour", fa="رنگ"),
    unit(en="gear", fa="دنده"),
    unit(ar_SA="حاسوب", ar_EG="كمبيوتر"),
]
BILINGUAL = ["tmx", "xliff", "po", "ts", "csv", "tsv", "xlsx", "jsonl"]


def export(
    units: list[TranslationUnit], form: str, folder: Path, **asked: object
) -> tuple[dict[str, int], WriteOptions]:
    options = WriteOptions(profile=asked.pop("profile", None))  # type: ignore[arg-type]
    files = export_memory(lambda: iter(units), registry.named(form), Layout(folder, "m", **asked), options)  # type: ignore[arg-type]
    return {file.path.name.partition(".")[2]: file.units for file in files}, options


def back(form: str, folder: Path) -> Iterator[frozenset[str]]:
    found = registry.named(form)
    for path in sorted(folder.iterdir()):
        source, target = parse_pair(path.name[2:].removesuffix(found.suffixes[0]).replace(".", ":"))
        options = ReadOptions(source=source, target=target)
        for one in found.function("read_memory")(path, options, Notices()):
            yield frozenset(variant.text for variant in one.variants)


@pytest.mark.parametrize("form", BILINGUAL)
def test_pairs_of_one_primary_language_leave_in_files_of_their_own(form: str, tmp_path: Path) -> None:
    written, options = export(UNITS, form, tmp_path)
    suffix = registry.named(form).suffixes[0]
    assert {name.removesuffix(suffix) for name in written} == {"fa-en", "ar-EG.ar-SA", "en-GB.en-US", "zh-CN.zh-TW"}
    assert not options.notices.skipped
    texts = set().union(*back(form, tmp_path))
    assert texts == {variant.text for one in UNITS for variant in one.variants}


def test_pairs_are_directed_and_named() -> None:
    found = survey([*UNITS, unit(fa="تنها")])
    assert found.pairs == [("fa", "en"), ("ar-EG", "ar-SA"), ("zh-CN", "zh-TW"), ("en-GB", "en-US")]
    assert found.alone == 1
    votes = TranslationUnit(UNITS[0].variants, source_language="zh-TW")
    assert survey([votes]).pairs == [("zh-TW", "zh-CN")]
    assert [pair_name(pair) for pair in (("fa", "en"), ("zh-CN", "zh-TW"))] == ["fa-en", "zh-CN.zh-TW"]


def test_a_pair_is_said_with_a_colon_or_hyphens() -> None:
    assert parse_pair("zh-CN:zh-TW") == parse_pair("zh-CN-zh-TW") == ("zh-CN", "zh-TW")
    with pytest.raises(UsageError, match="twice"):
        parse_pair("fa:fa")


def test_a_text_belongs_to_the_narrower_language() -> None:
    made = unit(zh="总", zh_TW="臺", zh_CN="陆")
    found = bilingual(made, "zh", "zh-TW")
    assert found is not None
    assert [v.language for v in found.variants] == ["zh", "zh-CN", "zh-TW"]
    assert [[v.text for v in one.variants] for one in text_pairs(made, "zh-TW", "zh")] == [["臺", "总"], ["臺", "陆"]]
    assert bilingual(unit(zh_TW="臺"), "zh", "zh-TW") is None


def test_units_of_one_language_are_counted(tmp_path: Path) -> None:
    _, options = export([*UNITS, unit(fa="تنها"), unit(fa="دیگر")], "jsonl", tmp_path)
    assert options.notices.skipped == {"one-language": 2}
    assert "--multilingual" in options.notices.lines()[0][0].message
    with pytest.raises(NothingFound, match="1 units are in one language only"):
        export([unit(fa="تنها")], "tmx", tmp_path)


def test_characters_that_xml_does_not_allow_are_dropped_with_a_word(tmp_path: Path) -> None:
    from termlode.exchange.tmx.fast.store import write_store
    from termlode.memory import open_store

    made = unit(en="a\x0bb", fa="ب")
    assert export([made], "tmx", tmp_path)[1].notices.counts == {"illegal-character": 1}
    with open_store(tmp_path / "memory.db", write=True) as store:
        store.add([made])
        notices = Notices()
        write_store(store, tmp_path / "all.tmx", notices=notices)
    assert notices.counts == {"illegal-character": 1}


def test_one_file_of_json_lines_holds_all(tmp_path: Path) -> None:
    units = [*UNITS, unit(fa="تنها")]
    options = WriteOptions()
    files = export_memory(lambda: iter(units), registry.named("jsonl"), Layout(tmp_path / "a.jsonl", "m"), options)
    assert ([file.units for file in files], options.notices.skipped) == ([5], {})


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_every_text_of_a_table_has_a_row(form: str, tmp_path: Path) -> None:
    texts = (("en", "car"), ("en", "auto"), ("fa", "ماشین"), ("fa", "خودرو"))
    made, table = TranslationUnit(tuple(Variant(*text) for text in texts)), registry.named(form)
    written, _ = export([made], form, tmp_path)
    assert list(written.values()) == [4]
    path = tmp_path / f"all.{form}"
    export_memory(lambda: iter([made]), table, Layout(path, "m", (), multilingual=True), WriteOptions())
    found = table.function("read_memory")(path, ReadOptions(), Notices())
    assert {v.text for one in found for v in one.variants} == {"car", "auto", "ماشین", "خودرو"}


def test_what_a_writer_drops_is_counted(tmp_path: Path) -> None:
    long = unit(en="x" * 40_000, fa="ب")
    twice = [unit(en="gear", fa="دنده"), TranslationUnit(UNITS[2].variants, id="other")]
    assert export([UNITS[2], long], "xlsx", tmp_path)[1].notices.skipped == {"long": 1}
    assert export(twice, "po", tmp_path)[1].notices.skipped == {"repeated": 1}
    assert export([UNITS[2], unit(en=" ", fa="ب")], "po", tmp_path)[1].notices.skipped == {"empty": 1}
    assert export(twice, "tmx", tmp_path, profile="omegat")[1].notices.skipped == {"repeated": 1}
    assert export([UNITS[2], long], "tmx", tmp_path, profile="trados")[1].notices.skipped == {"long": 1}
    assert export([UNITS[2], unit(en="", fa="ب")], "tmx", tmp_path)[1].notices.skipped == {"empty": 1}
    assert export([UNITS[2], unit(en="", fa="ب")], "tmx", tmp_path, multilingual=True)[1].notices.skipped == {
        "empty": 1
    }


@pytest.mark.parametrize("form", ["omegat-glossary", "utx", "weblate-csv", "csv", "multiterm", "tbx", "memoq-csv"])
def test_concepts_without_terms_in_both_languages_are_counted(form: str, tmp_path: Path) -> None:
    sections = (LanguageSection("en", (TermSection("z"),)), LanguageSection("fa", (TermSection("ز", "forbidden"),)))
    avoided = ConceptEntry("c", "tests", sections)
    entries = [concept("a", en="gear", fa="دنده"), concept("b", en="ore"), avoided]
    options = WriteOptions()
    export_terms(entries, registry.named(form), Layout(tmp_path, "t", (("en", "fa"),)), options, ["en", "fa"])
    # some formats hold terms to avoid too
    assert options.notices.skipped == {"no-pair": 2 if form in ("omegat-glossary", "weblate-csv", "csv") else 1}


def test_terms_of_two_regions_stand_in_their_own_columns(tmp_path: Path) -> None:
    entries = [concept("a", zh_CN="鼠标", zh_TW="滑鼠"), concept("b", zh_CN="内存")]
    path = tmp_path / "t.csv"
    form = registry.named("csv")
    export_terms(entries, form, Layout(path, "t"), WriteOptions(), ["zh"])
    assert path.read_text("utf-8").splitlines()[1:] == ["a,tests,,,鼠标,滑鼠", "b,tests,,,内存,"]
    options = WriteOptions()
    export_terms(entries, registry.named("utx"), Layout(tmp_path, "t", (("zh-CN", "zh-TW"),)), options, ["zh"])
    assert options.notices.skipped == {"no-pair": 1}
    assert "鼠标\t滑鼠" in (tmp_path / "t.zh-CN.zh-TW.utx").read_text("utf-8")
