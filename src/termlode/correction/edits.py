"""Lists of edits: apply them, compose them, invert them, explain them.

An edit's offsets are those of the text it was made for. In a list, edits are sorted and do not overlap;
only edits of tier ``auto`` change text unless a caller asks for the suggestions too.
"""

from __future__ import annotations

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


def apply(text: str, edits: Iterable[Edit], *, suggestions: bool = False) -> str:
    """``text`` with its edits made; suggestions are left aside unless they are asked for.

    Raises ReplayError where an edit does not fit the text or overlaps another.
    """
    parts, position = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.tier != "auto" and not suggestions:
            continue
        if edit.start < position or text[edit.start : edit.end] != edit.before:
            raise ReplayError(
                f"the edit at {edit.start} does not fit: expected “{edit.before}”, "
                f"found “{text[edit.start : edit.end]}”",
                cure="the text has changed since: run fix again",
            )
        parts += [text[position : edit.start], edit.after]
        position = edit.end
    return "".join([*parts, text[position:]])


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


def locate(edits: Iterable[Edit], start: int, end: int) -> tuple[int, int]:
    """The span of the original text that the corrected text's ``start:end`` came from (whole edits)."""
    shift, low, high = 0, start, end
    found_low = False
    for edit in edits:
        place = edit.start + shift
        stop = place + len(edit.after)
        if place >= end:
            break
        if stop > start:  # the edit's output lies in the span
            if not found_low:
                low = min(edit.start, start - shift)
                found_low = True
            shift += len(edit.after) - len(edit.before)
            high = max(edit.end, end - shift)
            continue
        shift += len(edit.after) - len(edit.before)
    return (low, high) if found_low else (start - shift, end - shift)


def explain(text: str, edits: Iterable[Edit], width: int = 24) -> list[str]:
    """One line for each edit: where, what, by which rule, how sure, and why."""
    return [_sentence(text, edit, width) for edit in sorted(edits, key=lambda e: (e.start, e.end))]


def _sentence(text: str, edit: Edit, width: int) -> str:
    line = text.count("\n", 0, edit.start) + 1
    left = text[max(0, edit.start - width) : edit.start].replace("\n", "⏎")
    right = text[edit.end : edit.end + width].replace("\n", "⏎")
    return (
        f"line {line}: {left}[{visible(edit.before)} → {visible(edit.after)}]{right}"
        f"  {edit.rule}, {edit.tier}, {edit.confidence:.2f}: {edit.evidence}"
    )


def visible(text: str) -> str:
    """``text`` with what cannot be seen made visible."""
    if not text:
        return "∅"
    return text.replace("\u200c", "¦").replace("\n", "⏎").replace("\r", "␍").replace("\u00ad", "[SHY]")
