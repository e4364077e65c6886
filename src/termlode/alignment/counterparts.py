"""Which words of two texts may be counterparts: lexicon, numbers, shared spellings, transliterated names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment.evidence import Pairs
from termlode.alignment.transliteration import han_skeleton, likeness, skeleton
from termlode.alignment.words import is_han
from termlode.languages import registry
from termlode.languages.tags import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.alignment.words import Word

type Lexicon = Mapping[str, Mapping[str, float]]

_CHARACTER = 0.5  # what a counterpart of one character of a Chinese word is worth


def _by_character(words: Iterable[str]) -> dict[str, list[str]]:
    """Chinese words by each of their characters."""
    holders: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 1 and is_han(word):
            for character in set(word):
                holders[character].append(word)
    return holders


class Collector:
    """Gathers pairs of types, the strongest association of each."""

    def __init__(self, source: Mapping[str, int], target: Mapping[str, int]) -> None:
        self.source, self.target = source, target
        self._found: dict[tuple[int, int], float] = {}

    def add(self, left: str, right: str, strength: float) -> None:
        """Note that both may be counterparts; words that do not occur are ignored."""
        u, v = self.source.get(left), self.target.get(right)
        if u is not None and v is not None and self._found.get((u, v), 0.0) < strength:
            self._found[u, v] = strength

    def lexicon(self, lexicon: Lexicon) -> None:
        """All entries of a lexicon, and those of the characters of Chinese words at a discount."""
        holders = _by_character(self.target)
        for left in self.source:
            self._row(left, lexicon.get(left, {}), 1.0, holders)
            if len(left) > 1 and is_han(left):
                for character in left:
                    self._row(left, lexicon.get(character, {}), _CHARACTER, {})

    def _row(self, left: str, row: Mapping[str, float], factor: float, holders: Mapping[str, list[str]]) -> None:
        for right, strength in row.items():
            self.add(left, right, strength * factor)
            for word in holders.get(right, ()):
                self.add(left, word, strength * _CHARACTER)

    def pairs(self) -> Pairs:
        """What was found."""
        keys = np.array(list(self._found), np.int64).reshape(-1, 2)
        return Pairs(keys[:, 0], keys[:, 1], np.array(list(self._found.values()), np.float32))


def collect(
    source: Mapping[str, Word],
    target: Mapping[str, Word],
    languages: tuple[str, str],
    lexicons: Iterable[Lexicon],
) -> Pairs:
    """All pairs of counterparts. ``source`` and ``target`` hold a word of each key, in the order of types."""
    collector = Collector({k: i for i, k in enumerate(source)}, {k: i for i, k in enumerate(target)})
    for lexicon in lexicons:
        collector.lexicon(lexicon)
    _identical(collector, source)
    if not same(*languages):
        _names(collector, source, target, languages)
        _cognates(collector, source, target, languages)
    return collector.pairs()


def _identical(collector: Collector, source: Mapping[str, Word]) -> None:
    for key, word in source.items():
        if key in collector.target:
            collector.add(key, key, _sameness(word))


def _sameness(word: Word) -> float:
    if word.kind == "number":
        return 0.95 if len(word.key) > 2 else 0.8
    if word.kind in ("latin", "name"):
        return 0.9
    return 0.5 if len(word.key) < 3 else 0.75


def _skeletons(side: Mapping[str, Word], language: str, other: str) -> Iterator[tuple[str, str]]:
    han = registry.pack(language).script == "Hani"
    for key, word in side.items():
        if word.kind == "number" or (
            word.kind == "word" and registry.pack(language).cased and not registry.pack(other).cased
        ):
            continue
        bones = (han_skeleton(word.surface) if len(word.surface) > 1 else "") if han else ""
        if not han or word.kind == "latin":
            bones = skeleton(key)
        if len(bones) >= 2:
            yield key, bones


def _names(
    collector: Collector, source: Mapping[str, Word], target: Mapping[str, Word], languages: tuple[str, str]
) -> None:
    """Transliterated names: between scripts, or between Chinese and anything."""
    left, right = languages
    if _script(left) == _script(right):
        return
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, bones in _skeletons(target, right, left):
        index[bones[:2]].append((key, bones))
    for key, bones in _skeletons(source, left, right):
        for other, theirs in index.get(bones[:2], ()):
            strength = likeness(bones, theirs)
            if strength:
                collector.add(key, other, strength)


def _script(language: str) -> str:
    return registry.pack(language).script


def _cognates(
    collector: Collector, source: Mapping[str, Word], target: Mapping[str, Word], languages: tuple[str, str]
) -> None:
    """Words of one script that begin alike: de Präsident, en president; fa اقتصاد, ar الاقتصاد."""
    if _script(languages[0]) != _script(languages[1]) or _script(languages[0]) == "Hani":
        return
    size = 4
    index: dict[str, list[str]] = defaultdict(list)
    for key in target:
        if len(key) >= size and key[0] != "#":
            index[key[:size]].append(key)
    for key in source:
        if len(key) >= size and key[0] != "#":
            for other in index.get(key[:size], ()):
                collector.add(key, other, _shared(key, other))


def _shared(left: str, right: str) -> float:
    same = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return 0.6 * same / max(len(left), len(right))


def noted(found: Sequence[Word], samples: dict[str, Word]) -> Sequence[Word]:
    """``found``, with one word of every key kept in ``samples``; a key seen in lower case is no name."""
    for word in found:
        known = samples.get(word.key)
        if known is None or (known.kind == "name" and word.kind == "word"):
            samples[word.key] = word
    return found
