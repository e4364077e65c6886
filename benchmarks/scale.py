"""One memory as it grows to ten million units: import, look-ups, concordance, the memory of a cold look-up.

usage: scale.py [--millions 1,3,10] [--folder DIR] [--queries 300]

The first million is the shared memory benchmark (TERMLODE_SHARED); each further one is a perturbed copy of it: in every
text some words change places with words of other texts of its language, numbers become others, so that no text is
there twice and rare words stay rare. Figures are CPU on one core; the time of an import is that of all up to the size.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import os
import random
import re
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memory import SHARED, child, pair, queries, say, spread, timed
from termlode.languages.tags import normalise
from termlode.memory import open_store
from termlode.memory.unit_batches import PlainBatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory import Store

CHANGED = 0.2  # of the words of a text
_WORD = re.compile(r"\w+", re.UNICODE)
_HAN = re.compile("[\u4e00-\u9fff]")


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Languages and texts of the shared million."""
    with lzma.open(SHARED / "bench" / "tm" / "tm1m.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield normalise(row[0]), normalise(row[1]), row[2], row[3]


class Perturbed:
    """Copies of texts, each in its own way; the ``copy`` numbered 0 is the texts themselves."""

    def __init__(self, copy: int) -> None:
        self._copy, self._chance = copy, random.Random(copy)
        self._words: dict[str, list[str]] = {}

    def text(self, text: str, language: str) -> str:
        """The text of this copy."""
        if not self._copy:
            return text
        known = self._words.setdefault(language, [])
        found = _HAN.findall(text) if language.startswith("zh") else _WORD.findall(text)
        if len(known) < 200_000:
            known.extend(found)
        if not known:
            return f"{text} {self._copy}"
        pattern, chance = (_HAN if language.startswith("zh") else _WORD), self._chance

        def other(met: re.Match[str]) -> str:
            word = met[0]
            if word.isdigit():
                return str(chance.randrange(10 ** min(9, len(word))))
            return known[int(chance.random() * len(known))] if chance.random() < CHANGED else word

        changed = pattern.sub(other, text)
        return changed if changed != text else f"{text} {known[int(chance.random() * len(known))]}"


def batches(copy: int, size: int = 2048) -> Iterator[PlainBatch]:
    """The units of a copy, many at once."""
    made = Perturbed(copy)
    source = iter(rows())
    while some := list(islice(source, size)):
        languages, texts = [], []
        for left, right, one, other in some:
            languages += [left, right]
            texts += [made.text(one, left), made.text(other, right)]
        yield PlainBatch(languages, texts)


def grow(path: Path, copies: range) -> float:
    """Add copies to a memory; CPU seconds without those that making them takes."""
    spent = making = 0.0
    with open_store(path, write=True) as store:
        for copy in copies:

            def counted(copy: int = copy) -> Iterator[PlainBatch]:
                nonlocal making
                source = batches(copy)
                while True:
                    start = time.process_time()
                    one = next(source, None)
                    making += time.process_time() - start
                    if one is None:
                        return
                    yield one

            start = time.process_time()
            store.add(counted())
            spent += time.process_time() - start
    return spent - making


def measure(path: Path, workspace: Path, count: int) -> tuple[float, float]:
    """Warm look-ups and concordance, then a cold look-up in a process of its own; p50 and p95 of look-ups."""
    with open_store(path) as store:
        asked = random.Random(7).sample(queries("queries.tsv"), count)
        for row in asked[:40]:
            _look(store, row)
        p50, p95 = spread(timed(lambda row: _look(store, row), asked))
        say("warm look-up, p50 / p95", f"{p50:.2f} / {p95:.2f} ms")
        words = ["稀土", "电池", "安装", "文件"]
        times = timed(lambda word: list(islice(store.concordance(word, "zh"), 20)), words * 5)
        say("concordance of two-character terms, median", f"{1000 * statistics.median(times):.2f} ms")
    code = "from termlode.cli.entry import main; main()"
    cold = ("-C", workspace, "lookup", "--tm", "--from", "en", "--to", "zh", "Remove the selected items from the list?")
    runs = [child(code, *cold) for _ in range(5)]
    say(
        "cold look-up, CPU and peak",
        f"{1000 * statistics.median(r[0] for r in runs):.0f} ms, {max(r[1] for r in runs)} MB",
    )
    return p50, p95


def _look(store: Store, row: dict[str, str]) -> Any:
    return store.lookup(row["query"], *pair(row))


def main() -> None:
    """Grow a memory, and measure it at each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--millions", default="1,3,10")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--queries", type=int, default=300)
    said = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("no shared data: set TERMLODE_SHARED")
    with tempfile.TemporaryDirectory(prefix="scale-") as made:
        workspace = (said.folder or Path(made)) / "workspace"
        path = workspace / ".termlode" / "memory.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        (workspace / "termlode.toml").write_text('name = "scale"\n')
        done, spent, first = 0, 0.0, 0.0
        for size in map(int, said.millions.split(",")):
            spent += grow(path, range(done, size))
            done, first = size, first or spent / size
            share = f"{spent / first:.2f} × the first million" if size > 1 else ""
            disk = sum(os.stat(one).st_size for one in path.parent.glob("memory.db*")) / 1e6  # noqa: PTH116
            say(f"{size} million units: import, CPU", f"{spent:.0f} s, {disk:.0f} MB on disk", share)
            measure(path, workspace, said.queries)


if __name__ == "__main__":
    main()
