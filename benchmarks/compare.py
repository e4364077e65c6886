"""Whether one state of the code is slower than another: the same jobs by both, in turn, in fresh processes.

usage: compare.py OLD_SRC NEW_SRC [--rounds 10] [--units 20000] [--only look-up]

OLD_SRC and NEW_SRC are folders that hold the package ``termlode``. Each round runs every job once by each, the
old first in every other round; the table gives medians of wall and processor time and their ratios. On a busy
machine the processor's time is the one to go by. All data are made here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from xml.sax.saxutils import escape

SENTENCES, ASKED = 400, 300
_EN = "the battery lithium cobalt price market export import mine rare earth magnet policy tariff quota supply"
_FA = "باتری لیتیوم کبالت قیمت بازار صادرات واردات معدن خاکی کمیاب آهنربا سیاست تعرفه سهمیه عرضه می‌کند است"
WORDS = {"en": _EN.split(), "fa": _FA.split()}
HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en" segtype="sentence" datatype='
    '"plaintext" creationtool="x" creationtoolversion="1" adminlang="en" o-tmf="x"/><body>\n'
)
DAMAGED = "چين در سال گذشته شصت درصد از آهن را صادر ميكند و كتابها و باتريها ارزان شدند. این كارخانه ها نمی شود.\n"
WARM = """
import sys
from pathlib import Path
from termlode.memory import open_store
with open_store(Path(sys.argv[1])) as store:
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        store.lookup(line, "en", "fa")
"""


@dataclass(frozen=True)
class Job:
    """A command, run in a copy of ``folder`` where it writes."""

    name: str
    command: list[str]
    folder: Path
    writes: bool = False


def sentence(chance: Random, language: str, number: int) -> str:
    return " ".join([*chance.choices(WORDS[language], k=chance.randint(6, 16)), str(number)]) + "."


def tmx(path: Path, count: int) -> None:
    chance = Random(1)
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for number in range(count):
            pair = (f'<tuv xml:lang="{tag}"><seg>{escape(sentence(chance, tag, number))}</seg></tuv>' for tag in WORDS)
            out.write(f"<tu>{''.join(pair)}</tu>\n")
        out.write("</body></tmx>\n")


def run(source: Path, job: Job) -> tuple[float, float]:
    """Wall and processor seconds of a job."""
    folder = job.folder
    if job.writes:
        folder = Path(tempfile.mkdtemp(prefix="compare-"))
        shutil.copytree(job.folder, folder, dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"}
    begun, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *job.command], cwd=folder, env=environment, capture_output=True, check=False)
    took, after = time.perf_counter() - begun, getrusage(RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{job.name} by {source}: {done.stderr.decode()[-2000:]}")
    if job.writes:
        shutil.rmtree(folder)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def workspace(source: Path, folder: Path) -> None:
    """A workspace of this state of the code, with concepts, a memory and documents."""
    for command in (
        ["init", str(folder), "--samples"],
        ["-C", str(folder), "import", str(folder.parent / "units.tmx")],
    ):
        run(source, Job(command[0], ["-m", "termlode", *command], folder.parent))
    chance = Random(2)
    for tag in WORDS:
        lines = (sentence(Random(number), tag, number) for number in range(SENTENCES))
        (folder / f"doc.{tag}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "damaged.txt").write_text(DAMAGED * 300, encoding="utf-8")
    (folder / "asked.txt").write_text("\n".join(sentence(chance, "en", n) for n in range(ASKED)), encoding="utf-8")
    (folder / "warm.py").write_text(WARM, encoding="utf-8")


def jobs(folder: Path) -> list[Job]:
    termlode = ["-m", "termlode"]
    return [
        Job("look-up, cold: a term", [*termlode, "lookup", "稀土"], folder),
        Job("look-up, cold: a sentence", [*termlode, "lookup", sentence(Random(3), "en", 7), "--tm"], folder),
        Job(f"look-up, warm: {ASKED}", ["warm.py", ".termlode/memory.db", "asked.txt"], folder),
        Job("fix", [*termlode, "fix", "damaged.txt", "--out", "fixed"], folder, writes=True),
        Job("align", [*termlode, "align", "doc.en.txt", "doc.fa.txt", "-o", "a.tmx"], folder, writes=True),
        Job("import", [*termlode, "import", "../units.tmx"], folder.parent / f"{folder.name}-empty"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--units", type=int, default=20_000, help="translation units of the memory")
    parser.add_argument("--only", default="", help="jobs whose name has this")
    options = parser.parse_args()
    sources = {"old": options.old.resolve(), "new": options.new.resolve()}
    for source in sources.values():
        if not (source / "termlode").is_dir():
            raise SystemExit(f"{source} holds no package termlode")
    with tempfile.TemporaryDirectory(prefix="compare-") as place:
        root = Path(place)
        tmx(root / "units.tmx", options.units)
        for name, source in sources.items():
            workspace(source, root / name)
        times: dict[str, dict[str, list[tuple[float, float]]]] = {}
        for number in range(-1, options.rounds):  # the first round warms caches and is not counted
            for name in list(sources)[:: 1 if number % 2 else -1]:
                for job in jobs(root / name):
                    if options.only not in job.name:
                        continue
                    if job.name.startswith("import"):
                        shutil.rmtree(job.folder, ignore_errors=True)
                        run(sources[name], Job("init", ["-m", "termlode", "init", str(job.folder)], root))
                    took = run(sources[name], job)
                    if number >= 0:
                        times.setdefault(job.name, {}).setdefault(name, []).append(took)
    heads = f"{'old s':>9}{'new s':>9}{'ratio':>8}{'old cpu':>10}{'new cpu':>9}{'ratio':>8}"
    print(f"{f'median of {options.rounds}':32}{heads}")
    for job, found in times.items():
        (old, old_cpu), (new, new_cpu) = (
            [statistics.median(column) for column in zip(*found[name], strict=True)] for name in ("old", "new")
        )
        print(f"{job:32}{old:9.3f}{new:9.3f}{new / old:8.2f}{old_cpu:10.3f}{new_cpu:9.3f}{new_cpu / old_cpu:8.2f}")


if __name__ == "__main__":
    main()
