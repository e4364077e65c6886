"""Measure whether wrong units of a memory are told from right ones: python benchmarks/quality.py SHARED [SEED]

The mixture, a pair of languages: units of at least five source words of TICO-19 and of the NTREX rows of the
translation-memory benchmark, 2 % with the targets of others, 1 % in another language, 1 % with the last three fifths
missing, 1 % the source again. Printed: AUROC of the quality, whole and by the origin of the units; what is below .5.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from train_quality import LANGUAGES, auroc, ntrex, tico

from termlode.quality.doubts import Doubt, qualities
from termlode.quality.unit import Text

OTHER = {"fa": "ar", "ar": "fa", "zh": "ar", "ps": "fa"}
SHARES = {"exchanged": 0.02, "another language": 0.01, "cut off": 0.01, "source again": 0.01}


def mixture(rows: list[list[str]], other: list[str], language: str, rng: random.Random) -> list[str]:
    """Spoil some rows in place; what was done to each."""
    done = ["right"] * len(rows)
    order = rng.sample(range(len(rows)), len(rows))
    counts = {kind: max(2, round(share * len(rows))) for kind, share in SHARES.items()}
    swapped = [order.pop() for _ in range(counts["exchanged"] // 2 * 2)]
    for a, b in zip(swapped[::2], swapped[1::2], strict=True):
        rows[a][1], rows[b][1] = rows[b][1], rows[a][1]
        done[a] = done[b] = "exchanged"
    for kind in ("another language", "cut off", "source again"):
        for _ in range(counts[kind]):
            at = order.pop()
            target = rows[at][1]
            cut = len(target) * 2 // 5 if language == "zh" else target.rfind(" ", 0, len(target) * 2 // 5)
            if kind == "cut off" and cut < 3:
                continue
            rows[at][1] = {"another language": other[at], "cut off": target[:cut], "source again": rows[at][0]}[kind]
            done[at] = kind
    return done


def main() -> None:
    """Measure the four pairs."""
    shared, rng = Path(sys.argv[1]), random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    news = ntrex(shared)
    for language in LANGUAGES:
        sources = {"tico19": tico(shared, language), "ntrex": news[language]}
        others = {"tico19": dict(tico(shared, OTHER[language])), "ntrex": dict(news[OTHER[language]])}
        found = [
            (name, [source, target], others[name][source])
            for name, some in sources.items()
            for source, target in some
            if len(source.split()) >= 5 and source in others[name]
        ]
        rng.shuffle(found)
        rows = [list(row) for _, row, _ in found]
        done = np.array(mixture(rows, [other for _, _, other in found], language, rng))
        origin = np.array([name for name, _, _ in found])
        doubts = [Doubt(i, 1.0, (), Text(s, "en"), Text(t, language)) for i, (s, t) in enumerate(rows)]
        quality = []
        for start in range(0, len(doubts), 2000):
            quality += [one.quality for one in qualities(("en", language), doubts[start : start + 2000])]
        values, right = np.array(quality), done == "right"
        parts = [
            f"{name} {auroc(values[right & (origin == name)], values[~right & (origin == name)]):.4f}"
            for name in sources
        ]
        kinds = [f"{kind} {np.mean(values[done == kind] < 0.5):.3f}" for kind in SHARES]
        wrong = 1000 * np.mean(values[right] < 0.5)
        print(f"en-{language} {len(rows)} units: AUROC {auroc(values[right], values[~right]):.4f} ({', '.join(parts)});"
              f" below .5: {', '.join(kinds)}; right ones {wrong:.1f} a 1,000", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
