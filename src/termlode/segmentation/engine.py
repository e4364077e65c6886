"""The SRX 2.0 engine: at every place between two characters, the first rule that fits decides."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import regex

from termlode.segmentation.patterns import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.segmentation.srx import Rule, Ruleset

_EDGE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b" + "".join(
    map(chr, range(0x2000, 0x200B))
)


class Segmenter:
    """The rules of one language, compiled.

    Neighbouring rules with the same answer are one alternation: whichever of them fits, the answer is
    the same. Places where no break rule fits need not be looked at; elsewhere the groups are asked in
    order. A rule's patterns become a look-behind and a look-ahead, which is what SRX means by them.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups = [(breaks, [_place(rule) for rule in same]) for breaks, same in groupby(rules, lambda r: r.breaks)]
        self._groups = [(breaks, _any(places)) for breaks, places in groups]
        ending = [place for breaks, places in groups if breaks for place in places]
        self._candidates = _any(ending) if ending else None

    def breaks(self, text: str) -> Iterator[int]:
        """The offsets at which a segment ends and the next begins, ascending."""
        if self._candidates is None:
            return
        for candidate in self._candidates.finditer(text):
            place = candidate.start()
            if 0 < place < len(text) and self._decide(text, place):
                yield place

    def _decide(self, text: str, place: int) -> bool:
        return next((breaks for breaks, pattern in self._groups if pattern.match(text, place)), False)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The segments as (start, end) without the white space around them; blank ones are left out."""
        found: list[tuple[int, int]] = []
        start = 0
        for end in (*self.breaks(text), len(text)):
            piece = text[start:end]
            left = len(piece) - len(piece.lstrip(_EDGE))
            if left < len(piece):
                found.append((start + left, start + len(piece.rstrip(_EDGE))))
            start = end
        return found


def _place(rule: Rule) -> str:
    after = f"(?={translate(rule.after)})" if rule.after else ""
    before = f"(?<={translate(rule.before)})" if rule.before else ""
    return after + before


def _any(places: list[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(places), regex.V1)


@lru_cache(maxsize=64)
def segmenter(ruleset: Ruleset, language: str) -> Segmenter:
    """The compiled rules of ``language``; a rule set is compiled once for each language it is asked for."""
    return Segmenter(ruleset.for_language(language))
