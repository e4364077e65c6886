"""A server under load, beside the library in one process and, in the same minutes, beside itself.

usage: python benchmarks/serving.py WORKSPACE [--seconds 15] [--connections 16] [--workers 1,2] [--import FILE]

Asks tmserver's interface with the queries of the shared benchmark (TERMLODE_SHARED), in their order, from ``wrk``:
Asks tmserver's interface with the queries of the shared benchmark (TERMLODE_SHARED), in their order, by ``wrk``:
milliseconds, the library's own p50 on the same queries, and the resident memory of all processes of the server.
With ``--import``, that file is imported by the command line meanwhile, into the same memory.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

SHARED = Path(os.environ.get("TERMLODE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SCRIPT = """
local paths, n, pause = {}, 0, tonumber(os.getenv("PAUSE"))
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
function init() n = math.random(#paths) end
function request() n = n % #paths + 1; return wrk.format("GET", paths[n]) end
if pause > 0 then function delay() return -pause * math.log(1 - math.random()) end end
function done(summary, latency)
  local bad = summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect
  print(string.format("RESULT %d %d %.3f %.3f %d", summary.requests, summary.duration, latency:percentile(50) / 1000,
        latency:percentile(99) / 1000, bad))
end
"""


def queries() -> list[tuple[str, str]]:
    """Language and text of each query."""
    with (SHARED / "bench" / "tm" / "queries.tsv").open(encoding="utf-8") as handle:
        return [(row["lang"], row["query"]) for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


def library(folder: Path, rows: list[tuple[str, str]]) -> tuple[float, float]:
    """p50 and p99 of the library's own look-ups, in milliseconds, warm."""
    from termlode.jobs.lookup import Request
    from termlode.jobs.opened import Opened
    from termlode.languages.tags import normalise
    from termlode.workspace import load

    opened, times = Opened(load(folder)), []
    for count in range(2):
        for language, text in rows[: 200 if count == 0 else None]:
            begun = time.perf_counter()
            opened.matches(Request(normalise(language), (other(language),), tm=True))(text)
            times.append((time.perf_counter() - begun) * 1000)
    opened.close()
    return median(times[200:]), quantiles(times[200:], n=100)[98]


def other(language: str) -> str:
    """The language asked for: the memory has each text beside English."""
    return "zh" if language == "en" else "en"


def memory_of(process: int) -> float:
    """MiB that a process and those it started hold, pages they share counted once a process."""
    pids, total = [process], 0.0
    while pids:
        pid = pids.pop()
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
            for task in Path(f"/proc/{pid}/task").iterdir():
                pids += map(int, (task / "children").read_text(encoding="ascii").split())
        except OSError:
            continue
        total += int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024
    return total


def load(port: int, seconds: int, connections: int, paths: Path, pause: float) -> tuple[float, float, float, int]:
    """Requests a second, p50, p99 and failures of one run of wrk."""
    script = paths.with_name("load.lua")
    script.write_text(SCRIPT, encoding="ascii")
    run = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "-s", str(script), f"http://127.0.0.1:{port}"]
    environment = {**os.environ, "PATHS": str(paths), "PAUSE": str(pause)}
    out = subprocess.run(run, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    count, duration, p50, p99, bad = re.findall(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)", out)[0]
    return int(count) / int(duration) * 1e6, float(p50), float(p99), int(bad)


def measure(folder: Path, workers: int, options: argparse.Namespace, paths: Path) -> None:
    """One server: capacity, then half of it."""
    command = [sys.executable, "-m", "termlode", "-C", str(folder), "serve", "--port", "0", "--workers", str(workers)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    assert server.stderr is not None
    port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
    sink = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
    importing = None
    try:
        load(port, 5, options.connections, paths, 0)  # warm
        if options.file:
            importing = subprocess.Popen([sys.executable, "-m", "termlode", "-C", str(folder), "import", options.file])
            time.sleep(1)
        rate, p50, p99, bad = load(port, options.seconds, options.connections, paths, 0)
        print(f"workers {workers}: {rate:.0f}/s, p50 {p50:.1f} p99 {p99:.1f} ms, {bad} failures, full load")
        pause = max(0.0, options.connections / (rate / 2) * 1000 - p50 / options.connections)
        half, p50, p99, bad = load(port, options.seconds, options.connections, paths, pause)
        print(f"workers {workers}: {half:.0f}/s, p50 {p50:.1f} p99 {p99:.1f} ms, {bad} failures, half load")
        print(f"workers {workers}: {memory_of(server.pid):.0f} MiB resident")
        if importing is not None:
            print(f"workers {workers}: the import {'still runs' if importing.poll() is None else 'has ended'}")
    finally:
        if importing is not None:
            importing.send_signal(signal.SIGINT)
            importing.wait()
        server.send_signal(signal.SIGINT)
        server.wait(20)
        sink.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--import", dest="file")
    options = parser.parse_args()
    rows = queries()
    p50, p99 = library(options.workspace, rows)
    print(f"library: p50 {p50:.2f} p99 {p99:.2f} ms, {len(rows)} queries")
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder) / "paths"
        lines = (f"/tmserver/{lang}/{other(lang)}/unit/{quote(text, safe='')}" for lang, text in rows)
        paths.write_text("\n".join(lines), encoding="ascii")
        for workers in map(int, options.workers.split(",")):
            measure(options.workspace, workers, options, paths)


if __name__ == "__main__":
    main()
