"""One pair of texts, or one window of a long pair: evidence, band, estimation, best path, confidence."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from termlode.alignment import anchors, confidence, doubt, embedding, evidence, length, order, priors, reading, teaching
from termlode.alignment import structure as structures
from termlode.alignment.band import BEADS, LONGEST, Band, around, full, narrowed
from termlode.alignment.dynamic import Lattice
from termlode.alignment.lexicon import CLOSE, WIDE, from_pairs, packaged
from termlode.alignment.priors import Model, Weights
from termlode.alignment.translation import joint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from termlode.alignment.encoders import Encoder
    from termlode.alignment.lexicon import Lexicon
    from termlode.alignment.reading import Reading
    from termlode.alignment.structure import Structure
    from termlode.model import Bead

    type Pass = tuple[Model, NDArray[np.float64]]
    type Progress = Callable[[int, int | None], None]

_FULL = 90_000  # nodes: below this the whole lattice is searched, and a band may be as large
_RADIUS = 40  # nodes on each side of the first path
_MEASURABLE = 4  # aligned blocks that show something
_ENCODER_ROUNDS = 2  # the second knows better which blocks are aligned
_TEMPER = 0.7  # how far confidence is tempered where all is self-taught (tuning bulletins without a lexicon)
_CERTAIN = 50.0  # log odds
_LIKELY = 0.02  # a bead whose blocks are worth encoding
_NEGLIGIBLE = 1e-8  # probability of nodes that later passes leave out
_MARGIN = 6  # nodes kept on each side of those that they keep


@dataclass(frozen=True, slots=True)
class Resources:
    """What is known of the two languages beforehand."""

    languages: tuple[str, str]
    lexicons: tuple[Lexicon, ...]
    encoder: Encoder | None = None
    weights: Weights = field(default_factory=Weights)
    taught: float = 0.0  # share of the lexicons that the documents to align have taught


def resources(
    source_language: str,
    target_language: str,
    *,
    pairs: Iterable[tuple[str, str]] = (),
    encoder: Encoder | None = None,
    use_packaged: bool = True,
) -> Resources:
    """The packaged lexicons and one made of ``pairs`` (termbase, memory), in reading order of the languages."""
    languages = (source_language, target_language)
    own = from_pairs(pairs, languages)
    known = [packaged(*languages, kind) for kind in (CLOSE, WIDE)] if use_packaged else []
    return Resources(languages, tuple(lexicon for lexicon in (*known, own) if lexicon), encoder)


class Aligner:
    """One pair of texts, or one window of a long pair."""

    def __init__(
        self,
        known: Resources,
        source: Sequence[str],
        target: Sequence[str],
        *,
        text: Reading | None = None,
        path: NDArray[np.int64] | None = None,
        start: Model | None = None,
        structure: Structure | None = None,
    ) -> None:
        self.known, self.start, self.structure = known, start, structure
        self.texts = (source, target)
        text = text or reading.read(known.languages, known.lexicons, source, target)
        self.source, self.target, self.pairs = text.source, text.target, text.pairs
        self.lengths = (length.lengths(source), length.lengths(target))
        self.band = self._band(path)
        self.lattice = Lattice(self.band)
        self.trust = (evidence.Trust(), evidence.Trust())
        self.lexical = self.told = np.zeros(0, np.float32)  # evidence of the last estimation: of words, all in all
        self.words = evidence.Words(self.pairs, self.source, self.target, self.band, self.trust)
        self.structural: NDArray[np.float32] | None = None
        self.similar: embedding.Told | None = None
        self.taught = known.taught  # share of what is known of the words that comes from the texts themselves

    def _band(self, path: NDArray[np.int64] | None) -> Band:
        n, m = len(self.texts[0]), len(self.texts[1])
        if (n + 1) * (m + 1) <= _FULL:
            return full(n, m)
        if path is None:
            path = anchors.path(self.pairs, self.source, self.target, *self.lengths)
        return around(path, m, _RADIUS, _FULL // (n + 1))

    def _evidence(self) -> NDArray[np.float32]:
        """The weighted evidence of all beads but that of their lengths."""
        self.words = evidence.Words(self.pairs, self.source, self.target, self.band, self.trust)
        self.lexical = self.words.lexical
        told = self.known.weights.lexical * self.lexical
        if self.structural is not None:
            told = told + self.structural
        return told if self.similar is None else told + self.known.weights.encoder * self.similar.evidence

    def _table(self, model: Model) -> NDArray[np.float64]:
        """The scores by which beads are chosen."""
        spans = length.evidence(model.lengths, *self.lengths, self.band)
        table = priors.PLAIN.table(self.words, spans, model)
        if self.similar is not None:
            compared = priors.ENCODED.table(self.words, spans, model) + priors.ENCODED.vectors(self.similar)
            table = np.where(self.similar.known, compared, table)
        if self.structural is not None:
            table += self.structural
        table[:, ~self.band.inside] = -np.inf
        return table

    def beads(self) -> tuple[list[Bead], Model]:
        """The best beads with calibrated confidence, and what was learned."""
        model = self.learn()
        table = self._table(model)
        # what a text taught itself repeats what was believed already: so much less is known than it seems
        posteriors, _total = self.lattice.posteriors(table / (1 + _TEMPER * self.taught))
        odds = self._one_to_one_odds(model)
        straight = self._straight() if odds > -_CERTAIN else []
        if straight:  # both hypotheses, averaged by how probable they are
            share = 1 / (1 + math.exp(-min(odds, _CERTAIN)))
            posteriors *= 1 - share
            posteriors[tuple(np.array(straight).T)] += share
        path = straight if odds >= 0 else self.lattice.best(table)
        return confidence.beads(self, path, posteriors, self._order), model

    def _order(self) -> float | None:
        """What the order of the texts tells of whether they belong together; None where they are too short."""
        source, target = self.texts
        if min(len(source), len(target)) < order.LEAST:
            return None
        known = replace(self.known, encoder=None)
        own, *others = (Aligner(known, source, texts).weight() for texts in (target, *order.others(target)))
        return order.evidence(own, others, min(len(source), len(target)))

    def weight(self) -> float:
        """Log of the total weight of all paths after a first pass."""
        model, _posteriors = self.first_pass()
        lattice, band = self.lattice, self.band
        table = priors.table(self.told, lattice, *self.lengths, model=model, weights=self.known.weights)
        return float(lattice.forward(table)[-1, band.columns - int(band.low[-1])])

    def _one_to_one_odds(self, model: Model) -> float:
        """Log odds of "every bead is 1-1", under the weights that the model was estimated with."""
        if self.band.rows != self.band.columns:
            return -math.inf
        table = priors.table(self.told, self.lattice, *self.lengths, model=model, weights=self.known.weights)
        return priors.one_to_one_odds(table, self.lattice, model.priors)

    def _straight(self) -> list[tuple[int, int, int]]:
        """The path whose beads are all 1-1."""
        return [(0, row, row - int(self.band.low[row])) for row in range(1, self.band.rows + 1)]

    def learn(self) -> Model:
        """The model that explains the texts best, with all evidence that is to be had."""
        model, posteriors = self.first_pass()
        if self._teachable():
            corpus = teaching.lessons(posteriors, self.lattice, self.source, self.target)
            before = self.pairs
            self.pairs = teaching.merged(before, teaching.learned(corpus), self.source, self.target)
            self.taught = max(self.taught, teaching.share(before, self.pairs, self.source))
            model, posteriors = self._measured(model, posteriors)
        return model if self.known.encoder is None else self._compared(self.known.encoder, model, posteriors)

    def _compared(self, encoder: Encoder, model: Model, posteriors: NDArray[np.float64]) -> Model:
        """The model once sentence vectors have been asked about what the words leave in doubt."""
        wanted = doubt.wanted(posteriors, self.band)
        if not all(side.any() for side in wanted):
            return model
        vectors = self._vectors(encoder, wanted)
        for _ in range(_ENCODER_ROUNDS):
            self._sharpen(vectors, posteriors)
            self.similar = embedding.told(*vectors, self.band, posteriors)
            model, posteriors = self._estimated(model)
        return model

    def first_pass(self) -> Pass:
        """Model and posteriors from what was known beforehand, measured on the texts."""
        model, posteriors = self._estimated(self.start, rounds=1)
        self._narrow(posteriors)
        model, posteriors = self._estimated(model, rounds=1)
        return self._measured(model, posteriors)

    def _narrow(self, posteriors: NDArray[np.float64]) -> None:
        """Leave out of the band where the path hardly can be."""
        band = narrowed(self.band, posteriors, _NEGLIGIBLE, _MARGIN)
        if band is not self.band:
            self.band, self.lattice = band, Lattice(band)

    def _estimated(self, model: Model | None, rounds: int = priors.ROUNDS) -> Pass:
        self.told = self._evidence()
        return priors.estimate(self.told, self.lattice, *self.lengths, self.known.weights, start=model, rounds=rounds)

    def _measured(self, model: Model, posteriors: NDArray[np.float64]) -> Pass:
        """Estimate again, with lexicon and structure trusted as far as the first pass bears them out."""
        blocks = self._blocks(posteriors)
        if len(blocks) >= _MEASURABLE:
            turned = [(b, a) for a, b in blocks]
            self.trust = (
                evidence.trusted(self.pairs, self.source, self.target, blocks),
                evidence.trusted(self.pairs.turned(), self.target, self.source, turned),
            )
        if self.structure is not None:
            self.structural = structures.evidence(self.structure, posteriors, self.band)
        return self._estimated(model)

    def _blocks(self, posteriors: NDArray[np.float64]) -> list[tuple[range, range]]:
        """The blocks of the beads that are more likely than not."""
        found = []
        for kind, (a, b) in enumerate(BEADS):
            if a and b:
                for row, column in np.argwhere(posteriors[kind] > 0.5).tolist():
                    end = int(self.band.low[row]) + column
                    found.append((range(row - a, row), range(end - b, end)))
        return found

    def _vectors(
        self, encoder: Encoder, wanted: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    ) -> tuple[embedding.Vectors, embedding.Vectors]:
        """The sentence vectors of both texts, of the segments that are wanted."""
        one, other = (
            embedding.Vectors(encoder, texts, joint(language), letters, some)
            for texts, language, letters, some in zip(
                self.texts, self.known.languages, self.lengths, wanted, strict=True
            )
        )
        return one, other

    def _sharpen(self, sides: tuple[embedding.Vectors, embedding.Vectors], posteriors: NDArray[np.float64]) -> None:
        """Encode the blocks of likely beads as texts of their own."""
        likely = [np.argwhere(posteriors[kind] > _LIKELY) for kind in range(len(BEADS))]
        for which, vectors in enumerate(sides):
            for size in range(2, LONGEST + 1):
                ends = [
                    self._ends(nodes)[which] for nodes, bead in zip(likely, BEADS, strict=True) if bead[which] == size
                ]
                vectors.sharpen(size, np.unique(np.concatenate(ends)))

    def _ends(self, nodes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return nodes[:, 0], self.band.low[nodes[:, 0]] + nodes[:, 1]

    def _teachable(self) -> bool:
        known = teaching.LEAST_WITH_LEXICON if self.known.lexicons else teaching.LEAST_WITHOUT
        return min(len(self.texts[0]), len(self.texts[1])) >= known
