"""Links between term candidates of two languages: precision, recall, and whether the probabilities can be believed.

    python benchmarks/links.py [--fit] [--aligned | --comparable] [FOLDER]      default: $TERMLODE_SHARED or ../shared

*Aligned*: TICO-19, English with Arabic, Persian, Chinese and Pashto, its own glossaries as gold for the terms that
stand in a segment and its translation; the packaged lexicons are off, for they were trained on it. The model is
fitted on two or three languages and measured on the others. *Comparable*: the five sources; the model is fitted on
concepts of the termbase that were hidden from it, and measured on the pairs of gold/terms/links.tsv, whose concepts
were hidden too. A link is judged where both sides are gold of their languages, as tools/score_links.py does.
``--fit`` prints the models of termlode/extraction/links/model.py: the comparable one first, for it gives the weight of
``half`` to the other.
"""

from __future__ import annotations

import csv
import lzma
import os
import random
import re
import sys
import time
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from termlode import documents, extraction, segmentation
from termlode.alignment.lexicon import packaged
from termlode.extraction.links import POOL, Known, link, pool, words_of
from termlode.extraction.links.model import ALIGNED, COMPARABLE, Model, rivalry
from termlode.extraction.links.pairing import Pairing
from termlode.extraction.links.parallel import Bitext, of_terms, taught
from termlode.jobs.named import Named
from termlode.jobs.stages.known import terms
from termlode.model import Segment
from termlode.termbase.load import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from termlode.extraction import Candidate
    from termlode.extraction.links import Link
    from termlode.extraction.links.features import Pairs
    from termlode.model import ConceptEntry

    type Side = tuple[str, str]  # language, folded text

LANGUAGES = ("fa", "ar", "zh", "ps", "en")
GLOSSARIES = {"ar": "ar_AR", "fa": "fa_IR", "ps": "ps_AF", "zh": "zh_CN"}
ALL = 1 << 30
# Weight of pairs of which only one side is gold: most are wrong, but a glossary has one translation of many.
# The first regression and the second; that of aligned texts goes nearly by judged pairs alone: its chances are theirs.
OPEN_ALIGNED, OPEN_COMPARABLE = (0.01, 0.003), (0.05, 0.05)
SUREST = 0.9  # pairs at least so sure tell how many of the surest are right
FOLDS = 4
CHUNKS = (12, 40, 150)  # beads of the small texts that the model is also fitted on
_SAME = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "\u200c": "", "\u0640": ""}
)


def folded(text: str, language: str) -> str:
    """A text as tools/score_terms.py compares it."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in text if not ("\u064b" <= c <= "\u0655" or c == "\u0670")).translate(_SAME)
    return ("" if language in ("fa", "zh") else " ").join(text.split())


def sides_of(one: Candidate) -> set[Side]:
    """A candidate by all its surfaces."""
    return {(one.language, folded(text, one.language)) for text, _ in ((one.term, 0), *one.surfaces)}


# ── aligned texts ────────────────────────────────────────────────────────────────────────────────


@dataclass
class Aligned:
    """A part of TICO-19: beads, candidates, lexicons, and the pairs of its glossary that stand in beads."""

    languages: tuple[str, str]
    known: Known
    candidates: dict[str, list[Candidate]]
    gold: set[frozenset[Side]]
    pools: dict[str, Sequence[Candidate]] = field(default_factory=dict)  # once compared: what was, in its order


def segments(folder: Path, language: str) -> list[tuple[str, str]]:
    """English and the other language, segment by segment."""
    with lzma.open(folder / f"all.en-{language}.tmx.xz", "rt", encoding="utf-8") as handle:
        text = handle.read()
    found: dict[str, dict[bool, str]] = defaultdict(dict)
    for unit in re.finditer(r'<tu tuid="([^"]+)">(.*?)</tu>', text, re.DOTALL):
        for tag, segment in re.findall(r'<tuv xml:lang="([^"]+)">\s*<seg>(.*?)</seg>', unit[2], re.DOTALL):
            found[unit[1]][tag.startswith("en")] = unescape(segment)
    return [(pair[True], pair[False]) for pair in found.values() if len(pair) == 2]


def aligned(folder: Path, language: str, pairs: Sequence[tuple[str, str]], lexicons: tuple = ()) -> Aligned:
    """The candidates and the gold of some segments."""
    languages = ("en", language)
    beads = [Bitext((one,), (other,)) for one, other in pairs]
    candidates = {
        tag: extraction.candidates([Segment(pair[k], tag) for pair in pairs], tag, contexts=ALL)
        for k, tag in enumerate(languages)
    }
    known = Known(lambda _one, _other: lexicons, {languages: beads}, only_aligned=True)
    return Aligned(languages, known, candidates, glossary(folder, language, pairs))


def glossary(folder: Path, language: str, pairs: Sequence[tuple[str, str]]) -> set[frozenset[Side]]:
    """The pairs of the glossary whose sides stand in a segment and its translation."""
    texts = [(folded(one, "en"), folded(other, language)) for one, other in pairs]
    with (folder / f"f_en-{GLOSSARIES[language]}.csv").open(encoding="utf-8") as handle:
        rows = [(row["sourceString"], row["targetString"]) for row in csv.DictReader(handle)]
    found = set()
    for english, other in rows:
        one, two = folded(english, "en"), folded(other, language)
        word = re.compile(rf"\b{re.escape(one)}\b")
        if any(two in there and word.search(here) for here, there in texts):
            found.add(frozenset((("en", one), (language, two))))
    return found


def pieces(folder: Path, language: str) -> list[Aligned]:
    """The second half in small texts, with a lexicon of words that the first half taught."""
    pairs = segments(folder, language)
    half = len(pairs) // 2
    lexicon = taught([Bitext((one,), (other,)) for one, other in pairs[:half]], ("en", language))
    found, place = [], half
    for number in range(24):
        size = CHUNKS[number % len(CHUNKS)]
        if place + size > len(pairs):
            break
        found.append(aligned(folder, language, pairs[place : place + size], (lexicon,)))
        place += size
    return found


# ── labels ───────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Examples:
    """Pairs with what is known of each: 1 right, 0 wrong, -1 one side is gold and the other is not, -2 nothing."""

    pairs: Pairs
    labels: NDArray[np.int64]


def labelled(pairs: Pairs, sides: tuple[list[set], list[set]], right: set[frozenset]) -> Examples:
    """Examples by the gold sides that each candidate has."""
    labels = np.full(len(pairs.rows), -2)
    for k, (a, b) in enumerate(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)):
        one, other = sides[0][a], sides[1][b]
        if one and other:
            labels[k] = any(frozenset((x, y)) in right for x in one for y in other)
        elif one or other:
            labels[k] = -1
    return Examples(pairs, labels)


def examples(data: Aligned) -> Examples:
    """The compared pairs of an aligned text."""
    lexicons = words_of(data.languages, data.known)
    data.pools = pool(data.candidates, data.known, lexicons)
    one, other = (data.pools[tag] for tag in data.languages)
    gold = set().union(*data.gold) if data.gold else set()
    sides = ([sides_of(c) & gold for c in one], [sides_of(c) & gold for c in other])
    pairing = Pairing((one, other), data.languages, data.known, lexicons[data.languages])
    return labelled(pairing.compared(aligned=True), sides, data.gold)


# ── fitting ──────────────────────────────────────────────────────────────────────────────────────


def logistic(values: NDArray, right: NDArray, weights: NDArray, ridge: float = 1.0) -> NDArray:
    """Weighted logistic regression with a ridge on standardised values: bias, then a weight a column."""
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    columns = np.c_[np.ones(len(values)), (values - mean) / scale]
    penalty = np.eye(columns.shape[1]) * ridge
    penalty[0, 0] = 1e-6
    found = np.zeros(columns.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (weights * (right - chance)) - penalty @ found
        step = np.linalg.solve((columns * (weights * chance * (1 - chance))[:, None]).T @ columns + penalty, slope)
        found += step
        if abs(step).max() < 1e-8:
            break
    plain = found[1:] / scale
    return np.r_[found[0] - plain @ mean, plain]


def fit(
    data: Sequence[Examples], weight: tuple[float, float], none: float, missing: Mapping[str, float] | None = None
) -> Model:
    """The model that explains the labels; ``missing`` are weights of features that the data do not have."""
    names = data[0].pairs.names
    first = _fitted([(one.pairs.values, one.labels, None) for one in data], weight[0])
    weights = dict(zip(names, map(float, first[1:]), strict=True)) | dict(missing or {})
    model = Model(float(first[0]), weights, (0, 0, 0, 0), none=none)
    rivals = [rivalry(one.pairs, model.scores(one.pairs), none) for one in data]
    second = _fitted([(r, one.labels, r[:, 1] >= 0) for r, one in zip(rivals, data, strict=True)], weight[1])
    model = Model(model.bias, weights, tuple(map(float, second)), none=none)
    return replace(model, most=_most(model, data))


def _most(model: Model, data: Sequence[Examples]) -> float:
    """What the chances of a model must be multiplied by for its surest pairs to be right as often as it says."""
    chances = np.concatenate([model.probabilities(one.pairs)[one.labels >= 0] for one in data])
    right = np.concatenate([one.labels[one.labels >= 0] == 1 for one in data])
    sure = chances >= SUREST
    return min(1.0, float(right[sure].mean() / chances[sure].mean())) if sure.any() else 1.0


def _fitted(parts: Iterable[tuple[NDArray, NDArray, NDArray | None]], weight: float) -> NDArray:
    """``parts``: values, labels, and which pairs lead on both sides: those of one gold side then say nothing."""
    values, right, weights = [], [], []
    for value, labels, leads in parts:
        kept = (labels >= 0) | ((labels == -1) & (True if leads is None else ~leads))
        values.append(value[kept])
        right.append(labels[kept] == 1)
        weights.append(np.where(labels[kept] == -1, weight, 1.0))
    return logistic(np.concatenate(values), np.concatenate(right).astype(float), np.concatenate(weights))


# ── measuring ────────────────────────────────────────────────────────────────────────────────────


def judged(found: Iterable[tuple[set[Side], set[Side], float]], right: set[frozenset[Side]]) -> list[tuple]:
    """Of each link with gold on both sides: probability, whether it is right, the gold pairs that it finds."""
    gold = set().union(*right)
    out = []
    for one, other, chance in found:
        left, right_ = one & gold, other & gold
        if left and right_:
            hits = {frozenset((x, y)) for x in left for y in right_} & right
            out.append((chance, bool(hits), hits))
    return out


def row(name: str, links: list[tuple], total: int, could: int) -> str:
    """A line of the table."""
    cells = [name, str(total), str(could)]
    for least in (0.2, 0.5, 0.8):
        some = [one for one in links if one[0] >= least]
        hits = set().union(*(one[2] for one in some))
        cells.append(
            f"{len(some)}: {sum(one[1] for one in some) / max(1, len(some)):.3f}, {len(hits) / total:.2f}, "
            f"{len(hits) / max(1, could):.2f}"
        )
    cells += [f"{calibration(links, least):.3f}" for least in (0.05, 0.2, 0.5)]
    return f"| {' | '.join(cells)} |"


def calibration(links: list[tuple], least: float) -> float:
    """The mean distance of probability and share of right ones, in ten equal bins."""
    bins: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    some = [one for one in links if one[0] >= least]
    for chance, is_right, _ in some:
        bins[min(int(chance * 10), 9)][0] += chance
        bins[min(int(chance * 10), 9)][1] += is_right
    return sum(abs(chance - right) for chance, right in bins.values()) / max(1, len(some))


HEAD = (
    "| | gold | both extracted | p ≥ .2: links, precision, recall of all, of extracted | p ≥ .5 | p ≥ .8 "
    "| calibration error p ≥ .05 | ≥ .2 | ≥ .5 |\n|---|---|---|---|---|---|---|---|---|"
)


def measure_aligned(data: Aligned, model: Model, examples_: Examples) -> tuple[list[tuple], int]:
    """The judged links of a text by a model, and how many gold pairs have both sides among the candidates."""
    one, other = (data.pools[tag] for tag in data.languages)
    chances = model.probabilities(examples_.pairs)
    place = zip(examples_.pairs.rows.tolist(), examples_.pairs.columns.tolist(), chances.tolist(), strict=True)
    found = ((sides_of(one[a]), sides_of(other[b]), p) for a, b, p in place if p >= 0.05)
    have = set().union(*(sides_of(c) for side in data.candidates.values() for c in side))
    return judged(found, data.gold), sum(pair <= have for pair in data.gold)


# ── comparable texts ─────────────────────────────────────────────────────────────────────────────


@dataclass
class Comparable:
    """The five sources: candidates, the termbase, the gold pairs and the concepts that are to be hidden for them."""

    candidates: dict[str, list[Candidate]]
    entries: list[ConceptEntry]
    gold: set[frozenset[Side]]
    hidden: set[str]

    def known(self, hidden: set[str]) -> Known:
        """What is known where some concepts are not."""
        left = [entry for entry in self.entries if entry.id not in hidden]

        def lexicons(one: str, other: str) -> list:
            return [packaged(one, other), of_terms(terms(left, one, other), (one, other))]

        return Known(lexicons, concepts=Named(left).concepts)


def comparable(shared: Path) -> Comparable:
    """Read it."""
    read = [documents.read(path) for path in sorted((shared / "sources").glob("*.txt"))]
    found = [segment for one in read for segment in segmentation.segment(one)]
    candidates = {tag: extraction.candidates(found, tag, contexts=ALL) for tag in LANGUAGES}
    entries = list(load(Path(__file__).parent.parent / "termbase").concepts.values())
    with (shared / "gold" / "terms" / "links.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    gold, hidden, texts = set(), {row["concept_id"] for row in rows}, set()
    for row_ in rows:
        one, other = (
            {(row_[f"lang{k}"], folded(row_[f"{f}{k}"], row_[f"lang{k}"])) for f in ("term", "surface")} for k in (1, 2)
        )
        gold |= {frozenset((a, b)) for a in one for b in other}
        texts |= one | other
    for entry in entries:  # a concept that has a gold term is hidden too
        for section in entry.languages:
            if any((section.language, folded(term.term, section.language)) in texts for term in section.terms):
                hidden.add(entry.id)
    return Comparable(candidates, entries, gold, hidden)


def hidden_examples(data: Comparable) -> list[Examples]:
    """The pairs of concepts that are not gold, each compared while its concept is hidden."""
    rest = sorted({entry.id for entry in data.entries} - data.hidden)
    random.Random(1).shuffle(rest)
    everything = Named(data.entries).concepts
    some = {tag: found[:POOL] for tag, found in data.candidates.items()}
    names = {tag: [everything(one) for one in found] for tag, found in some.items()}
    found = []
    for part in range(FOLDS):
        fold = set(rest[part::FOLDS])
        known = data.known(data.hidden | fold)
        right = {frozenset((("one", concept), ("other", concept))) for concept in fold}
        for one, other in combinations(LANGUAGES, 2):
            words = known.lexicons(one, other)
            pairs = Pairing((some[one], some[other]), (one, other), known, words).compared(aligned=False)
            sides = (
                [{("one", c) for c in ids & fold} for ids in names[one]],
                [{("other", c) for c in ids & fold} for ids in names[other]],
            )
            found.append(labelled(pairs, sides, right))
    return found


def measure_comparable(data: Comparable, found: Iterable[Link]) -> tuple[list[tuple], int, int]:
    """Judged links, gold pairs, and those of them whose sides were both extracted."""
    have = {side for some in data.candidates.values() for one in some for side in sides_of(one)}
    links = judged(((sides_of(one.source), sides_of(one.target), one.probability) for one in found), data.gold)
    return links, len(data.gold), sum(pair <= have for pair in data.gold)


def printed(name: str, model: Model) -> None:
    """A model as it stands in the package."""
    print(f"{name} = Model(\n    {model.bias:.3f},\n    {{")
    print("\n".join(f'        "{key}": {value:.3f},' for key, value in model.weights.items()))
    final = ", ".join(f"{value:.3f}" for value in model.final)
    print(f"    }},\n    ({final}),\n    {model.most:.3f},\n    {model.none:.1f},\n)")


def aligned_part(folder: Path, *, fitting: bool) -> None:
    """Fit on some languages, measure on the others."""
    whole = {tag: aligned(folder, tag, segments(folder, tag)) for tag in GLOSSARIES}
    wholes = {tag: examples(data) for tag, data in whole.items()}
    small = {tag: [examples(one) for one in pieces(folder, tag)] for tag in GLOSSARIES}
    missing = {"half": COMPARABLE.weights["half"]}

    def fitted(tags: Iterable[str]) -> Model:
        return fit([some for tag in tags for some in (wholes[tag], *small[tag])], OPEN_ALIGNED, ALIGNED.none, missing)

    if fitting:
        printed("ALIGNED", fitted(GLOSSARIES))
    print("Aligned, without the packaged lexicons\n\n" + HEAD)
    splits = [(("ar", "zh"), ("fa", "ps")), (("fa", "ps"), ("ar", "zh"))]
    splits += [(tuple(t for t in GLOSSARIES if t != tag), (tag,)) for tag in GLOSSARIES]
    pooled: dict[bool, list[tuple]] = {True: [], False: []}
    totals = {True: [0, 0], False: [0, 0]}
    for on, tags in splits:
        model = fitted(on)
        for tag in tags:
            links, could = measure_aligned(whole[tag], model, wholes[tag])
            print(row(f"en-{tag}, fitted on {' '.join(on)}", links, len(whole[tag].gold), could), flush=True)
            pooled[len(on) == 2] += links
            totals[len(on) == 2][0] += len(whole[tag].gold)
            totals[len(on) == 2][1] += could
    for two in (True, False):
        print(row(f"all, each fitted on {2 if two else 3} others", pooled[two], *totals[two]))


def comparable_part(shared: Path, *, fitting: bool) -> None:
    """Measure the packaged model with the gold concepts hidden, and with the whole termbase."""
    five = comparable(shared)
    if fitting:
        printed("COMPARABLE", fit(hidden_examples(five), OPEN_COMPARABLE, COMPARABLE.none))
        return
    print("\nComparable: the five sources\n\n" + HEAD)
    for name, gone in (("gold concepts hidden", five.hidden), ("whole termbase", set())):
        began = time.process_time()
        links = link(five.candidates, five.known(gone), least=0.05, best=5)
        print(row(name, *measure_comparable(five, links)), f"{time.process_time() - began:.1f} s CPU")


if __name__ == "__main__":
    said = sys.argv[1:]
    named = [one for one in said if not one.startswith("--")]
    place = Path(named[0] if named else os.environ.get("TERMLODE_SHARED", "../shared"))
    if "--comparable" not in said:
        aligned_part(place / "bench" / "tico19", fitting="--fit" in said)
    if "--aligned" not in said:
        comparable_part(place, fitting="--fit" in said)
