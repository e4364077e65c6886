"""What each format says it keeps is what comes back, and an export says once what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from termlode.exchange import registry
from termlode.exchange.exporting import Layout, export_memory, export_terms
from termlode.exchange.losses import TERM_PARTS, UNIT_PARTS
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.model import (
    Attestation,
    ConceptEntry,
    Context,
    Details,
    InlineCode,
    LanguageSection,
    Note,
    OcrVariant,
    Origin,
    Prop,
    TermSection,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.exchange.registry import Format


def _full(term: str) -> TermSection:
    misread = (OcrVariant(f"{term}x", "nonword"),)
    return TermSection(
        term,
        "preferred",
        "short-form",
        "noun",
        "neuter",
        "verified",
        "a book",
        "a note",
        (f"{term}a",),
        (f"{term}b",),
        misread,
        ("Egypt",),
        ("other",),
        (Attestation("bulletin", 3),),
    )


CONCEPT = ConceptEntry(
    id="rare-earths",
    subject_field="critical-minerals",
    languages=(
        LanguageSection("en", (_full("rare earths"), TermSection("rare soils", "deprecated"))),
        LanguageSection("fa", (_full("خاک کمیاب"), TermSection("خاک نادر", "admitted"))),
    ),
    definition="Seventeen metals.",
    note="Not rare.",
    source="a dictionary",
    related=(("related", "other"),),
    do_not_translate=True,
)
OTHER = ConceptEntry(
    id="other",
    subject_field="critical-minerals",
    languages=(LanguageSection("en", (TermSection("thing"),)), LanguageSection("fa", (TermSection("چیز"),))),
)
UNIT = TranslationUnit(
    (
        Variant("en", "one bold two", (InlineCode("ph", 4, (("x", "1"),), ("<b/>",)),), (Prop("color", "red"),)),
        Variant("fa", "یک دو"),
    ),
    id="u1",
    source_language="en",
    props=(Prop("colour", "7"),),
    notes=(Note("a note"),),
    details=Details(changed="20240201T000000Z", creator="me"),
    context=Context("before", "after", "key1"),
    origin=Origin("human", client="acme", domain="law"),
)
READ = ReadOptions(source="en", target="fa", subject_field="imported")
WRITE = WriteOptions(source="en", target="fa")
TERMS = [form for form in registry.formats() if form.write_terms]
MEMORY = [form for form in registry.formats() if form.write_memory]


def _path(form: Format, folder: Path) -> Path:
    return folder / f"x{form.suffixes[0] if form.suffixes else '.csv' if 'csv' in form.name else '.tbx'}"


@pytest.mark.parametrize("form", TERMS, ids=lambda form: form.name)
def test_what_a_format_keeps_of_concepts_comes_back(form: Format, tmp_path: Path) -> None:
    assert all(has(CONCEPT) for has in TERM_PARTS.values())
    path = _path(form, tmp_path)
    form.function("write_terms")([CONCEPT, OTHER], path, WRITE if form.bilingual else WriteOptions())
    reader = form if form.read_terms else registry.detect(path)
    read = list(reader.function("read_terms")(path, READ if form.bilingual else ReadOptions(), Notices()))
    back = next(entry for entry in read if any(t.term == "rare earths" for s in entry.languages for t in s.terms))
    for part, has in TERM_PARTS.items():
        kept = has(back) if part != "subject fields" else back.subject_field == CONCEPT.subject_field
        assert kept == (form.keeps is None or part in form.keeps), part


@pytest.mark.parametrize("form", MEMORY, ids=lambda form: form.name)
def test_what_a_format_keeps_of_units_comes_back(form: Format, tmp_path: Path) -> None:
    assert all(has(UNIT) for has in UNIT_PARTS.values())
    path = _path(form, tmp_path)
    form.function("write_memory")([UNIT], path, WRITE)
    back = next(iter(form.function("read_memory")(path, READ, Notices())))
    for part, has in UNIT_PARTS.items():
        own = any(prop.type == "colour" for prop in back.props)  # a reader may add properties of its own
        assert (own if part == "properties" else has(back)) == (form.keeps is None or part in form.keeps), part


def test_names_of_parts_are_known() -> None:
    known = {*TERM_PARTS, *UNIT_PARTS}
    assert all(form.keeps is None or form.keeps <= known for form in registry.formats())


def _said(options: WriteOptions) -> list[tuple[str, int]]:
    return [(notice.message, count) for notice, count in options.notices.lines()]


def test_an_export_of_terms_says_once_what_is_lost(tmp_path: Path) -> None:
    options = WriteOptions()
    pairs = (("en", "fa"), ("fa", "en"))
    export_terms([OTHER, CONCEPT], registry.named("utx"), Layout(tmp_path, "g", pairs), options, ["en", "fa"])
    [(message, count)] = _said(options)
    assert count == 1
    assert message.startswith("UTX does not keep subject fields, definitions, notes, sources, relations")


def test_only_what_is_there_is_named(tmp_path: Path) -> None:
    plain, whole = WriteOptions(), WriteOptions()
    export_terms([OTHER], registry.named("csv"), Layout(tmp_path / "a.csv", "g"), plain, ["en", "fa"])
    export_terms([CONCEPT, OTHER], registry.named("json"), Layout(tmp_path / "a.json", "g"), whole, ["en", "fa"])
    assert _said(plain) == []
    assert _said(whole) == []


def test_an_export_of_units_says_once_what_is_lost(tmp_path: Path) -> None:
    options = WriteOptions()
    layout = Layout(tmp_path, "m", (("en", "fa"), ("fa", "en")))
    export_memory(lambda: iter([UNIT]), registry.named("csv"), layout, options)
    [(message, count)] = _said(options)
    assert count == 1
    assert message == (
        "CSV does not keep ids, inline codes, properties, dates and users, neighbours, origins; TMX and JSON lines do"
    )


@pytest.mark.parametrize("name", ["xliff", "po", "ts", "xlsx", "tmx"])
def test_an_export_of_units_says_what_it_drops_of_a_text(name: str, tmp_path: Path) -> None:
    options = WriteOptions()
    units = [TranslationUnit((Variant("en", "a\x01b"), Variant("fa", "ا"))), TranslationUnit(_pair("c", "ج"))]
    layout = Layout(tmp_path, "w", (("en", "fa"),))
    export_memory(lambda: iter(units), registry.named(name), layout, options)
    assert options.notices.counts["illegal-character"] == 1


@pytest.mark.parametrize("name", ["tbx", "multiterm", "omegat-glossary", "xlsx"])
def test_an_export_of_terms_says_what_it_drops_of_a_text(name: str, tmp_path: Path) -> None:
    options = WriteOptions(source="en", target="fa")
    languages = tuple(LanguageSection(tag, (TermSection(term),)) for tag, term in (("en", "a\x01b"), ("fa", "ا")))
    layout = Layout(tmp_path, "w", (("en", "fa"),) if registry.named(name).bilingual else ())
    export_terms([ConceptEntry("a", "x", languages)], registry.named(name), layout, options, ("en", "fa"))
    assert options.notices.counts["illegal-character"] == 1


def _pair(source: str, target: str) -> tuple[Variant, Variant]:
    return Variant("en", source), Variant("fa", target)
