"""The form of a unit that survives TMX: two units with one canonical form say the same.

Compared with what stands in a file, the canonical form has: BCP 47 tags; the segment type and data
type of the header on the unit, and none where they are the usual ``sentence`` and ``plaintext``;
props before notes; dates as ``YYYYMMDDThhmmssZ`` and none where they were nonsense; ``bpt``/``ept``
that do not pair as ``it``; adjacent native data joined; no texts that are empty, no characters that
XML does not allow; context and origin as :mod:`~termlode.exchange.tmx.own_props` reads them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.exchange.tmx.header import SEGMENT_TYPE, SEGMENT_TYPES
from termlode.exchange.tmx.markup import ATTRIBUTES, repaired
from termlode.exchange.tmx.own_props import through_own_props
from termlode.exchange.tmx.values import DATES, FIELDS, date
from termlode.exchange.xml import ILLEGAL
from termlode.model import Details, InlineCode, Note, Prop, Subflow, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def canonical(unit: TranslationUnit) -> TranslationUnit:
    """The unit as it comes back from our own TMX (lossless profile)."""
    unit = through_own_props(unit)
    usual = unit.segment_type == SEGMENT_TYPE or unit.segment_type not in SEGMENT_TYPES
    return replace(
        unit,
        id=_legal(unit.id),
        variants=tuple(_variant(v) for v in unit.variants if _legal(v.text).strip() or v.codes),
        segment_type=None if usual else unit.segment_type,
        props=_props(unit.props),
        notes=_notes(unit.notes),
        details=_details(unit.details),
    )


def _variant(variant: Variant) -> Variant:
    return replace(
        variant,
        text=_legal(variant.text),
        codes=_codes(variant.text, variant.codes),
        props=_props(variant.props),
        notes=_notes(variant.notes),
        details=_details(variant.details),
    )


def _codes(text: str, codes: Sequence[InlineCode]) -> tuple[InlineCode, ...]:
    found, opened = [], 0
    at = 0
    for code in repaired(codes):
        at = min(max(code.offset, at), len(text))
        offset = len(_legal(text[:at]) or "")
        attributes = tuple((name, _legal(value) or "") for name, value in code.attributes)
        found.append(replace(code, offset=offset, attributes=attributes, data=_data(code.data)))
        opened += {"hi": 1, "/hi": -1}.get(code.kind, 0)
    end = len(_legal(text) or "")
    found.extend(InlineCode("/hi", end) for _ in range(opened))
    return tuple(found)


def _data(data: Iterable[str | Subflow]) -> tuple[str | Subflow, ...]:
    joined: list[str | Subflow] = []
    for piece in data:
        if isinstance(piece, Subflow):
            known = dict(piece.attributes)
            attributes = tuple((name, _legal(known[name]) or "") for name in ATTRIBUTES["sub"] if name in known)
            joined.append(Subflow(_legal(piece.text) or "", _codes(piece.text, piece.codes), attributes))
        elif legal := _legal(piece):
            if joined and isinstance(joined[-1], str):
                joined[-1] += legal
            else:
                joined.append(legal)
    return tuple(joined)


def _details(details: Details) -> Details:
    values = {field: getattr(details, field) for field in FIELDS.values()}
    for name in DATES:
        field = FIELDS[name]
        values[field] = date(values[field]) if values[field] is not None else None
    clean = {field: _legal(value) if isinstance(value, str) else value for field, value in values.items()}
    return Details(**clean)  # type: ignore[arg-type]  # the fields are those of Details itself


def _props(props: Iterable[Prop]) -> tuple[Prop, ...]:
    return tuple(Prop(_legal(p.type) or "", _legal(p.value) or "", p.language, _legal(p.encoding)) for p in props)


def _notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(Note(_legal(note.text) or "", note.language, _legal(note.encoding)) for note in notes)


def _legal[Text: (str, str | None)](value: Text) -> Text:
    return ILLEGAL.sub("", value) if value is not None else value
