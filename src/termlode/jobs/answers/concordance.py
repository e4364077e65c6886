"""Hits of a concordance as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from termlode.jobs.answers.matches import Text, text
from termlode.jobs.concordance import others

if TYPE_CHECKING:
    from termlode.memory.concordance import Hit


class HitAnswer(TypedDict):
    """A text of the memory in which the wanted one occurs, at ``spans`` (start, end), and the unit's other texts."""

    unit: int
    language: str
    text: str
    spans: Sequence[tuple[int, int]]
    others: list[Text]


def hit(one: Hit, wanted: Sequence[str] = ()) -> HitAnswer:
    """A hit with the other texts of its unit in the ``wanted`` languages (none: all)."""
    return {
        "unit": one.unit_key,
        "language": one.variant.language,
        "text": one.variant.text,
        "spans": one.spans,
        "others": [text(variant) for variant in others(one, wanted)],
    }
