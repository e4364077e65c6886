"""Who reads which part of a file: regular units go to the patterns, the rest to expat, segments are cut out.

Of regular units expat sees their line ends (white space in ``<body>``, so
that the lines it counts are right) and everything else, and so proves the file around them well-formed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.source import CHUNK
from termlode.exchange.tmx.fast.units import legal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 16  # irregular units of one piece of input before expat gets the rest of it
_END = b"</tu>"


class InputRouter:
    """Stands between the file and expat.

    ``take(text, at)`` reads regular units: it says where the first begins that it leaves.

    Offsets are those of the bytes that expat was given.
    """

    def __init__(self, take: Callable[[str, int], int]) -> None:
        self._take = take
        self._fed = 0
        self._behind_unit = 0  # where the last unit in the body ended
        self._buffer = b""  # from offset _base on
        self._base = 0
        self._late: list[bytes] = []  # what came since a segment was opened
        self._opened = -1  # where the open <seg> begins

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces for expat, which is to parse each before it asks for the next."""
        data = b""
        for chunk in chunks:
            data += chunk
            cut = data.rfind(_END) + len(_END)
            if cut < len(_END):
                cut = len(data) if len(data) > CHUNK else 0
            if cut:
                yield from self._units(data[:cut])
                data = data[cut:]
        yield self._show(data)

    def unit_ended(self, at: int) -> None:
        """A unit in the body ended with the end tag at ``at``."""
        self._behind_unit = at + len(_END)

    def segment_opened(self, at: int) -> None:
        """From here on the input is kept."""
        self._opened = at

    def segment(self, at: int) -> bytes | None:
        """The inside of the open segment, if it can end with what stands at ``at``: not with a ``<seg/>`` within."""
        if self._late:
            self._buffer = b"".join((self._buffer, *self._late))
            self._late.clear()
        begin, end = self._opened - self._base, at - self._base
        if begin != end and not self._buffer.startswith(b"</", end):
            return None
        return self._buffer[self._buffer.find(b">", begin, end) + 1 or end : end]

    def segment_closed(self) -> None:
        """The input need not be kept any more."""
        self._opened = -1

    def _units(self, data: bytes) -> Iterator[bytes]:
        """Whole units, perhaps with what stands around them."""
        text = legal(data) if self._behind_unit == self._fed else None
        if text is None:
            yield self._show(data)
            return
        at, irregular = 0, 0
        while at < len(text):
            begin, at = at, self._take(text, at)
            lines = b"\n" * text.count("\n", begin, at)
            if at == len(text):
                yield self._show(lines)
                self._behind_unit = self._fed
                return
            irregular += 1
            begin, at = at, text.find("</tu>", at) + len(_END)
            if irregular > _PATIENCE or at < len(_END):
                at = len(text)
            yield self._show(lines + text[begin:at].encode())
            if at < len(text) and self._behind_unit != self._fed:  # that was no end of a unit in the body
                yield self._show(text[at:].encode())
                return

    def _show(self, data: bytes) -> bytes:
        """Count what expat gets; of what was there, an open segment or an unfinished tag is kept."""
        self._fed += len(data)
        if self._opened >= 0:
            self._late.append(data)  # joined once, when the segment ends: it may be long
            return data
        buffer = self._buffer
        keep = buffer.rfind(b"<")
        if keep < 0 or (len(buffer) - keep > CHUNK and buffer.find(b">", keep) >= 0):
            keep = len(buffer)  # no tag is open, but a long text
        self._base += keep
        self._buffer = buffer[keep:] + data if keep < len(buffer) else data
        return data
