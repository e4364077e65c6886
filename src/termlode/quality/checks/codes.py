"""Inline codes, placeholders, addresses and room (codes 4)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termlode.quality.pair import PLACEHOLDER
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import InlineCode
    from termlode.quality.pair import Pair, View

_POSITION = re.compile(r"%\d+\$")  # %1$s and %s ask for the same


@check("E401", "code", "put the code in where it belongs")
def missing(pair: Pair) -> Iterator[Hit]:
    """An inline code or placeholder of the source is missing in the target"""
    source, target = _codes(pair.source), _codes(pair.target)
    if lost := source - target:
        yield Hit(_told(lost))


@check("E402", "code", "take it out: the source has no such code")
def added(pair: Pair) -> Iterator[Hit]:
    """The target has an inline code or placeholder that the source has not"""
    source, target = _codes(pair.source), _codes(pair.target)
    if new := Counter({code: count for code, count in (target - source).items() if code not in source}):
        yield Hit(_told(new))


@check("E403", "code", "leave one of them out")
def doubled(pair: Pair) -> Iterator[Hit]:
    """An inline code stands more often in the target than in the source"""
    source, target = _codes(pair.source), _codes(pair.target)
    if more := Counter({code: count for code, count in (target - source).items() if code in source}):
        yield Hit(_told(more))


@check("W404", "code", "put the opening code before the closing one")
def turned(pair: Pair) -> Iterator[Hit]:
    """A pair of inline codes is turned round, or overlaps another, in the target alone"""
    if pair.target.codes and _is_turned(pair.target.codes) and not _is_turned(pair.source.codes):
        yield Hit()


def _codes(view: View) -> Counter[str]:
    found = Counter(_key(code) for code in view.codes if code.kind not in ("ept", "/hi"))
    found.update(_POSITION.sub("%", match[0]) for match in PLACEHOLDER.finditer(view.text))
    return found


def _key(code: InlineCode) -> str:
    """What makes a code the same on both sides: its id, else its native text; whether it is a pair or stands alone."""
    said = dict(code.attributes)
    name = said.get("x") or "".join(part for part in code.data if isinstance(part, str)) or said.get("type") or ""
    sort = {"bpt": "pair", "hi": "highlight"}.get(code.kind, "code")
    return f"{sort} {name}".strip()


def _is_turned(codes: tuple[InlineCode, ...]) -> bool:
    open_: list[str] = []
    for code in codes:
        said = dict(code.attributes)
        if code.kind == "bpt":
            open_.append(said.get("i", ""))
        elif code.kind == "ept":
            if not open_ or open_.pop() != said.get("i", ""):
                return True
        elif code.kind == "it" and said.get("pos") == "end" and not open_:
            return True
    return False


def _told(codes: Counter[str]) -> str:
    return ", ".join(f"{code}" if count == 1 else f"{code} ({count} times)" for code, count in codes.items())


@check(
    "E411", "url", "write the address as in the source; where a page exists in the target's language, wave it through"
)
def address(pair: Pair) -> Iterator[Hit]:
    """A web or mail address differs from that of the source"""
    source, target = (Counter(_bare(text) for _, _, text in view.addresses) for view in (pair.source, pair.target))
    for start, end, text in pair.target.addresses:
        if _bare(text) not in source:
            yield Hit(text, start, end)
    for start, end, text in pair.source.addresses:
        if _bare(text) not in target and len(pair.target.addresses) < len(pair.source.addresses):
            yield Hit(f"missing: {text}", start, end, "source")


def _bare(text: str) -> str:
    return text.rstrip("/").lower().removeprefix("https://").removeprefix("http://")


@check("E421", "length", "make it shorter: the program has room for no more")
def too_long(pair: Pair) -> Iterator[Hit]:
    """The target is longer than the file allows"""
    limit = pair.unit.limit
    if limit is None:
        return
    size = len(pair.target.text.encode("utf-8")) if limit.unit == "byte" else len(pair.target.text)
    if limit.unit in ("char", "byte") and size > limit.most:
        yield Hit(f"{size} {limit.unit}s, at most {limit.most}", min(limit.most, len(pair.target.text)))
