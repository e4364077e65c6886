"""Read a table as a memory: one translation unit a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.standing import left_out, origin_kind, standing, word
from termlode.exchange.tabular.header import opened
from termlode.languages.tags import matches, normalise
from termlode.model import Context, Note, Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.header import Mapping
    from termlode.exchange.tabular.rows import Row


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[TranslationUnit]:
    """The units of a table; a row without two texts is left out and counted.

    Raises UsageError where the columns or languages are not clear, FormatError or UnreadableError.
    """
    table = opened(path, options, notices, memory=True)
    if table is None:
        return
    columns, rows = table
    for row in rows:
        yield from _unit(row, columns, options, notices)


def _unit(row: Row, columns: Mapping, options: ReadOptions, notices: Notices) -> Iterator[TranslationUnit]:
    if len(row.cells) > len(columns.columns):
        notices.add("ragged-row", f"has {len(row.cells)} cells, not {len(columns.columns)}", line=row.line)
    cells = [(c, text) for c, text in zip(columns.columns, row.cells, strict=False) if text]
    plain = {column.role: text for column, text in cells if column.language is None}
    languages = {
        "source": _tag(plain.get("source-language")) or options.source,
        "target": _tag(plain.get("target-language")) or options.target,
    }
    wanted = {tag for tag in (options.source, options.target) if tag}
    variants = [Variant(tag, plain[side]) for side, tag in languages.items() if side in plain and tag]
    variants += [
        Variant(column.language, text)
        for column, text in cells
        if column.role == "term" and column.language and (not wanted or _is_one(column.language, wanted))
    ]
    if len(variants) < 2:
        notices.skip("incomplete-row", "the row has no two texts", line=row.line, text=" ".join(row.cells))
        return
    if plain.get("fuzzy", "").lower() in ("true", "1", "yes") and not options.fuzzy:
        notices.skip("fuzzy", "the row is marked fuzzy (--fuzzy takes such too)", line=row.line)
        return
    found = standing([word(plain.get("status"))])
    if left_out(found, notices, fuzzy=options.fuzzy, line=row.line, text=variants[0].text):
        return
    notes = tuple(Note(text) for column, text in cells if column.role == "note")
    yield TranslationUnit(
        variants=tuple(variants),
        id=plain.get("id"),
        source_language=variants[0].language,
        notes=notes,
        context=Context(key=plain.get("context")),
        origin=Origin(origin_kind(found), client=options.client, domain=options.domain),
    )


def _is_one(tag: str, wanted: set[str]) -> bool:
    return any(matches(tag, one) for one in wanted)


def _tag(text: str | None) -> str | None:
    """The language a cell names; None where it names none, so that the row is left out."""
    try:
        return normalise(text) if text else None
    except InputError:
        return None
