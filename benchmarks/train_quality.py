"""Fit the weights of termlode.quality.judging: python benchmarks/train_quality.py SHARED

Sentences: the even blocks of twenty of TICO-19 (the packaged lexicons were trained on it) and of the NTREX rows of the
translation-memory benchmark (they were not), fa ar zh ps with en; the odd blocks are held out and give the figures.
Against each: targets of other sentences of like length and of any, and targets whose last three fifths are missing,
in batches of 40 and of 400, fifteen in a hundred of them wrong.
"""

from __future__ import annotations

import lzma
import random
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from termlode.quality.evidence import Evidence

LANGUAGES = {"fa": "fa", "ar": "ar", "zh": "zh_CN", "ps": "ps"}
FIELDS = ("own", "words", "ratio", "halves")
SAMPLE = 400


def tico(shared: Path, language: str) -> list[tuple[str, str]]:
    """The sentences of TICO-19."""
    found = []
    with lzma.open(shared / f"bench/tico19/all.en-{language}.tmx.xz") as handle:
        for _, node in ET.iterparse(handle):
            if node.tag == "tu":
                texts = [" ".join("".join(seg.itertext()).split()) for seg in node.iter("seg")]
                found += [(texts[0], texts[1])] if all(texts) and len(texts) == 2 else []
                node.clear()
    return found


def ntrex(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """The rows of NTREX, by language."""
    found: dict[str, list[tuple[str, str]]] = {language: [] for language in LANGUAGES}
    names = {name: language for language, name in LANGUAGES.items()}
    with lzma.open(shared / "bench/tm/tm1m.tsv.xz", "rt", encoding="utf-8") as handle:
        for line in handle:
            source, target, text, other, origin = line.rstrip("\n").split("\t")
            if origin.startswith("ntrex") and source in names and target == "en":
                found[names[source]].append((other, text))
    return {language: sorted(rows) for language, rows in found.items()}


def wrong(rows: list[tuple[str, str]], language: str, rng: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Each kind of wrong unit."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    beside = dict(zip(order, order[3:] + order[:3], strict=True))
    any_ = rng.sample(range(len(rows)), len(rows))
    cut = []
    for source, target in rows:
        at = len(target) * 2 // 5 if language == "zh" else target.rfind(" ", 0, len(target) * 2 // 5)
        if len(source) >= 90 and at > 5:
            cut.append((source, target[:at]))
    return {
        "like length": [(rows[i][0], rows[beside[i]][1]) for i in range(len(rows))],
        "any length": [(rows[i][0], rows[j][1]) for i, j in enumerate(any_) if i != j],
        "cut off": cut,
    }


def told(rows: list[tuple[str, str]], language: str) -> dict[str, np.ndarray]:
    """What is told of units that are judged together."""
    found = Evidence(("en", language), [s for s, _ in rows], [t for _, t in rows]).told()
    return {name: getattr(found, name) for name in FIELDS}


def measured(rows: list[tuple[str, str]], language: str, rng: random.Random) -> dict[str, dict[str, np.ndarray]]:
    """What is told of right units and of each kind of wrong ones."""
    parts: dict[str, list[dict[str, np.ndarray]]] = {"right": []}
    for kind, bad in wrong(rows, language, rng).items():
        parts[kind] = []
        for size in (40, 400):
            few = size * 15 // 100
            for start in range(0, min(len(bad), SAMPLE // 2), few):
                some = bad[start : start + few]
                right = rng.sample(rows, min(len(rows), size - len(some)))
                found = told([*some, *right], language)
                parts[kind].append({name: values[: len(some)] for name, values in found.items()})
                keep = slice(len(some), 2 * len(some))
                parts["right"].append({name: values[keep] for name, values in found.items()})
    return {kind: {n: np.concatenate([one[n] for one in many]) for n in FIELDS} for kind, many in parts.items()}


def paired(found: dict[str, np.ndarray]) -> np.ndarray:
    """The columns of judging._paired."""
    root = np.sqrt(found["words"] + 5)
    columns = (np.ones_like(root), found["own"] / root, 1 / root, np.minimum(found["ratio"] ** 2, 1), root)
    return np.stack(columns, axis=1)


def whole(found: dict[str, np.ndarray]) -> np.ndarray:
    """The columns of judging._wholes."""
    root, fall = np.sqrt(found["words"] + 5), found["halves"][:, 0] - found["halves"][:, 1]
    own = found["own"] / root
    return np.stack((np.ones_like(root), np.clip(found["ratio"], -1.5, 1), np.clip(fall, -3, 3), 1 / root, own), axis=1)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method."""
    found = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        hessian = x.T @ (x * (weight * p * (1 - p))[:, None]) + 0.1 * np.eye(len(found))
        found += np.linalg.solve(hessian, x.T @ (weight * (y - p)) - 0.1 * found)
    return found


def auroc(right: np.ndarray, bad: np.ndarray) -> float:
    """The chance that a right unit stands above a wrong one."""
    ranks = np.concatenate([right, bad]).argsort().argsort() + 1
    return float((ranks[: len(right)].sum() - len(right) * (len(right) + 1) / 2) / len(right) / len(bad))


def main() -> None:
    """Fit on one half, print the weights and the figures of the other."""
    shared, rng = Path(sys.argv[1]), random.Random(17)
    news = ntrex(shared)
    sets = {}
    for language in LANGUAGES:
        for name, rows in (("tico19", tico(shared, language)), ("ntrex", news[language])):
            for half in (0, 1):
                mine = [row for i, row in enumerate(rows) if i // 20 % 2 == half]
                sets[language, name, half] = measured(mine, language, rng)
    for title, columns, kinds in (("paired", paired, ("like length", "any length")), ("whole", whole, ("cut off",))):
        x, y, weight = [], [], []
        for (_, _, half), found in sets.items():
            for kind in ("right", *kinds) if half == 0 else ():
                x.append(columns(found[kind]))
                y.append(np.full(len(x[-1]), float(kind == "right")))
                weight.append(np.full(len(x[-1]), 1000 / len(x[-1]) / (1 if kind == "right" else len(kinds))))
        weights = fit(np.concatenate(x), np.concatenate(y), np.concatenate(weight))
        print(title, weights.round(3).tolist())
        for (language, name, half), found in sets.items():
            for kind in kinds if half == 1 else ():
                right, bad = columns(found["right"]) @ weights, columns(found[kind]) @ weights
                shares = [f"{t}: {np.mean(bad < t):.3f}/{1000 * np.mean(right < t):.1f}" for t in (-4, -2, 0)]
                print(f"  {language} {name:7} {kind:12} AUROC {auroc(right, bad):.4f}", *shares)


if __name__ == "__main__":
    main()
