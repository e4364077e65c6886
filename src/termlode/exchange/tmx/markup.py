"""Text and inline codes as TMX markup that is always valid, whatever codes come in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.xml import ILLEGAL
from termlode.model import Subflow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import InlineCode

# The attributes that tmx14.dtd knows, in its order.
ATTRIBUTES = {
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "ph": ("x", "assoc", "type"),
    "it": ("pos", "x", "type"),
    "ut": ("x",),
    "hi": ("x", "type"),
    "sub": ("datatype", "type"),
}
_POSITION = {"bpt": "begin", "ept": "end"}
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_VALUE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_IN_TEXT = re.compile("[&<>\r]")
_IN_VALUE = re.compile('[&<>"\r\n\t]')


def text(value: str) -> str:
    """Character data; what XML does not allow is dropped."""
    return _IN_TEXT.sub(lambda found: _TEXT[found[0]], ILLEGAL.sub("", value))


def attribute(name: str, value: str) -> str:
    """`` name="value"`` with every character kept that XML allows."""
    return f' {name}="{_IN_VALUE.sub(lambda found: _VALUE[found[0]], ILLEGAL.sub("", value))}"'


def segment(plain: str, codes: Sequence[InlineCode]) -> str:
    """The content of ``<seg>``."""
    if not codes:
        return text(plain)
    parts, at, open_highlights = [], 0, 0
    for code in repaired(codes):
        offset = min(max(code.offset, at), len(plain))
        parts.append(text(plain[at:offset]))
        at = offset
        if code.kind == "hi":
            open_highlights += 1
            parts.append(f"<hi{_attributes('hi', code.attributes)}>")
        elif code.kind == "/hi":
            open_highlights -= 1
            parts.append("</hi>")
        else:
            parts.append(_point(code))
    parts.append(text(plain[at:]))
    return "".join(parts) + "</hi>" * open_highlights


def _point(code: InlineCode) -> str:
    inside = "".join(_sub(piece) if isinstance(piece, Subflow) else text(piece) for piece in code.data)
    return f"<{code.kind}{_attributes(code.kind, code.attributes)}>{inside}</{code.kind}>"


def _sub(flow: Subflow) -> str:
    return f"<sub{_attributes('sub', flow.attributes)}>{segment(flow.text, flow.codes)}</sub>"


def _attributes(kind: str, pairs: Iterable[tuple[str, str]]) -> str:
    known = dict(pairs)
    return "".join(attribute(name, known[name]) for name in ATTRIBUTES[kind] if name in known)


def repaired(codes: Sequence[InlineCode]) -> Iterator[InlineCode]:
    """The codes with pairs that pair: a ``bpt`` or ``ept`` alone becomes ``it``, a stray ``/hi`` goes.

    Attributes that TMX does not know are left out, required ones are filled in.
    """
    from dataclasses import replace

    partners = _pair(codes)
    depth = 0
    for index, code in enumerate(codes):
        kind, attributes = code.kind, {k: v for k, v in code.attributes if k in ATTRIBUTES.get(code.kind, ())}
        if kind == "/hi":
            if depth == 0:
                continue
            depth -= 1
        elif kind == "hi":
            depth += 1
        elif kind in _POSITION and index not in partners:
            kept = {name: value for name, value in attributes.items() if name in ("x", "type")}
            attributes = {"pos": _POSITION[kind], **kept}
            kind = "it"
        elif kind == "it" and attributes.get("pos") not in ("begin", "end"):
            attributes = {**attributes, "pos": "begin"}
        if kind in ATTRIBUTES:
            attributes = {name: attributes[name] for name in ATTRIBUTES[kind] if name in attributes}
        yield replace(code, kind=kind, attributes=tuple(attributes.items()))


def _pair(codes: Sequence[InlineCode]) -> set[int]:
    """The indexes of ``bpt`` and ``ept`` that belong together: same ``i``, each number once."""
    opened: dict[str, int] = {}
    used: set[str] = set()
    paired: set[int] = set()
    for index, code in enumerate(codes):
        number = dict(code.attributes).get("i")
        if number is None:
            continue
        if code.kind == "bpt" and number not in used:
            opened[number] = index
            used.add(number)
        elif code.kind == "ept" and number in opened:
            paired |= {opened.pop(number), index}
    return paired
