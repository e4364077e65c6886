"""Analysis and pretranslation of a job of 100,000 words against a big memory: CPU, peak memory, bands.

    python benchmarks/workbench.py MEMORY.db [WORDS [TARGET]]

MEMORY.db is a memory of rows of shared/bench/tm (benchmarks/memory.py makes one). The job is made of English sources of
the rows: a third as they are, a third with a word or number changed, a third with half of the words taken from another
row; one segment in twenty comes again.
"""

from __future__ import annotations

import lzma
import os
import random
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from termlode import workspace
from termlode.jobs.analyze import analyze
from termlode.jobs.pretranslate import pretranslate

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
    '<file original="a" source-language="en" target-language="{}" datatype="plaintext"><body>\n'
)


def main() -> None:
    """Make the job, run both, print the figures."""
    memory, words = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    target = sys.argv[3] if len(sys.argv) > 3 else "zh-CN"
    with TemporaryDirectory() as folder:
        place = workspace.create(Path(folder) / "w")
        place.private.mkdir(exist_ok=True)
        place.memory_file.symlink_to(memory.resolve())
        job = Path(folder) / "job.xlf"
        job.write_text(made(words, target), encoding="utf-8")
        works = {"analyze": lambda: analyze(place, [job]), "pretranslate": lambda: pretranslate(place, job)}
        for name, work in works.items():
            start = time.process_time()
            found = work()
            spent = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{name}\t{spent:.1f} s CPU\t{peak:.0f} MB\t{summary(found)}")


def summary(found: object) -> str:
    """Segments by band, or by outcome."""
    if hasattr(found, "total"):
        return ", ".join(f"{band} {row.segments}" for band, row in found.total.rows.items())
    return ", ".join(f"{name} {number}" for name, number in found.outcomes.items())  # type: ignore[attr-defined]


def made(words: int, target: str) -> str:
    """An XLIFF file of so many words."""
    chance = random.Random(17)
    rows = list(sources(words))
    texts: list[str] = []
    count = 0
    while count < words:
        text = changed(chance.choice(rows), chance.choice(rows), chance)
        texts.append(text)
        count += len(text.split())
        if chance.random() < 0.05:
            texts.append(chance.choice(texts))
    units = (f'<trans-unit id="{n}"><source>{escape(text)}</source></trans-unit>\n' for n, text in enumerate(texts))
    return HEAD.format(target) + "".join(units) + "</body></file></xliff>\n"


def sources(words: int) -> list[str]:
    """English sources of the memory, sentences of 5 to 40 words."""
    found: list[str] = []
    with lzma.open(SHARED / "bench" / "tm" / "tm1m.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            source, _, text, *_ = line.rstrip("\n").split("\t")
            if source == "en" and 5 <= len(text.split()) <= 40:
                found.append(text)
            if len(found) * 10 > words:
                break
    return found


def changed(text: str, other: str, chance: random.Random) -> str:
    """The text as it is, lightly changed, or half another."""
    kind, words = chance.randrange(3), text.split()
    if kind == 1:
        words[chance.randrange(len(words))] = str(chance.randrange(2, 2000))
    elif kind == 2:
        half = len(words) // 2
        words[half:] = other.split()[half:]
    return " ".join(words)


if __name__ == "__main__":
    main()
