"""The inside of ``<seg>``, taken apart by patterns; every code that was seen before comes out of a table.

Also where expat reads a unit it calls no handler inside ``<seg>``: the bytes between the tags are cut
out of the input and come here. Whatever is not plain text and simple codes (sub-flows, highlights,
comments, CDATA, unknown tags) goes to the exact path, a small parse of those bytes with
:class:`SegmentReader`. Both give the same (tested). What is simple is well-formed, so that segments of
regular units need not be shown to expat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from xml.parsers import expat

from termlode.errors import FormatError
from termlode.exchange.tmx.fast.markup import Irregular, attributes, characters
from termlode.exchange.tmx.markup import repaired
from termlode.exchange.tmx.segment import SegmentReader, attribute_pairs, is_odd, unpaired
from termlode.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.exchange.notices import Notices
    from termlode.model import CodeKind

type _Table = dict[int, InlineCode]  # one code at all offsets that were seen
type _Row = tuple[str, tuple[_Table, ...]]  # of the codes of a segment: what is wrong with their pairing; their tables

# An element without others inside, but for its first sign (a pattern that begins with a group is slower), …
_ELEMENT = re.compile(r"<([^<>]*+>(?:(?<=/>)|[^<>]*+</[^<>]*+>))")
# … and what it must be to be a simple code.
_CODE = re.compile(r"(bpt|ept|ph|it|ut)((?:[ \t\n][^<>]*?)?)(?:/>|>([^<>]*)</\1[ \t\n]*>)\Z")
_NOWHERE = -1  # the offset under which a table keeps the code itself
_ROOM = 32_768  # entries of all tables before they are begun anew; long ones count …
_USUAL = 100  # … once for so many characters


class SegmentPatterns:
    """Reads the inside of one segment after another; ``text`` and ``codes`` are those of the last one."""

    def __init__(self, notices: Notices, line: Callable[[], int]) -> None:
        self._notices, self._line = notices, line
        self._tables: dict[str, _Table] = {}
        self._rows: dict[tuple[str, ...], _Row] = {}
        self._weight = 0
        self.text = ""
        self.codes: tuple[InlineCode, ...] = ()

    def take(self, data: bytes) -> bool:
        """Read the content of a ``<seg>``; False where ``data`` is only the beginning of one."""
        inside = data.decode("utf-8")
        if "\r" in inside:
            inside = inside.replace("\r\n", "\n").replace("\r", "\n")
        try:
            self.text, self.codes, problem = self.simple(inside)
        except Irregular:
            return self._exact(inside)
        if problem:
            self._notices.add("unpaired", problem, line=self._line())
        return True

    def simple(self, inside: str) -> tuple[str, tuple[InlineCode, ...], str]:
        """Text, codes and what is wrong with their pairing. All is checked but for illegal characters.

        Raises Irregular where this is more than text and simple codes, or not well-formed.
        """
        if "<" not in inside:
            return characters(inside), (), ""
        pieces = _ELEMENT.split(inside)
        texts, raws = pieces[::2], tuple(pieces[1::2])
        plain = "".join(texts)
        if "<" in plain:
            raise Irregular
        if "&" in plain:
            texts = [characters(text) for text in texts]
            plain = "".join(texts)
        problem, tables = self._rows.get(raws) or self._new_row(raws)
        offset, codes = 0, []
        for text, table in zip(texts, tables, strict=False):  # there is one text more
            offset += len(text)
            codes.append(table.get(offset) or self._place(table, offset))
        return plain, tuple(codes), problem

    def _new_row(self, raws: tuple[str, ...]) -> _Row:
        """What is wrong with the pairing of such codes, and the table of each."""
        tables = tuple(self._tables.get(raw) or self._new_table(raw) for raw in raws)
        codes = [table[_NOWHERE] for table in tables]
        problem = unpaired((code.kind, dict(code.attributes).get("i")) for code in codes)
        if problem or any(is_odd(code.kind, code.attributes) for code in codes):
            tables = tuple({_NOWHERE: code} for code in repaired(codes))  # no code is dropped: there is no /hi here
        self._make_room(len(raws))
        self._rows[raws] = problem, tables
        return problem, tables

    def _new_table(self, raw: str) -> _Table:
        parts = _CODE.match(raw)
        if parts is None:
            raise Irregular
        flat = [value for pair in attributes(parts[2]).items() for value in pair]
        data = characters(parts[3] or "")
        code = InlineCode(cast("CodeKind", parts[1]), _NOWHERE, attribute_pairs(flat), (data,) if data else ())
        self._make_room(1 + len(raw) // _USUAL)
        table = self._tables[raw] = {_NOWHERE: code}
        return table

    def _place(self, table: _Table, offset: int) -> InlineCode:
        self._make_room(1)
        code = table[_NOWHERE]
        code = table[offset] = InlineCode(code.kind, offset, code.attributes, code.data)
        return code

    def _make_room(self, weight: int) -> None:
        """Begin all tables anew when they have become too large."""
        self._weight += weight
        if self._weight > _ROOM:
            self._rows, self._tables, self._weight = {}, {}, weight

    def _exact(self, inside: str) -> bool:
        """A parse of the segment by itself; prefixes of names mean nothing here."""
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
