"""Development documents for alignment: mixtures of merges and nulls as novels, news and careful translations have them.

Made from the tuning bulletins 0, 1, 4, 8 of the shared alignment benchmark and, for languages without a packaged
lexicon, from the translation memory of TICO-19 (which the lexicons were made of, so that with them it would
flatter). Shipped weights are fitted on these documents only.

    python benchmarks/alignment_mixtures.py [--sets merged,novel] [--pairs zh-en] [--kinds]
 A merge is made in two ways: the sentences of one
side are joined, or a sentence of the other side is cut at its clauses, so that beads of one long and many short
sentences arise as between a Chinese novel and its translation.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import alignment as sets
from termlode.alignment.aligner import resources

if TYPE_CHECKING:
    from termlode.alignment.aligner import Resources

type Bead = tuple[tuple[int, ...], tuple[int, ...]]
type Pair = tuple[str, str]

# shares of beads by size (larger side, smaller side); "swallowed": 2-2 for two 1-1 of which half a sentence moved
PROFILES: dict[str, dict[str, float]] = {
    "merged": {"1": 0.50, "2": 0.22, "3": 0.10, "4": 0.04, "5": 0.01, "6": 0.005, "swallowed": 0.08, "null": 0.015},
    "chapter": {"1": 0.45, "2": 0.28, "3": 0.12, "4": 0.05, "5": 0.015, "6": 0.005, "swallowed": 0.05, "null": 0.01},
    "novel": {"1": 0.58, "2": 0.24, "3": 0.07, "4": 0.02, "swallowed": 0.05, "null": 0.02},
    "usual": {"1": 0.78, "2": 0.10, "3": 0.02, "swallowed": 0.02, "null": 0.08},
    "omitting": {"1": 0.68, "2": 0.05, "swallowed": 0.01, "null": 0.26},
    "near": {"1": 0.98, "2": 0.01, "null": 0.01},
}
SHORT = {"novel", "omitting", "chapter"}  # profiles whose sentences are often clauses, as speech in a novel is
FREE = {"chapter": 0.4}  # share of the pairs of which one side lacks a clause, as in a free translation
_CLAUSE = re.compile(r"(?<=[,;:，；：、،؛])\s*|\s+[–—]\s+")
_LEAST = {"zh": 5}  # characters of a piece; elsewhere 15
_LEANING = 0.85  # share of the merges of a document that go the same way


@dataclass
class Mixture:
    """A document under construction: sentences of both sides and the right beads."""

    languages: tuple[str, str]
    sides: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    gold: list[Bead] = field(default_factory=list)

    def add(self, one: list[str], other: list[str]) -> None:
        """Append a bead."""
        numbers = [
            tuple(range(len(side), len(side) + len(some))) for side, some in zip(self.sides, (one, other), strict=True)
        ]
        self.gold.append((numbers[0], numbers[1]))
        self.sides[0].extend(one)
        self.sides[1].extend(other)

    def document(self) -> dict[str, Any]:
        """As the benchmark's loader gives it."""
        return {"src": self.sides[0], "tgt": self.sides[1], "gold": self.gold}


def joint(language: str) -> str:
    """What stands between sentences."""
    return "" if language == "zh" else " "


def pieces(text: str, language: str, most: int, chance: random.Random) -> list[str]:
    """``text`` cut at its clauses into at most ``most`` pieces that are long enough."""
    least = _LEAST.get(language, 15)
    found: list[str] = []
    for part in _CLAUSE.split(text):
        if found and (len(found[-1]) < least or len(part) < least):
            found[-1] += joint(language) + part
        elif part:
            found.append(part)
    while len(found) > most:
        k = chance.randrange(len(found) - 1)
        found[k : k + 2] = [joint(language).join(found[k : k + 2])]
    return found


def clauses(pair: Pair, languages: tuple[str, str]) -> list[Pair]:
    """A pair of sentences as two pairs of clauses where both have two of about the same shares, else as it is."""
    chance = random.Random(pair[0])
    one, other = (pieces(text, language, 2, chance) for text, language in zip(pair, languages, strict=True))
    if len(one) == len(other) == 2 and abs(len(one[0]) / len(pair[0]) - len(other[0]) / len(pair[1])) < 0.08:
        return [(one[0], other[0]), (one[1], other[1])]
    return [pair]


def freely(pair: Pair, languages: tuple[str, str], chance: random.Random) -> Pair:
    """A pair of sentences one of which has lost a clause."""
    which = chance.randrange(2)
    cut = pieces(pair[which], languages[which], 5, chance)
    if len(cut) > 1:
        del cut[chance.randrange(len(cut))]
    text = joint(languages[which]).join(cut)
    return (pair[0], text) if which else (text, pair[1])


def mixture(pairs: list[Pair], languages: tuple[str, str], profile: str, chance: random.Random) -> dict[str, Any]:
    """A document of one profile."""
    made = Mixture(languages)
    shares = PROFILES[profile]
    leaning = chance.randrange(2)
    rest = list(pairs)
    if profile in SHORT:
        rest = [piece for pair in rest for piece in (clauses(pair, languages) if chance.random() < 0.7 else [pair])]
    free = FREE.get(profile, 0.0)
    rest = [freely(pair, languages, chance) if chance.random() < free else pair for pair in rest]
    while rest:
        kind = chance.choices(list(shares), list(shares.values()))[0]
        many = leaning if chance.random() < _LEANING else 1 - leaning
        if kind == "null":
            for pair in _taken(rest, chance.choices((1, 2, 5), (8, 3, 1))[0]):
                made.add(*(([], [pair[1]]) if many else ([pair[0]], [])))
        elif kind == "swallowed":
            swallow(made, _taken(rest, 2), many, chance)
        else:
            _merge(made, rest, int(kind), many, chance)
    return made.document()


def _taken(rest: list[Pair], count: int) -> list[Pair]:
    some = rest[:count]
    del rest[:count]
    return some


def _merge(made: Mixture, rest: list[Pair], size: int, many: int, chance: random.Random) -> None:
    """One sentence against ``size``: cut where it has the clauses, else joined; few sentences are cut again."""
    pair = rest[0]
    cut = pieces(pair[many], made.languages[many], size, chance)
    if size > 1 and len(cut) == size and chance.random() < 0.8:
        _taken(rest, 1)
        sides = [[pair[0]], [pair[1]]]
        sides[many] = cut
    else:
        some = _taken(rest, size if size < 4 else 2)
        sides = [[pair[0] for pair in some], [pair[1] for pair in some]]
        while len(sides[many]) < size:
            k = max(range(len(sides[many])), key=lambda n: len(sides[many][n]))
            more = pieces(sides[many][k], made.languages[many], 2, chance)
            if len(more) < 2:
                break
            sides[many][k : k + 1] = more
        sides[1 - many] = [joint(made.languages[1 - many]).join(sides[1 - many])]
    made.add(sides[0], sides[1])


def swallow(made: Mixture, some: list[Pair], many: int, chance: random.Random) -> None:
    """Two pairs; on one side a clause of the second sentence ends the first, or of the first begins the second."""
    sides = [[pair[0] for pair in some], [pair[1] for pair in some]]
    language = made.languages[many]
    if len(some) == 2:
        which = chance.randrange(2)
        cut = pieces(sides[many][which], language, 2, chance)
        if len(cut) == 2 and which:
            sides[many] = [joint(language).join([sides[many][0], cut[0]]), cut[1]]
        elif len(cut) == 2:
            sides[many] = [cut[0], joint(language).join([cut[1], sides[many][1]])]
        else:
            for pair in some:
                made.add([pair[0]], [pair[1]])
            return
    made.add(sides[0], sides[1])


def bulletins(bench: Any, source: str, target: str) -> list[list[Pair]]:
    """The sentence pairs of the tuning bulletins."""
    found = [d for k, d in enumerate(bench.load("clean", source, target)) if k in sets.TUNING]
    return [list(zip(d["src"], d["tgt"], strict=True)) for d in found]


def memory(source: str, target: str, size: int = 120, count: int = 4) -> list[list[Pair]]:
    """Runs of units of TICO-19's memory, the talk at the doctor's among them; fa-ar and the like meet in English."""
    one, other = (_units(language) for language in (source, target))
    both = [(one[key], other[key]) for key in one if key in other]
    begins = [k * (len(both) - size) // (count - 1) for k in range(count)]
    return [both[begin : begin + size] for begin in begins]


@lru_cache
def _units(language: str) -> dict[str, str]:
    """The texts of one language by the number of their unit."""
    path = sets.SHARED / "bench" / "tico19" / f"all.en-{'fa' if language == 'en' else language}.tmx.xz"
    which = 0 if language == "en" else 1
    with lzma.open(path) as handle:
        root = ET.parse(handle).getroot()
    return {unit.get("tuid", ""): "".join(list(unit.iter("seg"))[which].itertext()) for unit in root.iter("tu")}


def thinned(known: Resources, share: float) -> Resources:
    """``known`` with that share of the words of its lexicons."""

    def kept(word: str) -> bool:
        return zlib.crc32(word.encode()) % 1000 < 1000 * share

    lexicons = ({word: row for word, row in lexicon.items() if kept(word)} for lexicon in known.lexicons)
    return replace(known, lexicons=tuple(lexicon for lexicon in lexicons if lexicon))


# name: profile, text, share of the lexicon
SETS: dict[str, tuple[str, str, float]] = {
    "merged": ("merged", "bulletins", 1.0),
    "merged thin": ("merged", "bulletins", 0.25),
    "chapter thin": ("chapter", "bulletins", 0.12),
    "chapter none": ("chapter", "memory", 0.0),
    "novel thin": ("novel", "bulletins", 0.25),
    "novel none": ("novel", "memory", 0.0),
    "usual": ("usual", "bulletins", 1.0),
    "usual none": ("usual", "memory", 0.0),
    "omitting thin": ("omitting", "bulletins", 0.5),
    "near": ("near", "bulletins", 1.0),
}


def documents(bench: Any, name: str, source: str, target: str) -> list[dict[str, Any]]:
    """The documents of a set."""
    profile, text, _share = SETS[name]
    runs = bulletins(bench, source, target) if text == "bulletins" else memory(source, target)
    return [
        mixture(pairs, (source, target), profile, random.Random(f"{name} {source} {target} {k}"))
        for k, pairs in enumerate(runs)
    ]


def main() -> None:
    """Print the scores of each set, and how many beads of each kind are right, found and there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--pairs", default=",".join(sets.PAIRS))
    parser.add_argument("--kinds", action="store_true")
    options = parser.parse_args()
    bench = sets.load_bench()
    means = []
    for name in options.sets.split(","):
        lines = []
        seen: Counter[tuple[str, str]] = Counter()
        for pair in options.pairs.split(","):
            source, target = pair.split("-")
            lines.append(_measured(bench, name, source, target, seen))
        means.append(sum(line["f"] for line in lines) / len(lines))
        worst = max(line["ece"] for line in lines)
        print(f"{name:14} F1 {means[-1]:.4f}  calibration error ≤ {worst:.3f}  ", end="")
        print(" ".join(f"{line['f']:.3f}" for line in lines), flush=True)
        if options.kinds:
            for kind in sorted({kind for kind, _ in seen}):
                print("   ", kind, " ".join(f"{what} {seen[kind, what]}" for what in ("right", "found", "there")))
    print(f"mean {sum(means) / len(means):.4f}")


def _measured(bench: Any, name: str, source: str, target: str, seen: Counter[tuple[str, str]]) -> dict[str, Any]:
    from termlode.alignment.texts import align_with

    known = thinned(resources(source, target), SETS[name][2])
    texts = documents(bench, name, source, target)
    found = [align_with(known, d["src"], d["tgt"]) for d in texts]
    golds = [d["gold"] for d in texts]
    line: dict[str, Any] = bench.score(golds, [[(b.source, b.target) for b in beads] for beads in found])
    told = [[(b.source, b.target, b.confidence) for b in beads] for beads in found]
    line["ece"], line["auroc"] = bench.calibration(golds, told)
    for gold, beads in zip(golds, found, strict=True):
        there = set(gold)
        for a, b in gold:
            seen[f"{len(a)}-{len(b)}", "there"] += 1
        for bead in beads:
            kind = f"{len(bead.source)}-{len(bead.target)}"
            seen[kind, "found"] += 1
            seen[kind, "right"] += (bead.source, bead.target) in there
    return line


if __name__ == "__main__":
    main()
