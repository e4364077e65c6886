"""Are texts refused that are no translations of one another, and only those?

    python benchmarks/alignment_refusal.py [--pairs ar-en,zh-en] [--first 0] [--count 4] [--test]

True pairs are pieces of bulletins (as ``hard``, and merged as in a novel) and of the talk and articles of TICO-19;
strangers are pieces of other places in the same texts, so that both have one subject. With the whole lexicon, an
eighth of it, and none. Without ``--test`` the bulletins are those that weights are fitted on.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import alignment_mixtures as mixtures
import alignment_seeds as seeds

import alignment as sets
from termlode.alignment.aligner import resources
from termlode.alignment.parallel import LEAST, score
from termlode.alignment.texts import align_with

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (5, 8, 12, 25, 60)
LEXICONS = {"whole": 1.0, "thin": 0.125, "none": 0.0}
TEXTS = ("hard", "novel", "talk")


def runs(bench: Any, source: str, target: str, *, test: bool) -> dict[str, list[list[mixtures.Pair]]]:
    """Sentence pairs in a row by the kind of their text."""
    clean = [d for k, d in enumerate(bench.load("clean", source, target)) if (k in sets.TUNING) != test]
    news = [list(zip(d["src"], d["tgt"], strict=True)) for d in clean]
    return {"hard": news, "novel": news, "talk": mixtures.memory(source, target)}


def made(kind: str, pairs: list[mixtures.Pair], languages: tuple[str, str], seed: str) -> dict[str, Any]:
    """A document of a kind out of sentence pairs."""
    if kind == "hard":
        return seeds.document(pairs, languages, seed)
    return mixtures.mixture(pairs, languages, "chapter" if kind == "novel" else "usual", random.Random(seed))


def samples(bench: Any, pair: str, options: argparse.Namespace) -> Iterator[tuple[str, int, bool, Any, Any]]:
    """Kind, size, whether true, source and target texts."""
    source, target = pair.split("-")
    languages = (source, target)
    for kind, texts in runs(bench, source, target, test=options.test).items():
        for size in SIZES:
            for number in range(options.first, options.first + options.count):
                seed = f"{pair} {kind} {size} {number}"
                chance = random.Random(seed)
                one, other = (_piece(texts, size, chance) for _ in range(2))
                while set(one) & set(other):
                    other = _piece(texts, size, chance)
                mine, theirs = (made(kind, some, languages, seed) for some in (one, other))
                yield kind, size, True, mine["src"], mine["tgt"]
                yield kind, size, False, mine["src"], theirs["tgt"]


def _piece(texts: list[list[mixtures.Pair]], size: int, chance: random.Random) -> list[mixtures.Pair]:
    text = chance.choice(texts)
    begin = chance.randrange(max(1, len(text) - size))
    return text[begin : begin + size]


def main() -> None:
    """Print the shares of strangers accepted and of translations refused."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", default=",".join(sets.PAIRS))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=4)
    parser.add_argument("--test", action="store_true")
    options = parser.parse_args()
    bench = sets.load_bench()
    found: defaultdict[tuple[str, int, str, bool], list[float]] = defaultdict(list)
    for pair in options.pairs.split(","):
        known = resources(*pair.split("-"))
        for kind, size, true, source, target in samples(bench, pair, options):
            for name, share in LEXICONS.items():
                beads = align_with(mixtures.thinned(known, share), source, target)
                found[name, size, kind, true].append(score(beads, source, target))
    for name in LEXICONS:
        for size in SIZES:
            told = []
            for kind in TEXTS:
                refused = [s < LEAST for s in found[name, size, kind, True]]
                accepted = [s >= LEAST for s in found[name, size, kind, False]]
                told.append(f"{kind} refused {sum(refused)}/{len(refused)} accepted {sum(accepted)}/{len(accepted)}")
            print(f"{name:5} {size:3}  {'   '.join(told)}")
    for true in (True, False):
        wrong = [(s < LEAST) == true for (_, _, _, t), scores in found.items() if t == true for s in scores]
        print(f"{'false refusals' if true else 'false acceptances'} {sum(wrong)}/{len(wrong)}")


if __name__ == "__main__":
    main()
