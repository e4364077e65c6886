"""Readers while a writer imports: python benchmarks/readers.py [UNITS] [READERS] [FOLDER]

Imports UNITS (300,000) units into an empty memory by ``termlode import`` while READERS (8) processes look up,
search and read without a pause, each through a store of its own that stays open, and others that open it anew.
Prints how many answers there were, how many states of the memory they saw, and every error.
Needs the shared benchmark folder (TERMLODE_SHARED).
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TERMLODE_SHARED", ROOT.parent / "shared"))

READER = """
import json, sys
from itertools import islice
from pathlib import Path
from termlode.errors import UnreadableError
from termlode.memory import open_store
path, number, done, queries = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.stdin.read())
answers = errors = found = 0
states = set()
store = None
while not done.exists():
    for place, text in enumerate(queries[number::8]):
        if done.exists():
            break
        try:
            if store is None or (number % 2 and place % 50 == 49):  # every second reader opens the store again
                if store is not None:
                    store.close()
                store = open_store(path)
            best = store.lookup(text)
            for match in best:
                if match.score == 100 and match.source.text != text:
                    raise AssertionError(f"{match.source.text!r} is not {text!r}")
            found += bool(best)
            if place % 20 == 0:
                found += len(list(islice(store.concordance(text.split()[0]), 5)))
            if place % 200 == 0:
                states.add(store.stats()["units"])
            answers += 1
        except UnreadableError:  # not there yet
            store = None
        except Exception as error:
            errors += 1
            print(f"reader {number}: {type(error).__name__}: {error}", file=sys.stderr)
            store = None
print(json.dumps([answers, found, errors, len(states)]))
"""


def main() -> None:
    given = dict(enumerate(sys.argv[1:]))
    units, readers = int(given.get(0, 300_000)), int(given.get(1, 8))
    with tempfile.TemporaryDirectory(dir=given.get(2)) as name:
        folder = Path(name)
        tmx, done = folder / "all.tmx", folder / "done"
        subprocess.run([sys.executable, SHARED / "tools" / "make_tmx.py", str(units), tmx], check=True)
        (folder / "termlode.toml").write_text('name = "readers"\n')
        with (SHARED / "bench" / "tm" / "queries.tsv").open(encoding="utf-8") as handle:
            rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
            queries = json.dumps([row["query"] for row in rows])
        path = folder / ".termlode" / "memory.db"
        command = [sys.executable, "-m", "termlode", "-C", str(folder), "import", str(tmx)]
        start = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            reading = [_reader(path, number, done, queries) for number in range(readers)]
            status = writer.wait()
        seconds = time.monotonic() - start
        done.touch()
        results = [json.loads(reader.communicate()[0]) for reader in reading]
        verified = subprocess.run([*command[:5], "memory", "verify"], check=False).returncode
    answers, found, errors, states = map(sum, zip(*results, strict=True))
    print(f"import of {units:,} units: status {status}, {seconds:.0f} s; verify: status {verified}")
    print(
        f"{readers} readers: {answers:,} answers ({found:,} with something in them), {states} states, {errors} errors"
    )
    sys.exit(bool(errors or status or verified))


def _reader(path: Path, number: int, done: Path, queries: str) -> subprocess.Popen[str]:
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(path), str(number), str(done)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin is not None
    reader.stdin.write(queries)
    reader.stdin.close()
    reader.stdin = None
    return reader


if __name__ == "__main__":
    main()
