"""The header of a TMX file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from termlode.model import Note, Prop

SEGMENT_TYPES = ("block", "paragraph", "sentence", "phrase")
SEGMENT_TYPE, DATATYPE = "sentence", "plaintext"  # what our own headers say, so that units need not


@dataclass(slots=True)
class Header:
    """What stands before the units; ``srclang`` and the rest are defaults for them.

    ``source_language`` is a BCP 47 tag, ``*all*``, or None.
    """

    source_language: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    props: list[Prop] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @classmethod
    def from_attributes(cls, attributes: dict[str, str]) -> Self:
        """The header that XML attributes describe."""
        return cls(attributes.get("srclang") or None, attributes)

    @property
    def inherited_segment_type(self) -> str | None:
        """What units without ``segtype`` are, where it is not the usual sentence."""
        kind = self.attributes.get("segtype")
        return kind if kind in SEGMENT_TYPES and kind != SEGMENT_TYPE else None

    @property
    def inherited_datatype(self) -> str | None:
        """The data type of units without one, where it says more than plain text."""
        kind = self.attributes.get("datatype", "").strip()
        return kind if kind.lower() not in ("", "unknown", DATATYPE) else None
