"""Speed of segmentation as a ratio: our rules against the cheapest cut there is, one compiled pattern.

    python benchmarks/segmentation.py [FOLDER]      default: $TERMLODE_SHARED or ../shared

Text: news (bench/align/text), repeated to one megabyte in one line. Process CPU time, best of five, same run.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from time import process_time

from termlode.segmentation import spans

SHARED = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TERMLODE_SHARED", "../shared"))
FLOOR = re.compile(r"[.!?؟۔。！？]+[\"'”’»)\]]*\s*")


def text_of(language: str, size: int) -> str:
    """About ``size`` bytes of sentences in one line."""
    line = (SHARED / "bench" / "align" / "text" / f"{language}.txt").read_text(encoding="utf-8").replace("\n", " ")
    return line * (size // len(line.encode()) + 1)


def best(work: object) -> float:
    """The least CPU time of five calls."""
    assert callable(work)
    times = []
    for _ in range(5):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


if __name__ == "__main__":
    print("| | MB/s | against one pattern | 2 MB against 1 MB |\n|---|---|---|---|")
    for language in ("en", "fa", "ar", "ps", "zh"):
        text, double = text_of(language, 1_000_000), text_of(language, 2_000_000)
        ours = best(lambda text=text, language=language: spans(text, language))
        floor = best(lambda text=text: [match.span() for match in FLOOR.finditer(text)])
        twice = best(lambda text=double, language=language: spans(text, language))
        growth = twice / ours * len(text) / len(double) * 2
        print(f"| {language} | {len(text.encode()) / 1e6 / ours:.2f} | {ours / floor:.0f} × | {growth:.2f} × |")
