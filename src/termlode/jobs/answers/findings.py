"""Findings of checks as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from termlode.checks import Severity

if TYPE_CHECKING:
    from termlode.quality.unit import Finding


class FindingAnswer(TypedDict):
    """What is wrong with a unit; ``start`` and ``end`` are code points of the ``side`` that is struck."""

    file: str
    unit: str
    code: str
    kind: str
    severity: Severity
    message: str
    source: str
    target: str
    start: int
    end: int
    side: str


def finding(one: Finding) -> FindingAnswer:
    """One finding."""
    return {
        "file": one.file,
        "unit": one.unit,
        "code": one.code,
        "kind": one.kind,
        "severity": one.severity,
        "message": one.message,
        "source": one.source,
        "target": one.target,
        "start": one.start,
        "end": one.end,
        "side": one.side,
    }
