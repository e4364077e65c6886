"""Misreadings of Persian terms in a text: words one stroke away from a term's, where the rest of it stands.

A misread word belongs to the concept that it names by itself (هیدروزن to hydrogen, not to green hydrogen); where there
is none, the whole term is proposed as it would read with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from termlode.languages.fa.correction.confusions import Channel
from termlode.languages.fa.correction.persian import LANGUAGE, lexicon
from termlode.languages.fa.correction.skeletons import look_alike
from termlode.languages.fa.correction.variants import SUFFIXES, WORD, Variants, squeeze, stem_of
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.languages.folding import fold, tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.model import ConceptEntry, VariantKind

_STOP = re.compile(r"[.؟!؛\n]")  # what stands behind it is beside nothing
_PARTS, _CUT = re.compile(r"[\s/()-]+"), re.compile(r"([\s/()-]+)")
_MINIMUM = 4  # letters: shorter words are one stroke away from too much


def finder(concepts: Sequence[ConceptEntry], words: Sequence[str]) -> Finder:
    """What looks for misreadings of the terms of ``concepts``; ``words`` are the workspace's own."""
    return Finder(concepts, words)


def _between(one: re.Match[str], other: re.Match[str]) -> tuple[int, int]:
    """The stretch between two words."""
    return min(one.end(), other.end()), max(one.start(), other.start())


class Finder:
    """Looks for misreadings of the terms of one termbase (:class:`termlode.languages.hooks.Finder`)."""

    def __init__(self, concepts: Iterable[ConceptEntry], words: Iterable[str]) -> None:
        concepts = tuple(concepts)
        self.channel = Channel(Joiner(lexicon(concepts, words)))
        self.recorded = Variants(concepts)
        self.spellings: set[str] = set()  # of whole terms
        self.terms: defaultdict[int, list[tuple[str, str, str, frozenset[str]]]] = defaultdict(list)
        self.alone: dict[str, tuple[str, str]] = {}  # words that are terms: term and concept
        for concept in concepts:
            section = concept.section(LANGUAGE)
            for term in section.terms if section else ():
                words = [squeeze(word) for word in _PARTS.split(term.term) if word]
                self.spellings.add(self.spelling(term.term))
                if len(words) == 1 and term.status in ("preferred", "admitted"):
                    self.alone.setdefault(words[0], (term.term, concept.id))
                for word in words:
                    rest = frozenset(stem_of(other) for other in words if other != word)
                    if len(word) >= _MINIMUM:
                        self.terms[len(word)].append((word, term.term, concept.id, rest))

    def spelling(self, text: str) -> str:
        """What all spellings of a text have in common: its key without spaces and ZWNJ."""
        return tight(" ".join(fold(text, LANGUAGE).split()))

    def hits(self, text: str) -> Iterator[tuple[tuple[str, str, str, VariantKind], bool, tuple[int, int]]]:
        """Each place of ``text`` that shows a misreading: variant, term, concept, kind; beside; start and end."""
        tokens = list(WORD.finditer(text))
        for index, found in enumerate(tokens):
            word = squeeze(found.group())
            known = self.channel.known(word)
            for bare in self._stems(word):
                around = {
                    stem_of(tokens[i].group())
                    for i in (index - 2, index - 1, index + 1, index + 2)
                    if 0 <= i < len(tokens) and not _STOP.search(text, *_between(found, tokens[i]))
                }
                match = self._match(bare, around, known)
                if match is not None:
                    yield match[0], match[1], found.span()
                    break

    def _stems(self, word: str) -> list[str]:
        """The word, and what is left without a nominal suffix; nothing where the termbase knows it already."""
        stems = [word[: len(word) - len(suffix)] for suffix in SUFFIXES if word.endswith(suffix)]
        if any(stem in self.recorded.words or stem in self.recorded.rules for stem in stems):
            return []
        return [stem for stem in dict.fromkeys(stems) if len(stem) >= _MINIMUM]

    def _match(self, word: str, around: set[str], known: bool) -> tuple[tuple[str, str, str, VariantKind], bool] | None:
        """The best of the terms of which ``word`` may misread a word: most of its rest around, least of it missing."""
        best = None
        for good, term, concept, rest in self.terms.get(len(word), ()):
            if not look_alike(word, good):
                continue
            beside = bool(rest & around)
            if (known or self.channel.known(word)) and not beside:
                continue  # a word of its own, and nothing around it speaks for the term
            kind: VariantKind = "realword" if self.channel.known(word) else "nonword"
            variant, owner = self._proposed(word, good, (term, concept), kind)
            if self.spelling(word) == self.spelling(good) or self.spelling(variant) in self.spellings:
                continue
            rank = beside, rest <= around, -len(rest - around)
            if best is None or rank > best[0]:
                best = rank, (variant, *owner, kind), beside
        return best[1:] if best else None

    def _proposed(self, word: str, good: str, met: tuple[str, str], kind: VariantKind) -> tuple[str, tuple[str, str]]:
        """The variant that is proposed for ``word`` read for ``good``, and its term and concept."""
        if kind == "nonword" and good in self.alone:
            return word, self.alone[good]
        return "".join(word if squeeze(part) == good else part for part in _CUT.split(met[0])), met
