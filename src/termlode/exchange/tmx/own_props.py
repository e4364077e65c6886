"""Context and origin of a unit, for which TMX has no place, travel in props of our own and come back from them.

``x-termlode-…`` props are taken out of a unit when it is read and made from its context and origin
when it is written; all other props stay where they are. Context that other tools write as props
(memoQ, OmegaT) is understood as well, and its props are kept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from termlode.exchange.xml import ILLEGAL
from termlode.model import Context, Location, Origin, OriginKind, Prop, TranslationUnit
from termlode.sheets import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PREFIX = "x-termlode-"
_CONTEXT = {"previous": "previous", "following": "next", "key": "key"}  # field → prop name
_ORIGIN = {"document": "document", "client": "client", "domain": "domain", "project": "project"}
_OWN = frozenset(PREFIX + name for name in (*_CONTEXT.values(), *_ORIGIN.values(), "origin", "confidence", "location"))
# Props of other tools that say what stood around: type → field of Context.
FOREIGN = {
    "x-context-pre": "previous",
    "x-context-post": "following",
    "prev": "previous",
    "next": "following",
    "id": "key",
}

_TELLING = _OWN | FOREIGN.keys()


def props_of(unit: TranslationUnit) -> Iterator[Prop]:
    """The props that carry a unit's context and origin, in a fixed order."""
    foreign = _foreign(unit.props)
    for field, name in _CONTEXT.items():
        value = getattr(unit.context, field)
        value = ILLEGAL.sub("", value) if value is not None else None
        if value is not None and foreign.get(field) != value:
            yield Prop(PREFIX + name, value)
    origin = unit.origin
    if origin.kind != "import":
        yield Prop(f"{PREFIX}origin", origin.kind)
    for field, name in _ORIGIN.items():
        value = getattr(origin, field)
        if value is not None:
            yield Prop(PREFIX + name, ILLEGAL.sub("", value))
    if origin.confidence is not None:
        yield Prop(f"{PREFIX}confidence", repr(origin.confidence))
    for place in origin.locations:
        where = [ILLEGAL.sub("", place.document), place.block, place.start, place.end]
        where += [ILLEGAL.sub("", place.place)] if place.place else []
        yield Prop(f"{PREFIX}location", json.dumps(where, ensure_ascii=False))


def take_own_props(props: tuple[Prop, ...]) -> tuple[tuple[Prop, ...], Context, Origin]:
    """The props that are not ours, and the context and origin that all of them tell."""
    own = [(prop.type.removeprefix(PREFIX), prop.value) for prop in props if prop.type in _OWN]
    others = tuple(prop for prop in props if prop.type not in _OWN)
    said = dict(own)
    context = _foreign(others) | {field: said[name] for field, name in _CONTEXT.items() if name in said}
    origin = Origin(
        kind=_kind(said.get("origin")),
        locations=tuple(place for name, value in own if name == "location" for place in _location(value)),
        confidence=_confidence(said.get("confidence")),
        **{field: said[name] for field, name in _ORIGIN.items() if name in said},
    )
    return others, Context(**context), origin


def tells_context(props: Iterable[Prop]) -> bool:
    """Whether any prop is ours or tells context: most units need no look."""
    return not _TELLING.isdisjoint([prop.type for prop in props])


def _foreign(props: Iterable[Prop]) -> dict[str, str]:
    """Context in other tools' props; memoQ wraps the neighbour in an escaped ``<seg>``."""
    found: dict[str, str] = {}
    for prop in props:
        field = FOREIGN.get(prop.type)
        if field is not None and field not in found:
            found[field] = ILLEGAL.sub("", prop.value).removeprefix("<seg>").removesuffix("</seg>")
    return found


def _kind(value: str | None) -> OriginKind:
    return cast("OriginKind", value) if value in get_args(OriginKind.__value__) else "import"


def _confidence(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number <= 1 else None


def _location(value: str) -> Iterator[Location]:
    try:
        document, *numbers = parse_json(value)
    except (ValueError, TypeError):
        return
    place = numbers.pop() if len(numbers) == 4 and isinstance(numbers[3], str) else ""
    if isinstance(document, str) and len(numbers) == 3 and all(isinstance(number, int) for number in numbers):
        block, start, end = numbers
        yield Location(document, block, start, end, place)


def through_own_props(unit: TranslationUnit) -> TranslationUnit:
    """The unit as it is read back once its context and origin have gone through props and back."""
    props, context, origin = take_own_props((*unit.props, *props_of(unit)))
    return replace(unit, props=props, context=context, origin=origin)
