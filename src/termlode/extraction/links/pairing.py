"""The links between the candidates of two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from termlode.extraction.links import lexical
from termlode.extraction.links.features import features
from termlode.extraction.links.model import ALIGNED, COMPARABLE
from termlode.extraction.links.records import Link
from termlode.extraction.links.side import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction import Candidate
    from termlode.extraction.links.features import Pairs
    from termlode.extraction.links.records import Known

    type Bools = NDArray[np.bool_]
    type Chances = dict[tuple[int, int], float]

SURE = 0.99  # of what the termbase says
_TELLING = 0.2  # cosine of contexts that is worth saying


class Pairing:
    """Compares the candidates of two languages by all that is known of them."""

    def __init__(
        self,
        candidates: tuple[Sequence[Candidate], Sequence[Candidate]],
        languages: tuple[str, str],
        known: Known,
        lexicons: Sequence[Lexicon],
    ) -> None:
        self.one, self.other = (Side(some, tag) for some, tag in zip(candidates, languages, strict=True))
        self.beads = known.beads.get(languages, ())
        self.lexicons = lexicons
        self.table = lexical.strengths(self.one, self.other, self.lexicons)
        self.concepts = ([*map(known.concepts, candidates[0])], [*map(known.concepts, candidates[1])])
        self.only_aligned = known.only_aligned
        self.why: dict[tuple[int, int], list[str]] = {}

    def links(self, least: float) -> Iterator[Link]:
        """All that are at least so sure."""
        for (a, b), chance in self._chances(least).items():
            source, target = self.one.candidates[a], self.other.candidates[b]
            yield Link(source, target, round(chance, 4), tuple(self._evidence(a, b)))

    def _chances(self, least: float) -> Chances:
        found: Chances = {}
        if self.beads:
            self._take(found, self.compared(aligned=True), least)
        if not self.only_aligned:
            self._take(found, self.compared(aligned=False), least)
        return found | dict.fromkeys(self._same_concept(), SURE)

    def compared(self, *, aligned: bool) -> Pairs:
        """The pairs worth comparing, by what the beads say or by what is known otherwise, with their features."""
        beads = self.beads if aligned else ()
        found = features((self.one, self.other), self.table, self.lexicons, beads, self.concepts)
        found = found.kept(~self._apart(found))
        if aligned or not self.beads:
            return found
        return found.kept(~(self._in_beads(self.one)[found.rows] & self._in_beads(self.other)[found.columns]))

    def _apart(self, found: Pairs) -> Bools:
        """Which pairs name known concepts, but not the same: the termbase has decided."""
        one, other = self.concepts
        pairs = zip(found.rows.tolist(), found.columns.tolist(), strict=True)
        return np.array([bool(one[a] and other[b]) and one[a].isdisjoint(other[b]) for a, b in pairs], np.bool_)

    def _in_beads(self, side: Side) -> Bools:
        aligned = {sentence for bead in self.beads for sentence in (*bead.source, *bead.target)}
        return np.array([all(c.sentence in aligned for c in one.contexts) for one in side.candidates], np.bool_)

    def _take(self, found: Chances, pairs: Pairs, least: float) -> None:
        model = ALIGNED if "dice" in pairs.names else COMPARABLE
        chances = model.probabilities(pairs)
        for k in np.nonzero(chances >= least)[0].tolist():
            place, chance = (int(pairs.rows[k]), int(pairs.columns[k])), min(float(chances[k]), SURE)
            if chance > found.get(place, 0.0):
                found[place] = chance
                self.why[place] = _reasons(dict(zip(pairs.names, pairs.values[k].tolist(), strict=True)))

    def _same_concept(self) -> Iterator[tuple[int, int]]:
        holders: dict[str, list[int]] = {}
        for b, ids in enumerate(self.concepts[1]):
            for concept in ids:
                holders.setdefault(concept, []).append(b)
        for a, ids in enumerate(self.concepts[0]):
            yield from ((a, b) for concept in sorted(ids) for b in holders.get(concept, ()))

    def _evidence(self, a: int, b: int) -> Iterator[str]:
        if same := self.concepts[0][a] & self.concepts[1][b]:
            yield f"termbase: {', '.join(sorted(same))}"
        if words := ", ".join(self._words(a, b)):
            yield f"words: {words}"
        yield from self.why.get((a, b), ())

    def _words(self, a: int, b: int) -> Iterator[str]:
        """Each word of the source with its best counterpart in the target."""
        left, right = self.one.words(a), self.other.words(b)
        cells = self.table[np.ix_([number for number, _ in left], [number for number, _ in right])]
        for row, (_, word) in zip(cells, left, strict=True):
            best = int(row.argmax())
            if row[best] > 0:
                yield f"{word} = {right[best][1]} {row[best]:.2f}"


def _reasons(of: dict[str, float]) -> list[str]:
    """What speaks for a pair besides its words, for a reader."""
    said = []
    if "dice" in of:
        met = np.expm1(of["both"])
        said.append(f"together in {met:.0f} beads, {of['given most']:.0%} and {of['given least']:.0%} of theirs")
    if of["alike"]:
        said.append(f"alike {of['alike']:.2f}")
    if of.get("context", 0.0) >= _TELLING:
        said.append(f"contexts {of['context']:.2f}")
    if of["beside"]:
        said.append("the same in brackets behind")
    return said
