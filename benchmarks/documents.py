"""Identification of languages on sentences and short pieces, and reading speed.

    python benchmarks/documents.py

Pieces are runs of words cut at random (seed 5) out of the sentences of the alignment benchmark, none of
which the language profiles were trained on.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from termlode import documents
from termlode.languages.identify import identify

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def pieces(lines: list[str], words: int, wide: bool) -> list[str]:
    """One run of ``words`` words (two characters each in Chinese) out of each line."""
    chance = random.Random(5)
    found = []
    for line in lines:
        units = list(line) if wide else line.split()
        size = words * 2 if wide else words
        start = chance.randrange(max(1, len(units) - size + 1))
        piece = ("" if wide else " ").join(units[start : start + size])
        if sum(map(str.isalpha, piece)) >= 2:
            found.append(piece)
    return found


def main() -> None:
    """Print a table of accuracies and the reading speed on source 000."""
    print("language  sentence  6 words  3 words  2 words  1 word")
    for language in ("fa", "ar", "ps", "zh", "en"):
        text = (SHARED / "bench" / "align" / "text" / f"{language}.txt").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if sum(map(str.isalpha, line)) > 15]
        row = [sum(identify(line) == language for line in lines) / len(lines)]
        for words in (6, 3, 2, 1):
            cut = pieces(lines, words, language == "zh")
            row.append(sum(identify(piece) == language for piece in cut) / len(cut))
        print(language.ljust(10) + "    ".join(f"{value:.3f}" for value in row))
    path = next((SHARED / "sources").glob("000*.txt"))
    documents.read(path)
    start = time.process_time()
    for _ in range(20):
        document = documents.read(path)
    print(f"reading source 000: {20 * len(document.text) / (time.process_time() - start) / 1e6:.2f} M characters/s")


if __name__ == "__main__":
    main()
