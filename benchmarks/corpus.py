"""Corpus builds: two workers beside one, workers that are killed, memory as the documents grow.

usage: corpus.py [speed|kills|memory|model] [--documents 2000] [--kills 20] [--megabytes 10,100] [--folder D] [--seed 1]

The documents are made of the shared sources, the alignment benchmark and the reports of hkma (TERMLODE_SHARED): two
files that translate each other, named so, or one that holds both languages; a seed gives the same ones again.
``speed`` builds them with one worker and with two (clusters started and warmed beforehand, lexicons loaded) and
compares all bytes; ``kills`` kills a random worker again and again and compares with an undisturbed build; ``memory``
gives the peak of a worker at two sizes; ``model`` measures how long tasks take and what giving some out costs the
scheduler, and works out from both how many workers it keeps busy.
"""

from __future__ import annotations

import argparse
import heapq
import json
import lzma
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any

from termlode.corpus.build import build
from termlode.corpus.engines import TOGETHER, Local, engine

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PAIRS = (("fa", "en"), ("ar", "en"), ("zh", "en"), ("ps", "en"), ("fa", "ar"), ("fa", "zh"))
SEGMENTS = (8, 40)  # of a document


def make(folder: Path, count: int, seed: int, factor: int = 1) -> int:
    """Lay down ``count`` documents (a pair counts as one), each ``factor`` times as long; how many bytes."""
    chance = random.Random(seed)
    stock, reports, sources = _bulletins(), _reports(), sorted((SHARED / "sources").glob("*.txt"))
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name, kind = folder / f"d{number:05}", chance.random()
        if kind < 0.05 and sources:
            text = chance.choice(sources).read_text(encoding="utf-8", errors="replace")
            name.with_suffix(".txt").write_text(f"{text}\n{number}\n", encoding="utf-8")
        elif kind < 0.15 and reports:
            _write(name, chance.choice(reports)(chance, factor), ("en", "zh"))
        else:
            languages = chance.choice(PAIRS)
            sides = [side for _ in range(factor) for side in _slice(chance, stock[languages])]
            texts = ["\n\n".join(line for at, side in enumerate(sides) if at % 2 == k for line in side) for k in (0, 1)]
            if kind < 0.35:
                name.with_suffix(".txt").write_text(f"{texts[0]}\n\n{texts[1]}\n\n{number}\n", encoding="utf-8")
            else:
                _write(name, (texts[0], texts[1]), languages, f"\n\n{number}\n")
    return sum(path.stat().st_size for path in folder.iterdir())


def _write(name: Path, texts: tuple[str, str], languages: tuple[str, str], end: str = "\n") -> None:
    for text, tag in zip(texts, languages, strict=True):
        name.with_name(f"{name.name}.{tag}.txt").write_text(text + end, encoding="utf-8")


def _bulletins() -> dict[tuple[str, str], list[dict[str, Any]]]:
    sys.path.insert(0, str(SHARED / "bench" / "align"))
    import bench  # the shared benchmark's own loader

    return {pair: bench.load("hard", *pair) for pair in PAIRS}


def _slice(chance: random.Random, bulletins: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Some neighbouring beads of a bulletin."""
    found = chance.choice(bulletins)
    size = chance.randint(*SEGMENTS)
    start = chance.randrange(max(1, len(found["gold"]) - size))
    beads = found["gold"][start : start + size]
    return [found["src"][i] for a, _ in beads for i in a], [found["tgt"][j] for _, b in beads for j in b]


def _reports() -> list[Any]:
    path = SHARED / "bench" / "hkma" / "documents.jsonl.xz"
    if not path.is_file():
        return []

    def piece(report: dict[str, Any]) -> Any:
        def take(chance: random.Random, factor: int) -> tuple[str, str]:
            share, at = min(1.0, 0.15 * factor), chance.random() * 0.8
            return _cut(report["en"], at, share), _cut(report["zh"], at, share)

        return take

    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [piece(json.loads(line)) for line in lines]


def _cut(text: str, at: float, share: float) -> str:
    blocks = text.split("\n\n")
    start = int(at * len(blocks))
    return "\n\n".join(blocks[start : start + max(4, int(share * len(blocks)))])


def content(out: Path) -> dict[str, bytes]:
    """What the parts of a corpus hold."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("pair=*/*.parquet"))}


def speed(folder: Path, docs: Path) -> None:
    """One worker, then two."""
    taken = {}
    for workers in (1, 2):
        with engine("dask", workers=workers) as some:
            build([str(docs / "d0000[0-7]*")], folder / f"warm{workers}", some)
            start = time.perf_counter()
            done = build([str(docs)], folder / f"w{workers}", some)
            taken[workers] = time.perf_counter() - start
            print(f"{workers} worker(s): {taken[workers]:.1f} s, {done.made} documents, {done.rows} units", flush=True)
            print(f"  left out: {len(done.unused)}, failed: {len(done.failures)}")
    print(
        f"two workers: {taken[1] / taken[2]:.2f} × one; same bytes: {content(folder / 'w1') == content(folder / 'w2')}"
    )


def kills(folder: Path, docs: Path, count: int, seed: int) -> None:
    """Kill a random worker ``count`` times, spread over the build."""
    chance, killed = random.Random(seed), list[int]()
    with engine("dask", workers=2) as some:
        calm = build([str(docs)], folder / "calm", some)
    with engine("dask", workers=2) as some:

        def kill(stage: str, done: int, total: int | None) -> None:
            if stage == "align" and total and len(killed) < count and done >= (len(killed) + 1) * total // (count + 2):
                pids = list(some._client.run(os.getpid).values())  # a benchmark looks inside
                if pids:
                    killed.append(chance.choice(pids))
                    os.kill(killed[-1], signal.SIGKILL)

        done = build([str(docs)], folder / "killed", some, progress=kill)
    same = content(folder / "calm") == content(folder / "killed")
    print(f"{len(killed)} kills: {done.rows} of {calm.rows} units, {len(done.failures)} failed; same bytes: {same}")


def memory(folder: Path, sizes: list[float], seed: int) -> None:
    """The peak of a worker, at several sizes of all documents together."""
    for size in sizes:
        docs = folder / f"docs{size:g}"
        count, total = 0, 0
        while total < size * 1e6:
            total += make(docs / f"{count}", 50, seed + count)
            count += 1
        with engine("dask", workers=2) as some:
            done = build([str(docs)], folder / f"m{size:g}", some)
            peaks = some._client.run(_peak)
        print(f"{total / 1e6:.0f} MB, {done.made} documents: peak {max(peaks.values()):.0f} MB a worker", flush=True)
        print(f"  this process: {_peak():.0f} MB")


def model(folder: Path, docs: Path, workers: tuple[int, ...] = (1, 2, 10, 30, 100, 300)) -> None:
    """Tasks of the measured lengths, given out one after the other by a scheduler that each costs something."""
    durations = list[float]()

    class Timing(Local):
        def run(self, job: Any, tasks: Any) -> Any:
            for number, task in enumerate(tasks):
                start = time.perf_counter()
                found = job(task)
                durations.append(time.perf_counter() - start)
                yield number, found

    build([str(docs)], folder / "model", Timing())
    with engine("dask", workers=2) as some:
        start = time.perf_counter()
        empty = 4000
        for _ in some.run(abs, list(range(empty))):
            pass
        cost = (time.perf_counter() - start) / (empty / TOGETHER)
    mean = sum(durations) / len(durations)
    print(f"a task takes {1000 * mean:.0f} ms, giving {TOGETHER} out and taking them back {1000 * cost:.1f} ms")
    chunks = [sum(durations[at : at + TOGETHER]) for at in range(0, len(durations), TOGETHER)]
    for count in workers:
        taken = _makespan(chunks * 50, count, cost)
        print(f"{count} workers: {50 * len(durations) / taken:.1f} tasks/s, {50 * sum(durations) / taken:.1f} × one")


def _makespan(durations: list[float], workers: int, cost: float) -> float:
    """When the last of all tasks ends: each goes to the worker that is free first, ``cost`` apart."""
    free = [0.0] * workers
    given = 0.0
    for duration in durations:
        start = max(heapq.heappop(free), given)
        given = start + cost
        heapq.heappush(free, start + cost + duration)
    return max(free)


def _peak() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _arguments() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "what", {"nargs": "?", "default": "speed", "choices": ("speed", "kills", "memory", "model")}
    yield "--documents", {"type": int, "default": 2000}
    yield "--kills", {"type": int, "default": 20}
    yield "--megabytes", {"default": "10,100"}
    yield "--folder", {"type": Path}
    yield "--seed", {"type": int, "default": 1}


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    for name, options in _arguments():
        parser.add_argument(name, **options)
    said = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("no shared data: set TERMLODE_SHARED")
    with tempfile.TemporaryDirectory(prefix="corpus-") as made:
        folder = said.folder or Path(made)
        if said.what == "memory":
            memory(folder, [float(size) for size in said.megabytes.split(",")], said.seed)
            return
        size = make(folder / "docs", said.documents, said.seed)
        print(f"{said.documents} documents, {size / 1e6:.1f} MB")
        if said.what == "speed":
            speed(folder, folder / "docs")
        elif said.what == "kills":
            kills(folder, folder / "docs", said.kills, said.seed)
        else:
            model(folder, folder / "docs")


if __name__ == "__main__":
    main()
