"""The review of an alignment in a page: beads in the order of the text, regrouped and decided one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.alignment import regroup
from termlode.alignment.review import SEPARATOR, ReviewFile
from termlode.errors import FormatError, UsageError
from termlode.files import read_bytes
from termlode.jobs.reviewing.kept import Kept, known
from termlode.sheets import control, guarded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from termlode.alignment.regroup import Group, Groups, Side
    from termlode.alignment.review import Line

_NAMES = ("source", "target")


@dataclass(frozen=True, slots=True)
class Part:
    """A segment as it is shown: its number from 1, its text, and what was proposed where a person changed it."""

    number: int
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A bead as it is shown. ``row`` names it; ``is_open``: it waits for a person."""

    row: int
    decision: str
    confidence: float | None  # None: a person made this bead
    reasons: str
    sides: tuple[tuple[Part, ...], tuple[Part, ...]]
    is_open: bool
    is_doubtful: bool

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not all(self.sides)


@dataclass(frozen=True, slots=True)
class State:
    """The grouping, the texts that were changed in the page by side and segment, and the row of the last step."""

    groups: Groups
    texts: Mapping[tuple[int, int], str]
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did: the rows that are shown otherwise, each with the row before it in the text (None: first)."""

    beads: tuple[tuple[int | None, Shown], ...]
    gone: tuple[int, ...]
    focus: int | None = None


class AlignmentReview:
    """A review of an alignment that is being edited. Raises UnreadableError, FormatError with the line."""

    kind = "alignment"

    def __init__(self, path: Path) -> None:
        data = read_bytes(path)
        self._file = file = ReviewFile(path)
        self.documents, self.languages = file.documents, file.languages
        self._given = tuple(map(self._group, file.rows))
        self._shares = [_share(row.cells.get("confidence", "")) for row in file.rows]
        self._lines: dict[int, tuple[Group, dict[str, str] | None, str]] = {}  # as they were written last
        state = State(regroup.completed(self._given, (file.segments[0], file.segments[1])), {})
        self.kept = Kept(path, data, state, self._text)

    def _group(self, row: Line) -> Group:
        sides = tuple(self._file.indexes(row, row.cells.get(name, "")) for name in _NAMES)
        for side, numbers in enumerate(sides):
            if unknown := [number for number in numbers if number not in self._file.segments[side]]:
                what = f"there is no {_NAMES[side]} segment {unknown[0] + 1}"
                raise FormatError(what, path=self._file.path, line=row.number, cure="write numbers of the column bead")
        return regroup.Group((sides[0], sides[1]), self._file.decision(row), self._file.proposed(row))

    # ── what is shown ────────────────────────────────────────────────────────────────────────────

    def counts(self) -> dict[str, int]:
        """How many beads are accepted, refused, open, and doubtful among the open ones."""
        held = [(row, group) for row, group in enumerate(self.kept.state.groups) if not group.is_empty]
        said = [group.decision for _, group in held]
        waiting = [row for row, group in held if _is_open(group)]
        doubtful = sum(self._is_doubtful(row) for row in waiting)
        told = {"accepted": said.count("accept"), "refused": said.count("refuse")}
        return {**told, "open": len(waiting), "doubtful": doubtful, "beads": len(held)}

    def beads(self) -> list[Shown]:
        """All beads in the order of the text."""
        return [self._shown(row) for row in regroup.order(self.kept.state.groups)]

    def _shown(self, row: int) -> Shown:
        group = self.kept.state.groups[row]
        own = self._own(row)
        confidence, reasons = (self._shares[row], own.cells.get("reasons", "")) if own else (None, "")
        sides = tuple(tuple(self._part(side, number) for number in some) for side, some in enumerate(group.sides))
        waits = _is_open(group)
        doubtful = waits and self._is_doubtful(row)
        return Shown(row, group.decision, confidence, reasons, (sides[0], sides[1]), waits, doubtful)

    def _own(self, row: int) -> Line | None:
        """The line of the file that proposed the bead of a row; None where a person made it."""
        group = self.kept.state.groups[row]
        return self._file.rows[row] if row < len(self._file.rows) and group.sides == group.proposed else None

    def _is_doubtful(self, row: int) -> bool:
        """Whether an open bead is one that a person made, or was not sure when it was proposed."""
        return self._own(row) is None or self._shares[row] < self._file.least

    def _part(self, side: int, number: int) -> Part:
        text = self._said(self.kept.state, side, number)
        was = self._file.before[side][number].text
        return Part(number + 1, text, "" if was == text else was)

    # ── what is done ─────────────────────────────────────────────────────────────────────────────

    def decide(self, revision: int, row: int, said: str) -> Changed:
        """Accept or refuse a bead, or leave it open. Raises UsageError, ReplayError, as all that follow."""
        return self._regroup(revision, regroup.decide(self.kept.state.groups, [row], known(said)), row)

    def merge(self, revision: int, row: int) -> Changed:
        """Join a bead with the one behind it."""
        return self._regroup(revision, regroup.merge(self.kept.state.groups, row), row)

    def split(self, revision: int, row: int, at: tuple[int, int] | None = None) -> Changed:
        """Leave so many segments of each side in a bead (as a rule the first of each); the others become the next."""
        groups = self.kept.state.groups
        cuts = at or (regroup.first_pair(groups[row]) if 0 <= row < len(groups) else (0, 0))
        return self._regroup(revision, regroup.split(groups, row, *cuts), row)

    def shift(self, revision: int, row: int, side: Side, *, up: bool) -> Changed:
        """Move the first (``up``) or last segment of a side to the bead before or behind."""
        return self._regroup(revision, regroup.shift(self.kept.state.groups, row, side, up=up), row)

    def retext(self, revision: int, side: Side, number: int, text: str) -> Changed:
        """Change the text of a segment, by its number from 1; an empty text brings back what was proposed."""
        place, state = (side, number - 1), self.kept.state
        if number - 1 not in self._file.segments[side]:
            raise UsageError(f"there is no {_NAMES[side]} segment {number}")
        was = self._file.before[side][number - 1].text
        text = " ".join(text.split()) or was
        if SEPARATOR.strip() in text:
            raise UsageError(f"the sign {SEPARATOR.strip()} stands between segments: take it out")
        if wrong := control(text, was):
            raise UsageError(f"the text holds the control character {wrong}: take it out")
        return self._change(revision, replace(state, texts={**state.texts, place: text}), None)

    def undo(self, revision: int) -> Changed:
        """Take back the last change."""
        before = self.kept.state
        self.kept.undo(revision)
        return self._difference(before, before.at)

    def _regroup(self, revision: int, groups: Groups, row: int | None) -> Changed:
        return self._change(revision, replace(self.kept.state, groups=groups), row)

    def _change(self, revision: int, state: State, focus: int | None) -> Changed:
        before = self.kept.state
        self.kept.change(revision, replace(state, at=focus))
        return self._difference(before, focus)

    def _difference(self, before: State, focus: int | None) -> Changed:
        """What is shown otherwise than ``before``; where ``focus`` is gone, the first of these is looked at."""
        now = self.kept.state
        was, places = _places(before.groups), _places(now.groups)
        texts = {at for at in (*before.texts, *now.texts) if before.texts.get(at) != now.texts.get(at)}
        found = [
            (previous, self._shown(row))
            for row, previous in places.items()
            if was.get(row, row) != previous or before.groups[row] != now.groups[row] or _holds(now.groups[row], texts)
        ]
        if focus not in places:
            focus = found[0][1].row if found else None
        return Changed(tuple(found), tuple(was.keys() - places.keys()), focus)

    # ── what is written ──────────────────────────────────────────────────────────────────────────

    def _text(self, state: State) -> str:
        """The review file of a state."""
        homes = self._homes(state)
        lines = [self._file.head, "\t".join(self._file.heads)]
        for row, group in enumerate(state.groups):
            known = self._lines.get(row)
            if known is None or known[0] is not group or known[1] != homes.get(row):
                known = self._lines[row] = group, homes.get(row), self._line(row, group, homes.get(row))
            lines.append(known[2])
        return "\n".join(lines) + "\n"

    def _line(self, row: int, group: Group, texts: dict[str, str] | None) -> str:
        """The line of a row."""
        if row < len(self._file.rows):
            cells = _told(self._file.rows[row].cells, group, self._given[row]) | (texts or {})
        else:
            cells = {"bead": "|", "reasons": "regrouped by a person", **_sides(group), "decision": group.decision}
        return "\t".join(guarded(cells.get(name, "")) for name in self._file.heads)

    def _homes(self, state: State) -> dict[int, dict[str, str]]:
        """The cells of changed texts: a text stands in the row that its segment was proposed in."""
        found: dict[int, dict[str, str]] = {}
        for row, group in enumerate(state.groups if state.texts else ()):
            for side, numbers in enumerate(group.proposed):
                if any((side, number) in state.texts for number in numbers):
                    texts = (self._said(state, side, number) for number in numbers)
                    found.setdefault(row, {})[f"{_NAMES[side]} text"] = SEPARATOR.join(texts)
        return found

    def _said(self, state: State, side: int, number: int) -> str:
        return state.texts.get((side, number), self._file.segments[side][number].text)


def _told(cells: dict[str, str], group: Group, given: Group) -> dict[str, str]:
    """The cells of a row; what says the same as when the file was read stays as it is written."""
    said = dict(cells)
    if group.decision != given.decision:
        said["decision"] = group.decision
    return said if group.sides == given.sides else said | _sides(group)


def _is_open(group: Group) -> bool:
    """Whether a pair waits for a person."""
    return not group.decision and all(group.sides)


def _holds(group: Group, places: set[tuple[int, int]]) -> bool:
    """Whether a row groups one of some segments, by side and number."""
    return bool(places) and any((side, number) in places for side, some in enumerate(group.sides) for number in some)


def _places(groups: Groups) -> dict[int, int | None]:
    """The rows that are shown, each with the one before it in the text."""
    rows = regroup.order(groups)
    return dict(zip(rows, (None, *rows), strict=False))


def _sides(group: Group) -> dict[str, str]:
    return {name: " ".join(str(n + 1) for n in some) for name, some in zip(_NAMES, group.sides, strict=True)}


def _share(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0
