"""TMX reading against expat and translate-toolkit, in one run, by process CPU time.

    python benchmarks/exchange.py [--units 20000] [--memory]

The floor is an expat pass whose handlers collect the same segments (language and text without native
codes) and nothing else. Ours also builds units, codes with offsets, props, notes and dates.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from xml.parsers import expat

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
    'segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="xml"/><body>\n'
)
_UNIT = (
    '<tu tuid="{n}" creationdate="20240102T030405Z" creationid="a">\n  <prop type="x-client">acme</prop>\n'
    '  <tuv xml:lang="en">\n    <seg>The <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>rare earth<ept i="1">&lt;/b&gt;'
    '</ept> output of mine {n} rose by <ph x="2">{{0}}</ph> per cent in the last year.</seg>\n  </tuv>\n'
    '  <tuv xml:lang="fa">\n    <seg>تولید <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>عناصر خاکی کمیاب<ept i="1">'
    '&lt;/b&gt;</ept> در معدن {n} در سال گذشته <ph x="2">{{0}}</ph> درصد رشد کرد.</seg>\n  </tuv>\n</tu>\n'
)


def make(path: Path, units: int) -> None:
    """A TMX file with three inline codes a segment."""
    with path.open("w", encoding="utf-8") as handle:
        handle.write(_HEAD)
        for number in range(units):
            handle.write(_UNIT.format(n=number))
        handle.write("</body></tmx>\n")


def floor(path: Path) -> int:
    """expat, the plainest handlers that collect (language, text) of every segment."""
    segments: list[tuple[str, str]] = []
    language, depth, inside, parts = "", 0, False, []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal language, inside, depth, parts
        if name == "tuv":
            language = attributes["xml:lang"]
        elif name == "seg":
            inside, parts = True, []
        elif inside:
            depth += 1

    def end(name: str) -> None:
        nonlocal inside, depth
        if name == "seg":
            inside = False
            segments.append((language, "".join(parts)))
        elif inside:
            depth -= 1

    def text(data: str) -> None:
        if inside and not depth:
            parts.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with path.open("rb") as handle:
        parser.ParseFile(handle)
    return len(segments)


def ours(path: Path) -> int:
    """Our reader; units are let go as they come."""
    from termlode.exchange.tmx.read import read

    return sum(len(unit.variants) for unit in read(path))


def toolkit(path: Path) -> int:
    """translate-toolkit: parse and look at source and target of each unit."""
    from translate.storage.tmx import tmxfile

    with path.open("rb") as handle:
        store = tmxfile.parsefile(handle)
    return sum(bool(unit.source) + bool(unit.target) for unit in store.units)


def timed(run: object, path: Path, repeat: int) -> float:
    """The median CPU seconds of a pass."""
    seconds = []
    for _ in range(repeat):
        begun = time.process_time()
        run(path)  # type: ignore[operator]
        seconds.append(time.process_time() - begun)
    return median(seconds)


_PEAK = """
import sys, pathlib
sys.path[:0] = [sys.argv[2]]
import exchange
exchange.ours(pathlib.Path(sys.argv[1]))
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def peak(path: Path) -> int:
    """Peak resident memory in kB of a process that reads the file with our reader (Linux)."""
    command = [sys.executable, "-c", _PEAK, str(path), str(Path(__file__).parent)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.tmx"
        make(path, options.units)
        assert floor(path) == ours(path) == 2 * options.units
        rounds = [(timed(floor, path, 1), timed(ours, path, 1)) for _ in range(options.repeat)]
        base, mine = (median(times) for times in zip(*rounds, strict=True))
        theirs = timed(toolkit, path, 1)
        print(f"units\t{options.units}\nexpat floor\t{base:.3f} s\ntermlode\t{mine:.3f} s")
        print(f"translate-toolkit\t{theirs:.3f} s")
        print(f"speed, floor = 1\t{median(b / m for b, m in rounds):.2f}")
        print(f"speed, translate-toolkit = 1\t{theirs / mine:.1f}")
        print(f"peak memory, {options.units} units\t{peak(path) / 1024:.0f} MB")
        make(path, 5 * options.units)
        print(f"peak memory, {5 * options.units} units\t{peak(path) / 1024:.0f} MB")


if __name__ == "__main__":
    main()
