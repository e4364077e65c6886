"""Units and variants made without their ``__init__``: that of a frozen dataclass costs twice as much.

Reading makes three objects a unit; this saves a tenth of its time. The fields are those of the model,
all of them, in its order (a test says when the model changes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

_new = object.__new__


def _setters(cls: type) -> list[Callable[[Any, Any], None]]:
    return [getattr(cls, name).__set__ for name in cls.__dataclass_fields__]  # type: ignore[attr-defined]


_language, _text, _codes, _variant_props, _variant_notes, _variant_details = _setters(Variant)
(
    _variants,
    _id,
    _source_language,
    _segment_type,
    _props,
    _notes,
    _details,
    _context,
    _origin,
) = _setters(TranslationUnit)


def new_variant(language: str, text: str, codes: Any, props: Any, notes: Any, details: Any) -> Variant:  # noqa: PLR0917  # as below
    """``Variant(…)``."""
    made = _new(Variant)
    _language(made, language)
    _text(made, text)
    _codes(made, codes)
    _variant_props(made, props)
    _variant_notes(made, notes)
    _variant_details(made, details)
    return made


def new_unit(  # noqa: PLR0917  # keywords cost time, and saving it is the point
    variants: Any,
    key: Any,
    source: Any,
    segment_type: Any,
    props: Any,
    notes: Any,
    details: Any,
    context: Any,
    origin: Any,
) -> TranslationUnit:
    """``TranslationUnit(…)``."""
    made = _new(TranslationUnit)
    _variants(made, variants)
    _id(made, key)
    _source_language(made, source)
    _segment_type(made, segment_type)
    _props(made, props)
    _notes(made, notes)
    _details(made, details)
    _context(made, context)
    _origin(made, origin)
    return made
