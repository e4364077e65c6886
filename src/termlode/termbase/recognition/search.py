"""Walking the tree of words along a text: from a first word that the automaton found to the ends of terms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages import registry
from termlode.languages.forms import KeyText, Trace
from termlode.termbase.recognition.endings import PREFIXES, ending, is_clipped
from termlode.termbase.recognition.key import pattern
from termlode.termbase.recognition.signs import SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = 6  # letters that a term must have before a lost space inside it is believed
_LEAST = 3  # letters that a term must have, less one, before a single letter in front is believed a proclitic
_NONE = ("",)

type Edges = dict[str, list[tuple[str, tuple[str, str, str, int]]]]


class Reading(NamedTuple):
    """A path through the tree that reached the end of a term, in places of the key."""

    start: int
    end: int
    node: int
    language: str
    trace: Trace


class Path(NamedTuple):
    """Where a reading began, in which language, behind which prefix, and the steps taken so far."""

    start: int
    language: str
    prefix: str
    steps: tuple[str, ...]

    def step(self, name: str | None) -> Path:
        """The path with one step more; no step for None or an empty name."""
        return Path(self.start, self.language, self.prefix, (*self.steps, name)) if name else self


class Search:
    """The readings of one text, gathered in ``found``."""

    __slots__ = ("_edges", "_key", "_keyed", "_payloads", "found")

    def __init__(self, keyed: KeyText, edges: Sequence[Edges], payloads: Sequence[object]) -> None:
        self._keyed, self._key, self._edges, self._payloads = keyed, keyed.key, edges, payloads
        self.found: list[Reading] = []

    def walk(self, path: Path, place: int, after: str, node: int) -> None:
        """Gather what can follow a fixed part that ends at ``place``: an ending, then the end or another word."""
        match = ending(after).match(self._key, place)
        inner = self._edges[node]
        if match:
            end, here = match.end(), path.step(match.lastgroup)
            if self._payloads[node] and (len(path.prefix) != 1 or end - path.start > _LEAST):
                self.found.append(Reading(path.start, end, node, path.language, Trace(path.prefix, here.steps)))
            if inner and self._key[end] == " ":
                self._next(here, end, inner)
        if inner and self._key[place].isalnum():
            self._joined(path, place, inner)
            if is_clipped(after) and self._key[place] in "هی":
                self._joined(path, place + 1, inner)

    def _next(self, path: Path, end: int, edges: Edges) -> None:
        """The next word, behind a gap."""
        key, start = self._key, end + 1
        size = len(key)
        while start < size and key[start] == " ":
            start += 1
        for prefix in _inner(path.language):
            place = start + len(prefix)
            if key.startswith(prefix, start) and (key[place : place + 2] in edges or key[place : place + 1] in edges):
                self._follow(path, place, prefix, edges, (end, start))

    def _joined(self, path: Path, place: int, edges: Edges) -> None:
        """The next word where the space, or ZWNJ, before it is lost."""
        if self._key[place : place + 2] not in edges and self._key[place] not in edges:
            return
        offsets = self._keyed.offsets
        lost = offsets[place] == offsets[place - 1] + 1
        before = len(self.found)
        self._follow(path.step("lost" if lost else None), place, "", edges, None)
        if registry.pack(path.language).spaced:
            kept = [one for one in self.found[before:] if one.end - one.start >= _SHORT]
            self.found[before:] = kept

    def _follow(self, path: Path, start: int, prefix: str, edges: Edges, gap: tuple[int, int] | None) -> None:
        """Walk on along the words that begin at ``start``, where what is between is no more than a gap."""
        key = self._key
        beginning = key[start : start + 2]
        for core, (prefixes, after, note, child) in (*edges.get(beginning, ()), *edges.get(beginning[:1], ())):
            if key.startswith(core, start) and prefix in PREFIXES[prefixes]:
                if gap:
                    joint = self._joint(path.language, *gap)
                    if joint is None:
                        return
                    path, gap = path.step(joint), None
                self.walk(path.step(note), start + len(core), after, child)

    def _joint(self, language: str, end: int, start: int) -> str | None:
        """What joins two words: nothing to tell, or ``SIGN``; None where they do not belong together."""
        keyed = self._keyed
        text, first, last = keyed.text, keyed.end(end), keyed.offsets[start]
        if pattern(_gap(language)).fullmatch(text, first, last):
            return ""
        sign = pattern("sign").match(text, first)  # no fullmatch: what follows must be seen
        return SIGN if sign and sign.end() == last else None


@cache
def _inner(language: str) -> tuple[str, ...]:
    """What may stand before a later word of a term."""
    rules = registry.recognition(language)
    return rules.INNER if rules else _NONE


@cache
def _gap(language: str) -> str:
    """The name of what may stand between two words."""
    rules = registry.recognition(language)
    return rules.GAP if rules else "gap"
