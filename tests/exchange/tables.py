"""What the tests of tables and term files share: a small termbase, a small memory, and how files are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.registry import detect
from termlode.model import ConceptEntry, Context, LanguageSection, Note, TermSection, TranslationUnit, Variant

EN_FA: dict[str, Any] = {"source": "en", "target": "fa"}


ENTRIES = [
    ConceptEntry(
        "rare-earths",
        "mining",
        (
            LanguageSection("en", (TermSection("rare earths"), TermSection("REE", "admitted"))),
            LanguageSection("fa", (TermSection("خاکی کمیاب"), TermSection("عناصر نادر", "deprecated"))),
        ),
        definition='Seventeen "elements", rare',
        note="two\nlines",
    ),
    ConceptEntry(
        "ore",
        "mining",
        (LanguageSection("en", (TermSection("=ore"),)), LanguageSection("fa", (TermSection("کانسنگ"),))),
    ),
]


UNITS = [
    TranslationUnit(
        (Variant("en", '-2 tonnes\n"ore"'), Variant("fa", "۲ تن")), notes=(Note("n"),), context=Context(key="k")
    ),
    TranslationUnit((Variant("en", "copper"), Variant("fa", "مس"))),
]


def save(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def terms(path: Path, **options) -> tuple[list[ConceptEntry], Notices]:
    notices = Notices()
    return list(detect(path).function("read_terms")(path, ReadOptions(**options), notices)), notices


def memory(path: Path, **options) -> tuple[list[TranslationUnit], Notices]:
    notices = Notices()
    return list(detect(path).function("read_memory")(path, ReadOptions(**options), notices)), notices


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in units]
