"""How much two texts agree, 0 to 101: the one score of the memory (docs/memory.md).

101  the same text in the same context
100  the same text and the same inline codes
 99  equal after folding (orthography, case, width, digits, ZWNJ), or but for inline codes or numbers
≤98  floor(100 · (1 − d)): d is the edit distance over tokens, each weighing its number of characters. To
     replace a word costs what the two words differ (Levenshtein); Han and other scripts without spaces go
     character by character. Where words are run together or torn apart, the cost is at most twice the
     characters that differ. d is the cost over the weight of the heavier text.

The score is symmetric, and 100 only for equal texts. The Levenshtein distance of the texts without their
spaces is never greater than the cost, which is how a search knows that it need not look further.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from termlode.languages.classes import HAN
from termlode.languages.folding import fold
from termlode.memory.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Sequence

EQUAL, FOLDED, FUZZY = 100, 99, 98
# Written without spaces: Han, kana, Thai, Lao, Myanmar, Khmer. One character is one token.
SPACELESS = HAN + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
_TOKEN = rf"[{SPACELESS}]|\d+(?:[.,٫٬]\d+)*|[^\W\d_{SPACELESS}]+|[^\w\s]|_"
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled when first used: most look-ups that find nothing never do."""
    return re.compile(_TOKEN)


class Key:
    """A text prepared for comparison in a language: folded, cut into tokens on demand."""

    __slots__ = ("_tokens", "bare", "folded", "text")

    def __init__(self, text: str, language: str = "und") -> None:
        self.text = text
        self.folded = " ".join(fold(text, language).split())
        self.bare = self.folded.replace(" ", "")
        self._tokens: list[str] | None = None

    @property
    def tokens(self) -> list[str]:
        """Words, numbers, single Han characters, single marks."""
        if self._tokens is None:
            self._tokens = _tokens().findall(self.folded)
        return self._tokens

    @property
    def masked(self) -> str:
        """The folded text with a place holder for each number."""
        return _NUMBER.sub("0", self.folded)


@lru_cache(maxsize=256)
def key(text: str, language: str = "und") -> Key:
    """The prepared text, remembered for the next comparison."""
    return Key(text, language)


def score(one: str, other: str, language: str = "und") -> int:
    """The score of two texts of a language without context and codes, 0 to 100."""
    return compare(key(one, language), key(other, language))


def compare(one: Key, other: Key, minimum: int = 0) -> int:
    """The score of two prepared texts; 0 where it is below ``minimum``."""
    if one.text == other.text:
        return EQUAL
    if one.folded == other.folded or numbers_only(one, other):
        return FOLDED
    total = max(len(one.bare), len(other.bare))
    limit = total - -(-minimum * total // 100)  # the greatest cost that still reaches the minimum
    letters = distance(one.bare, other.bare, limit)
    if letters > limit:
        return 0
    cost = 2 * letters
    if letters:
        cost = min(cost, token_cost(one.tokens, other.tokens, min(limit, cost - 1)))
    return min(FUZZY, 100 * (total - cost) // total) if cost <= limit else 0


def numbers_only(one: Key, other: Key) -> bool:
    """Whether the texts differ in the values of their numbers and in nothing else."""
    return one.masked == other.masked and one.folded != other.folded


def token_cost(a: Sequence[str], b: Sequence[str], limit: int) -> int:
    """The weighted edit distance of two token lists; anything above ``limit`` where it exceeds that."""
    start, a_end, b_end = 0, len(a), len(b)
    while start < a_end and start < b_end and a[start] == b[start]:
        start += 1
    while a_end > start and b_end > start and a[a_end - 1] == b[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    a, b = a[start:a_end], b[start:b_end]
    if not a or not b:
        return sum(map(len, a)) + sum(map(len, b))
    return _table(a, b, limit) if len(a) <= len(b) else _table(b, a, limit)


def _table(a: Sequence[str], b: Sequence[str], limit: int) -> int:
    """The dynamic programme, a row for each token of ``b``, only where the cost can stay within ``limit``."""
    weights = [len(token) for token in a]
    row = list(accumulate(weights, initial=0))
    heights = row
    beyond, done = limit + 1, 0
    for token in b:
        size = len(token)
        done += size
        first = bisect_left(heights, done - limit)
        last = bisect_right(heights, done + limit)
        if first >= last:
            return beyond
        current = [beyond] * len(row)
        left = current[0] = done if first == 0 else beyond
        for place in range(max(first, 1), last):
            weight, diagonal = weights[place - 1], row[place - 1]
            best = row[place] + size
            if left + weight < best:  # noqa: PLR1730  # a call for each cell would take a quarter of the time
                best = left + weight
            if diagonal < best:
                other = a[place - 1]
                if token == other:
                    best = diagonal
                elif diagonal + (abs(size - weight) or 1) < best:  # no replacement costs less
                    best = min(best, diagonal + _replace(token, other, size, weight))
            left = current[place] = best
        row = current
    return row[-1]


def _replace(one: str, other: str, size: int, weight: int) -> int:
    """What it costs to put one token in the place of another: the letters that differ."""
    if size == 1 or weight == 1:
        return max(size, weight) - (one in other or other in one)
    return _words(one, other) if one < other else _words(other, one)


@lru_cache(maxsize=65536)
def _words(one: str, other: str) -> int:
    return distance(one, other, len(one) + len(other))
