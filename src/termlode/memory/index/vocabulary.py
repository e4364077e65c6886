"""All words of the index once, for concordance by parts of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.memory import sql
from termlode.memory.index.arrays import distinct, sorted_set

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.memory.engine import Connection
    from termlode.memory.index import bulk_keys
    from termlode.memory.index.arrays import Hashes, Ints

_NO_HASHES: Hashes = np.zeros(0, dtype=np.uint64)
_LATEST_BITS = 18


class Vocabulary:
    """All words of the index once: new ones are collected, and written as a part of their own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        parts = [np.frombuffer(row[0], dtype=np.uint64) for row in connection.execute(sql.VOCABULARY_HASHES)]
        self._known: Hashes = np.unique(np.concatenate(parts)) if parts else _NO_HASHES
        self._unwritten: Hashes = _NO_HASHES
        self._words: list[str] = []
        self._latest: Hashes = np.zeros(
            1 << _LATEST_BITS, dtype=np.uint64
        )  # words that were seen lately, by part of the hash

    def add(self, texts: bulk_keys.Texts, words: bulk_keys.Words) -> None:
        """Take the words that are not known yet."""
        places = (words.hashes >> np.uint64(64 - _LATEST_BITS)).view(np.int64)
        other = np.flatnonzero(self._latest[places] != words.hashes)
        hashes = words.hashes[other]
        self._latest[places[other]] = hashes
        unknown = sorted_set(hashes.copy())
        unknown = unknown[~_among(unknown, self._known)]
        unknown = unknown[~_among(unknown, self._unwritten)]
        if len(unknown):
            new = other[_among(hashes, unknown)]
            new = new[np.argsort(words.hashes[new])]
            chosen = new[distinct(words.hashes[new])]
            self._unwritten = np.sort(np.concatenate([self._unwritten, unknown]))
            self._words.append(_spell(texts, words.starts[chosen], words.lengths[chosen]))

    def flush(self) -> None:
        """Write what is new."""
        if len(self._unwritten):
            text = "\n" + "".join(self._words)
            row = (self._unwritten.tobytes(), text.encode("utf-8", "surrogatepass"))
            self._connection.execute(sql.VOCABULARY_ADD, row)
            self._known = np.sort(np.concatenate([self._known, self._unwritten]))
        self._unwritten, self._words = _NO_HASHES, []


def _among(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of ``hashes`` are in ``known``, which is sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    at = np.searchsorted(known, hashes)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == hashes
    return found


def _spell(texts: bulk_keys.Texts, starts: Ints, lengths: Ints) -> str:
    """The words at ``starts``, each followed by a line feed."""
    sizes = lengths + 1
    ends = np.cumsum(sizes)
    positions = np.arange(int(ends[-1])) + np.repeat(starts - (ends - sizes), sizes)
    codes = texts.codes[np.minimum(positions, len(texts.codes) - 1)].copy()
    codes[ends - 1] = ord("\n")
    spelt: str = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return spelt
