"""The SRX 2.0 engine: at every place between two characters, the first rule that fits decides."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import groupby
from time import process_time
from typing import TYPE_CHECKING

import regex

from termlode.segmentation.patterns import translate
from termlode.segmentation.srx import too_slow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.segmentation.srx import Rule, Ruleset

_LONG, _SEEN = 50_000, 2_000  # characters of a text, and how far around a place its rules then look
_FEW = 1000  # places; what tells most of them at once takes longer to compile than so many take without it
_RUN = 64  # white space before a place that is as good as any more of it
_EDGE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b" + "".join(
    map(chr, range(0x2000, 0x200B))
)


# What a test on one character alone cannot see: assertions about the other side, references, the end.
_OPAQUE = regex.compile(r"\(\?<?=|\\[bBzZGKX1-9]|\$")


class Watch:
    """How much longer a foreign rule set may take: a second, and more for every character that it has been given."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._allowed = 1.0
        self._start = process_time()

    def begin(self, text: str) -> None:
        """The time for a further text."""
        now = process_time()
        if self._start + self._allowed < now + 1.0:  # what others did in between does not count
            self._start, self._allowed = now, 1.0
        self._allowed += len(text) * 1e-4

    def left(self) -> float:
        """The seconds left. Raises TimeoutError where there are none."""
        left = self._start + self._allowed - process_time()
        if left <= 0:
            raise TimeoutError
        return left


class Segmenter:
    """The rules of one language, compiled.

    Neighbouring rules with the same answer are one alternation: whichever of them fits, the answer is
    the same. A rule's patterns become a look-behind and a look-ahead, which is what SRX means by them.
    Only places after a character in which some break rule can end are looked at; where these are many, only
    those that fit one of the break rules that can end in their character, and of all rules only groups that can.
    """

    def __init__(self, rules: Iterable[Rule], watch: Watch | None = None) -> None:
        self._watch = watch
        self._groups: list[tuple[bool, tuple[Rule, ...]]] = [
            (breaks, tuple(same)) for breaks, same in groupby(rules, lambda rule: rule.breaks)
        ]
        ending = tuple(rule for breaks, same in self._groups if breaks for rule in same)
        self._ending = ending
        # Ours are compiled when they are first asked for (a short text asks for few of them), others' at once:
        # what they cost counts against no text.
        self._patterns = [_any(same) if watch else None for _, same in self._groups]
        self._endings = _endings(ending)
        self._few = 0 if watch else _FEW  # places that are still to come before it pays to compile more
        if watch:
            self._each, self._group_endings  # noqa: B018  # as above
        self._seen: set[str] = set()
        self._enders: set[str] = set()
        self._after: dict[str, regex.Pattern[str]] = {}
        self._concerned: dict[str, Sequence[int]] = {}
        self._compiled: dict[tuple[Rule, ...], regex.Pattern[str]] = {}

    def breaks(self, text: str) -> Iterator[int]:
        """The offsets at which a segment ends and the next begins, ascending."""
        if not self._ending:
            return
        if self._watch:
            self._watch.begin(text)
        try:
            for place in self._candidates(text):
                if not 0 < place < len(text):
                    continue
                near, at = _near(text, place)
                if self._may_break(text[place - 1], near, at) and self._decide(near, at):
                    yield place
        except TimeoutError as error:
            raise too_slow(self._watch.path if self._watch else None) from error

    def _left(self) -> float | None:
        return self._watch.left() if self._watch else None

    def _candidates(self, text: str) -> Iterator[int]:
        if self._endings is None:
            return (match.start() for match in self._every.finditer(text, timeout=self._left()))
        new = set(text) - self._seen
        if new:
            self._seen |= new
            self._enders |= {char for char in new if self._can_end(self._endings, char)}
        enders = "".join(sorted(self._enders.intersection(text)))
        return (match.end() for match in _char_class(enders).finditer(text)) if enders else iter(())

    def _may_break(self, before: str, text: str, place: int) -> bool:
        """Whether some break rule fits a place, which is after ``before``; perhaps, while few were asked for."""
        if self._few:
            self._few -= 1
            return True
        ending = self._every if self._endings is None else self._after.get(before)
        if ending is None:
            ending = self._after[before] = self._ending_in(before)
        return ending.match(text, place, timeout=self._left()) is not None

    @cached_property
    def _each(self) -> list[tuple[Rule, regex.Pattern[str] | None]]:
        """Each break rule, with what tells in which characters it can end."""
        return [(rule, _endings([rule])) for rule in self._ending] if self._endings else []

    def _ending_in(self, char: str) -> regex.Pattern[str]:
        """The break rules that can end in ``char``: most characters concern few of them."""
        rules = tuple(rule for rule, ending in self._each if ending is None or self._can_end(ending, char))
        if rules not in self._compiled:
            self._compiled[rules] = _any(rules)
        return self._compiled[rules]

    @cached_property
    def _every(self) -> regex.Pattern[str]:
        """All break rules."""
        return _any(self._ending)

    def _can_end(self, ending: regex.Pattern[str], char: str) -> bool:
        return ending.fullmatch(char, partial=True, timeout=self._left()) is not None

    def _decide(self, text: str, place: int) -> bool:
        for index in range(len(self._groups)) if self._few else self._about(text[place - 1]):
            breaks, rules = self._groups[index]
            one = self._patterns[index]
            if one is None:
                one = self._patterns[index] = _any(rules)
            if one.match(text, place, timeout=self._left()):
                return breaks
        return False

    def _about(self, char: str) -> Sequence[int]:
        """The groups with a rule that can end in ``char``: most places concern few of them."""
        found = self._concerned.get(char)
        if found is None:
            ends = self._group_endings
            some = [index for index, ending in enumerate(ends) if ending is None or self._can_end(ending, char)]
            found = self._concerned[char] = some
        return found

    @cached_property
    def _group_endings(self) -> list[regex.Pattern[str] | None]:
        return [_endings(rules) for _, rules in self._groups]

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


def _any(rules: Iterable[Rule]) -> regex.Pattern[str]:
    return regex.compile("|".join(map(_place, rules)), regex.V1)


def _place(rule: Rule) -> str:
    after = f"(?={translate(rule.after)})" if rule.after else ""
    before = f"(?<={translate(rule.before)})" if rule.before else ""
    return after + before


def _endings(rules: Sequence[Rule]) -> regex.Pattern[str] | None:
    """Tells by a partial match from the right in which characters ``rules`` can end; None where it cannot."""
    if any(not rule.before or _OPAQUE.search(rule.before) for rule in rules):
        return None
    before = "|".join(f"(?:{translate(rule.before)})" for rule in rules)
    return regex.compile(f"(?r)(?:{before})", regex.V1)


def _near(text: str, place: int) -> tuple[str, int]:
    """What the rules see of a text that is longer than any paragraph, and the place in it: a run costs its square."""
    if len(text) <= _LONG:
        return text, place
    start = max(place - _SEEN, 0)
    return text[start : place + _SEEN], place - start


@lru_cache(maxsize=256)
def _char_class(chars: str) -> re.Pattern[str]:
    """The characters, but not those deep within a long run of white space, where no rule finds anything new."""
    return re.compile(rf"[{re.escape(chars)}](?:(?<!\s{{{_RUN}}})|(?!\s))")


@lru_cache(maxsize=64)
def segmenter(ruleset: Ruleset, language: str) -> Segmenter:
    """The compiled rules of ``language``; a rule set is compiled once for each language it is asked for."""
    return Segmenter(ruleset.for_language(language), None if ruleset.trusted else Watch(ruleset.path))
