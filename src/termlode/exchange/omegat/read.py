"""Read a glossary of OmegaT into concept entries: rows with the same source are one entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import FormatError, UsageError
from termlode.exchange.alternatives import alternatives
from termlode.exchange.identity import concept_id
from termlode.exchange.source import text_lines
from termlode.model import ConceptEntry, LanguageSection, OcrVariant, Status, TermSection
from termlode.termbase.glossary import Remark, remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries of a glossary; several targets of one source are one preferred and admitted terms.

    A glossary that Termlode wrote says its languages and, in its comments, which rows are one concept.
    Raises UsageError where the two languages are not known, UnreadableError where it is not text, FormatError
    where no line has columns: it is a document, not a glossary.
    """
    lines = list(text_lines(path, notices, options.encoding))
    _check_columns(lines, path)
    own = next((found for line in lines[:3] if (found := _OWN.match(line))), None)
    source, target = options.source or (own and own[1]), options.target or (own and own[2])
    if not source or not target:
        raise UsageError(f"{path}: a glossary does not say its languages: add --from en --to fa")
    rows = list(_rows(lines, notices))
    field = options.subject_field or "general"
    if own:
        yield from _own_entries(rows, source, target, field)
        return

    def parted(text: str) -> list[str]:
        return alternatives(text, options, notices)

    yield from _entries(rows, source, target, field, parted)


def _check_columns(lines: list[str], path: Path | str) -> None:
    content = [line for line in lines if line.strip() and not line.startswith("#")]
    if content and not any("\t" in line for line in content):
        cure = "'termlode align' makes units of a document and its translation, 'termlode segment' splits it"
        raise FormatError("is plain text without columns, a document: glossaries have tabs", path=path, cure=cure)


_OWN = re.compile(r"# Termlode glossary (\S+) to (\S+)\s*\Z")
type _Row = tuple[str, str, list[str]]


def _rows(lines: list[str], notices: Notices) -> Iterator[_Row]:
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            notices.skip("incomplete-row", "the row has no source and target", line=number, text=line)
            continue
        yield cells[0].lstrip("\u200b"), cells[1].lstrip("\u200b"), [text for text in cells[2:] if text]


def _entries(
    rows: list[_Row], source: str, target: str, field: str, parted: Callable[[str], list[str]]
) -> Iterator[ConceptEntry]:
    """Rows of others: those with the same source are one concept."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for term, equivalent, comments in rows:
        targets, notes = found.setdefault(term, ({}, {}))
        targets.update(dict.fromkeys(parted(equivalent)))
        notes.update(dict.fromkeys(comments))
    taken: set[str] = set()
    for term, (targets, notes) in found.items():
        sections = (LanguageSection(source, _ranked(parted(term))), LanguageSection(target, _ranked(targets)))
        yield ConceptEntry(concept_id([term, *targets], taken), field, sections, note="; ".join(notes) or None)


def _own_entries(rows: list[_Row], source: str, target: str, field: str) -> Iterator[ConceptEntry]:
    """Rows that Termlode wrote: a comment begins with the concept's id and says what the source term is."""
    found: dict[str, list[tuple[str, str, Remark]]] = {}
    for term, equivalent, comments in rows:
        said = remark(comments[0] if comments else "")
        found.setdefault(said.concept or term, []).append((term, equivalent, said))
    taken: set[str] = set()
    for name, group in found.items():
        variants: dict[str | None, list[OcrVariant]] = {}
        for term, _, said in group:
            if said.variant_of is not None:
                variants.setdefault(said.variant_of, []).append(OcrVariant(term, "realword"))
        terms: dict[str, TermSection] = {}
        for term, _, said in group:
            if said.variant_of is None:
                status: Status = said.status or ("admitted" if terms else "preferred")
                terms.setdefault(term, TermSection(term, status, variants=tuple(variants.get(term, ()))))
        targets = dict.fromkeys(text for _, equivalent, said in group for text in (equivalent, *said.also))
        sections = (LanguageSection(source, tuple(terms.values())), LanguageSection(target, _ranked(targets)))
        notes = dict.fromkeys(said.rest for _, _, said in group if said.rest)
        yield ConceptEntry(concept_id([name], taken), field, sections, note="; ".join(notes) or None)


def _ranked(texts: Iterable[str]) -> tuple[TermSection, ...]:
    return tuple(TermSection(text, "admitted" if index else "preferred") for index, text in enumerate(texts))
