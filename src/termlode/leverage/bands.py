"""The bands of an analysis, as memoQ and Trados print them, and what a word costs in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCKED, TRANSLATED = "locked", "translated"
PERFECT, CONTEXT = "perfect", "101"
REPEATED, ACROSS = "repetitions", "cross-file repetitions"
NEW = "new"
# The least score of each band, the best first.
SCORES = {CONTEXT: 101, "100": 100, "99-95": 95, "94-85": 85, "84-75": 75, "74-50": 50}
INTERNAL = tuple(f"internal {name}" for name in SCORES if SCORES[name] < 100)  # between segments of the job itself
# In the order of the table.
BANDS = (LOCKED, TRANSLATED, PERFECT, CONTEXT, REPEATED, ACROSS, *tuple(SCORES)[1:], *INTERNAL, NEW)
LEAST = 50  # below it a match helps nobody
# What a word costs, of 1: shares that agencies usually agree on; a workspace sets its own ([rates]).
USUAL: Mapping[str, float] = {
    LOCKED: 0.0, TRANSLATED: 0.0, PERFECT: 0.0, CONTEXT: 0.0, REPEATED: 0.1, ACROSS: 0.1, "100": 0.1, "99-95": 0.3,
    "94-85": 0.5, "84-75": 0.7, "74-50": 1.0, **dict.fromkeys(INTERNAL, 1.0), NEW: 1.0,
}  # fmt: skip


def band(score: int, *, internal: bool = False) -> str:
    """The band of a score (0 to 101)."""
    found = next((name for name, least in SCORES.items() if score >= least), NEW)
    return f"internal {found}" if internal and found != NEW else found
