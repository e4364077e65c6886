"""How odd the letters of a word are: whether three of them stand side by side that Persian words do not have.

``letters.bits`` (made from the lexicon by ``scripts/build_letter_bits.py``) holds a byte for every three letters,
coded as in the lexicon, 0 for what stands before and behind a word: how many eighths of a bit it tells that the
third follows the other two.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from termlode.languages.fa.lexicon import ALPHABET, encode

LETTERS = ALPHABET.index("ك") + 1  # marks are behind
CODES = LETTERS + 1  # 0 is the edge of a word
PARTS = 8  # of a bit
PACKAGED = Path(__file__).parent / "letters.bits"


@cache
def _bits() -> bytes:
    return PACKAGED.read_bytes()


def oddness(word: str) -> float:
    """The bits that the least expected letter of ``word`` tells, 0 where it has letters that the lexicon does not."""
    encoded = encode(word)
    if not encoded or max(encoded) > LETTERS:
        return 0.0
    bits, codes = _bits(), b"\0" + encoded + b"\0"
    return max(bits[place(*codes[i : i + 3])] for i in range(len(codes) - 2)) / PARTS


def place(first: int, second: int, third: int) -> int:
    """Where the byte of three letters stands."""
    return (first * CODES + second) * CODES + third
