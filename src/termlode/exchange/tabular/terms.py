"""Read a table as a glossary: one concept entry a row, synonyms in a cell parted by ``|``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.identity import concept_id
from termlode.exchange.tabular.header import Column, mapping
from termlode.exchange.tabular.rows import rows
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.header import Mapping
    from termlode.exchange.tabular.rows import Row

_SYNONYMS = re.compile(r"\s*[|\n]\s*")
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*\Z")  # a bare number is no id: two files would clash


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries of a table; rows with the same id are one entry.

    Raises UsageError where the columns or languages are not clear, FormatError or UnreadableError.
    """
    found = rows(path, notices, options.encoding)
    first = next(found, None)
    if first is None:
        return
    columns = mapping(first, options, notices, path)
    if columns.has("source") and not (options.source and options.target):
        raise UsageError(f"{path}: the table does not say its languages: add --from en --to fa")
    taken: set[str] = set()
    if not columns.has_header:
        yield from _entry(first, columns, options, notices, taken)
    for row in found:
        yield from _entry(row, columns, options, notices, taken)


def _entry(
    row: Row, columns: Mapping, options: ReadOptions, notices: Notices, taken: set[str]
) -> Iterator[ConceptEntry]:
    if len(row.cells) > len(columns.columns):
        notices.add("ragged-row", f"has {len(row.cells)} cells, not {len(columns.columns)}", line=row.line)
    side = {"source": options.source, "target": options.target}
    cells = [
        (Column("term", side[column.role]) if column.role in side else column, text)
        for column, text in zip(columns.columns, row.cells, strict=False)
        if text
    ]
    plain = {column.role: text for column, text in cells if column.language is None}
    wanted = {tag for tag in side.values() if tag}
    tags = list(dict.fromkeys(c.language for c, _ in cells if c.role == "term" and c.language))
    if not tags or not wanted <= set(tags):
        reason = (
            "the row has no term" if not tags else f"the row has no term in {', '.join(sorted(wanted - set(tags)))}"
        )
        notices.skip("no-term", reason, line=row.line, text=" ".join(row.cells))
        return
    sections = tuple(_section(tag, cells, plain.get("pos")) for tag in tags)
    notes = [text for column, text in cells if column.role in ("note", "context") and column.language is None]
    yield ConceptEntry(
        id=_identity(plain.get("id"), [term.term for section in sections for term in section.terms], taken),
        subject_field=plain.get("subject") or options.subject_field or "general",
        languages=sections,
        definition=plain.get("definition"),
        note="\n".join(notes) or None,
        do_not_translate=plain.get("untranslated", "").lower() in ("yes", "true", "1"),
    )


def _identity(given: str | None, texts: list[str], taken: set[str]) -> str:
    if given and given not in taken and _SLUG.match(given):
        taken.add(given)
        return given
    return concept_id([*texts], taken)


def _section(tag: str, cells: list[tuple[Column, str]], part: str | None) -> LanguageSection:
    def of(role: str) -> list[str]:
        texts = [text for column, text in cells if column.role == role and column.language == tag]
        return [piece for text in texts for piece in _SYNONYMS.split(text) if piece]

    good = dict.fromkeys(of("term"))
    terms = [
        TermSection(text, "admitted" if index else "preferred", part_of_speech=part) for index, text in enumerate(good)
    ]
    terms += [TermSection(text, "deprecated", part_of_speech=part) for text in of("avoid") if text not in good]
    variants = tuple(OcrVariant(text, "realword") for text in of("variants"))
    if variants:
        terms[0] = TermSection(terms[0].term, part_of_speech=part, variants=variants)
    return LanguageSection(tag, tuple(terms), " ".join(of("definition")) or None, "\n".join(of("note")) or None)
