"""Letter errors: what an unknown word may stand for, weighted by how letters look and how frequent words are.

A word is only doubted when neither the lexicon nor any inflection explains it. Candidates lie one letter
away, in the stem or in the suffix; each costs what its letters differ (dots of one skeleton are cheap) and
gains from how frequent it is. How sure the best is, :mod:`termlode.languages.fa.correction.likelihood` says.
(Kernighan, Church & Gale 1990.)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from termlode.languages.fa.correction import suffixes
from termlode.languages.fa.correction.skeletons import GROUP, LETTERS
from termlode.languages.fa.lexicon import FINITE, Flag, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.languages.fa.correction.skeletons import Change
    from termlode.languages.fa.correction.zwnj import Joiner
    from termlode.languages.fa.lexicon import Word

COSTS: dict[Change, int] = {"near": 0, "lost": 10, "put in": 30, "far": 34}  # levels: eight for each halving
ALIKE: tuple[Change, ...] = ("near", "lost")
ALL: tuple[Change, ...] = (*ALIKE, "far", "put in")
_VERB_IN_USE, _VERB_ARCHAIC, _FORM = 130, 50, 60  # levels of forms that no list counts
_VERB_OFTEN = 190
_PERSONS = (("ند", 12), ("یم", 30), ("ید", 36), ("م", 24), ("ی", 32))  # how much rarer than the third singular
_MOST = 4  # candidates that are kept
_SEATS = str.maketrans("أإؤئ", "ااوی")  # letters of one sound, with and without their hamza
_OTHER_SOUNDS = (("یزم", "یسم"), ("فگن", "فکن"))  # of loans; of افگندن, as Dari and older books write it
_CUTS = 2  # readings with a suffix that are looked into


@dataclass(frozen=True, slots=True)
class Slip:
    """One letter misread: what happened, where, the letter that was read, the letter that was meant."""

    change: Change
    place: int
    read: str = ""
    meant: str = ""

    def __str__(self) -> str:
        if self.change == "near":
            return f"{self.read} looks like {self.meant}"
        if self.change == "far":
            return f"{self.read} for {self.meant}"
        return f"{self.read or self.meant} {self.change}".strip()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that the doubted one may stand for, and its frequency less the cost of the slip."""

    word: str
    score: int
    slip: Slip


class Channel:
    """Finds what an unknown word was meant to be."""

    def __init__(self, joiner: Joiner) -> None:
        self.joiner, self.lexicon = joiner, joiner.lexicon
        self.known = lru_cache(maxsize=1 << 15)(self._known)
        self.candidates = lru_cache(maxsize=1 << 14)(self._candidates)
        self.rival = lru_cache(maxsize=1 << 14)(self._rival)

    def direct(self, word: str) -> int:
        """How frequent a word of the lexicon is, 0..255; a form of a verb that nobody counted has a level too."""
        entry = self.lexicon.find_once(word)
        level = 0 if entry is None else _level(entry)
        if word.startswith(("می", "نمی")) and level < _VERB_OFTEN:
            return max(level, self._verb(word))
        uncounted = entry is not None and entry.flags & (FINITE | Flag.VERB) and not entry.level
        return self._of_person(word, level) if uncounted else level

    def _verb(self, word: str) -> int:
        """The level of a form with می: as that of its third person singular, or of that without ن, tells."""
        form = self.lexicon.find_once(word.removeprefix("ن").removeprefix("می"))
        if form is None or not form.flags & FINITE:
            return 0
        return self._of_person(word, _VERB_IN_USE if form.flags & Flag.MODERN else _VERB_ARCHAIC)

    def _of_person(self, word: str, level: int) -> int:
        """The level of a finite form: less than that of its third person singular, and at least ``level``."""
        for ending, less in _PERSONS:
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                found = (self.lexicon.find_once(stem + "د"), self.lexicon.find_once(stem))
                return max([level, *(_level(entry) - less for entry in found if entry is not None)])
        return level

    def frequency(self, word: str) -> int:
        """How frequent a spelling of the lexicon is, with or without its ZWNJ; 0 where it has none."""
        entry = self.lexicon.find_once(word)
        if entry is None:
            return 0
        return max(entry.level if entry.known else 0, entry.joined_level if entry.joined else 0)

    def _rival(self, word: str, lost: bool = True) -> float:
        """The frequency of the likeliest word that ``word`` may be misread from: a look-alike, or one letter more."""
        found = self._words(word, ALIKE if lost else ("near",))
        return max((self.frequency(one) - COSTS[slip.change] for one, slip in found), default=0)

    def _words(self, word: str, changes: tuple[Change, ...]) -> Iterator[tuple[str, Slip]]:
        """The neighbours of ``word`` that may be words, and what made ``word`` of each."""
        encoded = encode(word)
        if not encoded:
            return
        verbal = any(letter in _OF_VERBS for letter in encoded[:4])  # else no neighbour begins with می
        for change, index, read, letters, others in _neighbours(encoded, changes):
            held = self.lexicon.held(others)
            if verbal:
                held = [place for place, one in enumerate(others) if one.startswith(_VERBAL) or place in held]
            for place in held:
                yield decode(others[place]), Slip(change, index, decode(read), decode(letters[place]))

    def _known(self, word: str) -> bool:
        """Whether the word needs no explanation: in any list, inflected from such, or ‑یزم for ‑یسم, ‑فگن for ‑فکن."""
        entry = self.lexicon.find(word)
        if entry is not None and (entry.known or entry.joined):
            return True
        joined = self.joiner.join(word)
        if joined is not None and not joined.doubtful:
            return True
        return self.joiner.plain(word) or any(
            part in word and self.direct(word.replace(part, usual)) > 0 for part, usual in _OTHER_SOUNDS
        )

    def exchanged(self, word: str) -> int:
        """The frequency of the commonest word that has two neighbours of ``word`` the other way round (بستکبال)."""
        turned = (word[:i] + two + one + word[i + 2 :] for i, (one, two) in enumerate(pairwise(word)))
        return max((self.frequency(one) for one in turned), default=0)

    def _candidates(self, word: str) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for one in self._offered(word):
            if one.word not in best or one.score > best[one.word].score:
                best[one.word] = one
        plain = word.translate(_SEATS)
        if any(one.word.translate(_SEATS) == plain and one.slip.place < len(word) - 1 for one in best.values()):
            return ()  # تامین is no misreading of تأمین: the word is known in another spelling
        return tuple(sorted(best.values(), key=lambda c: (-c.score, c.word))[:_MOST])

    def _offered(self, word: str) -> Iterator[Candidate]:
        """Whole words, then words of which a suffix leaves a stem, then such whose suffix is misread."""
        for other, slip in self._words(word, ALL):
            yield from self._candidate(other, "", slip)
        for stem, suffix in list(suffixes.readings(word))[:_CUTS]:
            changes = ALL if suffix.startswith("ها") and not self.direct(stem) else ALIKE
            for other, slip in self._words(stem, changes):
                yield from self._candidate(other, suffix, slip)
        for stem, suffix, change in suffixes.misread(word):
            yield from self._candidate(stem, suffix, Slip(change, len(stem)))

    def _candidate(self, stem: str, suffix: str, slip: Slip) -> Iterator[Candidate]:
        level = self.direct(stem) - suffixes.COSTS.get(suffix, 0)
        if level > 0:
            yield Candidate(stem + suffix, level - COSTS[slip.change], slip)


def _level(entry: Word) -> int:
    level = max(entry.level if entry.known else 0, entry.joined_level if entry.joined else 0)
    if level or entry.flags & Flag.TRUSTED or entry.joined or not entry.known:
        return level
    verbal = entry.flags & (FINITE | Flag.VERB | Flag.PARTICIPLE)
    return _VERB_IN_USE if verbal and entry.flags & Flag.MODERN else _FORM


def _neighbours(
    word: bytes, changes: tuple[Change, ...]
) -> Iterator[tuple[Change, int, bytes, Sequence[bytes], list[bytes]]]:
    """All strings one letter away, those of one place together.

    What happened, where, the letter read, the letters that may be meant, and the string with each of these.
    """
    for index in range(len(word)):
        head, char, tail = word[:index], word[index : index + 1], word[index + 1 :]
        near = _NEAR.get(char, ())
        yield "near", index, char, near, [head + letter + tail for letter in near]
        if "far" in changes:
            far = _FAR.get(char, _ENCODED)
            yield "far", index, char, far, [head + letter + tail for letter in far]
        if "put in" in changes:
            yield "put in", index, char, _NOTHING, [head + tail]
    if "lost" in changes:
        for index in range(len(word) + 1):
            head, tail = word[:index], word[index:]
            yield "lost", index, b"", _ENCODED, [head + letter + tail for letter in _ENCODED]


def _code(letter: str) -> bytes:
    return encode(letter) or b""


_ENCODED = [_code(letter) for letter in LETTERS]
_NOTHING = (b"",)
_LOOKS = {_code(char): tuple(_code(letter) for letter in group if encode(letter)) for char, group in GROUP.items()}
_NEAR = {char: tuple(letter for letter in group if letter != char) for char, group in _LOOKS.items()}
_FAR = {
    char: tuple(letter for letter in _ENCODED if letter != char and letter not in _LOOKS.get(char, ()))
    for char in {*_ENCODED, *_LOOKS}
}
_OF_VERBS = _code("می")
_VERBAL = (_code("می"), _code("نمی"))  # forms that are in no list may be words too
