"""Read a table as a glossary: one concept entry a row, synonyms in a cell parted by ``|`` or semicolons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.exchange.alternatives import alternatives
from termlode.exchange.identity import concept_id
from termlode.exchange.tabular.clients import OWN_KEY
from termlode.exchange.tabular.header import Column, opened
from termlode.exchange.tabular.judging import ROLES, judged
from termlode.languages.tags import same
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase.glossary import remark
from termlode.termbase.merge import merge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.header import Mapping
    from termlode.exchange.tabular.rows import Row
    from termlode.model import Status

_JUDGED: dict[str, Status] = {role: status for status, role in ROLES.items()}
_OF_TERMS = frozenset({"term", "variants", *_JUDGED})
_SLUG = re.compile(r"(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*\Z")  # a bare number is no id: two files would clash


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries of a table; rows with the same id are one entry.

    Raises UsageError where the columns or languages are not clear, FormatError or UnreadableError.
    """
    table = opened(path, options, notices)
    if table is None:
        return
    columns, rows = table
    ids = _Ids()
    entries: dict[str, ConceptEntry] = {}
    for row in rows:
        entry = _entry(row, columns, options, notices, ids)
        if entry is not None:
            entries[entry.id] = _joined(entries[entry.id], entry) if entry.id in entries else entry
    yield from entries.values()


def _joined(one: ConceptEntry, other: ConceptEntry) -> ConceptEntry:
    """Two rows of one concept as one entry."""
    found = merge({one.id: one}, {one.id: replace(other, subject_field=one.subject_field)}).changes
    return (found[0].after if found else None) or one


class _Ids:
    """The ids of a table's entries: those it gives where they can be ids, else made of a term."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._given: dict[str, str] = {}

    def of(self, given: str | None, sections: tuple[LanguageSection, ...]) -> str:
        """The id of a row: the same for all rows that give the same."""
        if given in self._given:
            return self._given[given]
        if given and given not in self._taken and _SLUG.match(given):
            name = given
            self._taken.add(name)
        else:
            name = concept_id([term.term for section in sections for term in section.terms], self._taken)
        if given:
            self._given[given] = name
        return name


def _entry(row: Row, columns: Mapping, options: ReadOptions, notices: Notices, ids: _Ids) -> ConceptEntry | None:
    """The entry of a row, or None where it has no terms."""
    if len(row.cells) > len(columns.columns):
        notices.add("ragged-row", f"has {len(row.cells)} cells, not {len(columns.columns)}", line=row.line)
    side = {"source": options.source, "target": options.target}
    named = [Column("term", side[c.role]) if c.role in side else c for c in columns.columns]
    cells = [pair for pair in zip(judged(named, row, options, notices), row.cells, strict=False) if pair[1]]
    plain = {column.role: text for column, text in cells if column.language is None}
    tags = dict.fromkeys(column.language for column, _ in cells if column.language)
    parts = [
        (column, alternatives(text, options, notices, line=row.line) if column.role in _OF_TERMS else [text])
        for column, text in cells
    ]
    made = (_section(tag, parts, plain.get("pos")) for tag in tags)
    sections = tuple(section for section in made if section.terms)
    lacking = {tag for tag in side.values() if tag and not any(same(tag, s.language) for s in sections)}
    if not sections or lacking:
        reason = f"the row has no term{f' in {", ".join(sorted(lacking))}' if sections else ''}"
        notices.skip("no-term", reason, line=row.line, text=" ".join(row.cells))
        return None
    definition = plain.get("definition")
    if definition is None:  # a concept's definition is in English
        definition = next((s.definition for s in sections if same(s.language, "en")), None)
        sections = tuple(replace(s, definition=None) if same(s.language, "en") else s for s in sections)
    notes = [text for column, text in cells if column.role in ("note", "context") and column.language is None]
    given = plain.get("id")
    if plain.get("context", "").startswith(OWN_KEY):  # a glossary that Termlode wrote for Weblate
        given = plain["context"].removeprefix(OWN_KEY)
        notes = [rest for text in notes if text != plain["context"] and (rest := remark(f"{given}; {text}").rest)]
    name = ids.of(given, sections)
    if not given:
        notices.unnamed.add(name)
    return ConceptEntry(
        id=name,
        subject_field=plain.get("subject") or options.subject_field or "general",
        languages=sections,
        definition=definition,
        note="\n".join(notes) or None,
        do_not_translate=plain.get("untranslated", "").lower() in ("yes", "true", "1"),
    )


def _section(tag: str, cells: list[tuple[Column, list[str]]], part: str | None) -> LanguageSection:
    def of(role: str) -> list[str]:
        return [piece for column, pieces in cells if column.role == role and column.language == tag for piece in pieces]

    good = dict.fromkeys(of("term"))
    terms = {text: TermSection(text, "admitted" if index else "preferred") for index, text in enumerate(good)}
    for role, status in _JUDGED.items():
        for text in of(role):
            terms.setdefault(text, TermSection(text, status))
    every = [replace(term, part_of_speech=part) for term in terms.values()]
    if every:
        every[0] = replace(every[0], variants=tuple(OcrVariant(text, "realword") for text in of("variants")))
    return LanguageSection(tag, tuple(every), " ".join(of("definition")) or None, "\n".join(of("note")) or None)
