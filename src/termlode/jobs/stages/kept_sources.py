"""What is kept of a source that was read, corrected and cut into segments, and of two texts that belong together.

Plain JSON below a line with the hash of the rest. What comes back is checked value by value, so that a damaged file,
or one that someone made up, counts as absent and never gives a document whose parts do not fit.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, get_args

from termlode.documents.packed import Blocks
from termlode.edits import automatic, ordered
from termlode.errors import TermlodeError
from termlode.jobs.stages.cache import as_edit, key_of
from termlode.jobs.stages.texts import Texts
from termlode.model import BlockKind, Document, Location, Notice, Segment
from termlode.results import Source
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from termlode.model import Block

    type Row = list[Any]

_KINDS = get_args(BlockKind.__value__)


def sealed(value: object) -> tuple[str, bytes]:
    """A value as a file of the cache, and the hash that stands at its head."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return key_of(body), f"{key_of(body)}\n{body}".encode("utf-8", "surrogatepass")


def opened[Item](data: bytes | None, made: Callable[[str, Any], Item]) -> Item | None:
    """What ``made`` makes of the hash and the value of a file; None where the file is damaged."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, TermlodeError):
        head, _, body = (data or b"").decode("utf-8", "surrogatepass").partition("\n")
        if head == key_of(body):
            return made(head, parse_json(body))
    return None


# ── a source ─────────────────────────────────────────────────────────────────────────────────────


def source_value(source: Source, halves: Texts | None, depends: Mapping[str, str]) -> dict[str, object]:
    """A source and the texts of its two languages, where it has two; ``depends``: what its correction depends on."""
    same = source.corrected.text == source.original.text and _equal(source)
    return {
        "depends": dict(depends),
        "original": _document_row(source.original),
        "corrected": None if same else _document_row(source.corrected),
        "edits": [[getattr(edit, name) for name in _EDIT] for edit in source.edits],
        "segments": list(map(_segment_row, source.segments)),
        "halves": None if halves is None else texts_value(halves),
    }


_EDIT = ("rule", "kind", "start", "end", "before", "after", "tier", "confidence", "evidence")


def _equal(source: Source) -> bool:
    return list(source.original.blocks) == list(source.corrected.blocks)


def as_source(value: Any, name: str, identity: str) -> tuple[Source, Texts | None, dict[str, str]]:
    """The inverse of :func:`source_value`. Raises ValueError and the like where it cannot be one."""
    original = _document(value["original"], identity)
    corrected = original if value["corrected"] is None else _document(value["corrected"], identity)
    edits = tuple(as_edit(dict(zip(_EDIT, row, strict=True))) for row in value["edits"])
    ordered(original.text, automatic(edits))
    segments = tuple(_segment(row, corrected, identity) for row in value["segments"])
    halves = (
        None if value["halves"] is None else as_texts(value["halves"], (corrected, corrected), (identity, identity))
    )
    depends = {as_text(tag): as_text(found) for tag, found in value["depends"].items()}
    return Source(name, original, corrected, edits, segments), halves, depends


def _document_row(document: Document) -> Row:
    return [
        document.kind,
        document.text,
        [[b.start, b.end, b.line, b.kind, b.language, b.level] for b in document.blocks],
        document.encoding,
        [[n.code, n.message, n.line, n.text] for n in document.notices],
        [list(place) for place in document.places],
    ]


def _document(row: Row, identity: str) -> Document:
    kind, text, blocks, encoding, notices, places = row
    made = Blocks(as_text(text))
    for start, end, line, what, language, level in blocks:
        if what not in _KINDS:
            raise ValueError("not a kind of block")
        made.add(
            *as_span(start, end, len(text)),
            as_number(line),
            kind=what,
            language=as_text(language),
            level=as_number(level),
        )
    return Document(
        identity,
        as_text(kind),
        text,
        made,
        as_text(encoding),
        tuple(
            Notice(as_text(c), as_text(m), None if n is None else as_number(n), as_text(t)) for c, m, n, t in notices
        ),
        tuple((as_number(offset), as_text(place)) for offset, place in places),
    )


def fits(document: Document) -> bool:
    """Whether a document comes back as it is: its blocks are parts of its text."""
    text = document.text
    return all(block.text == text[block.start : block.end] and _small(block) for block in document.blocks)


def _small(block: Block) -> bool:
    return 0 <= block.level < 256


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def texts_value(texts: Texts) -> dict[str, object]:
    """The texts of two documents, or of one that holds two languages."""
    return {
        "sides": [list(map(_segment_row, side)) for side in (texts.source, texts.target)],
        "languages": list(texts.languages),
        "names": list(texts.names),
        "doubts": list(texts.doubts),
    }


def as_texts(value: Any, documents: Sequence[Document], identities: tuple[str, str]) -> Texts:
    """The inverse of :func:`texts_value`. Raises ValueError and the like where it cannot be one."""
    one, other = (
        [_segment(row, document, identity) for row in side]
        for side, document, identity in zip(value["sides"], documents, identities, strict=True)
    )
    if not one or not other:
        raise ValueError("a side has no segments")
    languages, names = (tuple(map(as_text, value[key])) for key in ("languages", "names"))
    return Texts(one, other, (languages[0], languages[1]), (names[0], names[1]), tuple(map(as_text, value["doubts"])))


def _segment_row(segment: Segment) -> Row:
    place = segment.location
    if place is None or segment.codes:
        raise ValueError("a segment that no document has")
    return [segment.text, segment.language, place.block, place.start, place.end, place.place, segment.original]


def _segment(row: Row, document: Document, identity: str) -> Segment:
    text, language, block, start, end, place, original = row
    where = Location(identity, as_number(block), *as_span(start, end, len(document.text)), as_text(place))
    return Segment(
        as_text(text), as_text(language), location=where, original=None if original is None else as_text(original)
    )


# ── values ───────────────────────────────────────────────────────────────────────────────────────


def as_text(value: object) -> str:
    """The value, a text. Raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def as_number(value: object) -> int:
    """The value, a whole number from 0. Raises TypeError where it is none."""
    if type(value) is not int or value < 0:
        raise TypeError("not a number")
    return value


def as_span(start: object, end: object, size: int) -> tuple[int, int]:
    """Both ends of a part of a text of ``size``. Raises TypeError, ValueError where it is none."""
    first, last = as_number(start), as_number(end)
    if not first <= last <= size:
        raise ValueError("not a part of the text")
    return first, last
