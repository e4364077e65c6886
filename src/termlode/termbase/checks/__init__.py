"""Coded checks of a termbase: one function a code, its docstring is the message (table: docs/termbase.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.languages.tags import SUPPORTED
from termlode.termbase.checks import letters, relations, statuses, structure, variants
from termlode.termbase.checks.registry import CHECKS, Check, Context, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.termbase.load import Termbase

__all__ = ["CHECKS", "Check", "Context", "Finding", "chosen", "run"]

_ROOMS = (letters, relations, statuses, structure, variants)  # importing them fills CHECKS


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check]:
    """The checks whose code begins with one of ``select`` (default: all) and with none of ``ignore``.

    Raises UsageError for a code that no check begins with.
    """
    wanted, unwanted = tuple(code.upper() for code in select), tuple(code.upper() for code in ignore)
    for code in (*wanted, *unwanted):
        if not any(known.startswith(code) for known in CHECKS):
            raise UsageError(f"no check has the code {code}: known are {', '.join(sorted(CHECKS))}")
    return [
        check
        for code, check in sorted(CHECKS.items())
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    ]


def run(
    termbase: Termbase,
    *,
    languages: Sequence[str] = SUPPORTED,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> list[Finding]:
    """All findings, in the order of files and lines. ``languages`` are those that each concept should have."""
    context = Context(termbase, tuple(languages))
    findings = [finding for check in chosen(select, ignore) for finding in check.run(context)]
    return sorted(findings, key=lambda finding: (str(finding.place.path), finding.place.line, finding.code))
