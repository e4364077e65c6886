"""Reports of extraction, by the ending of the file: .html, .tsv, .json, and .tbx for drafts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from termlode.extraction import Candidate
    from termlode.extraction.links import Link
    from termlode.termbase.drafts.folder import File
    from termlode.workspace import Workspace

    type Ranked = Mapping[str, Sequence[Candidate]]


def must_be_known(path: Path | None, *, drafts: bool = False) -> None:
    """Raises UsageError where no report has the ending of ``path``; asked before the work begins."""
    known = [".html", ".tsv", ".json", *([".tbx"] if drafts else [])]
    if path is not None and path.suffix.lower() not in known:
        more = "" if drafts else "; .tbx with --draft"
        raise UsageError(f"--report {path}: write a name that ends in {', '.join(known)}{more}")


# ── candidates ───────────────────────────────────────────────────────────────────────────────────


def candidates(found: Ranked, path: Path, links: Sequence[Link] = ()) -> None:
    """Write ranked candidates and their links. Raises UsageError, UnreadableError."""
    from termlode.report.candidates import render

    must_be_known(path)
    ending = path.suffix.lower()
    if ending == ".html":
        write_text(path, render(found, links))
    elif ending == ".json":
        write_text(path, _json([as_record(one) for some in found.values() for one in some]))
    else:
        write_text(path, _tsv([COLUMNS, *(as_row(one) for some in found.values() for one in some)]))


def by_language(found: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Candidates by their languages."""
    languages: dict[str, list[Candidate]] = {}
    for one in found:
        languages.setdefault(one.language, []).append(one)
    return languages


COLUMNS = ("language", "term", "count", "score", "known", "label", "document", "start", "end", "sentence")


def as_row(one: Candidate) -> list[object]:
    """A candidate as a row of a table: see COLUMNS."""
    first = one.contexts[0]
    at = first.location
    where = (at.document, at.start, at.end) if at else ("", first.start, first.end)
    return [one.language, one.term, one.count, f"{one.score:.2f}", "yes" * one.known, one.label, *where, first.sentence]


def as_record(one: Candidate) -> dict[str, Any]:
    """A candidate as plain values."""
    return {
        "language": one.language,
        "term": one.term,
        "count": one.count,
        "score": one.score,
        "known": one.known,
        "label": one.label,
        "surfaces": dict(one.surfaces),
        "why": {reason.feature: round(reason.adds, 3) for reason in one.why},
    }


def _json(values: Sequence[object]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _tsv(rows: Sequence[Sequence[object]]) -> str:
    from termlode.sheets import guarded

    return "".join("\t".join(guarded(" ".join(str(cell).split())) for cell in row) + "\n" for row in rows)


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────


def drafts(folder: Path, path: Path, workspace: Workspace | None = None, found: Ranked | None = None) -> None:
    """Write the drafts in ``folder``: a page or a table for review, JSON or TBX.

    ``found``: the candidates that they were made of, for their sentences. Raises UsageError, TermbaseError,
    UnreadableError.
    """
    from termlode.jobs.identity import document_name
    from termlode.termbase.drafts.folder import files

    must_be_known(path, drafts=True)
    name, some = document_name(folder, workspace), list(files(folder).values())
    writers: dict[str, Callable[[], object]] = {
        ".html": lambda: write_text(path, _page(some, name, found or {})),
        ".tsv": lambda: write_text(path, _review(some, name)),
        ".json": lambda: write_text(path, _json([_draft(file, k) for file in some for k in range(len(file.blocks))])),
        ".tbx": lambda: _tbx(some, path),
    }
    writers[path.suffix.lower()]()


def _page(some: Sequence[File], name: str, found: Ranked) -> str:
    from termlode.jobs.drafts import reference
    from termlode.report.drafts import render

    sentences = {
        reference(place.location): (place.sentence, place.start, place.end)
        for ranked in found.values()
        for one in ranked
        for place in one.contexts
        if place.location is not None
    }
    return render(some, name, sentences)


def _review(some: Sequence[File], name: str) -> str:
    from termlode.termbase.drafts.review import render

    return render(some, name)


def _draft(file: File, k: int) -> dict[str, Any]:
    one = file.blocks[k]
    draft = one.draft
    terms = [
        {
            "language": language,
            "term": term,
            "count": draft.counts.get((language, term), 0),
            "contexts": list(draft.contexts.get((language, term), ())),
        }
        for language, term in draft.terms
    ]
    head = {"file": file.path.stem, "number": draft.number, "id": draft.entry.id, "adds_to": draft.adds_to}
    more = {"probability": draft.probability, "edited": one.edited, "terms": terms, "evidence": list(draft.evidence)}
    return {**head, **more}


def _tbx(some: Sequence[File], path: Path) -> None:
    """The drafts as concept entries, each with a note that says that it is one."""
    from dataclasses import replace

    from termlode.exchange.options import WriteOptions
    from termlode.exchange.tbx.write import write

    entries = []
    for file in some:
        for one in file.blocks:
            draft = one.draft
            told = f"draft, probability {draft.probability:.2f}" + (
                f", adds to {draft.adds_to}" if draft.adds_to else ""
            )
            note = "; ".join(part for part in (told, draft.entry.note) if part)
            entries.append(replace(draft.entry, note=note))
    write(entries, path, WriteOptions())
