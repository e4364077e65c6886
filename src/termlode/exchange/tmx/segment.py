"""The inside of ``<seg>``, exactly: plain text, inline codes at their offsets, sub-flows inside codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from termlode.errors import FormatError
from termlode.exchange import xml
from termlode.exchange.tmx.markup import ATTRIBUTES, repaired
from termlode.model import CodeKind, InlineCode, Subflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.parsers.expat import XMLParserType

    from termlode.exchange.notices import Notices

ORDER = {name: index for index, name in enumerate(("datatype", "pos", "i", "x", "assoc", "type"))}
_POINTS = frozenset({"bpt", "ept", "ph", "it", "ut"})
type _Raw = tuple[str, int, tuple[tuple[str, str], ...], tuple[str | Subflow, ...]]  # kind, pieces before, …
type _Pairs = tuple[tuple[str, str], ...]


class SegmentReader:
    """Reads one segment after another; ``text`` and ``codes`` are those of the last one."""

    def __init__(
        self, parser: XMLParserType, notices: Notices, done: Callable[[], None], line: Callable[[], int]
    ) -> None:
        self._parser, self._notices, self._done, self._line = parser, notices, done, line
        self._opened: list[tuple[str, list[str], list[str], list[_Raw], list[str | Subflow]]] = []
        self._pieces: list[str] = []
        self._raw: list[_Raw] = []
        self._data: list[str | Subflow] = []
        self._kind = ""
        self._pending: list[str] = []
        self._unknown: list[str] = []
        self.text = ""
        self.codes: tuple[InlineCode, ...] = ()

    def begin(self) -> None:
        """Take over the parser's handlers; ``<seg>`` itself comes next."""
        parser = self._parser
        self._pieces, self._raw, self._kind = [], [], ""
        self._begun = False
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._pieces.append

    def _start(self, name: str, attributes: list[str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "seg" and not self._begun:
            self._begun = True
        elif not self._kind and name in _POINTS:  # the usual case: a code in running text
            self._kind, self._pending, self._data = name, attributes, []
            self._parser.CharacterDataHandler = self._data.append
        elif name == "hi" and not self._kind:
            self._raw.append(("hi", len(self._pieces), attribute_pairs(attributes), ()))
            self._unknown.append("hi")
        elif name == "sub" and self._kind:
            self._open_sub(attributes)
        else:
            self._notices.add("unknown-tag", f"<{name}> is not TMX here: its text is kept", line=self._line())
            self._unknown.append("")
        if len(self._opened) + len(self._unknown) > xml.MAX_DEPTH:
            raise FormatError(f"tags are nested more than {xml.MAX_DEPTH} deep inside each other: refused")

    def _end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == self._kind:
            self._raw.append((name, len(self._pieces), attribute_pairs(self._pending), tuple(self._data)))
            self._kind = ""
            self._parser.CharacterDataHandler = self._pieces.append
        elif name == "seg" and not self._unknown:
            self._finish()
        elif name == "sub" and self._opened and not self._kind:
            self._close_sub()
        elif self._unknown and self._unknown.pop() == "hi":
            self._raw.append(("/hi", len(self._pieces), (), ()))

    def _open_sub(self, attributes: list[str]) -> None:
        self._opened.append((self._kind, self._pending, self._pieces, self._raw, self._data))
        self._sub_attributes = attributes
        self._data.append(Subflow("", (), attribute_pairs(attributes)))
        self._pieces, self._raw, self._kind = [], [], ""
        self._parser.CharacterDataHandler = self._pieces.append

    def _close_sub(self) -> None:
        text, codes = _build(self._pieces, self._raw)
        self._kind, self._pending, self._pieces, self._raw, self._data = self._opened.pop()
        begun = cast("Subflow", self._data[-1])
        self._data[-1] = Subflow(text, codes, begun.attributes)
        self._parser.CharacterDataHandler = self._data.append

    def _finish(self) -> None:
        raw = self._raw
        if raw:
            self.text, self.codes = _build(self._pieces, raw)
            if problem := unpaired((code[0], dict(code[2]).get("i")) for code in raw):
                self._notices.add("unpaired", problem, line=self._line())
            # as our own TMX says it, so that it is the same when it comes back
            if problem or any(is_odd(code[0], code[2]) for code in raw):
                self.codes = tuple(repaired(self.codes))
        else:
            self.text, self.codes = "".join(self._pieces), ()
        self._done()


def is_odd(kind: str, attributes: _Pairs) -> bool:
    """Whether a code is not as TMX wants it: an attribute that it does not know, an ``it`` of no side."""
    known = ATTRIBUTES.get(kind, ())
    return any(name not in known for name, _ in attributes) or (
        kind == "it" and dict(attributes).get("pos") not in ("begin", "end")
    )


def attribute_pairs(attributes: list[str]) -> _Pairs:
    """Attributes in one order, whatever theirs was: it means nothing in XML, and equal codes are to be equal."""
    pairs = zip(attributes[::2], attributes[1::2], strict=True)
    return tuple(sorted(pairs, key=lambda pair: ORDER.get(pair[0], len(ORDER))))


def _build(pieces: list[str], raw: list[_Raw]) -> tuple[str, tuple[InlineCode, ...]]:
    """Text and codes: how many pieces stood before a code becomes the offset in the joined text."""
    if not raw:
        return "".join(pieces), ()
    codes, offset, done = [], 0, 0
    for kind, before, attributes, data in raw:
        while done < before:
            offset += len(pieces[done])
            done += 1
        codes.append(InlineCode(cast("CodeKind", kind), offset, attributes, data))
    return "".join(pieces), tuple(codes)


def unpaired(codes: Iterable[tuple[str, str | None]]) -> str:
    """What is wrong with the pairing of (kind, i) items, or the empty string."""
    opened: set[str | None] = set()
    used: set[str | None] = set()
    for kind, number in codes:
        if kind == "bpt":
            if number in used or number is None:
                return f"two <bpt> with i={number!r}" if number else "<bpt> without i"
            opened.add(number)
            used.add(number)
        elif kind == "ept":
            if number not in opened:
                return f"<ept i={number!r}> without <bpt>"
            opened.discard(number)
    return f"<bpt i={next(iter(opened))!r}> without <ept>" if opened else ""
