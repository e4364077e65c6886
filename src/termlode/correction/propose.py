"""OCR variants of termbase terms found in a new text: proposals for the termbase, ranked by evidence.

A proposal is what ``termbase check`` accepts as a variant: a word one stroke away from a word of a term,
standing where that term's other words stand, or a word that is in no list at all. Never proposed are an
inflected form of the term or of any other word, another spelling of the term (فنآوری: folding meets it
anyway), and one misreading for two concepts: the better attested concept gets it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.correction.regions import split
from termlode.languages.fa.correction.confusions import Channel
from termlode.languages.fa.correction.skeletons import look_alike
from termlode.languages.fa.correction.variants import SUFFIXES, WORD, Variants, squeeze, stem_of
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.termbase.surfaces import key, tight

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.languages.fa.lexicon import Persian
    from termlode.model import ConceptEntry, VariantKind

KIND = "# termlode variants 1"
_MINIMUM = 4  # letters: shorter words are one stroke away from too much


@dataclass(frozen=True, slots=True)
class Proposal:
    """A misreading that a text shows: how often, where, and how it would be recorded."""

    variant: str
    term: str
    concept: str
    kind: VariantKind
    count: int
    beside: int  # how many of them stand beside another word of the term
    score: float
    contexts: tuple[str, ...]


def propose(text: str, concepts: Sequence[ConceptEntry], lexicon: Persian) -> list[Proposal]:
    """Proposals from ``text``, the best first."""
    finder = _Finder(concepts, lexicon)
    seen: defaultdict[tuple[str, str, str, str], list[tuple[bool, str]]] = defaultdict(list)
    for region in split(text):
        if region.language == "fa":
            for found, hit in finder.hits(text[region.start : region.end]):
                seen[found].append(hit)
    ranked = sorted((_proposal(found, hits) for found, hits in seen.items()), key=lambda p: (-p.score, p.variant))
    best: dict[str, Proposal] = {}
    for one in ranked:
        best.setdefault(spelling(one.variant), one)
    return list(best.values())


def spelling(text: str) -> str:
    """What all spellings of a Persian text have in common: its key without spaces and ZWNJ."""
    return tight(key(text, "fa"))


def _proposal(found: tuple[str, str, str, str], hits: list[tuple[bool, str]]) -> Proposal:
    variant, term, concept, kind = found
    beside = sum(hit[0] for hit in hits)
    score = round(
        min(0.99, 0.4 + 0.3 * (beside > 0) + 0.05 * min(len(hits), 5) + (0.1 if kind == "nonword" else 0.0)), 2
    )
    contexts = tuple(dict.fromkeys(hit[1] for hit in hits))[:3]
    return Proposal(variant, term, concept, kind, len(hits), beside, score, contexts)  # type: ignore[arg-type]


class _Finder:
    def __init__(self, concepts: Iterable[ConceptEntry], lexicon: Persian) -> None:
        self.channel = Channel(Joiner(lexicon))
        concepts = tuple(concepts)
        self.recorded = Variants(concepts)
        self.spellings: set[str] = set()  # of whole terms
        self.terms: defaultdict[int, list[tuple[str, str, str, frozenset[str]]]] = defaultdict(list)
        for concept in concepts:
            section = concept.section("fa")
            for term in section.terms if section else ():
                words = [squeeze(word) for word in term.term.split()]
                self.spellings.add(spelling(term.term))
                for word in words:
                    rest = frozenset(stem_of(other) for other in words if other != word)
                    if len(word) >= _MINIMUM:
                        self.terms[len(word)].append((word, term.term, concept.id, rest))

    def hits(self, text: str) -> Iterator[tuple[tuple[str, str, str, str], tuple[bool, str]]]:
        """Each place of ``text`` that shows a misreading: variant, term, concept, kind; beside, context."""
        tokens = list(WORD.finditer(text))
        for index, found in enumerate(tokens):
            word = squeeze(found.group())
            known = self.channel.known(word)
            for bare in self._stems(word):
                around = {
                    stem_of(tokens[i].group())
                    for i in (index - 2, index - 1, index + 1, index + 2)
                    if 0 <= i < len(tokens)
                }
                match = self._match(bare, around, known)
                if match is not None:
                    yield match[0], (match[1], _context(text, found))
                    break

    def _stems(self, word: str) -> list[str]:
        """The word, and what is left without a nominal suffix; nothing where the termbase knows it already."""
        stems = [word[: len(word) - len(suffix)] for suffix in SUFFIXES if word.endswith(suffix)]
        if any(stem in self.recorded.words or stem in self.recorded.rules for stem in stems):
            return []
        return [stem for stem in dict.fromkeys(stems) if len(stem) >= _MINIMUM]

    def _match(self, word: str, around: set[str], known: bool) -> tuple[tuple[str, str, str, str], bool] | None:
        best = None
        for good, term, concept, rest in self.terms.get(len(word), ()):
            if not look_alike(word, good):
                continue
            beside = bool(rest & around)
            if (known or self.channel.known(word)) and not beside:
                continue  # a word of its own, and nothing around it speaks for the term
            text = " ".join(word if squeeze(part) == good else part for part in term.split())
            kind = "realword" if self.channel.known(word) else "nonword"
            variant = text if kind == "realword" else word
            if spelling(word) == spelling(good) or spelling(variant) in self.spellings:
                continue
            found = ((variant, term, concept, kind), beside)
            if best is None or (beside and not best[1]):
                best = found
        return best


def _context(text: str, found: re.Match[str], width: int = 30) -> str:
    return " ".join(text[max(0, found.start() - width) : found.end() + width].split())
