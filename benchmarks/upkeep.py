"""A memory imported again and looked after: CPU of whole commands over that of its import, in one run.

usage: python benchmarks/upkeep.py [SIZE] [FOLDER]      SIZE: 10k, 100k (default) or 1m

Two kinds of text from the shared rows (TERMLODE_SHARED): *plain* units of two texts each, and *rich* ones with an id,
dates, a client in every tenth, inline codes in every twentieth, and every fiftieth twice. Each is imported into a new
memory, then again: the same file, its units shuffled, and with one in a thousand changed; then what belongs to a client
is deleted, and the memory is deduplicated, filtered, verified and compacted. Every step is a process of its own (a cold
start counts) on a copy of the memory as it was after the first import.
"""

from __future__ import annotations

import csv
import lzma
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from memory import SHARED, SIZES, child, say

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "from termlode.cli.entry import main; main()"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="bench" creationtoolversion="1" '
    'segtype="sentence" o-tmf="tsv" adminlang="en" srclang="*all*" datatype="plaintext"/><body>\n'
)
STEPS = (
    ("delete --client acme", ("delete", "--client", "acme"), "≤ .06"),
    ("dedupe", ("dedupe",), "≤ .15"),
    ("filter", ("filter",), "≤ .15"),
    ("verify", ("verify",), "≤ .6"),
    ("compact", ("compact",), "≤ .5"),
)


def rows(count: int) -> Iterator[list[str]]:
    """Source language, target language, source, target."""
    with lzma.open(SHARED / "bench" / "tm" / "tm1m.tsv.xz", "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            if number == count:
                return
            yield row[:4]


def texts(row: list[str], code: str = "") -> str:
    """The two variants of a unit."""
    return "".join(
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{code}{escape(text)}</seg></tuv>'
        for tag, text in zip(row[:2], row[2:], strict=True)
    )


def plain(count: int) -> Iterator[str]:
    """Units of nothing but two texts."""
    return (f"<tu>{texts(row)}</tu>" for row in rows(count))


def rich(count: int) -> Iterator[str]:
    """Units as tools write them."""
    for number, row in enumerate(rows(count)):
        client = '<prop type="x-client">acme</prop>' if number % 10 == 0 else ""
        code = '<ph x="1">{0}</ph>' if number % 20 == 3 else ""
        date = f"202{number % 5}0{1 + number % 9}1{number % 10}T0{number % 10}1500Z"
        yield f'<tu tuid="u{number}" creationdate="{date}" changeid="ann">{client}{texts(row, code)}</tu>'
        if number % 50 == 7:
            yield f'<tu creationdate="20190101T000000Z"><note>again</note>{texts(row, code)}</tu>'


def write(path: Path, units: list[str]) -> Path:
    """A TMX of units."""
    path.write_text(HEAD + "\n".join(units) + "\n</body></tmx>\n", encoding="utf-8")
    return path


def files(folder: Path, units: list[str]) -> dict[str, Path]:
    """The file, and what is imported after it."""
    found = {"the same": write(folder / "same.tmx", units)}
    changed = [
        unit.replace("</seg>", " (changed)</seg>") if place % 1000 == 5 else unit for place, unit in enumerate(units)
    ]
    found["one in a thousand changed"] = write(folder / "changed.tmx", changed)
    random.Random(7).shuffle(units)
    found["shuffled"] = write(folder / "shuffled.tmx", units)
    return found


def measure(name: str, units: list[str], folder: Path) -> None:
    """All steps over one kind of text."""
    place, kept = folder / "workspace", folder / "kept.db"
    shutil.rmtree(place, ignore_errors=True)
    (place / ".termlode").mkdir(parents=True)
    (place / "termlode.toml").write_text('name = "bench"\n')
    memory, count = place / ".termlode" / "memory.db", len(units)
    more = write(folder / "client.tmx", [unit.replace("</seg>", " (b)</seg>") for unit in units[: count // 10]])
    again = files(folder, units)
    run = lambda *words: child(COMMAND, "-C", place, *words)  # noqa: E731  # used below only
    first, peak = run("import", again["the same"])
    say(f"{name}: {count:,} units imported", f"{first:.1f} s, {peak} MB")
    if name == "plain":
        run("import", more, "--client", "acme")
    shutil.copy(memory, kept)
    for kind, file in again.items():
        shutil.copy(kept, memory)
        seconds, peak = run("import", file)
        say(f"{name}: again, {kind}", f"{seconds:.2f} s, {peak} MB, **{seconds / first:.2f}**", "≤ .5")
    for kind, words, bar in STEPS:
        shutil.copy(kept, memory)
        seconds, peak = run("memory", *words)
        say(f"{name}: {kind}", f"{seconds:.2f} s, {peak} MB, **{seconds / first:.3f}**", f"{bar}, ≤ 300 MB")


def main() -> None:
    """Measure both kinds."""
    size = sys.argv[1] if len(sys.argv) > 1 else "100k"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / "termlode-upkeep") / size
    folder.mkdir(parents=True, exist_ok=True)
    print(f"\n| {size}, {time.strftime('%Y-%m-%d')} | process CPU, peak, over the first import | bar |")
    print("| --- | --- | --- |")
    for name, make in (("plain", plain), ("rich", rich)):
        measure(name, list(make(SIZES[size])), folder)


if __name__ == "__main__":
    main()
