"""Kill whatever writes, and look for what was lost: at random moments, and at every rename and fsync of the savers.

    python benchmarks/kills.py [--random 200] [--seed 1] [--only NAME] [--calls 40]

Each command runs on a copy of a small workspace. Random kills come as SIGKILL from outside, until so many have struck
a command before its end; kills at system calls are
injected by strace (``--inject=rename,renameat,renameat2,fsync,fdatasync,unlink``), at the first call, the second, and
so on until the command ends by itself; where there is no strace they are left out, and that is said. After a kill the
workspace must be as before or as after the command: every concept once, every text whole, the memory verified, and
what was there before still there. The next command must work, and leave no temporary file of the dead one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CALLS = "rename,renameat,renameat2,fsync,fdatasync,unlink,unlinkat"
PYTHON = [sys.executable, "-m", "termlode"]
TEXT = "می شود كه كتاب\n"
CORRECTIONS = "# termlode corrections 1 · x\ndecision\tfile\tstart\tend\tbefore\tafter\n"


@dataclass(frozen=True)
class Job:
    """A command that writes."""

    name: str
    arguments: tuple[str, ...]


JOBS = (
    Job("edit", ("termbase", "edit", "copper", "--note", "new")),
    Job("move", ("termbase", "edit", "copper", "--field", "ores")),
    Job("merge", ("termbase", "merge", "copper", "zinc")),
    Job("variants", ("variants", "accept", "1", "--file", "variants.tsv")),
    Job("fix", ("fix", "--in-place", "--jobs", "1", "docs")),
    Job("review", ("review", "apply", "review.tsv")),
    Job("import", ("import", "new.csv", "--as", "memory", "--from", "en", "--to", "fa")),
    Job("compact", ("memory", "compact")),
    Job("export", ("export", "out", "--format", "tmx", "--pair", "en-fa")),
    Job("build", ("build",)),
)  # fmt: skip


def workspace(root: Path) -> None:
    """A workspace with concepts in two files, documents, a review, proposals and a memory."""
    for folder in ("termbase", "docs", "sources"):
        (root / folder).mkdir(parents=True)
    (root / "termlode.toml").write_text('name = "kills"\n', encoding="utf-8")
    concept = "{0}:\n  terms:\n    en:\n      - term: {0}\n    fa:\n      - term: {1}\n"
    (root / "termbase" / "metals.yaml").write_text(
        concept.format("copper", "مس") + concept.format("zinc", "روی"), encoding="utf-8"
    )
    (root / "termbase" / "ores.yaml").write_text(concept.format("tin", "قلع"), encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (root / "docs" / name).write_text(TEXT, encoding="utf-8")
    (root / "docs" / "c.txt").write_text("abc\n", encoding="utf-8")
    (root / "sources" / "x.en.txt").write_text("Copper is red. Zinc is blue.\n", encoding="utf-8")
    (root / "sources" / "x.fa.txt").write_text("مس سرخ است. روی آبی است.\n", encoding="utf-8")
    (root / "review.tsv").write_text(f"{CORRECTIONS}accept\tdocs/c.txt\t0\t1\ta\tx\n", encoding="utf-8")
    heads = "number\tvariant\tterm\tconcept\tkind\tcount\tbeside\tscore\tcontext\n"
    (root / "variants.tsv").write_text(
        f"# termlode variants 1 · s\n{heads}1\tمسن\tمس\tcopper\tnonword\t1\t0\t1.0\tx\n", encoding="utf-8"
    )
    for name, rows in (("old.csv", 200), ("new.csv", 300)):
        lines = "".join(f"{name} sentence {number},{name} جمله {number}\n" for number in range(rows))
        (root / name).write_text(f"source,target\n{lines}", encoding="utf-8")
    run(root, "import", "old.csv", "--as", "memory", "--from", "en", "--to", "fa")


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that is let live."""
    return subprocess.run([*PYTHON, *arguments], cwd=root, capture_output=True, text=True, check=False)


def lost(root: Path, before: dict[str, bytes]) -> list[str]:
    """What is not as it was before or should be after; empty where nothing was lost."""
    found = []
    checked = run(root, "termbase", "check", "--json")
    if "Traceback" in checked.stderr or checked.returncode not in (0, 1):
        found.append(f"termbase: {checked.stderr.strip()[-200:]}")
    concepts = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "termbase").glob("*.yaml")))
    for name in ("copper", "tin"):
        times = concepts.count(f"term: {name}\n")  # merged, a concept goes on as a term of the other
        found += [f"{name} stands {times} times"] if times != 1 else []
    if "روی" not in concepts:
        found.append("zinc's term is lost")
    for path in sorted((root / "docs").glob("*.txt")):
        kept, now = before[path.name], path.read_bytes()
        backup = path.with_name(f"{path.name}.bak")
        if now != kept and not (backup.is_file() and backup.read_bytes() == kept):
            found.append(f"{path.name}: neither as it was, nor with a backup")
        if backup.exists() and backup.read_bytes() != kept:
            found.append(f"{backup.name} is no whole backup")
    verified = run(root, "memory", "verify")
    if verified.returncode != 0:
        found.append(f"memory verify: {(verified.stdout + verified.stderr).strip()[-200:]}")
    exported = run(root, "export", "check.jsonl", "--format", "jsonl", "--multilingual")
    units = (root / "check.jsonl").read_text(encoding="utf-8") if exported.returncode == 0 else ""
    found += [f"unit {number} is lost" for number in range(200) if f'old.csv sentence {number}"' not in units][:3]
    run(root, "termbase", "edit", "tin", "--note", "swept")
    found += [f"left behind: {path.name}" for path in (root / "termbase").glob(".termlode-*")]
    return found


def lasts(root: Path, job: Job) -> float:
    """Seconds that a command takes when nothing stops it."""
    begun = time.monotonic()
    run(root, *job.arguments)
    return time.monotonic() - begun


def killed_at_random(root: Path, job: Job, longest: float, chance: random.Random) -> bool:
    """Whether the kill came before the end; ``longest``: seconds that the command takes."""
    process = subprocess.Popen(
        [*PYTHON, *job.arguments], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(chance.uniform(0.3 * longest, longest))  # before that Python only starts
    hit = process.poll() is None
    if hit:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    return hit


def killed_at_call(root: Path, job: Job, number: int) -> bool:
    """Whether there was such a call: strace kills the process as it makes it."""
    inject = f"--inject={CALLS}:signal=SIGKILL:when={number}"
    traced = ["strace", "-f", "-qq", "-o", os.devnull, f"--trace={CALLS}", inject, *PYTHON, *job.arguments]
    done = subprocess.run(traced, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--calls", type=int, default=40, help="at most so many system calls of a command")
    options = parser.parse_args()
    jobs = [job for job in JOBS if options.only in job.name]
    base = Path(tempfile.mkdtemp())
    workspace(base / "fresh")
    before = {path.name: path.read_bytes() for path in (base / "fresh" / "docs").iterdir()}
    failures: list[str] = []
    counts = {"random": 0, "hit": 0, "at calls": 0}

    def judged(what: str) -> None:
        failures.extend(f"{what}: {one}" for one in lost(base / "run", before))
        shutil.rmtree(base / "run")

    chance, long = random.Random(options.seed), {}
    for job in jobs if options.random else ():
        shutil.copytree(base / "fresh", base / "run")
        long[job] = lasts(base / "run", job)
        shutil.rmtree(base / "run")
    while counts["hit"] < options.random and counts["random"] < 3 * options.random:
        job = jobs[counts["random"] % len(jobs)]
        shutil.copytree(base / "fresh", base / "run")
        counts["random"] += 1
        counts["hit"] += killed_at_random(base / "run", job, long[job], chance)
        judged(f"{job.name}, random kill {counts['random']}")
    if not shutil.which("strace"):
        print("no strace here: kills at system calls are left out")
    for job in jobs if shutil.which("strace") else ():
        for number in range(1, options.calls + 1):
            shutil.copytree(base / "fresh", base / "run")
            hit = killed_at_call(base / "run", job, number)
            counts["at calls"] += hit
            judged(f"{job.name}, killed at call {number}")
            if not hit:
                break
    shutil.rmtree(base)
    print(*failures, sep="\n", end="\n" if failures else "")
    print(json.dumps({**counts, "lost": len(failures)}))
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
