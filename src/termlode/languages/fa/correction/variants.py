"""Misreadings of termbase terms: recorded variants, and words one stroke away from a term beside its rest.

A variant of kind ``nonword`` is wrong wherever it stands, inflected or not; one of kind ``realword`` is a
word of its own (حاکی) and wrong only beside another word of its term, in either order. What no entry
records is corrected where it is no word at all and stands beside the rest of a term; where it is a word,
it is suggested.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from termlode.languages.fa.correction.skeletons import look_alike
from termlode.languages.fa.correction.zwnj import NON_JOINING
from termlode.languages.fa.lexicon import ZWNJ
from termlode.languages.listed import words
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from termlode.model import ConceptEntry, TermSection, VariantKind

WORD = re.compile(
    "[\u0621-\u063a\u0641-\u0658\u0670-\u06d3\u200c]+(?:[A-Za-z]{1,4}[\u0621-\u063a\u0641-\u0658\u0670-\u06d3\u200c]+)?"
)
SUFFIXES = (
    "", "ها", "های", "هایی", "هایش", "هایشان", "هایمان",
    "ی", "ای", "یی", "ش", "شان", "مان", "ان", "اش", "تر", "ترین", "م",
)  # fmt: skip
_COMMON = words("و از در به با که را این آن بر برای تا یا هم های ها می است شد شده یک")


@dataclass(frozen=True, slots=True)
class Rule:
    """``bad`` (ZWNJ taken out) stands for ``good``; a real word needs one of ``beside`` next to it."""

    bad: str
    good: str
    kind: VariantKind
    beside: frozenset[str]
    term: str
    concept: str


def squeeze(word: str) -> str:
    """A word without its ZWNJ."""
    return word.replace(ZWNJ, "")


@lru_cache(maxsize=1 << 15)
def stem_of(word: str) -> str:
    """A word without ZWNJ and without plural and ezafe, as it is compared with the words of terms."""
    word = squeeze(word)
    for suffix in ("هایی", "های", "ها"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word[: -len(suffix)]
    return word[:-1] if word.endswith(("ای", "وی")) and len(word) > 3 else word


class Variants:
    """The rules that a termbase gives for Persian text."""

    def __init__(self, concepts: Iterable[ConceptEntry], known: Callable[[str], bool] = lambda _: False) -> None:
        self.rules: defaultdict[str, list[Rule]] = defaultdict(list)
        self.words: set[str] = set()  # every word of a Persian term, squeezed
        self.pairs: defaultdict[tuple[str, int], dict[str, str]] = defaultdict(
            dict
        )  # (neighbour, side) → word → spelling
        self.known = known
        self.candidates = lru_cache(maxsize=1 << 15)(self._candidates)
        self.near = lru_cache(maxsize=1 << 14)(self._near)
        for concept in concepts:
            section = concept.section("fa")
            if section is not None:
                self._learn(concept.id, section.terms)

    def _learn(self, concept: str, terms: tuple[TermSection, ...]) -> None:
        good = [term for term in terms if term.status in ("preferred", "admitted")]
        vocabulary = {squeeze(word): word for term in good for word in term.term.split()}
        for term in good:
            words = term.term.split()
            self.words.update(map(squeeze, words))
            for left, right in pairwise(words):
                if left not in _COMMON and right not in _COMMON:
                    self.pairs[stem_of(right), 1][squeeze(left)] = left
                    self.pairs[stem_of(left), -1][squeeze(right)] = right
            for variant in term.variants:
                for rule in _rules(variant.text, variant.kind, term.term, vocabulary, concept):
                    self.rules[rule.bad].append(rule)

    @property
    def size(self) -> int:
        """How many rules the recorded variants gave."""
        return sum(map(len, self.rules.values()))

    def edits(self, text: str) -> list[Edit]:
        """Edits for the misreadings in ``text``."""
        if not self.rules and not self.pairs:
            return []
        tokens = list(WORD.finditer(text))
        out = []
        for index, found in enumerate(tokens):
            word = found.group()
            edit = self._recorded(text, tokens, index) if self.candidates(word) else None
            if edit is None and self.pairs and len(word) >= 4:
                edit = self._beside(text, tokens, index)
            if edit is not None and edit.before != edit.after:
                out.append(edit)
        return out

    def _candidates(self, word: str) -> tuple[tuple[Rule, str], ...]:
        """The recorded rules that ``word`` or its stem may fall under, with the suffix."""
        word = squeeze(word)
        return tuple(
            (rule, suffix)
            for suffix in SUFFIXES
            if word.endswith(suffix)
            for rule in self.rules.get(word[: len(word) - len(suffix)], ())
        )

    def _recorded(self, text: str, tokens: list[re.Match[str]], index: int) -> Edit | None:
        found = tokens[index]
        for rule, suffix in self.candidates(found.group()):
            if rule.kind == "realword" and not _stands_beside(text, tokens, index, rule.beside):
                continue
            why = f"recorded as a misreading of {rule.term} ({rule.concept})"
            return Edit(f"variant.{rule.kind}", "variant", found.start(), found.end(), found.group(),
                        inflect(rule.good, suffix), "auto", 0.99 if rule.kind == "nonword" else 0.97, why)  # fmt: skip
        return None

    def _beside(self, text: str, tokens: list[re.Match[str]], index: int) -> Edit | None:
        found = tokens[index]
        votes: defaultdict[str, int] = defaultdict(int)
        for side, other in _neighbours(text, tokens, index):
            if (stem_of(other), side) in self.pairs:
                for after in self.near(found.group(), stem_of(other), side):
                    votes[after] += 1
        if len(votes) != 1:
            return None
        (after, count), = votes.items()  # fmt: skip
        sure = not self.known(squeeze(found.group())) or count > 1
        return Edit("variant.beside", "variant", found.start(), found.end(), found.group(), after,
                    "auto" if sure else "suggest", 0.95 if sure else 0.7,
                    f"one stroke away from {after}, beside the rest of a term")  # fmt: skip

    def _near(self, word: str, other: str, side: int) -> tuple[str, ...]:
        """What ``word`` would be, one stroke away, for the terms in which ``other`` stands on that side."""
        word = squeeze(word)
        if word in self.words:
            return ()
        out = []
        for good, spelling in self.pairs[other, side].items():
            suffix = next(
                (
                    s
                    for s in SUFFIXES
                    if len(good) >= 4 and word.endswith(s) and look_alike(word[: len(word) - len(s)], good)
                ),
                None,
            )
            if suffix is not None:
                out.append(inflect(spelling, suffix))
        return tuple(out)


def _rules(text: str, kind: VariantKind, term: str, vocabulary: dict[str, str], concept: str) -> Iterator[Rule]:
    """The word rules of one recorded variant: each word of it that is no word of the concept's terms."""
    words = [squeeze(word) for word in text.split()]
    stems = {stem_of(word) for word in (*vocabulary, *words)}
    for word in words:
        if word in vocabulary or word in _COMMON:
            continue
        good = _nearest(word, vocabulary)
        if good is None or good == word:
            continue
        beside = frozenset(stems - {stem_of(word), stem_of(good)} - _COMMON)
        yield Rule(word, vocabulary[good], kind if beside or kind == "nonword" else "nonword", beside, term, concept)


def _nearest(word: str, vocabulary: dict[str, str]) -> str | None:
    """The word of the terms that ``word`` misreads: the fewest letters apart, at most a third of them."""
    ranked = sorted((_distance(word, other), other) for other in vocabulary)
    if not ranked or ranked[0][0] > max(1, len(word) // 3, sum(char.isascii() for char in word)):
        return None
    return ranked[0][1]


def _distance(a: str, b: str) -> int:
    """Levenshtein distance (Wagner & Fischer 1974)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _neighbours(text: str, tokens: list[re.Match[str]], index: int) -> Iterator[tuple[int, str]]:
    """The words directly before (side -1) and behind (side 1), only spaces between."""
    here = tokens[index]
    if index + 1 < len(tokens) and text[here.end() : tokens[index + 1].start()].isspace():
        yield 1, tokens[index + 1].group()
    if index and text[tokens[index - 1].end() : here.start()].isspace():
        yield -1, tokens[index - 1].group()


def _stands_beside(text: str, tokens: list[re.Match[str]], index: int, words: frozenset[str]) -> bool:
    around = dict(_neighbours(text, tokens, index))
    if around.get(1) == "از":
        return False  # حاکی از: "tells of"
    return any(stem_of(other) in words or squeeze(other) in words for other in around.values())


def inflect(word: str, suffix: str) -> str:
    """``word`` with a suffix, ZWNJ where it can be seen and belongs."""
    if not suffix:
        return word
    if suffix.startswith(("ها", "تر")) or (word.endswith("ه") and suffix[0] == "ا"):
        return word + suffix if word[-1] in NON_JOINING else word + ZWNJ + suffix
    return word + suffix
