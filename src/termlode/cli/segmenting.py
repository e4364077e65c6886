"""What ``termlode segment`` does.

One JSON object a sentence: text, language, document, block (from 0), start and end (code points of the
document's text, from 0, end exclusive).
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termlode.model import Document, Segment


def run(
    file: str | None, *, language: str | None, srx: Path | None, export: Path | None, json: bool, bidi: str = "auto"
) -> None:
    """Export the rules, cut the file, or both. Raises UsageError, InputError."""
    from termlode import segmentation

    if file is None and export is None:
        raise UsageError("no file: name one, or - for standard input (or --export FILE.srx for the rules alone)")
    rules = segmentation.load(srx) if srx else None
    if export is not None:
        segmentation.export(export, rules)
        print(f"wrote {export}", file=sys.stderr)
    if file is not None:
        show = _json if json else _writer(bidi)
        for one in segmentation.stream(read(file, language), rules):
            print(show(one))


def _writer(bidi: str) -> Callable[[Segment], str]:
    """A sentence as one line; on a terminal further ones are indented, right-to-left text is in order."""
    from termlode.cli.render import Screen, is_drawing

    if not is_drawing():
        return lambda one: " ".join(one.text.split())
    screen = Screen(bidi)
    return lambda one: "\n  ".join(screen.lines(one.text, one.language, screen.width - 2))


def read(file: str, language: str | None) -> Document:
    """A document; all of it is in ``language`` where that is given."""
    from termlode import documents
    from termlode.cli.answers import tag
    from termlode.documents.packed import Blocks

    document = _standard_input() if file == "-" else documents.read(file)
    for notice in document.notices:
        if notice.code == "encoding-guessed":  # all that follows depends on it
            print(f"termlode: {document.path}: {notice.message}", file=sys.stderr)
    if language is None:
        return document
    known = tag(language, "--lang")
    return replace(document, blocks=Blocks(document.text, (replace(b, language=known) for b in document.blocks)))


def _standard_input() -> Document:
    from termlode.documents.plain import read_plain

    return read_plain(sys.stdin.buffer.read(), "-")


def _json(segment: Segment) -> str:
    import json

    place = segment.location
    assert place is not None
    return json.dumps(
        {
            "text": segment.text,
            "language": segment.language,
            "document": place.document,
            "block": place.block,
            "start": place.start,
            "end": place.end,
        },
        ensure_ascii=False,
    )
