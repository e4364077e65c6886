"""The keys of ``keys.py`` for many texts at once, with numpy: only the building of the index imports this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termlode.memory.index import keys
from termlode.memory.score import SPACELESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.memory.index.arrays import Hashes, Ints

type Codes = NDArray[np.uint32]

# What a character is to the word index: nothing, part of a word, or written without spaces.
OTHER, WORD, SINGLE = 0, 1, 2
SINGLES = re.compile(rf"[{SPACELESS}]")
_LIMIT = 0x110000
_SPACE = 32


class Characters:
    """Tables over all code points, filled as they are met: the rough character and its class."""

    def __init__(self) -> None:
        self._known = np.zeros(_LIMIT, dtype=bool)
        self.rough = np.zeros(_LIMIT, dtype=np.uint32)
        self.kind = np.zeros(_LIMIT, dtype=np.uint8)
        self._known[keys.END] = True
        self.rough[keys.END] = keys.END

    def fold(self, codes: Codes) -> Codes:
        """The rough characters of ``codes``; 0 where one vanishes."""
        met = np.zeros(_LIMIT, dtype=bool)
        met[codes] = True
        for code in np.flatnonzero(met & ~self._known).tolist():
            self._learn(code)
        return self.rough[codes]

    def _learn(self, code: int) -> None:
        char = keys.rough_character(chr(code))
        self._known[code] = True
        self.rough[code] = ord(char) if char else 0
        if char:
            self.kind[ord(char)] = character_kind(char)


def character_kind(char: str) -> int:
    """The class of a rough character."""
    if SINGLES.match(char):
        return SINGLE
    return WORD if char.isalnum() else OTHER


@dataclass(frozen=True, slots=True)
class Texts:
    """Rough keys one after the other, two END codes around each: text i is ``codes[starts[i]:ends[i]]``."""

    codes: Codes
    starts: Ints
    ends: Ints

    @property
    def lengths(self) -> Ints:
        """The number of characters of each."""
        return self.ends - self.starts

    def owners(self, before: int) -> Ints:
        """For each position from ``before`` codes ahead of a text to its end, the text's number."""
        return np.repeat(np.arange(len(self.starts)), self.lengths + before)

    def positions(self, before: int) -> Ints:
        """The positions that :meth:`owners` speaks of."""
        sizes = self.lengths + before
        firsts = np.repeat(self.starts - before - np.r_[0, np.cumsum(sizes)[:-1]], sizes)
        positions: Ints = np.arange(len(firsts)) + firsts
        return positions


def prepare(texts: Sequence[str], characters: Characters) -> Texts:
    """The rough keys of ``texts``."""
    ends = chr(keys.END) * 2
    joined = ends + ends.join(texts) + ends
    if joined.count(chr(keys.END)) != 2 * len(texts) + 2:  # a text holds the control character itself
        joined = ends + ends.join(text.replace(chr(keys.END), "") for text in texts) + ends
    codes = characters.fold(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32))
    codes = codes[codes != 0]
    space = codes == _SPACE
    space[1:] &= (codes[:-1] == _SPACE) | (codes[:-1] == keys.END)
    codes = codes[~space]
    space = codes == _SPACE
    space[:-1] &= codes[1:] == keys.END
    codes = codes[~space]
    marks = np.flatnonzero(codes == keys.END).reshape(-1, 2)
    return Texts(codes, marks[:-1, 1] + 1, marks[1:, 0])


_INVERSE = pow(keys.BASE, -1, 1 << 64)
_tables: dict[int, Hashes] = {}


def powers(count: int, base: int = keys.BASE) -> Hashes:
    """The first ``count`` powers of ``base``."""
    table = _tables.get(base)
    if table is None or len(table) < count:
        steps = np.full(max(count, 1024), base, dtype=np.uint64)
        steps[0] = 1
        table = _tables[base] = np.cumprod(steps, dtype=np.uint64)
    return table[:count]


def sums(codes: Codes) -> Hashes:
    """The polynomial hash of ``codes`` up to each place, from which :func:`hash_spans` makes that of any part."""
    found = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers(len(codes)), out=found[1:])
    return found


def hash_spans(running: Hashes, starts: Ints, ends: Ints) -> Hashes:
    """The polynomial hash of each span of the codes that ``running`` sums up: the base is odd, so it divides."""
    differences: Hashes = running[ends] - running[starts]
    differences *= powers(len(running), _INVERSE)[starts]
    return differences


def slots(hashes: Hashes) -> Hashes:
    """:func:`keys.word_slot` of words by their hashes."""
    return (hashes * np.uint64(keys.BASE)) >> np.uint64(64 - keys.GRAM_BITS)


def gram_pairs(texts: Texts) -> Hashes:
    """``text << GRAM_BITS | gram`` of all grams of all texts, with repetitions."""
    a, b = np.uint32(keys.MIX_A), np.uint32(keys.MIX_B)
    shift = np.uint32(32 - keys.GRAM_BITS)
    codes = texts.codes
    three = (((codes[:-2] * a + codes[1:-1]) * a + codes[2:]) * b) >> shift
    bits = np.uint64(keys.GRAM_BITS)
    numbers = np.arange(len(texts.starts), dtype=np.uint64) << bits
    found = np.repeat(numbers, texts.lengths + 2)  # two codes stand between texts: every place begins a trigram
    found |= three
    short = np.flatnonzero(texts.lengths <= keys.SHORT)
    if len(short):
        chosen = Texts(codes, texts.starts[short], texts.ends[short])
        two = ((codes[:-1] * a + codes[1:] + np.uint32(keys.MIX_C)) * b) >> shift
        owners = short[chosen.owners(1)].astype(np.uint64)
        found = np.concatenate([found, (owners << bits) | two[chosen.positions(1)]])
    return found


def masked_hashes(texts: Texts) -> tuple[Ints, Hashes]:
    """Texts with a number and a letter, and the hashes of their masked keys."""
    digits = np.flatnonzero(texts.codes - np.uint32(ord("0")) < 10)  # what is below wraps round
    owners = np.searchsorted(texts.starts, digits, side="right") - 1
    chosen = owners[np.diff(owners, prepend=-1) > 0]
    part = Texts(texts.codes, texts.starts[chosen], texts.ends[chosen])
    if not len(chosen):
        return chosen, np.zeros(0, dtype=np.uint64)
    codes, owners = texts.codes[part.positions(1)], part.owners(1)
    number = (codes >= ord("0")) & (codes <= ord("9"))
    joint = np.zeros(len(codes), dtype=bool)
    for sign in keys.NUMBER_SIGNS:
        joint |= codes == ord(sign)
    joint[1:-1] &= number[:-2] & number[2:]
    joint[[0, -1]] = False
    number |= joint
    first = number.copy()
    first[1:] &= ~number[:-1]
    keep = (~number | first) & (codes != keys.END)
    codes = np.where(first, np.uint32(ord(keys.MASK_SIGN)), codes)[keep]
    lengths = np.bincount(owners[keep], minlength=len(chosen))  # never 0: each has a number
    ends = np.cumsum(lengths)
    return chosen, hash_spans(sums(codes), ends - lengths, ends)


@dataclass(frozen=True, slots=True)
class Words:
    """Words and bigrams as they stand in texts: the text, the hash, where it lies in the codes."""

    owners: Ints
    hashes: Hashes
    starts: Ints
    lengths: Ints


def words(texts: Texts, characters: Characters, running: Hashes) -> Words:
    """The words of all texts, and the bigrams of what is written without spaces (a lone character: itself).

    ``running`` is what :func:`sums` gives for the codes of ``texts``.
    """
    kind = characters.kind[texts.codes]
    starts = np.flatnonzero(kind[1:] != kind[:-1]) + 1  # of runs of a kind; the codes begin and end with OTHER
    word = np.flatnonzero(kind[starts] == WORD)
    word_starts, word_ends = starts[word], starts[word + 1]
    single = kind == SINGLE
    pair = single.copy()
    pair[:-1] &= single[1:]
    alone = single & ~pair
    alone[1:] &= ~single[:-1]
    pairs, lone = np.flatnonzero(pair), np.flatnonzero(alone)
    step = powers(2)[1]
    two = texts.codes[pairs].astype(np.uint64) + texts.codes[pairs + 1].astype(np.uint64) * step
    hashes = [hash_spans(running, word_starts, word_ends), two, texts.codes[lone].astype(np.uint64)]
    begin = np.concatenate([word_starts, pairs, lone])
    lengths = np.concatenate([word_ends - word_starts, np.full(len(pairs), 2), np.ones(len(lone), dtype=np.int64)])
    owners = np.concatenate([_owners(texts, word_starts), _owners(texts, pairs), _owners(texts, lone)])
    return Words(owners, np.concatenate(hashes), begin, lengths)


def _owners(texts: Texts, positions: Ints) -> Ints:
    """The text of each of some rising positions."""
    firsts = np.searchsorted(positions, texts.starts)
    return np.repeat(np.arange(len(texts.starts)), np.diff(np.append(firsts, len(positions))))
