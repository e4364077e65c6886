"""Cold look-ups, in CPU time, against the import of the libraries that a command line of this kind needs.

usage: python benchmarks/lookup.py [RUNS]      (in the repository; the virtual environment's python)

Each figure is the median of RUNS (default 9) processes, interleaved, user and system time of the process;
the same run measures the floors. Drawing is forced with FORCE_COLOR, as on a terminal.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "python": "pass",
    "import typer": "import typer",
    "import typer + rich": "import typer, rich.console, rich.table",
}
QUERIES = {
    "exact, Chinese": "稀土",
    "through an OCR variant": "حاکی کمیاب",
    "homonyms": "المعادن النادرة",
    "inflected": "وبالمعادن النادرة",
    "sentence (recogniser)": "new rare earth magnets for electric vehicles",
    "typing error": "lithum",
    "nothing": "qqqqqqqq",
}


def cpu(command: list[str], drawn: bool = False) -> float:
    """User and system seconds of one process."""
    environment = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
    environment |= {"FORCE_COLOR": "1", "COLUMNS": "80", "TERM": "xterm-256color"} if drawn else {}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    jobs: dict[str, tuple[list[str], bool]] = {
        name: ([sys.executable, "-c", code], False) for name, code in FLOORS.items()
    }
    for name, query in QUERIES.items():
        command = [sys.executable, "-m", "termlode", "lookup", query]
        jobs[f"piped: {name}"] = (command, False)
        jobs[f"drawn: {name}"] = (command, True)
    for command, drawn in jobs.values():
        cpu(command, drawn)  # compiles the termbase and warms the file cache
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, (command, drawn) in jobs.items():
            seconds[name].append(cpu(command, drawn))
    found = {name: median(values) for name, values in seconds.items()}
    print("| process | CPU ms | against its floor | bar |")
    print("|---|---|---|---|")
    for name, value in found.items():
        if name in FLOORS:
            print(f"| {name} | {1000 * value:.0f} | | |")
            continue
        floor, bar = ("import typer + rich", 2.0) if name.startswith("drawn") else ("import typer", 1.5)
        ratio = value / found[floor]
        verdict = "met" if ratio <= bar else "MISSED"
        print(f"| {name} | {1000 * value:.0f} | {ratio:.2f} × {floor} | ≤ {bar} {verdict} |")


if __name__ == "__main__":
    main()
