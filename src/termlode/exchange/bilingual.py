"""Any bilingual file as units to check: XLIFF with its states, other formats as their readers see them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.exchange import registry
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.languages.tags import same
from termlode.quality.unit import Text, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.model import TranslationUnit, Variant


def read(
    path: Path, options: ReadOptions | None = None, notices: Notices | None = None, *, wanted: str | None = None
) -> Iterator[Unit]:
    """The units of a file; drafts and machine translations are units like others.

    Raises FormatError, UnreadableError, UsageError where a language is not said.
    """
    notices = Notices() if notices is None else notices
    options = replace(options or ReadOptions(), fuzzy=True)
    found = registry.detect(path, wanted)
    if found.name == "xliff":
        from termlode.exchange.xliff.bilingual import read as read_xliff

        yield from read_xliff(path, options, notices)
        return
    for number, unit in enumerate(found.function("read_memory")(path, options, notices), 1):
        yield from _pairs(unit, str(path), str(number), options)
    missing = notices.counts.get("untranslated", 0)
    nothing = Text("", options.source or "und")
    for _ in range(missing):
        yield Unit(str(path), "", nothing, nothing, is_open=True)


def _pairs(unit: TranslationUnit, path: str, number: str, options: ReadOptions) -> Iterator[Unit]:
    """Its source with each of its other languages."""
    source = options.source or unit.source_language or unit.variants[0].language
    left = next((one for one in unit.variants if same(one.language, source)), unit.variants[0])
    for right in unit.variants:
        if right is not left and (options.target is None or same(right.language, options.target)):
            yield Unit(path, unit.id or number, _text(left), _text(right))


def _text(variant: Variant) -> Text:
    return Text(variant.text, variant.language, variant.codes)
