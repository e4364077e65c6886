"""Trains the weights of the ranking model (``src/termlode/extraction/ranking.tsv``) on the hand-annotated sources.

    python benchmarks/train_ranking.py [--write] [FOLDER]      default: $TERMLODE_SHARED or ../shared

A logistic regression by Newton's method with a penalty on the squared weights of standardised features, an intercept
for each language, and as much weight for each language as the root of its gold asks for. Each language is taken twice,
with the project's termbase and without. The gold is one half of an inventory: terms of the other half count as none,
which lowers all scores alike and leaves the order; those that the termbase has are left out instead. Printed: P@100
and F@gold of each language, and of each source, by weights that never saw it.
"""

from __future__ import annotations

import argparse
import csv
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from termlode import documents, workspace
from termlode.extraction import model
from termlode.extraction.citation import citation
from termlode.extraction.rank import Ranking
from termlode.files import write_text
from termlode.languages.folding import fold
from termlode.languages.tags import primary
from termlode.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from termlode.model import Segment

    type Floats = NDArray[np.float64]

LANGUAGES = ("fa", "ar", "zh", "ps", "en")
PENALTY = 1.0
HEAD = (
    "# Weights of the ranking model, fitted by benchmarks/train_ranking.py on our annotation of five documents.",
    "# feature, what a unit adds to the log odds, meaning",
)
MEANINGS = {
    "free": "log2 of 1 + its occurrences outside longer candidates (C-value)",
    "freedom": "how freely its neighbours vary on the less free side, 0..1 (boundary entropy)",
    "rarity": "-log2 of the frequency of its least rare word in general language",
    "cohesion": "how firmly its words hold together at the weakest joint, -1..1 (normalised PMI)",
    "single": "it is one word",
    "single rarity": "the rarity of that word",
    "single name": "that word is a name",
    "single once": "that word occurs once",
    "single cut": "share of the places of that word before a word that belongs to it (Arabic construct state)",
    "name": "share of its words that are names",
    "four words": "it has four words or more",
    "edge": "share of its occurrences that end a phrase on the side away from the head",
    "absorbed": "share of its occurrences inside one and the same longer candidate",
    "family": "log2 of 1 + the recurring longer candidates that contain it",
    "doubt": "a word of it is likelier a verb, participle or adjective",
    "spread": "log2 of the paragraphs it occurs in",
    "marked": "quoted, highlighted, a whole heading, or where the text says what it means",
    "near": "share of its words that stand in known terms",
    "near terms": "mean over its words of log2 of 1 + the known terms of several words that they stand in",
    "single near": "log2 of 1 + the known terms of several words that the word stands in",
    "torn": "share of its occurrences that cut through a known term",
    "inside": "share of its occurrences inside a known term",
    "single inside": "the same for one word",
    "single near inside": "the same for one word, times log2 of 1 + the known terms that it stands in",
}


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a language: features, whether each is gold, and which gold term it is (-1: none)."""

    language: str
    ranking: Ranking
    gold: NDArray[np.int64]
    total: int
    doubtful: NDArray[np.bool_]  # left out: no gold but in the termbase, perhaps of the other half; or no candidate

    @property
    def features(self) -> Floats:
        """One row a candidate."""
        return np.column_stack([self.ranking.columns[name] for name in MEANINGS])

    @property
    def right(self) -> Floats:
        """1 for gold."""
        return (self.gold >= 0).astype(float)


def key(text: str, language: str) -> str:
    """A surface as it is compared."""
    folded = fold(text, language)
    return "".join(folded.split()) if language in ("fa", "zh") else " ".join(folded.split())


def gold(folder: Path, language: str) -> dict[str, int]:
    """The surfaces of the gold terms, and which each belongs to."""
    out: dict[str, int] = {}
    with (folder / "gold" / "terms" / f"mono_{language}.tsv").open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)):
            for text in (row["term"], *(one.rsplit("×", 1)[0] for one in row["surfaces"].split("|") if one)):
                out.setdefault(key(text, language), number)
    return out


def example(
    segments: Sequence[Segment], language: str, concepts: Sequence[str], folder: Path, *, known: bool = True
) -> Example:
    """The candidates in some segments; ``concepts`` are the termbase's terms, which ranking knows if they are known."""
    ranking = Ranking([one for one in segments if primary(one.language) == language], language, concepts * known)
    right = gold(folder, language)
    termbase = {key(term, language) for term in concepts}
    found, doubtful = [], []
    for number in range(len(ranking.groups.counts)):
        surfaces = ranking.surfaces(number)
        forms = [citation(surfaces, language), *sorted(surfaces, key=lambda one: -surfaces[one])]
        found.append(next((right[key(one, language)] for one in forms if key(one, language) in right), -1))
        doubtful.append(found[-1] < 0 and any(key(one, language) in termbase for one in forms))
    aside = np.array(doubtful) | ranking.modifiers
    return Example(language, ranking, np.array(found), len(set(right.values())), aside)


def fit(examples: Sequence[Example]) -> Floats:
    """The weights of the features."""
    table = np.vstack([one.features for one in examples])
    spread = table.std(0) + 1e-9
    own = np.repeat(np.eye(len(examples)), [len(one.gold) for one in examples], axis=0)
    table, right = np.hstack([(table - table.mean(0)) / spread, own]), np.concatenate([one.right for one in examples])
    weight = np.concatenate([~one.doubtful * max(1.0, one.right.sum()) ** -0.5 for one in examples])
    weight *= 8.0  # so that the penalty of 1 is that of some hundred gold terms of equal weight
    penalty = np.concatenate([np.full(len(spread), PENALTY), np.full(len(examples), 1e-3)])
    beta = np.zeros(table.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-table @ beta))
        slope = table.T @ (weight * (right - share)) - penalty * beta
        curve = (table * (weight * share * (1 - share))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    out: Floats = beta[: len(spread)] / spread
    return out


def measure(one: Example, weights: Floats) -> tuple[float, float]:
    """P@100 and F@gold; each gold term counts once."""
    seen: set[int] = set()
    hits = []
    order = np.lexsort((one.ranking.groups.first, -np.round(one.features @ weights, 4)))
    for number in one.gold[order[~one.ranking.modifiers[order]]].tolist():
        hits.append(number >= 0 and number not in seen)
        seen.add(number)
    return sum(hits[:100]) / 100, sum(hits[: one.total]) / one.total


def report(title: str, examples: dict[str, list[Example]]) -> None:
    """What weights say of each group of examples that they never saw."""
    for name, some in examples.items():
        weights = fit([one for other, group in examples.items() if other != name for one in group])
        shown = " ".join("P@100 {:.2f} F@gold {:.2f}".format(*measure(one, weights)) for one in some)
        print(f"without this {title} {name}: {shown}")


def main() -> None:
    """Train, measure, and write if asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("TERMLODE_SHARED", "../shared")))
    options = parser.parse_args()
    concepts = workspace.load(Path(__file__).parent.parent).concepts()
    sources = {path.name[:3]: segment(documents.read(path)) for path in sorted(options.folder.glob("sources/*.txt"))}
    segments = [one for source in sources.values() for one in source]
    known = {tag: [t.term for c in concepts if (s := c.section(tag)) for t in s.terms] for tag in LANGUAGES}
    by_language = {
        tag: [example(segments, tag, known[tag], options.folder, known=told) for told in (True, False)]
        for tag in LANGUAGES
    }
    report("language (with the termbase, without)", by_language)
    report("source", {
        name: [example(source, tag, known[tag], options.folder) for tag in _languages(source)]
        for name, source in sources.items()
    })  # fmt: skip
    weights = fit([one for some in by_language.values() for one in some])
    for tag, some in by_language.items():
        print(tag, *("P@100 {:.2f} F@gold {:.2f}".format(*measure(one, weights)) for one in some))
    rows = [f"{name}\t{adds:.4f}\t{MEANINGS[name]}" for name, adds in zip(MEANINGS, weights.tolist(), strict=True)]
    print("\n".join(rows))
    if options.write:
        write_text(model.WEIGHTS, "\n".join((*HEAD, *rows, "")))


def _languages(source: Sequence[Segment]) -> list[str]:
    tags = [primary(one.language) for one in source]
    return [tag for tag in LANGUAGES if tags.count(tag) > 9]


if __name__ == "__main__":
    main()
