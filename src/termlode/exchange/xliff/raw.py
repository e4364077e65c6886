"""The inline elements of a source as codes that hold their own markup, so that a target can be written with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.exchange.tmx.markup import text as escaped
from termlode.exchange.xliff.inline import is_deleted
from termlode.exchange.xml import local
from termlode.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from termlode.exchange.xliff.spans import Spans
    from termlode.model import CodeKind

_POINTS = frozenset({"x", "ph", "cp", "it"})
_OPEN = frozenset({"bpt", "bx", "sc"})
_CLOSE = frozenset({"ept", "ex", "ec"})
_MARKERS = frozenset({"mrk", "sm", "em"})


class Content(NamedTuple):
    """A text with its codes, and the white space that stands around it in the file."""

    text: str
    codes: tuple[InlineCode, ...]
    before: str = ""
    after: str = ""


def content(spans: Spans, element: Element, *, preserve: bool) -> Content:
    """What a ``source``, ``target`` or segment mark holds. Markers of comments and terms leave their text.

    What a tracked change deleted is no text.
    """
    walk = _Walk(spans, preserve=preserve)
    walk.inside(element)
    whole, codes = walk.text, walk.codes
    stripped = whole.strip()
    start = whole.index(stripped) if stripped else 0
    end = start + len(stripped)
    moved = tuple(
        InlineCode(code.kind, min(max(code.offset - start, 0), end - start), code.attributes, code.data)
        for code in codes
    )
    return Content(stripped, moved, whole[:start], whole[end:])


def woven(text: str, codes: Sequence[InlineCode]) -> str:
    """The text as XML with the markup of its codes."""
    pieces, at = [], 0
    for code in codes:
        pieces += [escaped(text[at : code.offset]), *(piece for piece in code.data if isinstance(piece, str))]
        at = max(at, code.offset)
    return "".join(pieces) + escaped(text[at:])


class _Walk:
    def __init__(self, spans: Spans, *, preserve: bool) -> None:
        self._spans, self._preserve = spans, preserve
        self.text = ""
        self.codes: list[InlineCode] = []
        self._numbers: dict[str, str] = {}

    def inside(self, element: Element) -> None:
        """The text and children of an element, in order."""
        self._say(element.text)
        for child in element:
            self._element(child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self.text += text if self._preserve else " ".join(text.split("\n")) if "\n" in text else text

    def _code(self, kind: CodeKind, raw: str, number: str = "") -> None:
        attributes = (("i", number),) if number else ()
        self.codes.append(InlineCode(kind, len(self.text), attributes, (raw,)))

    def _element(self, element: Element) -> None:
        name = local(element.tag)
        isolated = element.get("isolated") == "yes"
        if name in ("g", "pc"):
            self._pair(element)
        elif name in _POINTS or isolated:
            self._code("ph", self._spans.raw(element))
        elif name in _OPEN:
            self._code("bpt", self._spans.raw(element), self._number(element, "rid", "i", "id"))
        elif name in _CLOSE:
            self._code("ept", self._spans.raw(element), self._number(element, "rid", "startRef", "i", "id"))
        elif name == "mrk" and not is_deleted(element):
            self.inside(element)
        elif name not in _MARKERS:
            self._other(element)

    def _other(self, element: Element) -> None:
        """An element of a tool's own: its text, or where it has none a code that a target must keep."""
        if "".join(element.itertext()):
            self.inside(element)
        else:
            self._code("ph", self._spans.raw(element))

    def _pair(self, element: Element) -> None:
        span = self._spans.of(element)
        body = self._spans.body
        if span.inner == span.end:  # <g id="1"/>
            self._code("ph", body[span.start : span.end].decode())
            return
        number = str(len(self._numbers) + 1)
        self._numbers[f"pair {number}"] = number
        self._code("bpt", body[span.start : span.inner].decode(), number)
        self.inside(element)
        self._code("ept", body[span.close : span.end].decode(), number)

    def _number(self, element: Element, *names: str) -> str:
        key = next((value for name in names if (value := element.get(name))), "")
        return self._numbers.setdefault(f"id {key}", str(len(self._numbers) + 1))
