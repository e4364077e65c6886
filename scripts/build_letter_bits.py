"""Writes how odd each three letters of Persian are: ``languages/fa/letters.bits``, from the packaged lexicon alone.

    python scripts/build_letter_bits.py

Every known word counts 1 and a 32nd of its level; probabilities of the third letter behind two fall back on those
behind one, and on the letter alone (Jelinek & Mercer 1980, with constants in place of fitted weights).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import log2

from termlode.languages.fa.lexicon import encode, persian
from termlode.languages.fa.oddness import CODES, LETTERS, PACKAGED, PARTS, place

type Counts = defaultdict[tuple[int, ...], float]

THREE, TWO, ONE = 3.0, 5.0, 1e-5  # how much the shorter histories count
MOST = 255


def counts() -> tuple[Counts, Counts]:
    """Of three and of two codes side by side, edges included."""
    threes: defaultdict[tuple[int, ...], float] = defaultdict(float)
    twos: defaultdict[tuple[int, ...], float] = defaultdict(float)
    for word in persian().words():
        encoded = encode(word.key) if word.known else None
        if not encoded or max(encoded) > LETTERS:
            continue
        codes, weight = (0, *encoded, 0), 1 + word.level / 32
        for index in range(len(codes) - 2):
            threes[codes[index : index + 3]] += weight
            twos[codes[index : index + 2]] += weight
    return threes, twos


def bits() -> bytes:
    """The table, a byte for three codes."""
    threes, twos = counts()
    ones: defaultdict[int, float] = defaultdict(float)
    first: defaultdict[int, float] = defaultdict(float)
    for (one, two), number in twos.items():
        ones[two] += number
        first[one] += number
    total, out = sum(ones.values()), bytearray(CODES**3)
    for a, b, c in product(range(CODES), repeat=3):
        alone = ones[c] / total + ONE
        behind_one = (twos[b, c] + TWO * alone) / (first[b] + TWO)
        behind_two = (threes[a, b, c] + THREE * behind_one) / (twos[a, b] + THREE)
        out[place(a, b, c)] = min(round(-log2(behind_two) * PARTS), MOST)
    return bytes(out)


if __name__ == "__main__":
    table = bits()
    PACKAGED.write_bytes(table)
    print(PACKAGED, len(table))
