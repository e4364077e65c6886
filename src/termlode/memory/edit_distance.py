"""The Levenshtein distance, without loading more than it takes.

rapidfuzz is the faster by far, but a single look-up compares a handful of texts, and loading it costs more
than that. So the first few thousand characters are compared here (Myers 1999, in the form of Hyyrö 2003: a
column of the table is one number), and only who goes on loads rapidfuzz.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLAIN = 1500  # characters that are compared before rapidfuzz is worth its loading: about three milliseconds


class _Letters:
    """Counts what was compared."""

    def __init__(self) -> None:
        self.left = _PLAIN
        self.native: Callable[..., int] | None = None


_state = _Letters()


def distance(one: str, other: str, limit: int) -> int:
    """How many letters must be put in, taken out or replaced; anything above ``limit`` where it exceeds that."""
    if _state.native is not None:
        return _state.native(one, other, score_cutoff=limit)
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    _state.left -= max(len(one), len(other))
    if _state.left < 0:
        from rapidfuzz.distance.Levenshtein import distance as native

        _state.native = native
        return native(one, other, score_cutoff=limit)
    return plain(one, other, limit)


def likeness(one: str, other: str, least: float) -> float:
    """1 less the distance over the longer text's length; 0 where it is below ``least``."""
    total = max(len(one), len(other)) or 1
    limit = int((1 - least) * total)
    letters = distance(one, other, limit)
    return 1 - letters / total if letters <= limit else 0.0


def likenesses(one: str, others: Sequence[str], least: float) -> list[float]:
    """:func:`likeness` of ``one`` to each of ``others``."""
    if _state.native is None:
        return [likeness(one, other, least) for other in others]
    from rapidfuzz.process import extract

    found = [0.0] * len(others)
    totals = [max(len(one), len(other)) or 1 for other in others]
    limit = int((1 - least) * max(totals, default=0))
    for _, letters, place in extract(one, others, scorer=_state.native, score_cutoff=limit, limit=None):
        if letters <= int((1 - least) * totals[place]):
            found[place] = 1 - letters / totals[place]
    return found


def plain(one: str, other: str, limit: int) -> int:
    """The same in Python."""
    if not one or not other:
        return len(one) + len(other)
    places: dict[str, int] = {}
    for place, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << place
    everywhere = (1 << len(one)) - 1
    last = 1 << len(one) - 1
    up, down, found = everywhere, 0, len(one)
    for left, char in zip(range(len(other) - 1, -1, -1), other, strict=True):
        equal = places.get(char, 0)
        across = equal | down
        straight = ((equal & up) + up ^ up) | equal
        more = down | ~(straight | up) & everywhere
        less = up & straight
        found += bool(more & last) - bool(less & last)
        if found - left > limit:
            return limit + 1
        more = more << 1 | 1
        less = less << 1
        up = (less | ~(across | more)) & everywhere
        down = more & across
    return found
