"""CSV as other tools lay it out: Weblate's glossaries, memoQ's term bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.losses import counted, no_pair
from termlode.exchange.tabular.write import text_table
from termlode.languages import registry
from termlode.languages.tags import same
from termlode.termbase.glossary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.model import ConceptEntry, TermSection

OWN_KEY = "termlode:"  # before a concept's id, where a client has a key for each row
# memoQ's documentation, term base import and export: languages by their English names.
_MEMOQ_NAMES = {"Chinese": "Chinese_PRC"}  # all others are called as we call them
_MEMOQ_ENTRY = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Note")


def weblate(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Weblate's glossary CSV of one pair: source, target, context, developer comments; the number of rows."""
    if not options.source or not options.target:
        raise UsageError("a Weblate glossary is bilingual: add --pair en-fa")
    return text_table(_weblate_rows(entries, options.source, options.target, options), destination, options, ",")


def _weblate_rows(
    entries: Iterable[ConceptEntry], source: str, target: str, options: WriteOptions
) -> Iterator[list[str]]:
    yield ["source", "target", "context", "developer_comments"]
    for row in counted(entries, lambda entry: rows([entry], source, target, variants=False), options.notices):
        concept, _, comment = row.comment.partition("; ")
        yield [row.source, row.target, f"{OWN_KEY}{concept}", comment]


def memoq(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """memoQ's term base CSV: an entry a row, each further synonym in columns of its own; the number of rows."""
    return text_table(_memoq_rows(list(entries), options), destination, options, ",")


def _memoq_rows(entries: list[ConceptEntry], options: WriteOptions) -> Iterator[list[str]]:
    wanted = [tag for tag in (options.source, options.target) if tag]
    entries = [entry for entry in entries if _in_file(entry, wanted, options)]
    tags = wanted or list(dict.fromkeys(s.language for entry in entries for s in entry.languages))
    width = {tag: max((len(_terms(entry, tag)) for entry in entries), default=1) or 1 for tag in tags}
    heading = [*_MEMOQ_ENTRY]
    for tag in tags:
        name = registry.pack(tag).name or tag
        name = _MEMOQ_NAMES.get(name, name)
        heading += [name, f"{name}_Def", "Term_Info", "Term_Example"] * width[tag]
    yield heading
    for number, entry in enumerate(entries, 1):
        row = [str(number), entry.subject_field, "", "", "", entry.note or ""]
        for tag in tags:
            terms = _terms(entry, tag)
            for index in range(width[tag]):
                term = terms[index] if index < len(terms) else None
                definition = _definition(entry, tag) if term and index == 0 else ""
                row += [term.term if term else "", definition, _info(term), ""]
        yield row


def _in_file(entry: ConceptEntry, wanted: list[str], options: WriteOptions) -> bool:
    if all(_terms(entry, tag) for tag in wanted):
        return True
    no_pair(entry, options.notices)
    return False


def _terms(entry: ConceptEntry, tag: str) -> list[TermSection]:
    section = entry.section(tag)
    return list(section.terms) if section else []


def _definition(entry: ConceptEntry, tag: str) -> str:
    """The definition in a language; the concept's own is in English."""
    section = entry.section(tag)
    own = entry.definition if same(tag, "en") else None
    return (section.definition if section else None) or own or ""


def _info(term: TermSection | None) -> str:
    """memoQ's Term_Info: matching and case rules; a forbidden term is marked so."""
    if term is None:
        return ""
    forbidden = term.status in ("deprecated", "forbidden")
    return "CasePermissive;HalfPrefix;" + ("Forbidden" if forbidden else "")
