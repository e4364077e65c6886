"""Kill an importing process at random moments and prove that no committed unit is lost.

usage: python benchmarks/crash.py [KILLS=200] [SEED=1]

A child imports generated units, and reports how many are committed after each commit; it is killed with
SIGKILL after a random while, during imports, merges of the index and compactions alike. After each kill the
memory is opened, verified, and its units compared with what was generated; the next child goes on with it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import sys, itertools
from termlode.memory import open_store, seen_sources, writer
from tests.memory.units import sentences
writer.CHUNK, seen_sources._LONG = 1500, 1  # as in an import of a million: chunks, and no index of sources meanwhile
path, start, compact = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_store(path, write=True) as store:
    print(start, flush=True)
    for _ in range(compact):
        store.compact()
    units = itertools.islice(sentences(10_000_000, seed=5), start, start + 12_000)
    store.add(units, progress=lambda done, _: print(start + done, flush=True))
"""


def round_of(path: Path, stored: int, chance: random.Random) -> tuple[int, bool]:
    """Import, kill after a while; how many units were reported as committed, and whether the kill hit."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(stored), str(4 * int(chance.random() < 0.25))],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(chance.uniform(0.2, 1.6))
    hit = process.poll() is None
    os.kill(process.pid, signal.SIGKILL) if hit else None
    out, _ = process.communicate()
    lines = [line for line in out.splitlines() if line.isdigit()]
    return (int(lines[-1]) if lines else stored), hit


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from tests.memory.units import sentences

    from termlode.memory import open_store

    kills, seed = (int(value) for value in (sys.argv[1:] + ["200", "1"][len(sys.argv) - 1 :])[:2])
    chance = random.Random(seed)
    done = lost = stored = rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        while done < kills:
            if stored > 20_000:  # start over, with the making of the file: checking must not take longer than crashing
                for file in Path(folder).iterdir():
                    file.unlink()
                stored = 0
            committed, hit = round_of(path, stored, chance)
            done, rounds = done + hit, rounds + 1
            if not path.exists():
                continue
            with open_store(path, write=True) as store:
                units = list(store.units())
                findings = store.verify()
            stored = len(units)
            if stored < committed or findings or units != list(sentences(stored, seed=5)):
                lost += 1
                print(f"round {rounds}: {stored} units, {committed} committed, {findings}")
            print(f"\r{done} kills in {rounds} rounds, {lost} with a loss", end="", file=sys.stderr, flush=True)
    print(f"{done} kills in {rounds} rounds, {lost} with a loss")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
