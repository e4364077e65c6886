"""Inline elements of XLIFF 1.2 and 2.x as the inline codes of our model, which are TMX's.

``g``, ``pc`` and ``sc``/``ec`` pairs become ``bpt``/``ept``; ``x`` and ``ph`` become ``ph``; what opens
or closes outside the segment becomes ``it``. Markers (``mrk``, ``sm``, ``em``) leave their text, but for text that
a tracked change deleted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.tmx.markup import repaired
from termlode.exchange.xml import XML_SPACE, local
from termlode.model import CodeKind, InlineCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_BREAK = re.compile(r"(?<![ \t])[ \t]*\n\s*")  # each run of blanks is looked through once
_POSITION = {"open": "begin", "begin": "begin", "close": "end", "end": "end"}
_MARKERS = frozenset({"mrk", "sm", "em"})
_DELETED = re.compile(r"(?:^|[-:_.])del(?:eted|etion|ete)?\Z", re.IGNORECASE)  # x-sdl-deleted and its like
OURS = "termlode:"  # before the subType under which 2.x has our types
HIGHLIGHT, HIGHLIGHT_2 = "x-tmx-hi", f"{OURS}hi"  # ctype in 1.2, subType in 2.x


def content(
    element: Element, data: Mapping[str, str] | None = None, *, preserve: bool = False
) -> tuple[str, tuple[InlineCode, ...]]:
    """Text and codes of a ``source`` or ``target``.

    ``data`` maps ids to native codes (2.x ``originalData``). Line breaks of the layout become blanks
    unless ``preserve`` or ``xml:space`` keep them.
    """
    walk = _Walk(data or {}, preserve=preserve or element.get(XML_SPACE) == "preserve")
    walk.inside(element)
    return walk.finish()


def is_deleted(element: Element) -> bool:
    """Whether an element marks what a tracked change deleted."""
    said = element.get("mtype") or element.get("type") or ""
    return local(element.tag) == "del" or _DELETED.search(said) is not None


def _type(element: Element) -> str | None:
    """What a code does, as its file says it."""
    ours = element.get("subType", "")
    return ours.removeprefix(OURS) if ours.startswith(OURS) else element.get("ctype") or element.get("type")


class _Walk:
    def __init__(self, data: Mapping[str, str], *, preserve: bool) -> None:
        self._data, self._preserve = data, preserve
        self._text = ""
        self._codes: list[InlineCode] = []
        self._numbers: dict[str, str] = {}
        self._deleted: set[str] = set()  # ids of the sm elements whose deleted text is being passed over

    def inside(self, element: Element) -> None:
        """The text and children of an element, in order."""
        self._say(element.text)
        for child in element:
            self._element(child)
            self._say(child.tail)

    def finish(self) -> tuple[str, tuple[InlineCode, ...]]:
        """The result, its codes paired as TMX wants them; without ``preserve`` the edges are trimmed."""
        self._codes = list(repaired(self._codes)) if self._codes else []
        if self._preserve or self._text == self._text.strip():
            return self._text, tuple(self._codes)
        start = len(self._text) - len(self._text.lstrip())
        text = self._text.strip()
        moved = (min(max(code.offset - start, 0), len(text)) for code in self._codes)
        codes = (InlineCode(c.kind, at, c.attributes, c.data) for c, at in zip(self._codes, moved, strict=True))
        return text, tuple(codes)

    def _say(self, text: str | None) -> None:
        if text and not self._deleted:
            self._text += text if self._preserve else _BREAK.sub(" ", text)

    def _number(self, key: str) -> str:
        return self._numbers.setdefault(key, str(len(self._numbers) + 1))

    def _code(self, kind: CodeKind, attributes: dict[str, str | None], data: str = "") -> None:
        if self._deleted:
            return
        kept = tuple((name, value) for name, value in attributes.items() if value is not None)
        self._codes.append(InlineCode(kind, len(self._text), kept, (data,) if data else ()))

    def _element(self, element: Element) -> None:
        name = local(element.tag)
        if name in _MARKERS or name == "del":
            self._marker(element, name)
        elif name in ("g", "pc"):
            self._pair(element, name)
        elif name in ("bpt", "bx", "sc"):
            self._open(element, name)
        elif name in ("ept", "ex", "ec"):
            self._close(element, name)
        elif name in ("ph", "x", "cp"):
            attributes = {"x": element.get("id"), "type": _type(element)}
            self._code("ph", attributes, self._native(element, "dataRef"))
        elif name == "it":
            self._lone(element, _POSITION.get(element.get("pos", ""), "begin"))
        else:
            self.inside(element)

    def _marker(self, element: Element, name: str) -> None:
        """A marker leaves its text, unless it marks what a tracked change deleted."""
        deleted = is_deleted(element)
        if name == "sm" and deleted:
            self._deleted.add(element.get("id", ""))
        elif name == "em":
            self._deleted.discard(element.get("startRef", ""))
        elif not deleted:
            self.inside(element)

    def _pair(self, element: Element, name: str) -> None:
        kind = _type(element)
        if kind == HIGHLIGHT or element.get("subType") == HIGHLIGHT_2:
            self._code("hi", {})
            self.inside(element)
            self._code("/hi", {})
            return
        number = self._number(f"{name}{element.get('id', '')}")
        self._code("bpt", {"i": number, "x": element.get("id"), "type": kind}, self._native(element, "dataRefStart"))
        self.inside(element)
        self._code("ept", {"i": number}, self._native(element, "dataRefEnd"))

    def _open(self, element: Element, name: str) -> None:
        if name == "sc" and element.get("isolated") == "yes":
            self._lone(element, "begin")
            return
        key = element.get("rid") or element.get("i") or element.get("id") or ""
        attributes = {
            "i": self._number(key),
            "x": element.get("id"),
            "type": _type(element),
        }
        self._code("bpt", attributes, self._native(element, "dataRef"))

    def _close(self, element: Element, name: str) -> None:
        if name == "ec" and element.get("isolated") == "yes":
            self._lone(element, "end")
            return
        key = element.get("rid") or element.get("startRef") or element.get("i") or element.get("id") or ""
        self._code("ept", {"i": self._number(key)}, self._native(element, "dataRef"))

    def _lone(self, element: Element, position: str) -> None:
        attributes = {"pos": position, "x": element.get("id"), "type": _type(element)}
        self._code("it", attributes, self._native(element, "dataRef"))

    def _native(self, element: Element, reference: str) -> str:
        """The native code: what a reference names, else the element's own text (not that of pairs)."""
        if found := self._data.get(element.get(reference, "")):
            return found
        if local(element.tag) in ("g", "pc"):
            return ""
        return "".join(element.itertext())
