"""Coded checks of a termbase: one function a code, its docstring is the message (table: docs/termbase.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.tags import SUPPORTED
from termlode.termbase.checks import citation, correction, evidence, letters, relations, statuses, structure, variants
from termlode.termbase.checks.registry import CHECKS, Context, Finding, findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.termbase.load import Termbase

__all__ = ["CHECKS", "Context", "Finding", "run"]

_ROOMS = (
    citation,
    correction,
    evidence,
    letters,
    relations,
    statuses,
    structure,
    variants,
)  # importing them fills CHECKS


def run(
    termbase: Termbase,
    *,
    languages: Sequence[str] = SUPPORTED,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> list[Finding]:
    """All findings, in the order of files and lines. ``languages`` are those that each concept should have.

    Raises UsageError for a code in ``select`` or ``ignore`` that no check begins with.
    """
    context = Context(termbase, tuple(languages))
    found = [finding for check in CHECKS.chosen(select, ignore) for finding in findings(check, context)]
    return sorted(found, key=lambda finding: (str(finding.place.path), finding.place.line, finding.code))
