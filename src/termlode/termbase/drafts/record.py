"""One draft, and the file of a subject field that it stands in.

A draft ends with a line ``written: HASH`` over its other lines. Where that no longer holds, a person has edited it,
and it is theirs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from termlode.termbase.plain_yaml import dump
from termlode.termbase.records import CONCEPT_KEYS, TERM_KEYS, from_record, to_record
from termlode.termbase.schema import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from termlode.model import ConceptEntry
    from termlode.termbase.records import Record

STATUS = "draft"
HEAD = """\
# Drafts by 'termlode extract --draft': terms of several languages that may name one concept. Nothing looks them up;
# 'termlode termbase accept {name} 1-3' takes them into the termbase. What you edit here stays as you leave it.
"""
_WRITTEN = re.compile(r" +written: *['\"]?([0-9a-f]+)['\"]? *\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed entry. ``entry`` is what would join the termbase; its terms without a status of their own: admitted.

    ``adds_to``: the id of the concept that gets the terms, where there is one. ``contexts``: by language and term,
    where it stands in the sources, as ``FILE BLOCK START-END``. ``number`` is 0 until the draft has a place in a file.
    """

    entry: ConceptEntry
    probability: float
    evidence: tuple[str, ...] = ()
    adds_to: str | None = None
    contexts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    number: int = 0

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """All terms, with their languages."""
        return tuple((section.language, term.term) for section in self.entry.languages for term in section.terms)


@dataclass(frozen=True, slots=True)
class Block:
    """A draft and the lines of its file that say it. ``edited``: by a person."""

    draft: Draft
    text: str
    line: int = 0

    @property
    def edited(self) -> bool:
        """Whether these are not the lines that we wrote."""
        lines = self.text.splitlines()
        said = next((found[1] for line in lines if (found := _WRITTEN.match(line))), "")
        return said != signature(lines)

    @property
    def written(self) -> str:
        """What tells this state of the draft from others."""
        return signature(self.text.splitlines())


def signature(lines: Iterable[str]) -> str:
    """The hash of the lines of a draft, blank ones and that of the hash left aside."""
    kept = [line.rstrip() for line in lines if line.strip() and not _WRITTEN.match(line)]
    return hashlib.sha256("\n".join(kept).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def block(draft: Draft) -> Block:
    """A draft with its lines."""
    lines = dump({draft.entry.id: _record(draft)}).splitlines()
    return Block(draft, "\n".join((*lines, f"  written: {signature(lines)}", "")))


def unsigned(draft: Draft) -> Block:
    """A draft as if a person had written it: without the line by which it would be known as a machine's."""
    return Block(draft, "\n".join((*dump({draft.entry.id: _record(draft)}).splitlines(), "")))


def _record(draft: Draft) -> Record:
    plain = to_record(draft.entry)
    head: Record = {"status": STATUS, "number": draft.number, "probability": round(draft.probability, 2)}
    if draft.adds_to:
        head["adds-to"] = draft.adds_to
    if draft.evidence:
        head["evidence"] = list(draft.evidence)
    plain["terms"] = {
        section.language: [_term(draft, section.language, one) for one in _terms(plain["terms"][section.language])]
        for section in draft.entry.languages
    }
    return head | plain


def _terms(section: list[Record] | Record) -> list[Record]:
    return section if isinstance(section, list) else list(section["terms"])


def _term(draft: Draft, language: str, record: Record) -> Record:
    """A term: its status is left to the acceptance, its contexts stand beside it."""
    kept = {key: value for key, value in record.items() if key not in ("status", "reliability")}
    place = (language, str(record["term"]))
    if place in draft.counts:
        kept["count"] = draft.counts[place]
    if draft.contexts.get(place):
        kept["contexts"] = list(draft.contexts[place])
    return kept


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


class _Reader(Reader):
    """Reads the nodes of a file of drafts."""

    concept_keys = (*CONCEPT_KEYS, "status", "number", "probability", "adds-to", "evidence", "written")
    term_keys = (*TERM_KEYS, "count", "contexts")
    lists = Reader.lists | {"evidence", "contexts"}

    def _choice(self, node: Any, key: str, line: int) -> str | None:
        if key == "status" and node.value == STATUS:
            return None  # of a term; the whole entry says so already
        return super()._choice(node, key, line)


def read(text: str, path: Path) -> tuple[str, list[Block]]:
    """The lines above the first draft, and the drafts of a file. Raises TermbaseError with the line."""
    reader = _Reader(path)
    records = reader.concepts(text)
    lines = text.splitlines(keepends=True)
    starts = [_with_remarks(lines, reader.lines[key,] - 1) for key in records]
    cuts = [*starts, len(lines)]
    found = []
    for number, (concept, record) in enumerate(records.items()):
        line = reader.lines[concept,]
        if record.get("status") != STATUS:
            reader.fail(f"concept {concept} is no draft", line, f"write status: {STATUS} under it, or take it out")
        draft = _draft(concept, path.stem, record, number + 1)
        found.append(Block(draft, "".join(lines[cuts[number] : cuts[number + 1]]).rstrip("\r\n") + "\n", line))
    return "".join(lines[: cuts[0]]), found


def _with_remarks(lines: list[str], line: int) -> int:
    """The first of the remarks that stand right above a line; those at the head of the file are the file's."""
    first = line
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return first or line


def _draft(concept: str, field_: str, record: Record, place: int) -> Draft:
    contexts: dict[tuple[str, str], tuple[str, ...]] = {}
    counts: dict[tuple[str, str], int] = {}
    for language, section in record["terms"].items():
        for term in _terms(section):
            term.setdefault("status", "admitted")
            at = (language, term["term"])
            contexts[at] = tuple(term.get("contexts", ()))
            counts[at] = _number(term.get("count"))
    entry = from_record(concept, field_, record)
    return Draft(
        entry,
        _share(record.get("probability")),
        tuple(record.get("evidence", ())),
        record.get("adds-to"),
        {at: places for at, places in contexts.items() if places},
        {at: count for at, count in counts.items() if count},
        _number(record.get("number")) or place,
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _share(text: str | None) -> float:
    try:
        return min(1.0, max(0.0, float(text or 0)))
    except ValueError:
        return 0.0


def renumbered(one: Block, number: int) -> Block:
    """The draft under another number."""
    return one if one.draft.number == number else block(replace(one.draft, number=number))
