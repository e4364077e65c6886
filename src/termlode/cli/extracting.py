"""What ``termlode extract`` does.

Rows: language, term, count, score, known (yes or empty), document, start, end, sentence of the first
occurrence. JSON: the same with all surfaces and the first three occurrences.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.cli.exits import EXIT_INPUT, EXIT_PARTLY
from termlode.errors import InputError, NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from termlode.extraction import Candidate, Occurrence
    from termlode.model import Segment

HEADS = ("language", "term", "count", "score", "known", "document", "start", "end", "sentence")


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as it was given."""

    files: list[Path]
    languages: str | None
    top: int
    minimum: int
    new: bool
    json: bool
    tsv: bool
    bidi: str


def run(request: Request) -> int:
    """Extract and print; the exit status where some files failed. Raises UsageError, InputError, NothingFound."""
    from termlode.cli.answers import tags

    if request.json and request.tsv:
        raise UsageError("--json and --tsv: choose one")
    wanted = tags(request.languages, "--lang")
    segments, failed, read = _segments(request.files)
    if not read:
        return EXIT_INPUT
    found = _candidates(request, segments, wanted)
    if found:
        _print(request, found)
    elif not failed:
        raise NothingFound("no candidate in these files" + (f" in {', '.join(wanted)}" if wanted else ""))
    return EXIT_PARTLY if failed else 0


def _segments(files: Sequence[Path]) -> tuple[list[Segment], int, int]:
    """The segments of the files that can be read, and how many could not and could be."""
    from termlode import segmentation
    from termlode.cli.progress import single
    from termlode.cli.segmenting import read
    from termlode.documents.discover import discover

    stream = [path for path in files if str(path) == "-"][:1]
    paths = discover(path for path in files if str(path) != "-") + stream
    if not paths:
        raise NothingFound("no file that can be read in " + ", ".join(map(str, files)))
    segments: list[Segment] = []
    failed = 0
    with single("read") as progress:
        for number, path in enumerate(paths):
            progress(number, len(paths))
            try:
                segments += segmentation.segment(read(str(path), None))
            except InputError as error:
                if len(paths) == 1:
                    raise
                print(f"termlode: {error}", file=sys.stderr)
                failed += 1
    return segments, failed, len(paths) - failed


def _candidates(request: Request, segments: Sequence[Segment], wanted: Sequence[str]) -> list[Candidate]:
    from termlode import extraction
    from termlode.languages.tags import primary

    present = [tag for tag, _ in Counter(primary(segment.language) for segment in segments).most_common()]
    chosen = [primary(tag) for tag in wanted] or [tag for tag in present if tag != "und"]
    known = _known(chosen)
    found: list[Candidate] = []
    for tag in dict.fromkeys(chosen):
        ranked = extraction.candidates(segments, tag, known.get(tag, ()), minimum=request.minimum)
        found += [one for one in ranked if not (request.new and one.known)][: request.top]
    return found


def _known(languages: Iterable[str]) -> dict[str, list[str]]:
    """The terms of the workspace's termbase, if there is one here."""
    from termlode import workspace

    place = workspace.find()
    entries = place.concepts() if place else []
    return {
        tag: [term.term for entry in entries if (section := entry.section(tag)) for term in section.terms]
        for tag in languages
    }


def _print(request: Request, found: Sequence[Candidate]) -> None:
    from termlode.cli.render import is_drawing, tsv

    if request.json:
        print("\n".join(map(_json, found)))
    elif request.tsv or not is_drawing():
        sys.stdout.write(tsv([HEADS, *map(_row, found)]))
    else:
        _draw(found, request.bidi)


def _row(one: Candidate) -> list[object]:
    first = one.contexts[0]
    place = first.location
    where = (place.document, place.start, place.end) if place else ("", first.start, first.end)
    known = "yes" if one.known else ""
    return [one.language, one.term, one.count, f"{one.score:.2f}", known, *where, first.sentence]


def _json(one: Candidate) -> str:
    import json

    return json.dumps(
        {
            "language": one.language,
            "term": one.term,
            "count": one.count,
            "score": one.score,
            "known": one.known,
            "surfaces": dict(one.surfaces),
            "contexts": [_context(context) for context in one.contexts],
        },
        ensure_ascii=False,
    )


def _context(one: Occurrence) -> dict[str, object]:
    place = one.location
    return {
        "document": place.document if place else None,
        "start": place.start if place else one.start,
        "end": place.end if place else one.end,
        "sentence": one.sentence,
    }


def _draw(found: Sequence[Candidate], bidi: str) -> None:
    from termlode.cli.render import Screen

    screen = Screen(bidi)
    table = screen.table("language", "term", "count", "score", "known", "first seen in")
    for one in found:
        table.add_row(
            one.language,
            screen.text(one.term, one.language, "term"),
            str(one.count),
            f"{one.score:.2f}",
            "yes" if one.known else "",
            screen.text(_around(one.contexts[0]), one.language),
        )
    screen.print(table)


def _around(one: Occurrence, width: int = 24) -> str:
    """A few words on either side."""
    left, right = max(0, one.start - width), min(len(one.sentence), one.end + width)
    return ("… " if left else "") + one.sentence[left:right] + (" …" if right < len(one.sentence) else "")
