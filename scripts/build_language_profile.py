"""Build src/termlode/languages/data/arabic_script.txt: how likely character trigrams and small words are in fa, ar, ps.

Trained on the TICO-19 translations (CC0) into Persian and Dari, Arabic, and Pashto.

    python scripts/build_language_profile.py [--half]

``--half`` trains on every other segment only, to measure the rest.
"""

from __future__ import annotations

import html
import lzma
import math
import os
import re
import sys
from collections import Counter
from pathlib import Path

from termlode.languages.markers import skeleton

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TERMLODE_SHARED", ROOT.parent / "shared"))
TARGET = ROOT / "src" / "termlode" / "languages" / "data" / "arabic_script.txt"
CORPORA = {"fa": ("fa", "prs"), "ar": ("ar",), "ps": ("ps",)}
WORD = re.compile(r"[^\W\d_]+")
RANGE = 90  # steps of a tenth of a natural-log unit below the likeliest language


def segments(code: str) -> list[str]:
    """The non-English side of a TICO-19 memory."""
    with lzma.open(SHARED / "bench" / "tico19" / f"all.en-{code}.tmx.xz", "rt", encoding="utf-8") as handle:
        found = re.findall(r'<tuv xml:lang="(?!en)[^"]*">\s*<seg>(.*?)</seg>', handle.read(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", html.unescape(text)) for text in found]


def features(text: str) -> list[str]:
    """Trigrams with word edges, and whole words."""
    found = []
    for word in WORD.findall(skeleton(text)):
        if "\u0600" < word[0] < "\u0700":
            edged = f"_{word}_"
            found += [edged[i : i + 3] for i in range(len(edged) - 2)]
            found.append(word)
    return found


def main() -> None:
    """Count, keep what is frequent, write log ratios and how rare each is."""
    half = "--half" in sys.argv
    counts = {}
    for language, codes in CORPORA.items():
        texts = [text for code in codes for text in segments(code)[0 :: 2 if half else 1]]
        counts[language] = Counter(feature for text in texts for feature in features(text))
    keys = sorted({key for found in counts.values() for key, n in found.items() if n >= (5 if _gram(key) else 12)})
    sizes = {language: sum(found.values()) for language, found in counts.items()}
    rows = []
    for key in keys:
        logs = [math.log((counts[name][key] + 0.5) / (sizes[name] + 0.5 * len(keys))) for name in CORPORA]
        rows.append([*(min(RANGE, round(10 * (max(logs) - value))) for value in logs), round(-10 * max(logs))])
    columns = ["".join(chr(33 + row[index]) for row in rows) for index in range(4)]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join([" ".join(keys), *columns]) + "\n", encoding="utf-8")
    print(f"{len(keys)} features, {TARGET.stat().st_size} bytes")


def _gram(key: str) -> bool:
    return len(key) == 3


if __name__ == "__main__":
    main()
