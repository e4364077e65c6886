"""Gathers candidates: every sequence of words within a run that may begin and end a term."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.languages.runs import Run, Word

LONGEST = 5  # content words in a term

type Key = tuple[str, ...]
type Place = tuple[int, int, int]  # segment, start, end


@dataclass(slots=True)
class Group:
    """All occurrences of one candidate, whatever their inflection."""

    places: list[Place] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    texts: tuple[str, ...] = ()  # its words, as first met
    nested: int = 0  # occurrences inside longer candidates
    longer: set[Key] = field(default_factory=set)
    absorbed: int = 0  # occurrences inside the one longer candidate that has most of them
    opens: int = 0  # occurrences that begin a run
    closes: int = 0  # occurrences that end a run


@dataclass(slots=True)
class Collection:
    """The candidates of a text, and the counts that ranking needs."""

    groups: dict[Key, Group] = field(default_factory=lambda: defaultdict(Group))
    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    total: int = 0  # content words, counted in ``words``


def collect(segments: Sequence[str], runs: Iterable[tuple[int, Run]]) -> Collection:
    """The candidates in ``runs`` (segment number, run)."""
    found = Collection()
    for number, run in runs:
        _count(found, run)
        for first in range(len(run)):
            for last in range(first, min(len(run), first + 2 * LONGEST)):
                piece = run[first : last + 1]
                if is_candidate(piece) and not (first and run[first - 1].link and len(piece) > 1):
                    group = _add(found, number, segments[number], piece)
                    group.opens += first == 0
                    group.closes += last == len(run) - 1
    found.total = found.words.total()
    _nest(found)
    return found


def is_candidate(piece: Run) -> bool:
    """Whether a run of words may be a term by its ends, its links and its length."""
    content = sum(not word.link for word in piece)
    return piece[0].starts and piece[-1].ends and 1 <= content <= LONGEST and (content > 1 or len(piece) == 1)


def key_of(piece: Iterable[Word]) -> Key:
    """What inflected forms of a candidate have in common."""
    return tuple(word.key for word in piece if not word.link)


def _count(found: Collection, run: Run) -> None:
    content = [word.key for word in run if not word.link]
    found.words.update(content)
    found.pairs.update(pairwise(content))


def _add(found: Collection, number: int, text: str, piece: Run) -> Group:
    group = found.groups[key_of(piece)]
    group.places.append((number, piece[0].start, piece[-1].end))
    group.surfaces[text[piece[0].start : piece[-1].end]] += 1
    if piece[0].link:  # the phrase is found under its form without the particle too
        group.surfaces[text[piece[1].start : piece[-1].end]] += 1
    if piece[0].bare > piece[0].start:
        group.surfaces[text[piece[0].bare : piece[-1].end]] += 1
    group.texts = group.texts or tuple(word.text for word in piece if not word.link)
    return group


def _nest(found: Collection) -> None:
    """Count, for each candidate, its occurrences inside longer candidates that recur."""
    for key, group in found.groups.items():
        if len(group.places) < 2:
            continue
        for part in {key[a:b] for a in range(len(key)) for b in range(a + 1, len(key) + 1)} - {key}:
            inner = found.groups.get(part)
            if inner is not None:
                inner.longer.add(key)
                inner.nested += len(group.places)
                inner.absorbed = max(inner.absorbed, len(group.places))
