"""All alignment sets: strict F1, nulls, confidence, time; the table for RESULTS.md and the reliability picture.

    python benchmarks/alignment.py [--sets hard,short,clean] [--encoder use] [--no-lexicon] [--svg docs/reliability.svg]

Reads the shared benchmark (TERMLODE_SHARED, else ../shared). The tuning bulletins 0, 1, 4, 8 are left out.
``literary``, ``omitting`` and ``near`` are made here from the test bulletins' sentences, with other shares of
nulls and merges than ``hard``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import time
from pathlib import Path
from typing import Any

from termlode.alignment.aligner import resources
from termlode.alignment.texts import align_with

PAIRS = ("ar-en", "fa-en", "zh-en", "ps-en", "fa-ar", "fa-zh")
TUNING = (0, 1, 4, 8)
MADE = {"literary": (0.03, 0.40), "omitting": (0.35, 0.05), "near": (0.01, 0.01)}  # shares of nulls, merges
SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).parents[2] / "shared"))


def load_bench() -> Any:
    """The scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("bench", SHARED / "bench" / "align" / "bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(bench: Any, kind: str, source: str, target: str) -> list[dict[str, Any]]:
    """Documents with the given shares of nulls and merges, out of the clean test bulletins."""
    nulls, merges = MADE[kind]
    found = []
    for number, document in enumerate(test_half(bench.load("clean", source, target))):
        chance = random.Random(f"{kind} {source} {target} {number}")
        left: list[str] = []
        right: list[str] = []
        gold: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        pairs = list(zip(document["src"], document["tgt"], strict=True))
        while pairs:
            draw = chance.random()
            size = chance.choices((2, 3, 4), (10, 3, 1))[0] if nulls <= draw < nulls + merges else 1
            some, pairs = pairs[:size], pairs[size:]
            one, other = ([pair[side] for pair in some] for side in (0, 1))
            if draw < nulls:
                one, other = (one, []) if chance.random() < 0.5 else ([], other)
            elif chance.random() < 0.5:
                one = [("" if source == "zh" else " ").join(one)]
            else:
                other = [("" if target == "zh" else " ").join(other)]
            gold.append(
                (tuple(range(len(left), len(left) + len(one))), tuple(range(len(right), len(right) + len(other))))
            )
            left += one
            right += other
        found.append({"src": left, "tgt": right, "gold": gold})
    return found


def test_half(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the tuning bulletins, as ``bench.py report --test`` does."""
    return [d for k, d in enumerate(documents) if k not in TUNING]


def main() -> None:
    """Print one line a set and pair, and the means."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sets", default="hard,short,clean,literary,omitting,near")
    parser.add_argument("--pairs", default=",".join(PAIRS))
    parser.add_argument("--encoder")
    parser.add_argument("--no-lexicon", action="store_true")
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    bench = load_bench()
    points: list[tuple[float, bool]] = []
    print("| set | pair | F1 | P | R | F1 nulls | calibration error | AUROC | s per 1000+1000 |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in options.sets.split(","):
        scores = []
        for pair in options.pairs.split(","):
            source, target = pair.split("-")
            documents = (
                made(bench, name, source, target) if name in MADE else test_half(bench.load(name, source, target))
            )
            line, hits = measure(bench, documents, source, target, options)
            points += hits if name == "hard" else []
            scores.append(line["f"])
            shown = (line[key] for key in ("f", "p", "r", "null_f", "ece", "auroc", "seconds"))
            print(
                f"| {name} | {pair} | " + " | ".join("–" if v is None else f"{v:.3f}" for v in shown) + " |", flush=True
            )
        print(f"| {name} | mean | **{sum(scores) / len(scores):.4f}** | | | | | | |", flush=True)
    if options.svg:
        options.svg.write_text(picture(points), encoding="utf-8")


def measure(
    bench: Any, documents: list[dict[str, Any]], source: str, target: str, options: argparse.Namespace
) -> tuple[dict[str, Any], list[tuple[float, bool]]]:
    """The scores of a set, and (confidence, right) of its beads with both sides."""
    encoder = None
    if options.encoder:
        from termlode.alignment.encoders import load

        encoder = load(options.encoder, (source, target))
    known = resources(source, target, use_packaged=not options.no_lexicon, encoder=encoder)
    begun = time.process_time()
    found = [align_with(known, d["src"], d["tgt"]) for d in documents]
    seconds = time.process_time() - begun
    golds = [[(tuple(a), tuple(b)) for a, b in d["gold"]] for d in documents]
    line = bench.score(golds, [[(b.source, b.target) for b in beads] for beads in found])
    line["ece"], line["auroc"] = bench.calibration(
        golds, [[(b.source, b.target, b.confidence) for b in beads] for beads in found]
    )
    line["seconds"] = 2000 * seconds / sum(len(d["src"]) + len(d["tgt"]) for d in documents)
    hits = [
        (b.confidence, (b.source, b.target) in set(gold))
        for gold, beads in zip(golds, found, strict=True)
        for b in beads
        if b.source and b.target
    ]
    return line, hits


def picture(points: list[tuple[float, bool]]) -> str:
    """The reliability curve as SVG: how often beads of a confidence are right."""
    dots, labels = [], []
    for k in range(10):
        inside = [(c, r) for c, r in points if min(9, int(c * 10)) == k]
        if inside:
            x = 50 + 400 * sum(c for c, _ in inside) / len(inside)
            y = 450 - 400 * sum(r for _, r in inside) / len(inside)
            dots.append(f"{x:.1f},{y:.1f}")
            labels.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5fa8"/>'
                f'<text x="{x + 6:.1f}" y="{y + 14:.1f}" font-size="10" fill="#555">{len(inside)}</text>'
            )
    grid = "".join(
        f'<text x="{50 + 40 * k}" y="468" font-size="11" text-anchor="middle" fill="#333">{k / 10:.1f}</text>'
        f'<text x="42" y="{454 - 40 * k}" font-size="11" text-anchor="end" fill="#333">{k / 10:.1f}</text>'
        for k in range(0, 11, 2)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500" font-family="sans-serif">'
        '<rect width="500" height="500" fill="#fff"/>'
        '<path d="M50 450 L450 50" stroke="#aaa" stroke-dasharray="4 4"/>'
        '<path d="M50 50 V450 H450" stroke="#333" fill="none"/>'
        f'{grid}<polyline points="{" ".join(dots)}" fill="none" stroke="#1f5fa8" stroke-width="2"/>{"".join(labels)}'
        '<text x="250" y="490" font-size="12" text-anchor="middle">confidence (hard, six pairs; figures: beads)</text>'
        '<text x="14" y="250" font-size="12" text-anchor="middle" transform="rotate(-90 14 250)">'
        "share right</text></svg>\n"
    )


if __name__ == "__main__":
    main()
