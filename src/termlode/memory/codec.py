"""Units as rows and back, without loss: what is the default takes no room, all else is JSON.

The JSON holds only lists and dictionaries with short keys; ``codes`` are
``[kind, offset, [[name, value]…], [text | [text, codes, attributes]…]]``.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from termlode.model import (
    Context,
    Details,
    InlineCode,
    Location,
    Note,
    Origin,
    Prop,
    Subflow,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_DETAILS = Details()
NO_CONTEXT = Context()
IMPORTED = Origin()


class Default:
    """Tells a default value, fast where it is the same object as the last time."""

    __slots__ = ("_latest", "_value")

    def __init__(self, value: object) -> None:
        self._value = self._latest = value

    def __call__(self, value: object) -> bool:
        if value is self._latest:
            return True
        if value != self._value:
            return False
        self._latest = value
        return True


undetailed, out_of_context, merely_imported = Default(NO_DETAILS), Default(NO_CONTEXT), Default(IMPORTED)
_DETAILS: tuple[str, ...] = Details.__match_args__
_details_of = attrgetter(*_DETAILS)
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def variant_extra(variant: Variant) -> str | None:
    """All of ``variant`` but language and text, or None where that is the default."""
    if not (variant.codes or variant.props or variant.notes) and undetailed(variant.details):
        return None
    extra: dict[str, Any] = {}
    if variant.codes:
        extra["codes"] = _codes(variant.codes)
    _common(extra, variant)
    return _dumps(extra)


def is_bare(unit: TranslationUnit) -> bool:
    """Whether ``unit`` itself holds nothing that is not the default; its variants may."""
    return (
        unit.id is None
        and unit.source_language is None
        and not (unit.props or unit.notes or unit.segment_type)
        and (unit.context is NO_CONTEXT or out_of_context(unit.context))
        and (unit.details is NO_DETAILS or undetailed(unit.details))
        and (unit.origin is IMPORTED or merely_imported(unit.origin))
    )


def unit_extra(unit: TranslationUnit) -> str | None:
    """All of ``unit`` that is neither a variant nor a column, or None where that is the default."""
    extra: dict[str, Any] = {}
    if unit.id is not None:
        extra["id"] = unit.id
    if unit.source_language is not None:
        extra["source"] = unit.source_language
    if unit.segment_type is not None:
        extra["segment"] = unit.segment_type
    if not out_of_context(unit.context):
        extra["context"] = [unit.context.previous, unit.context.following, unit.context.key]
    _common(extra, unit)
    if not merely_imported(unit.origin):
        _origin(extra, unit.origin)
    return _dumps(extra) if extra else None


def _common(extra: dict[str, Any], owner: TranslationUnit | Variant) -> None:
    if owner.props:
        extra["props"] = [_trim([p.type, p.value, p.language, p.encoding], 2) for p in owner.props]
    if owner.notes:
        extra["notes"] = [_trim([n.text, n.language, n.encoding], 1) for n in owner.notes]
    if not undetailed(owner.details):
        values = zip(_DETAILS, _details_of(owner.details), strict=True)
        extra["details"] = {name: value for name, value in values if value is not None}


def _origin(extra: dict[str, Any], origin: Origin) -> None:
    if origin.document is not None:
        extra["document"] = origin.document
    if origin.locations:
        extra["places"] = [
            [p.document, p.block, p.start, p.end, *([p.place] if p.place else [])] for p in origin.locations
        ]
    if origin.confidence is not None:
        extra["confidence"] = origin.confidence


def _codes(codes: tuple[InlineCode, ...]) -> list[list[Any]]:
    return [_trim([c.kind, c.offset, c.attributes, [_flow(part) for part in c.data]], 2) for c in codes]


def _flow(part: str | Subflow) -> str | list[Any]:
    return part if isinstance(part, str) else [part.text, _codes(part.codes), part.attributes]


def _trim(values: list[Any], least: int) -> list[Any]:
    while len(values) > least and not values[-1] and values[-1] != "":
        values.pop()
    return values


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def make_variant(language: str, text: str, extra: str | None) -> Variant:
    """The variant of a row."""
    if extra is None:
        return Variant(language, text, details=NO_DETAILS)
    data = json.loads(extra)
    return Variant(
        language,
        text,
        codes=make_codes(data.get("codes", ())),
        props=_props(data),
        notes=_notes(data),
        details=_details(data),
    )


def make_unit(variants: Sequence[Variant], columns: Sequence[str | None], extra: str | None) -> TranslationUnit:
    """The unit of a row; ``columns``: origin, client, domain, project."""
    kind, client, domain, project = columns
    data = json.loads(extra) if extra is not None else {}
    if extra is None and not any(columns):
        return TranslationUnit(tuple(variants), details=NO_DETAILS, context=NO_CONTEXT, origin=IMPORTED)
    origin = Origin(
        kind=kind or "import",  # type: ignore[arg-type]  # the column holds nothing else
        document=data.get("document"),
        locations=tuple(Location(*place) for place in data.get("places", ())),
        confidence=data.get("confidence"),
        client=client,
        domain=domain,
        project=project,
    )
    return TranslationUnit(
        tuple(variants),
        id=data.get("id"),
        source_language=data.get("source"),
        segment_type=data.get("segment"),
        props=_props(data),
        notes=_notes(data),
        details=_details(data),
        context=Context(*data["context"]) if "context" in data else NO_CONTEXT,
        origin=origin,
    )


def make_codes(rows: Sequence[Sequence[Any]]) -> tuple[InlineCode, ...]:
    """Inline codes from their JSON."""
    return tuple(_code(*row) for row in rows)


def _code(kind: Any, offset: int, attributes: Sequence[Any] = (), data: Sequence[Any] = ()) -> InlineCode:
    return InlineCode(kind, offset, _pairs(attributes), tuple(_part(part) for part in data))


def _part(part: str | list[Any]) -> str | Subflow:
    return part if isinstance(part, str) else Subflow(part[0], make_codes(part[1]), _pairs(part[2]))


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)


def _props(data: dict[str, Any]) -> tuple[Prop, ...]:
    return tuple(Prop(*row) for row in data.get("props", ()))


def _notes(data: dict[str, Any]) -> tuple[Note, ...]:
    return tuple(Note(*row) for row in data.get("notes", ()))


def _details(data: dict[str, Any]) -> Details:
    return Details(**data["details"]) if "details" in data else NO_DETAILS
