"""Letter errors: a guarded noisy channel weighted by how letters look.

A word is only doubted when neither the lexicon nor any inflection explains it and when it is not seen
often (a form seen three times is a name). Candidates lie one letter away; each costs what its letters
differ (dots of one skeleton are cheap), and gains from how frequent it is. Only a clear winner is made
by itself, all else is suggested. (Kernighan, Church & Gale 1990; the skeletons are those of the script.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages.lexicon import FINITE, Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.correction.zwnj import Joiner
    from termlode.languages.lexicon import Word

SKELETONS = ("بپتثنیئ", "جچحخ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "فق", "کگ", "آاأإ", "هةۀ", "وؤ")
_GROUP = {char: group for group in SKELETONS for char in group}
LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئأؤ"
_NEAR = 0.0  # cost of a letter of the same skeleton
_FAR = 34.0  # of any other letter
_INSERTED, _DROPPED = 30.0, 26.0
_LOST = 10.0  # the same where a known, but rare, word is weighed against a frequent one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that the doubted one may stand for."""

    word: str
    score: float
    how: str


def look_alike(a: str, b: str) -> bool:
    """Whether two words differ in exactly one letter, and that only in its dots or strokes."""
    if len(a) != len(b):
        return False
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(pairs) == 1 and pairs[0][1] in _GROUP.get(pairs[0][0], "")


class Channel:
    """Finds what an unknown word was meant to be."""

    def __init__(self, joiner: Joiner) -> None:
        self.joiner, self.lexicon = joiner, joiner.lexicon
        self.known = lru_cache(maxsize=1 << 15)(self._known)
        self.candidates = lru_cache(maxsize=1 << 14)(self._candidates)
        self.rival = lru_cache(maxsize=1 << 14)(self._rival)

    def level(self, word: str) -> int:
        """How frequent ``word`` or the stem of its inflection is, 0..255; 0 where nothing explains it."""
        entry = self.lexicon.find(word)
        if entry is not None and entry.flags & ~Flag.JOINED and entry.known:
            return max(entry.level, _verb_level(entry.flags), 1)
        joined = self.joiner.join(word)
        if joined is None:
            return self._inflected(word)
        if joined.rule == "zwnj.compound" or joined.doubtful:
            return 60
        if joined.rule in _LEVELS:
            return _LEVELS[joined.rule]
        if entry is not None and entry.joined:
            return entry.joined_level
        stem = self.lexicon.find(joined.form.split("\u200c")[0])
        return min(stem.level, 200) if stem and joined.rule != "zwnj.attested" else 80

    def _inflected(self, word: str) -> int:
        """The level of a word whose suffix is written on to it (سربازان)."""
        for suffix in ("ان", "ات", "ی"):
            stem = word.removesuffix(suffix)
            if stem != word and len(stem) >= 4 and stem[-1] not in "او":
                entry = self.lexicon.find_once(stem)
                if entry is not None and entry.flags & Flag.TRUSTED and entry.flags & (Flag.NOUN | Flag.ADJECTIVE):
                    return max(0, min(entry.level, 200) - 25)
        return 0

    def _direct(self, word: str) -> int:
        """The level of a word that stands in the lexicon itself, or with می, or as a plural."""
        entry = self.lexicon.find_once(word)
        if entry is not None and entry.known:
            return max(entry.level, _verb_level(entry.flags), 1)
        if entry is not None and entry.joined:
            return entry.joined_level
        found = _VERB.match(word)
        return _VERB_LEVEL if found and _modern(self.lexicon.find_once(found[1])) else 0

    def frequency(self, word: str) -> int:
        """How frequent a spelling of the lexicon is, with or without its ZWNJ; 0 where it has none."""
        entry = self.lexicon.find_once(word)
        if entry is None:
            return 0
        return max(entry.level if entry.known else 0, entry.joined_level if entry.joined else 0)

    def _rival(self, word: str, lost: bool = True) -> float:
        """The frequency of the likeliest word that ``word`` may be misread from: a look-alike, or one letter more."""
        return max((self.frequency(other) - cost for other, cost in _likely(word, lost)), default=0)

    def _known(self, word: str) -> bool:
        """Whether the word needs no explanation: in any list, or inflected from a word that is."""
        entry = self.lexicon.find(word)
        if entry is not None and (entry.known or entry.joined):
            return True
        joined = self.joiner.join(word)
        if joined is not None and not joined.doubtful:
            return True
        return self.joiner.plain(word)

    def _candidates(self, word: str) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for other, cost, how in _neighbours(word):
            self._offer(best, other, self.level(other) if cost == _NEAR else self._direct(other), cost, how)
        found = _PLURAL.search(word)
        if found and found.start() >= 3:
            for stem, cost, how in _neighbours(word[: found.start()]):
                self._offer(best, stem + found[0], self._direct(stem), cost, how)
        return tuple(sorted(best.values(), key=lambda c: (-c.score, c.word))[:6])

    @staticmethod
    def _offer(best: dict[str, Candidate], word: str, level: int, cost: float, how: str) -> None:
        if level and (word not in best or level - cost > best[word].score):
            best[word] = Candidate(word, level - cost, how)


_VERB = re.compile("ن?می(.{3,})")
_PLURAL = re.compile("ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?$")
_VERB_LEVEL = 150
_LEVELS = {"zwnj.verb": _VERB_LEVEL, "zwnj.participle": _VERB_LEVEL, "zwnj.comparative": 80}


def _verb_level(flags: int) -> int:
    if not flags & (FINITE | Flag.VERB | Flag.PARTICIPLE):
        return 0
    return _VERB_LEVEL if flags & Flag.MODERN else 40


def _modern(entry: Word | None) -> bool:
    return entry is not None and bool(entry.flags & FINITE) and bool(entry.flags & Flag.MODERN)


def _likely(word: str, lost: bool) -> Iterator[tuple[str, float]]:
    """The commonest errors undone, with what they cost: a letter of the same skeleton; a letter ``lost``."""
    for index, char in enumerate(word):
        for letter in _GROUP.get(char, ""):
            if letter != char:
                yield word[:index] + letter + word[index + 1 :], _NEAR
    if lost:
        for index in range(len(word) + 1):
            for letter in LETTERS:
                yield word[:index] + letter + word[index:], _LOST


def _neighbours(word: str) -> Iterator[tuple[str, float, str]]:
    """All strings one letter away: the string, its cost, what happened."""
    for index, char in enumerate(word):
        head, tail = word[:index], word[index + 1 :]
        group = _GROUP.get(char, "")
        for letter in LETTERS:
            if letter == char:
                continue
            if letter in group:
                yield head + letter + tail, _NEAR, f"{char} looks like {letter}"
            else:
                yield head + letter + tail, _FAR, f"{char} for {letter}"
        yield head + tail, _INSERTED, f"{char} put in"
    for index in range(len(word) + 1):
        for letter in LETTERS:
            yield word[:index] + letter + word[index:], _DROPPED, f"{letter} lost"
