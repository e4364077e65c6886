"""kill -9 of a client or of the server in the middle of an import: python benchmarks/postgres_kills.py [TIMES] [FOLDER]

Each of TIMES (50) rounds imports into a memory that goes on growing, kills the client (even rounds) or the server with
all its processes (odd rounds) after a random number of acknowledged chunks, and then looks for every unit that was
acknowledged; every tenth round proves the whole memory. fsync is on; FOLDER is where the server's files are.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.postgres_server import Server  # noqa: E402

IMPORT = """
import sys
from termlode.memory import open_store, writer
from tests.memory.units import sentences
writer.CHUNK = int(sys.argv[3])
with open_store(sys.argv[1], write=True) as store:
    store.add(sentences(50_000, seed=int(sys.argv[2])), progress=lambda done, _: print(done, flush=True))
"""


def one(server: Server, address: str, number: int, chance: random.Random) -> tuple[int, int]:
    """A round: how many units were acknowledged, and how many of them are lost."""
    from tests.memory.units import sentences

    from termlode.memory import open_store

    chunk = chance.choice([50, 400, 3000, 6000])  # small ones wait in the tail, large ones become segments
    run = [sys.executable, "-c", IMPORT, address, str(number), str(chunk)]
    process = subprocess.Popen(run, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    said = [int(process.stdout.readline() or 0) for _ in range(chance.randint(1, 5))]
    if number % 2:
        server.kill()
        rest, errors = process.communicate()
        assert "StoreError" in errors or not process.returncode, errors
        server.start()
    else:
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
    done = max(said + [int(line) for line in rest.split()])
    with open_store(address, write=True) as store:
        lost = done - store.add(sentences(done, seed=number)).unchanged
        found = store.verify() if number % 10 == 9 else []
    assert not found, found
    print(f"{number}: {done} acknowledged, {lost} lost", flush=True)
    return done, lost


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    server = Server(Path(sys.argv[2]) if len(sys.argv) > 2 else None, settings="")
    chance = random.Random(1)
    try:
        address = server.make("kills")
        rounds = [one(server, address, number, chance) for number in range(times)]
        done, lost = (sum(row[place] for row in rounds) for place in (0, 1))
        print(f"{times} kills, {done} units acknowledged, {lost} lost")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
