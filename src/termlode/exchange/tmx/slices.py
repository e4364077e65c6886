"""Segments from slices of the file: the fast lane of the TMX reader.

expat checks the whole file, but inside ``<seg>`` it calls no handler: the bytes between the tags are
cut out of the input and taken apart here, with every code that was seen before out of a table. Whatever
is not plain text and simple codes (sub-flows, highlights, comments, CDATA, unknown tags) goes to the
exact lane, a small parse of the slice with :class:`SegmentReader`. Both lanes give the same (tested).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from termlode.errors import FormatError
from termlode.exchange.tmx.segment import SegmentReader, attribute_pairs, unpaired
from termlode.model import InlineCode, Subflow

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.exchange.notices import Notices

type _Shape = tuple[str, tuple[tuple[str, str], ...], tuple[str | Subflow, ...]]

_CODE = re.compile(r"(<(?:bpt|ept|ph|it|ut)\b[^<>]*?(?:/>|>[^<>]*</(?:bpt|ept|ph|it|ut)\s*>))")
_PARTS = re.compile(r"""<(bpt|ept|ph|it|ut)((?:\s+[\w.-]+="[^"&<>\s]*")*)\s*(?:/>|>([^<>]*)</\1\s*>)\Z""", re.ASCII)
_ATTRIBUTE = re.compile(r'([\w.-]+)="([^"]*)"', re.ASCII)
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TABLE = 16_384  # entries of each table before it is begun anew


def characters(text: str) -> str:
    """``text`` with its references resolved; expat has checked that they are good."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_resolve, text)


def _resolve(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    return chr(int(found[1], 16) if found[1] else int(found[2]))


class Slices:
    """Takes the inside of segments; ``text`` and ``codes`` are those of the last one."""

    def __init__(self, notices: Notices, line: Callable[[], int]) -> None:
        self._notices, self._line = notices, line
        self._shapes: dict[str, _Shape] = {}
        self._codes: dict[tuple[str, int], InlineCode] = {}
        self._problems: dict[tuple[str, ...], str] = {}
        self.text = ""
        self.codes: tuple[InlineCode, ...] = ()

    def take(self, data: bytes) -> bool:
        """Read the content of a ``<seg>``; False where ``data`` is only the beginning of one."""
        inside = data.decode("utf-8")
        if "\r" in inside:
            inside = inside.replace("\r\n", "\n").replace("\r", "\n")
        if "<" not in inside:
            self.text, self.codes = characters(inside), ()
            return True
        pieces = _CODE.split(inside)
        plain = "".join(pieces[::2])
        if "<" in plain or not self._weave(plain, pieces):
            return self._exact(inside)
        return True

    def _weave(self, plain: str, pieces: list[str]) -> bool:
        """Text and codes of a simple segment (text, code, text …); False where a code is not simple after all."""
        if "&" in plain:
            pieces[::2] = map(characters, pieces[::2])
            plain = "".join(pieces[::2])
        offset, codes, known = 0, [], self._codes
        for index in range(1, len(pieces), 2):
            offset += len(pieces[index - 1])
            code = known.get((pieces[index], offset))
            if code is None:
                code = self._new_code(pieces[index], offset)
                if code is None:
                    return False
            codes.append(code)
        self.text, self.codes = plain, tuple(codes)
        raws = tuple(pieces[1::2])
        problem = self._problems.get(raws)
        if problem is None:
            problem = self._judge(raws)
        if problem:
            self._notices.add("unpaired", problem, line=self._line())
        return True

    def _judge(self, raws: tuple[str, ...]) -> str:
        if len(self._problems) > _TABLE:
            self._problems.clear()
        codes = ((code.kind, dict(code.attributes).get("i")) for code in self.codes)
        problem = self._problems[raws] = unpaired(codes)
        return problem

    def _new_code(self, raw: str, offset: int) -> InlineCode | None:
        shape = self._shape(raw)
        if shape is None:
            return None
        if len(self._codes) > _TABLE:
            self._codes.clear()
        code = self._codes[raw, offset] = InlineCode(shape[0], offset, shape[1], shape[2])  # type: ignore[arg-type]
        return code

    def _shape(self, raw: str) -> _Shape | None:
        found = self._shapes.get(raw)
        if found is None:
            parts = _PARTS.match(raw)
            if parts is None:
                return None
            flat = [value for pair in _ATTRIBUTE.findall(parts[2]) for value in pair]
            data = characters(parts[3] or "")
            if len(self._shapes) > _TABLE:
                self._shapes.clear()
            found = self._shapes[raw] = (parts[1], attribute_pairs(flat), (data,) if data else ())
        return found

    def _exact(self, inside: str) -> bool:
        """A parse of the slice by itself; prefixes of names mean nothing here."""
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.buffer_text = True
        reader = SegmentReader(parser, self._notices, lambda: None, self._line)
        reader.begin()
        try:
            parser.Parse(f"<seg>{inside}</seg>".encode(), True)
        except expat.ExpatError as error:
            if "<seg" in inside:  # the end that was seen belongs to a segment within
                return False
            raise FormatError(f"a segment cannot be read: {expat.errors.messages[error.code]}") from error
        self.text, self.codes = reader.text, reader.codes
        return True
