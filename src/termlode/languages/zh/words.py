"""Chinese words without a segmenter: a compact, memory-mapped word table and the best cut of a run.

The table is compiled from jieba's dictionary (MIT; scripts/build_chinese_data.py) and holds hashes and
costs, not the words: 3 MB on disk, mapped on first use, nothing is parsed. Words are Simplified; fold
first (:func:`termlode.languages.folding.fold` makes Traditional text Simplified).

Layout: MAGIC, 2^19 little-endian 32-bit hashes, as many check bytes, as many costs (0: empty slot,
otherwise −12·ln p), then a bit table of the character pairs that occur inside words.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"TLZHWRD1"
SLOT_BITS, BIGRAM_BITS = 19, 22
LONGEST = 8
UNKNOWN = 250  # the cost of a character that is no word by itself
PER_WORD = 50  # single characters are frequent, so that many short words would beat few long ones
_MASK = (1 << SLOT_BITS) - 1


def slot_hash(word: str) -> int:
    """The 32-bit hash under which a word is stored."""
    return crc32(word.encode("utf-8"))


def check_byte(word: str) -> int:
    """Eight further bits, so that a stranger passes for a word once in ten million times only."""
    return (ord(word[0]) * 7 + ord(word[-1]) * 13 + len(word)) & 0xFF


def bigram_bit(left: str, right: str) -> int:
    """The place of a pair of neighbours in the bit table."""
    return (ord(left) * 2654435761 + ord(right) * 40503) >> 3 & ((1 << BIGRAM_BITS) - 1)


class _Table:
    """The mapped file."""

    def __init__(self, path: Path) -> None:
        import mmap

        with path.open("rb") as handle:
            mapped = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        view, slots = memoryview(mapped), 1 << SLOT_BITS
        start = len(MAGIC)
        self.hashes = view[start : start + 4 * slots].cast("I")
        if sys.byteorder == "big":
            import array

            swapped = array.array("I", self.hashes.tobytes())
            swapped.byteswap()
            self.hashes = memoryview(swapped)
        start += 4 * slots
        self.checks = view[start : start + slots]
        self.costs = view[start + slots : start + 2 * slots]
        self.bigrams = view[start + 2 * slots :]


@cache
def _table() -> _Table:
    from pathlib import Path

    return _Table(Path(__file__).parent / "words.bin")


@lru_cache(maxsize=1 << 16)
def cost(word: str) -> int | None:
    """−12·ln p of a word, or None where the dictionary does not have it."""
    table, key = _table(), slot_hash(word)
    index, check = key & _MASK, check_byte(word)
    costs, hashes, checks = table.costs, table.hashes, table.checks
    while costs[index]:
        if hashes[index] == key and checks[index] == check:
            return costs[index]
        index = (index + 1) & _MASK
    return None


def joined(left: str, right: str) -> bool:
    """Whether two characters stand side by side inside some word (rarely, also where they do not)."""
    bit = bigram_bit(left, right)
    return bool(_table().bigrams[bit >> 3] >> (bit & 7) & 1)


def best_cut(run: str) -> tuple[int, list[int]]:
    """The cheapest way to cut a run of Han characters into words: its cost and the ends of the words."""
    size = len(run)
    best = [0] + [1 << 30] * size
    previous = [0] * (size + 1)
    for start in range(size):
        here = best[start]
        for end in range(start + 1, min(size, start + LONGEST) + 1):
            if end - start > 1 and not joined(run[end - 2], run[end - 1]):
                break
            price = cost(run[start:end])
            if price is None:
                if end > start + 1:
                    continue
                price = UNKNOWN
            price += here + PER_WORD
            if price < best[end]:
                best[end], previous[end] = price, start
    ends, place = [], size
    while place:
        ends.append(place)
        place = previous[place]
    return best[size], ends[::-1]


def cut(run: str) -> list[tuple[int, int]]:
    """The spans of the words in a run of (folded) Han characters."""
    ends = best_cut(run)[1]
    return list(zip([0, *ends], ends, strict=False))
