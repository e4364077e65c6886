"""Cold starts of the commands over that of a look-up, process CPU, in one run: python benchmarks/starts.py [RUNS]

In a workspace of the packaged samples, built once; texts are the first 30 lines of TICO-19 (TERMLODE_SHARED). Each
command is a new process; the first run of each, which compiles and fills caches, is not counted. Medians.
"""

from __future__ import annotations

import lzma
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from memory import SHARED, child

COMMAND = "from termlode.cli.entry import main; main()"
_SEGMENT = re.compile("<seg>([^<]*)</seg>")


def texts(folder: Path, language: str) -> tuple[Path, Path]:
    """English lines and their translations."""
    data = lzma.decompress((SHARED / "bench" / "tico19" / f"all.en-{language}.tmx.xz").read_bytes()).decode()
    found = _SEGMENT.findall(data)[:60]
    paths = folder / f"{language}.en.txt", folder / f"en.{language}.txt"
    for path, lines in zip(paths, (found[::2], found[1::2]), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def main() -> None:
    """Measure all, one after the other, as often as is asked for."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        place = folder / "workspace"
        start = [sys.executable, "-m", "termlode"]
        subprocess.run([*start, "init", str(place), "--samples"], check=True, capture_output=True)
        subprocess.run([*start, "-C", str(place), "build"], check=False, capture_output=True)
        chinese, persian = texts(folder, "zh"), texts(folder, "fa")
        sample = place / "sources" / "3-analysis.zh.txt"
        out = folder / "out.tmx"
        commands: dict[str, tuple[object, ...]] = {
            "lookup 稀土": ("lookup", "稀土"),
            "concordance 稀土": ("concordance", "稀土"),
            "lookup --input of a Chinese page": ("lookup", "--input", sample),
            "terms of the same page": ("terms", sample),
            "segment zh": ("segment", chinese[1]),
            "segment fa": ("segment", persian[1]),
            "segment en": ("segment", persian[0]),
            "align en-zh": ("align", *chinese, "-o", out),
            "align en-fa": ("align", *persian, "-o", out),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(runs + 1):
            for name, words in commands.items():
                seconds, _ = child(COMMAND, "-C", place, *words)
                if number:
                    times[name].append(seconds)
    floor = statistics.median(times["lookup 稀土"])
    print("| cold | CPU | × look-up |\n| --- | --- | --- |")
    for name, found in times.items():
        print(f"| {name} | {1000 * statistics.median(found):.0f} ms | {statistics.median(found) / floor:.2f} |")


if __name__ == "__main__":
    main()
