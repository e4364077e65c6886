"""From edits of the extracted text back to patches of the source that it was extracted from.

An extracted text is a row of atoms: stretches that stand in the source character for character, and
units that stand for something else (an entity, a run of white space, a paragraph mark). Patches touch
only what an edit changes, so everything else in the source stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.edits import splice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termlode.model import Edit


@dataclass(frozen=True, slots=True)
class Atom:
    """``text[start:end]`` is ``source[origin:origin_end]``.

    ``literal``: one for one. ``fixed``: no edit may take it away (a paragraph mark, a line-break element).
    """

    start: int
    end: int
    origin: int
    origin_end: int
    literal: bool = True
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace ``source[start:end]`` by ``text`` (not yet escaped)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened for writing: its source, the atoms of its text there, and how patches get into it.

    ``escape`` gives the text of a patch as the source writes it; ``finish`` makes the file with escaped patches.
    ``shadows`` are atoms of the same text elsewhere in the source, kept in step as far as they go.
    """

    source: str
    atoms: Sequence[Atom]
    escape: Callable[[Patch], str]
    finish: Callable[[list[Patch]], bytes]
    shadows: Sequence[Sequence[Atom]] = ()


@dataclass(slots=True)
class Extract:
    """A text under construction, with its atoms."""

    pieces: list[str] = field(default_factory=list, kw_only=True)
    atoms: list[Atom] = field(default_factory=list, kw_only=True)
    length: int = field(default=0, kw_only=True)

    def add(self, text: str, origin: int, origin_end: int, *, literal: bool = True, fixed: bool = False) -> None:
        """Append ``text`` that came from ``source[origin:origin_end]``."""
        self.atoms.append(Atom(self.length, self.length + len(text), origin, origin_end, literal, fixed))
        self.pieces.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """What was appended so far."""
        return "".join(self.pieces)


def trimmed(edit: Edit) -> tuple[int, int, str]:
    """The span and the new text of an edit without what stays the same at its ends."""
    before, after, start = edit.before, edit.after, edit.start
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return start + head, edit.end - tail, after[head : len(after) - tail]


def patches(atoms: Sequence[Atom], edits: Sequence[Edit]) -> tuple[list[Patch], list[Edit]]:
    """Patches in the order of the source, and the edits that cannot be made there."""
    ends = [atom.end for atom in atoms]
    found: list[Patch] = []
    refused: list[Edit] = []
    for edit in edits:
        start, end, new = trimmed(edit)
        made = list(_insertion(atoms, ends, start, new) if start == end else _replacement(atoms, ends, start, end, new))
        if made:
            found += made
        elif start != end or new:
            refused.append(edit)
    return sorted(found, key=lambda patch: (patch.start, patch.end)), refused


def apply(source: str, found: Sequence[Patch]) -> str:
    """``source`` with escaped patches applied."""
    return splice(source, ((patch.start, patch.end, patch.text) for patch in found))


def _insertion(atoms: Sequence[Atom], ends: Sequence[int], at: int, new: str) -> Iterator[Patch]:
    """Insert behind what stands before ``at``; only at the start of a block before what follows."""
    index = bisect_left(ends, at)
    near = [atom for atom in atoms[max(index - 1, 0) : index + 3] if atom.start <= at <= atom.end and not atom.fixed]
    near = [atom for atom in near if atom.end > atom.start] or near
    if near and new:
        place = _place(near[0], at)
        yield Patch(place, place, new)


def _place(atom: Atom, at: int) -> int:
    if atom.literal:
        return atom.origin + at - atom.start
    return atom.origin if at == atom.start else atom.origin_end


def _replacement(atoms: Sequence[Atom], ends: Sequence[int], start: int, end: int, new: str) -> Iterator[Patch]:
    """Put the new text where the old began and take the rest of the old away."""
    index = bisect_left(ends, start + 1)
    covered: list[Atom] = []
    while index < len(atoms) and (atoms[index].start < end or atoms[index].start == atoms[index].end == end):
        covered.append(atoms[index])
        index += 1
    if sum(min(a.end, end) - max(a.start, start) for a in covered) != end - start or any(a.fixed for a in covered):
        return
    for atom in covered:
        if atom.literal:
            first, last = _place(atom, max(start, atom.start)), _place(atom, min(end, atom.end))
        else:
            first, last = atom.origin, atom.origin_end
        yield Patch(first, last, new)
        new = ""
