"""Speed and memory of correction against hazm's Normalizer, each in a cold process of its own.

usage: python benchmarks/correction.py [FILE] [--runs N]

FILE defaults to source 000 of the shared data (TERMLODE_SHARED, or ../shared). CPU time (user + system)
of the whole process: start, import, construction, one run. The warm figure is a second run in one process.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

OURS = """
import sys, time, resource
from termlode.correction import Corrector
text = open(sys.argv[1], encoding="utf-8", newline="").read()
corrector = Corrector()
corrector.run(text)
start = time.process_time()
corrector.run(text)
warm = time.process_time() - start
print(len(text), warm, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
ONCE = """
import sys
from termlode.correction import Corrector
Corrector().run(open(sys.argv[1], encoding="utf-8", newline="").read())
"""
HAZM = """
import sys
from hazm import Normalizer
Normalizer().normalize(open(sys.argv[1], encoding="utf-8", newline="").read())
"""


def cpu(code: str, file: Path) -> float:
    """CPU seconds of a process that runs ``code``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    shared = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=next(shared.glob("sources/000*.txt"), None))
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    ours = statistics.median(cpu(ONCE, arguments.file) for _ in range(arguments.runs))
    peer = statistics.median(cpu(HAZM, arguments.file) for _ in range(arguments.runs))
    done = subprocess.run([sys.executable, "-c", OURS, str(arguments.file)], check=True, capture_output=True, text=True)
    characters, warm, peak = done.stdout.split()
    print(f"cold process, CPU: termlode {ours:.2f} s, hazm Normalizer {peer:.2f} s: {peer / ours:.1f} times faster")
    print(
        f"warm: {int(characters) / float(warm) / 1000:.0f} k characters/s; peak resident set: {int(peak) / 1024:.0f} MB"
    )
    print(time.strftime("%Y-%m-%d"))


if __name__ == "__main__":
    main()
