"""Fits the weights of the model for ‑های (``termlode.languages.fa.correction.haye``) and says how good they are.

usage: python scripts/fit_haye_model.py

Right text (TICO-19 in Persian and Dari, the corrected half of the bulletin; shared data, TERMLODE_SHARED or
``../shared``) loses its ZWNJ; every word that can be a plural or an indefinite is an example, with what stood there. A
logistic regression (Newton's method, a little ridge) is fitted; the treebank and the documentation, which it has not
seen, judge it. Prints the weights and, for each text, how often each range of certainty was right. It changes nothing:
the weights are rounded into the code by hand.
"""

from __future__ import annotations

import lzma
import os
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from lxml import etree

from termlode.languages.fa.correction import haye
from termlode.languages.fa.correction.facts import WORD, facts
from termlode.languages.fa.correction.zwnj import Joiner, visible_only
from termlode.languages.fa.lexicon import ZWNJ, persian

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BINS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001)
PAGE = 200  # rows that make a document
type Example = tuple[dict[str, float], bool, str]


def tico(language: str) -> list[str]:
    with lzma.open(SHARED / f"bench/tico19/all.en-{language}.tmx.xz") as handle:
        rows = [
            "".join(variant.find("seg").itertext())
            for _, variant in etree.iterparse(handle, tag="tuv")
            if variant.get(LANGUAGE, "").split("-")[0] == language
        ]
    return ["\n\n".join(rows[at : at + PAGE]) for at in range(0, len(rows), PAGE)]


def examples(text: str) -> list[Example]:
    """Every ambiguous word of a text: its features, whether the indefinite stood there, its context."""
    joiner = Joiner(persian())
    text = visible_only(text)
    bare = text.replace(ZWNJ, "")
    known, tokens = facts(bare), list(WORD.finditer(bare))
    spelt = [word for found in WORD.finditer(text) if (word := found.group()).replace(ZWNJ, "")]
    if len(spelt) != len(tokens):
        return []
    found = []
    for index, (token, word) in enumerate(zip(tokens, spelt, strict=True)):
        both = joiner.ambiguous(token.group()) if token.group().endswith("های") else None
        if both is None or word not in (both.plural, both.single):
            continue
        if word == token.group() and both.plural != word:
            continue  # the ZWNJ was lost there: nobody knows
        here = haye.Context.of(bare, tokens, index)
        said = haye.features(both, token.group(), here, known, joiner.lexicon)
        found.append((said, word == both.single, f"{here.before} {word} {here.after}"))
    return found


def fit(known: list[Example], ridge: float = 3.0) -> dict[str, float]:
    names = sorted({name for found, *_ in known for name in found})
    matrix = np.array([[found.get(name, 0.0) for name in names] for found, *_ in known])
    truth = np.array([one for _, one, _ in known], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (truth - p) - ridge * weights
        curve = (matrix * (p * (1 - p))[:, None]).T @ matrix + ridge * np.eye(len(names))
        weights += np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def judge(name: str, cases: list[Example]) -> None:
    """How often the model (the weights in the code) is right, by how sure it is."""
    sure = np.array([haye.single(found) for found, *_ in cases])
    truth = np.array([one for _, one, _ in cases])
    right = (sure > 0.5) == truth
    most = np.maximum(sure, 1 - sure)
    print(f"{name}: {len(cases)} examples, {truth.sum()} indefinite; right {right.mean():.4f}")
    for low, high in pairwise(BINS):
        inside = (most >= low) & (most < high)
        if inside.any():
            print(f"  {low:.2f} to {min(high, 1):.2f}: {inside.sum():5d}, right {right[inside].mean():.3f}")
    if "-v" in sys.argv:
        for p, (found, one, context) in sorted(zip(sure.tolist(), cases, strict=True), key=lambda x: -abs(x[0] - 0.5)):
            if (p > 0.5) != one:
                print(f"    {p:.3f} {context.replace(ZWNJ, '~')} {found}")


def main() -> None:
    texts = [*tico("fa"), *tico("prs"), (SHARED / "gold/ocr/clean.txt").read_text("utf-8")]
    known = [one for text in texts for one in examples(text)]
    fitted = fit(known)
    for name, weight in sorted(fitted.items()):
        print(f'    "{name}": {weight:.2f},')
    if not haye.WEIGHTS or "--fitted" in sys.argv:
        haye.WEIGHTS.clear()
        haye.WEIGHTS.update(fitted)
    judge("fitted on", known)
    for name in ("bench/ocr/perdt_dev.clean.txt",):
        judge(name, examples((SHARED / name).read_text("utf-8")))
    judge(
        "real/fa", [one for path in sorted((SHARED / "real/fa").glob("*")) for one in examples(path.read_text("utf-8"))]
    )


if __name__ == "__main__":
    main()
