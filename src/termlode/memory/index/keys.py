"""Keys of the index, for one text: the rough key, its hash, its grams. ``bulk_keys.py`` makes the same for many.

The rough key only finds candidates, so it may be coarser than a language's own folding but must never
depend on a language: a query may come without one. Its characters map one to one; 0x01 ends a text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import mul

from termlode.languages.folding import fold

END = 1  # the code point that stands around each text; it never occurs in one
SHORT = 24  # texts up to this length are known by their bigrams too
GRAM_BITS = 20
LOW64 = 0xFFFFFFFFFFFFFFFF
MIX_A, MIX_B, MIX_C = 0x9E3779B1, 0x85EBCA6B, 77  # odd multipliers of multiplicative hashing (Knuth 6.4)
_SECOND, _THIRD, _SHIFTED = (number & 0xFFFFFFFF for number in (MIX_A * MIX_B, MIX_A * MIX_A * MIX_B, MIX_C * MIX_B))
BASE = 0x9E3779B97F4A7C15  # of the polynomial hash of a text: odd, so that its powers never vanish
_NUMBER = re.compile(r"[0-9]+(?:[.,٫٬][0-9]+)*")
MASK_SIGN = "#"
NUMBER_SIGNS = ".,٫٬"


class _Table(dict[int, str | None]):
    """The first character of what a character folds to, on demand, for ``str.translate``."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = rough_character(chr(code)) or None
        return folded


def rough_character(char: str) -> str:
    """The one character that ``char`` becomes in a rough key, or nothing."""
    folded = fold(char)[:1]
    return "" if folded in ("\0", chr(END)) else folded


_TABLE = _Table()


def rough(text: str) -> str:
    """The rough key: folded, white space collapsed."""
    return " ".join(filter(None, text.translate(_TABLE).split(" ")))


def mask(key: str) -> str:
    """The rough key with one sign in the place of each number."""
    return _NUMBER.sub(MASK_SIGN, key)


@cache
def _powers(count: int) -> list[int]:
    powers, power = [], 1
    for _ in range(count):
        powers.append(power)
        power = power * BASE & LOW64
    return powers


def text_hash(key: str) -> int:
    """64-bit polynomial hash of a rough key."""
    codes = memoryview(key.encode("utf-32-le", "surrogatepass")).cast("I")
    total: int = sum(map(mul, codes, _powers(1 << len(key).bit_length())))
    return total & LOW64


def word_slot(word: str) -> int:
    """The list of the word index that a word or a bigram goes to."""
    return text_hash(word) * BASE % (1 << 64) >> (64 - GRAM_BITS)


def grams(key: str) -> set[int]:
    """Hashes of the trigrams of a rough key with its ends, and of the bigrams of a short one.

    One number holds all characters, each in 64 bits of its own, so that one multiplication serves them all:
    (a·A² + b·A + c)·B stays below 2^56, and the lower 32 bits are what :mod:`bulk_keys` works out one by one.
    """
    ends = chr(END) * 2
    text = "\0".join(f"{ends}{key}{ends}").encode("utf-32-le", "surrogatepass")
    count = len(key) + 4
    codes = int.from_bytes(text, "little")
    ones, bits = _lanes(count)
    found = _lower(codes * _THIRD + (codes >> 64) * _SECOND + (codes >> 128) * MIX_B, count, bits)[: count - 2]
    if len(key) <= SHORT:
        found += _lower(codes * _SECOND + (codes >> 64) * MIX_B + ones * _SHIFTED, count, bits)[1 : count - 2]
    return set(found)


def _lower(sums: int, count: int, bits: int) -> list[int]:
    """The uppermost ``GRAM_BITS`` of the lower 32 bits of each of ``count`` sums."""
    lanes = (sums >> (32 - GRAM_BITS) & bits).to_bytes(8 * count, "little")
    found: list[int] = memoryview(lanes).cast("Q").tolist()
    return found


@lru_cache(maxsize=256)
def _lanes(count: int) -> tuple[int, int]:
    """``count`` times the number 1, and ``count`` times a mask of ``GRAM_BITS``."""
    ones = int.from_bytes(b"\1\0\0\0\0\0\0\0" * count, "little")
    return ones, ones * ((1 << GRAM_BITS) - 1)
