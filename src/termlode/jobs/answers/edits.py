"""Corrections as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from termlode.model import EditClass, Tier

if TYPE_CHECKING:
    from termlode.correction import Correction
    from termlode.model import Edit


class EditAnswer(TypedDict):
    """A change of the text: ``start`` and ``end`` are code points of the text that was given, end exclusive.

    ``tier``: auto (made) or suggest (for a person to decide).
    """

    start: int
    end: int
    before: str
    after: str
    kind: EditClass
    rule: str
    tier: Tier
    confidence: float
    evidence: str


class CorrectionAnswer(TypedDict):
    """The text with what is sure, and all edits, made and suggested."""

    text: str
    edits: list[EditAnswer]


def correction(found: Correction) -> CorrectionAnswer:
    """A text that was corrected."""
    return {"text": found.text, "edits": [edit(one) for one in found.edits]}


def edit(one: Edit) -> EditAnswer:
    """One edit."""
    return {
        "start": one.start,
        "end": one.end,
        "before": one.before,
        "after": one.after,
        "kind": one.kind,
        "rule": one.rule,
        "tier": one.tier,
        "confidence": one.confidence,
        "evidence": one.evidence,
    }
