"""How memoQ, Trados and Phrase state where a segment's target came from, in attributes of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termlode.exchange.tmx.markup import attribute
from termlode.exchange.xliff.spans import BytePatch
from termlode.exchange.xliff.status import definitions
from termlode.exchange.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from termlode.exchange.xliff.spans import Spans
    from termlode.slots import Filling

_HEAD = 1 << 14
ROOT = re.compile(rb"""<(?:[\w.-]+:)?xliff\b[^>]*>""")
FILE = re.compile(rb"""<(?:[\w.-]+:)?file\s[^>]*>""")
_YES = frozenset({"1", "true", "yes", "locked"})


class Dialect(NamedTuple):
    """A tool's own XLIFF: its name, and the prefix its attributes have in this file."""

    title: str
    prefix: str


_NAMESPACES = (
    ("memoQ", re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']MQXliff["']""")),
    ("Trados", re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']http://sdl\.com/FileTypes/SdlXliff/""")),
    ("Phrase", re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']http://www\.memsource\.com/mxlf/""")),
)


def of(body: bytes) -> Dialect | None:
    """The dialect that the root element names, or None for plain XLIFF."""
    root = ROOT.search(body, 0, _HEAD)
    if root is None:
        return None
    found = ((title, pattern.search(root[0])) for title, pattern in _NAMESPACES)
    return next((Dialect(title, match[1].decode()) for title, match in found if match), None)


def locked(unit: Element, mid: str | None) -> bool:
    """Whether a tool says that nobody is to change the segment."""
    elements = [unit]
    if mid is not None and (definition := definitions(unit).get(mid)) is not None:
        elements.append(definition)
    said = ((local(name), value.lower()) for element in elements for name, value in element.items())
    return any(name in ("locked", "lock") and value in _YES for name, value in said)


def states(
    dialect: Dialect, spans: Spans, unit: Element, fillings: Mapping[str | None, Filling]
) -> Iterator[BytePatch]:
    """The attributes that tell how good the matches are; of segments by their ``mid``, else of the unit."""
    if dialect.title == "Trados":
        known = definitions(unit)
        for mid, one in fillings.items():
            if mid in known:
                origin = "mt" if one.machine else "tm"
                said = {"conf": "Draft", "origin": origin, "percent": str(min(one.score, 100))}
                said = {"conf": "Translated", "origin": "interactive"} if one.reviewed else said
                yield _tagged(spans, known[mid], said, only_known=False)
        return
    worst = min(fillings.values(), key=lambda one: one.score)
    yield _tagged(spans, unit, _OF_UNIT[dialect.title](worst), only_known=True, prefix=dialect.prefix)


def _memoq(one: Filling) -> dict[str, str]:
    if one.reviewed:
        return {"status": "ManuallyConfirmed"}
    kind = "MachineTranslated" if one.machine else "Pretranslated"
    return {"status": kind, "percent": str(one.score)}


def _phrase(one: Filling) -> dict[str, str]:
    if one.reviewed:
        return {"confirmed": "1"}
    share = f"{min(one.score, 101) / 100:.2f}"
    return {"score": share, "gross-score": share, "trans-origin": "mt" if one.machine else "tm"}


_OF_UNIT = {"memoQ": _memoq, "Phrase": _phrase}


def _tagged(
    spans: Spans, element: Element, values: Mapping[str, str], *, only_known: bool, prefix: str = ""
) -> BytePatch:
    """The start tag of an element with attributes set."""
    span = spans.of(element)
    tag = spans.body[span.start : span.inner]
    named = {f"{prefix}:{name}" if prefix else name: value for name, value in values.items()}
    if only_known:
        named = {name: value for name, value in named.items() if _attribute(name).search(tag)}
    return BytePatch(span.start, span.inner, attributed(tag, named))


# ── tags ─────────────────────────────────────────────────────────────────────────────────────────


def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + re.escape(name.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")


def attributed(tag: bytes, values: Mapping[str, str]) -> bytes:
    """A start tag with attributes set, those that it has in their places."""
    for name, value in values.items():
        new = attribute(name, value).encode()
        known = _attribute(name).search(tag)
        if known is not None:
            tag = tag[: known.start()] + new + tag[known.end() :]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + new + tag[end:]
    return tag


def restated(tag: bytes, states: bytes) -> bytes:
    """A start tag with the attributes of ``states`` (`` name="value"`` …) set."""
    said = re.findall(rb"""([\w:.-]+)="([^"]*)\"""", states)
    return attributed(tag, {name.decode(): value.decode() for name, value in said})


def opened(tag: bytes) -> bytes:
    """A start tag that is followed by content."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def name_of(tag: bytes) -> bytes:
    """The name of an element by its start tag, with its prefix."""
    found = re.match(rb"<([\w:.-]+)", tag)
    assert found is not None
    return found[1]
