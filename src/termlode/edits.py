"""The one edit algebra: lists of edits checked, applied, composed, inverted, and offsets carried through them.

An edit's offsets are those of the text it was made for. In a list, edits are sorted and do not overlap;
only edits of tier ``auto`` change text unless a caller asks for the suggestions too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import ReplayError
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import EditClass

# Where several rules touched one stretch, the edit is counted as the weightiest of them.
_WEIGHT: dict[EditClass, int] = {
    "variant": 8, "char": 7, "line": 6, "digit": 5, "markup": 4, "space": 3, "zwnj": 2, "arabic": 1
}  # fmt: skip


def automatic(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that change text unasked."""
    return [edit for edit in edits if edit.tier == "auto"]


def ordered(text: str, edits: Iterable[Edit], path: str | None = None) -> list[Edit]:
    """The edits by place. Raises ReplayError where one does not fit ``text`` or two overlap."""
    found = sorted(edits, key=lambda edit: (edit.start, edit.end))
    last = 0
    for edit in found:
        if not last <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.before:
            reason = _misfit(text, edit, last)
            raise ReplayError(
                f"the edit at {edit.start} does not fit: {reason}",
                path=path,
                cure="the text has changed since: run fix again",
            )
        last = edit.end
    return found


def _misfit(text: str, edit: Edit, last: int) -> str:
    if not 0 <= edit.start <= edit.end <= len(text):
        return f"{edit.start} to {edit.end} is not a span of a text of {len(text)} characters"
    if text[edit.start : edit.end] != edit.before:
        return f"expected “{edit.before[:40]}”, found “{text[edit.start : edit.end][:40]}”"
    return f"it overlaps the one before, which ends at {last}"


def apply(text: str, edits: Iterable[Edit], *, suggestions: bool = False) -> str:
    """``text`` with its edits made; suggestions are left aside unless they are asked for.

    Raises ReplayError where an edit does not fit the text or overlaps another.
    """
    wanted = edits if suggestions else automatic(edits)
    return splice(text, ((edit.start, edit.end, edit.after) for edit in ordered(text, wanted)))


def splice(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with each ``(start, end, new)`` replaced; the spans are sorted and do not overlap."""
    pieces, at = [], 0
    for start, end, new in spans:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def invert(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that lead from the corrected text back: ``apply(apply(x, e), invert(e)) == x``."""
    back, shift = [], 0
    for edit in sorted(automatic(edits), key=lambda e: (e.start, e.end)):
        start = edit.start + shift
        back.append(replace(edit, start=start, end=start + len(edit.after), before=edit.after, after=edit.before))
        shift += len(edit.after) - len(edit.before)
    return back


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list that does to ``text`` what ``first`` and then ``second`` (made for its result) do.

    Both lists are sorted and free of overlaps. Edits that touch are merged into one.
    """
    if not first or not second:
        return list(first or second)
    out: list[Edit] = []
    shift = 0  # between text minus original text, up to here
    for low, high, olds, news in _clusters(first, second):
        grown = sum(len(edit.after) - len(edit.before) for edit in olds)
        if news:
            out.append(_merge(text, (low, low - shift, high - shift - grown), olds, news))
        else:
            out += olds
        shift += grown
    return [edit for edit in out if edit.before != edit.after]


def _clusters(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit], list[Edit]]]:
    """Groups of edits that touch, in the offsets of the text between: start, end, first's, second's."""
    items, shift = [], 0
    for edit in first:
        start = edit.start + shift
        items.append((start, start + len(edit.after), 0, edit))
        shift += len(edit.after) - len(edit.before)
    items += [(edit.start, edit.end, 1, edit) for edit in second]
    items.sort(key=lambda item: item[:3])
    low, high = -1, -1
    groups: tuple[list[Edit], list[Edit]] = ([], [])
    for start, end, which, edit in items:
        if start > high and (groups[0] or groups[1]):
            yield low, high, *groups
            groups = ([], [])
        if not (groups[0] or groups[1]):
            low, high = start, end
        groups[which].append(edit)
        high = max(high, end)
    if groups[0] or groups[1]:
        yield low, high, *groups


def _merge(text: str, place: tuple[int, int, int], olds: Sequence[Edit], news: Sequence[Edit]) -> Edit:
    """One edit for a cluster that begins at ``low`` of the text between and spans ``start:end`` of the original."""
    low, start, end = place
    before = text[start:end]
    between = apply(before, [replace(e, start=e.start - start, end=e.end - start) for e in olds])
    after = apply(between, [replace(e, start=e.start - low, end=e.end - low) for e in news])
    parts = [*olds, *news]
    chief = max(parts, key=lambda e: _WEIGHT[e.kind])
    return Edit(
        rule="+".join(dict.fromkeys(name for e in parts for name in e.rule.split("+"))),
        kind=chief.kind,
        start=start,
        end=end,
        before=before,
        after=after,
        confidence=min(e.confidence for e in parts),
        evidence="; ".join(dict.fromkeys(part for e in parts for part in e.evidence.split("; ") if part)),
    )


def locate(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    """The span of the original text that the corrected text's ``start:end`` came from (whole edits)."""
    return Origins(edits).span(start, end)


class Origins:
    """Where spans of the corrected text came from: :func:`locate` for many spans of one sorted list of edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._shifts, self._stops = [0], []  # what the text grew by before each edit; where its output ends
        for edit in edits:
            shift = self._shifts[-1]
            self._stops.append(edit.start + shift + len(edit.after))
            self._shifts.append(shift + len(edit.after) - len(edit.before))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that ``start:end`` came from (whole edits)."""
        first = bisect_right(self._stops, start)  # the edits before end where the span starts, or earlier
        while first and self._edits[first - 1].start + self._shifts[first - 1] >= end:
            first -= 1  # an empty span stands before what was taken out there
        last = first
        while last < len(self._edits) and self._edits[last].start + self._shifts[last] < end:
            last += 1
        if first == last:
            return start - self._shifts[first], end - self._shifts[first]
        low = min(self._edits[first].start, start - self._shifts[first])
        return low, max(self._edits[last - 1].end, end - self._shifts[last])


class Moved:
    """Where offsets of the old text lie in the new one, for all of a sorted list's edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._before = [0]
        for edit in edits:
            self._before.append(self._before[-1] + len(edit.after) - (edit.end - edit.start))

    def start(self, offset: int) -> int:
        """The start of a span: what is inserted right there belongs to the span."""
        return self._at(offset, bisect_right(self._starts, offset - 1))

    def end(self, offset: int) -> int:
        """The end of a span: what is inserted right there belongs to the span."""
        return self._at(offset, bisect_right(self._starts, offset))

    def _at(self, offset: int, count: int) -> int:
        if count and self._edits[count - 1].end > offset:  # inside a replaced span: its new end
            edit = self._edits[count - 1]
            return edit.start + self._before[count - 1] + len(edit.after)
        return offset + self._before[count]
