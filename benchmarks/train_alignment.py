"""Train the weights that alignment decodes by (``alignment.priors.PLAIN``) on the tuning bulletins of the benchmark.

    python benchmarks/train_alignment.py [--steps 25] [--pairs zh-en,fa-en,ps-en,fa-zh]

A conditional random field over the lattice of each document pair: the estimated priors are held fixed, the
weights of the evidence and what is added to each kind of bead are fitted by Adam to the gold path. The
documents are the tuning bulletins 0, 1, 4, 8 of ``hard`` and the mixtures of ``alignment_mixtures.py``. Prints
the weights of each half of the documents and the likelihood of the other.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import alignment_mixtures as mixtures
import numpy as np

import alignment as sets
from termlode.alignment import length
from termlode.alignment.aligner import Aligner, resources
from termlode.alignment.band import BEADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from termlode.alignment.aligner import Resources

    type Floats = NDArray[np.float64]

START = {"one": 0.225, "merged": 0.03, "length": 1.28, "length_merged": -0.1, "null": 0.7, "three": 0.3, "more": 0.8,
         "shifted": 1.5}  # fmt: skip


def documents(bench: Any, source: str, target: str) -> list[tuple[int, dict[str, Any], Resources]]:
    """The tuning documents of a pair, each with its number within its set and what is known of its languages."""
    known = resources(source, target)
    found = [
        (sets.TUNING.index(k), d, known) for k, d in enumerate(bench.load("hard", source, target)) if k in sets.TUNING
    ]
    for name, (_profile, _text, share) in mixtures.SETS.items():
        thin = mixtures.thinned(known, share)
        found += [(k, d, thin) for k, d in enumerate(mixtures.documents(bench, name, source, target))]
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


class Example:
    """One document pair: what each weight is multiplied by, at every node."""

    def __init__(self, document: dict[str, Any], known: Resources) -> None:
        aligner = Aligner(known, document["src"], document["tgt"])
        model = aligner.learn()
        lengths = length.evidence(model.lengths, *aligner.lengths, aligner.band)
        size = np.array([a + b if a and b else 0 for a, b in BEADS])[:, None, None]
        several = np.array([min(bead) > 1 for bead in BEADS])[:, None, None]
        words, letters = np.where(np.isfinite(aligner.lexical), aligner.lexical, 0.0), np.where(size, lengths, 0.0)
        self.inside = aligner.band.inside & np.isfinite(aligner.lexical)
        self.fixed = np.log(model.priors)[:, None, None] + 0.5 * np.where(size, 0.0, lengths)
        ones = np.ones(words.shape)
        self.features = {
            "one": words, "merged": words * (size > 2), "length": letters, "length_merged": letters * (size > 2),
            "null": ones * (size == 0), "three": ones * (size == 3), "more": ones * (size > 3),
            "shifted": ones * several,
        }  # fmt: skip
        self.gold, self.lattice = gold_of(document, aligner), aligner.lattice

    def loss(self, weights: dict[str, float]) -> tuple[float, dict[str, float]]:
        """Negative log likelihood of the gold path, and its gradient."""
        assert self.gold is not None
        table = self.fixed + sum(weights[name] * values for name, values in self.features.items())
        table = np.where(self.inside, table, -np.inf)
        posteriors, total = self.lattice.posteriors(table)
        change = np.where(self.inside, posteriors - self.gold, 0.0)
        slope = {name: float((change * values).sum()) for name, values in self.features.items()}
        return total - float(table[self.gold].sum()), slope


def loss(examples: list[Example], weights: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Of all examples together."""
    found = [example.loss(weights) for example in examples]
    return sum(value for value, _ in found), {name: sum(slope[name] for _, slope in found) for name in weights}


def train(examples: list[Example], steps: int, rate: float = 0.1) -> dict[str, float]:
    """Adam (Kingma & Ba 2015)."""
    weights, mean, square = dict(START), dict.fromkeys(START, 0.0), dict.fromkeys(START, 0.0)
    for step in range(1, steps + 1):
        for name, slope in loss(examples, weights)[1].items():
            mean[name] = 0.9 * mean[name] + 0.1 * slope
            square[name] = 0.99 * square[name] + 0.01 * slope**2
            scale = (square[name] / (1 - 0.99**step)) ** 0.5 + 1e-8
            weights[name] -= rate * mean[name] / (1 - 0.9**step) / scale
    return weights


def main() -> None:
    """Print what each half of the bulletins teaches."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--pairs", default=",".join(sets.PAIRS))
    parser.add_argument("--first", type=int, default=4, help="so many documents of each set")
    options = parser.parse_args()
    bench = sets.load_bench()
    halves: tuple[list[Example], list[Example]] = ([], [])
    for pair in options.pairs.split(","):
        source, target = pair.split("-")
        for number, document, known in documents(bench, source, target):
            if number >= options.first:
                continue
            example = Example(document, known)
            if example.gold is not None:
                halves[number % 2].append(example)
    for mine, others in (halves, halves[::-1]):
        weights = train(mine, options.steps)
        shown = " ".join(f"{name} {value:.2f}" for name, value in weights.items())
        print(f"{shown}; other half: {loss(others, START)[0]:.0f} → {loss(others, weights)[0]:.0f}", flush=True)


if __name__ == "__main__":
    main()
