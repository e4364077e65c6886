"""The units of an XLIFF file as elements that know where they stand in its bytes, for writing into it.

A file that a CAT tool made holds much that we do not know. What is written into it is therefore spliced into its
bytes, and everything else stays as it was, to the byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from termlode.edits import splice
from termlode.errors import FormatError, UnreadableError
from termlode.exchange import xml
from termlode.exchange.source import CHUNK, open_bytes, xml_encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices

LIMIT = 512 << 20
UNITS = frozenset({"trans-unit", "bin-unit", "unit"})
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")


class Span(NamedTuple):
    """An element in the bytes: ``start`` of its start tag, ``inner`` where its content begins and ``close`` where
    that ends, ``end`` behind its end tag. ``inner == close == end`` where the tag is an empty one (``<target/>``).
    """

    start: int
    inner: int
    close: int
    end: int


class BytePatch(NamedTuple):
    """Replace the bytes from ``start`` to ``end``."""

    start: int
    end: int
    data: bytes


@dataclass(slots=True)
class Spans:
    """A file's units in order, and the place of every element in them; ``body`` is the file as UTF-8."""

    records: list[xml.Record]
    body: bytes
    _places: dict[Element, tuple[int, int]]
    _mark: bytes
    _codec: str

    def of(self, element: Element) -> Span:
        """Where an element of a unit stands."""
        start, last = self._places[element]
        tag = _TAG.match(self.body, start)
        assert tag is not None
        if tag[0].endswith(b"/>"):
            return Span(start, tag.end(), tag.end(), tag.end())
        return Span(start, tag.end(), last, self.body.index(b">", last) + 1)

    def raw(self, element: Element) -> str:
        """The element as the file writes it."""
        span = self.of(element)
        return self.body[span.start : span.end].decode()

    def written(self, patches: Iterable[BytePatch]) -> bytes:
        """The whole file with the patches made, in its own encoding."""
        ordered = sorted(patches, key=lambda patch: (patch.start, patch.end))
        body = splice(self.body.decode("latin-1"), ((p.start, p.end, p.data.decode("latin-1")) for p in ordered))
        data = body.encode("latin-1")
        if self._codec in ("utf-8", "utf-8-sig"):
            return self._mark + data
        return self._mark + data.decode().encode(self._codec, "xmlcharrefreplace")


def scan(path: Path | str, notices: Notices, encoding: str | None = None) -> Spans:
    """The units of a file. Raises FormatError or UnreadableError with path and line."""
    with open_bytes(path) as handle:
        first = handle.read(CHUNK)
    if str(path).lower().endswith((".gz", ".zip")):
        raise FormatError("is packed: it cannot be written into", path=path, cure="unpack it")
    codec, skip = xml_encoding(first, path, notices, encoding)
    builder = _Builder()
    pieces: list[bytes] = []
    length = 0

    def kept(chunks: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal length
        for chunk in chunks:
            length += len(chunk)
            if length > LIMIT:
                raise UnreadableError(f"is longer than {LIMIT >> 20} MB", path=path, cure="split it")
            pieces.append(chunk)
            yield chunk

    found: list[xml.Record] = []
    for _ in xml.feed(
        path, builder.attach, notices, encoding=encoding, namespaces=True, done=builder.progressed, through=kept
    ):
        found += builder.take()
    return Spans(found, b"".join(pieces), builder.places, first[:skip], codec)


class _Builder(xml.Builder):
    """Takes note of where elements begin and where their end tags stand."""

    def __init__(self) -> None:
        super().__init__(UNITS, {"xliff"}, "XLIFF")
        self.places: dict[Element, tuple[int, int]] = {}

    def _open(self, element: Element) -> None:
        super()._open(element)
        at = self._parser.CurrentByteIndex
        self.places[element] = (at, at)

    def _end(self, name: str) -> None:
        ended = self._stack[-1] if self._stack else None
        super()._end(name)
        if ended is not None:
            self.places[ended] = (self.places[ended][0], self._parser.CurrentByteIndex)
