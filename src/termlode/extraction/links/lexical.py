"""What the words of two candidates say: counterparts by lexicon, spelling and sound.

The *coverage* of a candidate by another is the mean, over its words, of the best counterpart among the
other's: a lexicon of words thus speaks of phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.counterparts import collect
from termlode.alignment.transliteration import han_skeleton, skeleton
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction.links.side import Side

    type Matrix = NDArray[np.float32]
    type Ints = NDArray[np.int64]
    type Floats = NDArray[np.float64]

LEAST = 0.3  # coverage of both below this says nothing where texts are not aligned
_MORE = 0.2  # both coverages together may be worth looking at though one is low
_CHUNK = 256  # candidates looked at together
_PAIRS = 100_000  # pairs looked at together
_SOUNDS = 3  # consonants; fewer say nothing
_ALIKE = 0.6
_LONG = 7  # letters; two shorter texts are alike by chance sooner


def strengths(one: Side, other: Side, lexicons: Iterable[Lexicon]) -> Matrix:
    """How surely each word type of ``one`` is a counterpart of each of ``other``: shape (types, types), 0..1.

    The last row and the last column are 0: they stand for no word.
    """
    found = collect(one.samples, other.samples, (one.language, other.language), lexicons)
    table = np.zeros((len(one.samples) + 1, len(other.samples) + 1), np.float32)
    table[found.source, found.target] = found.strength
    return table


def covered(table: Matrix, one: Side, other: Side, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """How far the candidates of each pair cover each other: the first by the second, the second by the first."""
    forth, back = np.zeros(len(rows)), np.zeros(len(rows))
    left, right = one.padded(), other.padded()
    for first in range(0, len(rows), _PAIRS):
        part = slice(first, first + _PAIRS)
        cells = table[left[rows[part]][:, :, None], right[columns[part]][:, None, :]]
        forth[part] = cells.max(axis=2).sum(axis=1) / one.sizes[rows[part]]
        back[part] = cells.max(axis=1).sum(axis=1) / other.sizes[columns[part]]
    return forth, back


def likely(table: Matrix, one: Side, other: Side) -> tuple[Ints, Ints]:
    """The pairs whose words cover each other, or that sound or are spelt alike, to some degree."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    left, right = letters(one, other)
    spelt = np.array([len(text) >= _SOUNDS for text in right])
    found_rows, found_columns = [], []
    for first in range(0, len(one), _CHUNK):
        some = slice(first, min(first + _CHUNK, len(one)))
        forth, back = _coverage(table, one, other, some)
        worth = (np.minimum(forth, back) >= LEAST) | (forth + back >= 2 * LEAST + _MORE)
        alike = cdist(left[some], right, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE)
        worth |= (np.asarray(alike) >= _ALIKE) & spelt
        rows, columns = np.nonzero(worth)
        found_rows.append(rows + first)
        found_columns.append(columns)
    return np.concatenate(found_rows).astype(np.int64), np.concatenate(found_columns).astype(np.int64)


def _coverage(table: Matrix, one: Side, other: Side, some: slice) -> tuple[Floats, Floats]:
    """The coverage of some candidates of ``one`` and all of the other side, both ways."""
    begin = int(one.starts[some.start])
    flat, starts = one.flat[begin : int(one.starts[some.stop])], one.starts[some] - begin
    rows = table[flat]
    best = np.maximum.reduceat(rows[:, other.flat], other.starts[:-1], axis=1)
    forth = np.add.reduceat(best, starts, axis=0) / one.sizes[some, None]
    theirs = np.maximum.reduceat(rows, starts, axis=0)[:, other.flat]
    back = np.add.reduceat(theirs, other.starts[:-1], axis=1) / other.sizes
    return forth, back


def likeness(one: Side, other: Side, rows: Ints, columns: Ints) -> Floats:
    """How alike two candidates sound, across scripts, or are spelt, within one: 0..1; 0 where that says nothing."""
    from rapidfuzz.distance import Levenshtein

    left, right = letters(one, other)

    def alike(one: str, other: str) -> float:
        if min(len(one), len(other)) < _SOUNDS:
            return 0.0
        share = Levenshtein.normalized_similarity(one, other, score_cutoff=_ALIKE)
        return share * min(len(one), len(other), _LONG) / _LONG

    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return np.array([alike(left[a], right[b]) for a, b in pairs], np.float64)


def letters(one: Side, other: Side) -> tuple[list[str], list[str]]:
    """What of the candidates of both sides is compared letter by letter: stems in one script, else consonants."""
    if registry.pack(one.language).script == registry.pack(other.language).script:
        return one.joined, other.joined
    return _sounds(one), _sounds(other)


def _sounds(side: Side) -> list[str]:
    if registry.pack(side.language).script == "Hani":
        return [han_skeleton(surface) for surface in side.surfaces]
    return [skeleton(surface) for surface in side.surfaces]
