"""Read and write UTX 1.20 (AAMT): a header line, a line of column names, one source and target term a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import FormatError, InputError, UsageError
from termlode.exchange.identity import concept_id
from termlode.exchange.losses import counted
from termlode.exchange.source import text_lines
from termlode.exchange.tbx import values
from termlode.files import write_text
from termlode.languages.tags import normalise
from termlode.model import ConceptEntry, LanguageSection, Status, TermSection
from termlode.sheets import guarded, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions, WriteOptions

_HEAD = re.compile(r"#UTX(?:-S)? [\d.]+;\s*([^/;\s]+)/([^;\s]*)")
_COLUMNS = ("src", "tgt", "src:pos", "tgt:pos", "term status", "concept ID", "comment")
_STATUS_IN: dict[str, Status] = {
    "approved": "preferred", "provisional": "preferred", "non-standard": "deprecated", "forbidden": "forbidden",
    "rejected": "forbidden",
}  # fmt: skip
_OURS = "creator: termlode"
_GAP = re.compile(r"\s+")


def write(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write the terms of one pair; the number of lines. Raises UsageError where the pair is not given.

    Each source term stands with the preferred target, each further target with the first source term.
    """
    if not options.source or not options.target:
        raise UsageError("UTX is bilingual: add --pair en-fa")
    head = f"#UTX 1.20; {options.source}/{options.target}; {_OURS}\n#" + "\t".join(_COLUMNS) + "\n"
    source, target = options.source, options.target
    lines = list(counted(entries, lambda entry: _lines(entry, source, target), options.notices))
    write_text(destination, head + "".join(f"{line}\n" for line in lines))
    return len(lines)


def _lines(entry: ConceptEntry, source: str, target: str) -> Iterator[str]:
    one, other = entry.section(source), entry.section(target)
    if one is None or other is None or not one.terms or not other.terms:
        return
    pairs = [(term, other.terms[0], term) for term in one.terms]
    pairs += [(one.terms[0], term, term) for term in other.terms[1:]]
    for left, right, judged in pairs:
        parts = (left.part_of_speech or "", right.part_of_speech or "")
        cells = (left.term, right.term, *parts, _status(judged), entry.id, judged.note or "")
        yield "\t".join(guarded(_GAP.sub(" ", cell).strip()) for cell in cells)


def _status(term: TermSection) -> str:
    if term.status in ("deprecated", "forbidden"):
        return "non-standard" if term.status == "deprecated" else "forbidden"
    return "approved" if term.reliability == "verified" else "provisional"


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries: lines with one concept ID (or one source term) belong together.

    Raises FormatError where the header is missing or names no languages.
    """
    lines = text_lines(path, notices, options.encoding)
    source, target = _languages(lines[0], path)
    columns = list(_COLUMNS)
    groups: dict[str, list[dict[str, str]]] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("#"):
            if "\t" in line:
                columns = [name.strip() for name in line[1:].split("\t")]
            continue
        row = dict(zip(columns, (unguarded(cell.strip()) for cell in line.split("\t")), strict=False))
        if row.get("src") and row.get("tgt"):
            groups.setdefault(row.get("concept ID") or row["src"], []).append(row)
        elif line.strip():
            notices.skip("incomplete-row", "the line has no source and target", line=number, text=line)
    taken: set[str] = set()
    ours = _OURS in lines[0]
    for name, rows in groups.items():
        yield _entry(name, rows, (source, target), options, taken, ours=ours)


def _languages(head: str, path: Path | str) -> tuple[str, str]:
    found = _HEAD.match(head.lstrip("\ufeff"))
    if not found or not found[2]:
        raise FormatError("its first line does not name two languages", path=path, line=1, cure="#UTX 1.20; en/fa; …")
    try:
        return normalise(found[1]), normalise(found[2])
    except InputError as error:
        raise FormatError(error.reason, path=path, line=1, cure=error.cure) from error


def _entry(
    name: str, rows: list[dict[str, str]], tags: tuple[str, str], options: ReadOptions, taken: set[str], *, ours: bool
) -> ConceptEntry:
    comments = dict.fromkeys(row["comment"] for row in rows if row.get("comment") and not ours)
    return ConceptEntry(
        id=concept_id([name, *(row["tgt"] for row in rows)], taken),
        subject_field=options.subject_field or "general",
        languages=tuple(
            LanguageSection(tag, tuple(_terms(rows, column, ours=ours)))
            for tag, column in zip(tags, ("src", "tgt"), strict=True)
        ),
        note="\n".join(comments) or None,
    )


def _terms(rows: list[dict[str, str]], column: str, *, ours: bool) -> list[TermSection]:
    """The terms of a column. A line of others speaks of both its terms; one of ours of the one it was written for."""
    terms: dict[str, TermSection] = {}
    several = len({row[column] for row in rows}) > 1
    for row in rows:
        is_meant = not ours or (column == "src") == (row["tgt"] == rows[0]["tgt"])
        said = row.get("term status", "").lower() if is_meant else ""
        judged = several or ours or column == "tgt"  # a word on one translation is none on its source
        status: Status = _STATUS_IN.get(said) or values.status(said) or "preferred" if judged else "preferred"
        if status == "preferred" and terms:
            status = "admitted"
        section = TermSection(
            row[column],
            status,
            part_of_speech=row.get(f"{column}:pos") or None,
            reliability="verified" if said == "approved" else "unverified",
            note=(row.get("comment") or None) if ours and is_meant else None,
        )
        terms.setdefault(row[column], section)
    return list(terms.values())
