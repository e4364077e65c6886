"""A team's memory on PostgreSQL beside one person's file, pg_trgm, and counting in SQL, in one run.

usage: python benchmarks/postgres.py [SIZE] [FOLDER] [PART …]      SIZE: 10k, 100k (default), 1m or another such number

Parts: lookup, sql, recall, crowd (all of these where none is named), after (the peer's indexes made afterwards).
Starts a server of its own (as in the tests), with fsync on. FOLDER holds all files, by default in memory (/dev/shm), so
that the disk of a busy machine decides nothing. Needs the shared benchmark folder (TERMLODE_SHARED). CPU is that of
client and server together.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from tests.postgres_server import Server  # noqa: E402

from memory import IMPORT, SHARED, pair, queries, say  # noqa: E402

SETTINGS = "-c shared_buffers=512MB -c max_wal_size=1GB -c maintenance_work_mem=256MB"
PEER = """
import sys, psycopg
from xml.parsers import expat
def units(path):
    ready, unit, text = [], [], []
    def start(name, attributes):
        if name == "tu": unit.clear()
        elif name == "tuv": unit.append(attributes["xml:lang"])
        elif name == "seg": text.clear()
    def end(name):
        if name == "seg": unit.append("".join(text))
        elif name == "tu": ready.append(tuple(unit))
    parser = expat.ParserCreate(); parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text.append
    with open(path, "rb") as handle:
        while data := handle.read(1 << 20):
            parser.Parse(data); yield from ready; ready.clear()
with psycopg.connect(sys.argv[2]) as db:
    with db.cursor().copy("COPY tm (sl, src, tl, tgt) FROM STDIN") as copy:
        for unit in units(sys.argv[1]): copy.write_row(unit)
"""
TABLE = """
DROP TABLE IF EXISTS tm;
CREATE TABLE tm (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sl text, src text, tl text, tgt text)
"""
SIZE = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = 'ours'::regnamespace AND relkind = 'r'
"""
INDEXES = "CREATE INDEX ON tm USING gin (src gin_trgm_ops); CREATE INDEX ON tm USING gin (tgt gin_trgm_ops)"


def cpu(server: Server) -> float:
    """CPU seconds of the server's processes so far, of ours, and of those that we started and that have ended."""
    first = int((server.data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    ticks = sum(sum(_ticks(process)) for process in (first, *map(int, children)))
    times = os.times()
    return ticks / os.sysconf("SC_CLK_TCK") + sum(times[:4])


def _ticks(process: int) -> list[int]:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []
    return list(map(int, fields[11:15]))  # its own, and those of its children that have ended


def run(server: Server, code: str, *arguments: object) -> tuple[float, float]:
    """Seconds by the clock and of CPU that ``code`` takes in a process of its own."""
    before, start = cpu(server), time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True, cwd=ROOT)
    return time.perf_counter() - start, cpu(server) - before


def script(server: Server, statements: str) -> tuple[float, float]:
    """The same of SQL for the peer."""
    before, start = cpu(server), time.perf_counter()
    server.sql(statements, database="peer")
    return time.perf_counter() - start, cpu(server) - before


def imports(server: Server, tmx: Path, file: Path, count: int, *, after: bool) -> None:
    """The same TMX into our file, our tables, and a table with trigram indexes, made before and after."""
    file.unlink(missing_ok=True)
    ours = run(server, IMPORT, tmx, file)
    server.sql("DROP SCHEMA IF EXISTS ours CASCADE")
    team = run(server, IMPORT, tmx, server.make("ours"))
    size = float(str(server.sql(SIZE)[0][0]))
    script(server, f"{TABLE}; {INDEXES}")
    peer = run(server, PEER, tmx, server.address(database="peer"))
    peers = [("with pg_trgm GIN on both sides", peer)]
    if after:
        script(server, TABLE)
        copied = run(server, PEER, tmx, server.address(database="peer"))
        indexed = script(server, INDEXES)
        peers.append(("the indexes made afterwards", (copied[0] + indexed[0], copied[1] + indexed[1])))
    say("import into the file", f"{count / ours[0]:,.0f} TU/s, {ours[0]:.1f} s, CPU {ours[1]:.1f} s")
    say("import into PostgreSQL", f"{count / team[0]:,.0f} TU/s, {team[0]:.1f} s, CPU {team[1]:.1f} s, "
        f"{size / 1e6:.0f} MB; **{ours[0] / team[0]:.2f} ×** the file, CPU {ours[1] / team[1]:.2f} ×")  # fmt: skip
    for name, took in peers:
        say(f"COPY, {name}", f"{count / took[0]:,.0f} TU/s, {took[0]:.1f} s, CPU {took[1]:.1f} s; "
            f"ours **{took[0] / team[0]:.2f} ×**, CPU {took[1] / team[1]:.2f} ×")  # fmt: skip


def spread(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(times)
    return 1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * len(ordered))]


def clock(function, items) -> list[float]:
    """Seconds by the clock of ``function`` for each item."""
    times = []
    for item in items:
        start = time.perf_counter()
        function(item)
        times.append(time.perf_counter() - start)
    return times


def lookups(server: Server, file: Path) -> None:
    """Warm look-ups, the three in turn so that the machine is as busy for each."""
    import psycopg

    from termlode.memory import open_store

    rows = queries("queries.tsv")
    with (
        open_store(file) as ours,
        open_store(server.address("ours")) as team,
        psycopg.connect(server.address(database="peer"), autocommit=True) as peer,
    ):
        peer.execute("SET pg_trgm.similarity_threshold = 0.5; SET jit = off")
        first = clock(lambda row: team.lookup(row["query"], *pair(row)), rows[:1])[0]
        asks = {
            "file": lambda row: ours.lookup(row["query"], *pair(row)),
            "PostgreSQL": lambda row: team.lookup(row["query"], *pair(row)),
            "pg_trgm": lambda row: peer.execute(
                "SELECT src, tgt, similarity(src, %s) FROM tm WHERE src %% %s ORDER BY 3 DESC LIMIT 5",
                (row["query"], row["query"]),
            ).fetchall(),
        }
        for ask in asks.values():
            clock(ask, rows[:200])
        times: dict[str, list[float]] = {name: [] for name in asks}
        spent = dict.fromkeys(asks, 0.0)
        for start in range(200, len(rows), 100):
            for name, ask in asks.items():
                part = rows[start : start + (20 if name == "pg_trgm" else 100)]
                before = cpu(server)
                times[name] += clock(ask, part)
                spent[name] += cpu(server) - before
        f50, _ = spread(times["file"])
        mean = {name: 1000 * spent[name] / len(some) for name, some in times.items()}
        for name, some in times.items():
            p50, p95 = spread(some)
            say(f"warm look-up, {name}, p50 / p95", f"{p50:.2f} / {p95:.2f} ms, CPU {mean[name]:.2f} ms on average",
                f"{p50 / f50:.2f} × the file, CPU {mean[name] / mean['file']:.2f} ×")  # fmt: skip
        say("first look-up of a connection", f"{1000 * first:.0f} ms")
        p50, p95 = spread(clock(lambda word: list(islice(team.concordance(word, "zh"), 20)), _bigrams(rows)))
        say("concordance, two Chinese characters, p50 / p95", f"{p50:.2f} / {p95:.2f} ms")


def _bigrams(rows: list[dict[str, str]]) -> list[str]:
    texts = [row["query"] for row in rows if row["lang"].startswith("zh")]
    pairs = [text[2:4] for text in texts if len(text) > 6]
    return [pair for pair in pairs if all("\u4e00" <= char <= "\u9fff" for char in pair)][:150]


def in_sql(server: Server) -> None:
    """Counting our own postings inside the database, instead of fetching them."""
    import psycopg

    from termlode.memory import open_store
    from termlode.memory.index import blocks, keys
    from termlode.memory.index.counting import Effort

    with open_store(server.address("ours")) as team, psycopg.connect(server.address("ours"), autocommit=True) as raw:
        team.lookup("warm")
        index = team._index
        segment = max(index.segments, key=lambda one: one.entries)
        raw.execute("SET jit = off; DROP TABLE IF EXISTS postings; "
                    "CREATE TABLE postings (slot int PRIMARY KEY, entries int[] NOT NULL); "
                    "ALTER TABLE postings ALTER COLUMN entries SET STORAGE EXTERNAL")  # fmt: skip
        with raw.cursor().copy("COPY postings FROM STDIN") as copy:
            for slot in range(1 << keys.GRAM_BITS):
                found = segment.postings(blocks.GRAMS, slot)
                if len(found):
                    copy.write_row((slot, found.tolist()))
        statement = """
            SELECT entry, count(*) FROM postings, unnest(entries) AS entry
            WHERE slot = ANY(%s) AND entry >= %s AND entry < %s
            GROUP BY entry HAVING count(*) > 1 ORDER BY 2 DESC LIMIT 80
        """

        def ask(row: dict[str, str]) -> None:
            key = keys.rough(row["query"])
            effort = Effort.of(key, 0.68)
            ranked = sorted((index.order[slot], slot) for slot in keys.grams(key))
            span = segment.within(int(0.68 * len(key)), int(len(key) / 0.68) + 1)
            raw.execute(statement, ([slot for _, slot in ranked[: effort.least]], *span)).fetchall()

        rows = queries("queries.tsv")
        clock(ask, rows[:100])
        p50, p95 = spread(clock(ask, rows[100:500]))
        say("candidates counted in SQL, the rarest lists only, p50 / p95", f"{p50:.2f} / {p95:.2f} ms")


def recall(server: Server, folder: Path, size: str) -> None:
    """What tools/score_tm.py says of the command's own output."""
    workspace = folder / "team"
    workspace.mkdir(exist_ok=True)
    (workspace / "termlode.toml").write_text(f'name = "bench"\nmemory = "{server.address("ours")}"\n')
    allowed = {**os.environ, "TERMLODE_MEMORY": "allow"}
    for name, extra in (("queries.tsv", []), ("leave_one_out.tsv", ["--exclude-self"])):
        rows = queries(name)
        if f"best_{size}" not in rows[0]:
            continue
        (folder / "q.txt").write_text("".join(row["query"] + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "termlode", "-C", str(workspace), "lookup", "--input", str(folder / "q.txt")]
        with (folder / "r.tsv").open("w") as out:
            subprocess.run([*command, "--tm", "--min", "50", "--top", "6" if extra else "5", "--tsv"],
                           stdout=out, check=True, env=allowed)  # fmt: skip
        tool = [sys.executable, str(SHARED / "tools" / "score_tm.py"), str(SHARED / "bench" / "tm" / name)]
        report = subprocess.check_output([*tool, str(folder / "r.tsv"), size, *extra], text=True)
        say(f"recall ≥ .75, {name}", report.split("recall ")[1].splitlines()[0])


READ = """
import sys, time, random
from termlode.memory import open_store
texts = open(sys.argv[2], encoding="utf-8").read().splitlines()
end, asked, found = time.monotonic() + float(sys.argv[3]), 0, 0
with open_store(sys.argv[1]) as store:
    while time.monotonic() < end:
        found += bool(store.lookup(random.choice(texts), top=1)); asked += 1
print(asked, found)
"""
WRITE = """
import sys, time
from termlode.memory import open_store
from termlode.model import TranslationUnit, Variant
end, number, waits = time.monotonic() + float(sys.argv[3]), 0, []
with open_store(sys.argv[1], write=True) as store:
    while time.monotonic() < end:
        text = f"writer {sys.argv[2]} says number {number} of many"
        start = time.monotonic()
        assert store.add([TranslationUnit((Variant("en", text), Variant("fa", f"عدد {number}")))]).added == 1
        waits.append(time.monotonic() - start)
        number += 1
        if number % 100 == 0:
            store.add(TranslationUnit((Variant("en", f"{text} and {n}"), Variant("fa", "دسته"))) for n in range(6000))
waits.sort()
print(number, waits[len(waits) // 2], waits[-1])
"""


def crowd(server: Server, folder: Path, seconds: int = 60) -> None:
    """Eight readers and two writers; then every unit that was acknowledged is looked for."""
    from termlode.memory import open_store

    texts = folder / "texts.txt"
    texts.write_text("\n".join(row["query"] for row in queries("queries.tsv")), encoding="utf-8")
    place, start = server.address("ours"), [sys.executable, "-c"]
    readers = [subprocess.Popen([*start, READ, place, texts, str(seconds)], stdout=-1, cwd=ROOT) for _ in range(8)]
    writers = [subprocess.Popen([*start, WRITE, place, name, str(seconds)], stdout=-1, cwd=ROOT) for name in "ab"]
    said = [one.communicate()[0].decode().split() for one in (*readers, *writers)]
    failed = sum(one.returncode != 0 for one in (*readers, *writers))
    lost = 0
    with open_store(place) as store:
        for name, (count, *_) in zip("ab", said[8:], strict=True):
            for number in range(int(count)):
                found = store.lookup(f"writer {name} says number {number} of many", "en", "fa", 100, 1)
                lost += not found
        wrong = store.verify()
    answers = sum(int(one[0]) for one in said[:8])
    waits = ", ".join(f"{one[0]} units, median {1000 * float(one[1]):.0f} ms, longest {float(one[2]):.1f} s"
                      for one in said[8:])  # fmt: skip
    outcome = f"{failed} processes failed, {lost} units lost, verify {wrong or 'finds nothing'}"
    say("8 readers and 2 writers", f"{answers} answers; written: {waits}; {outcome}")


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "100k"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "/dev/shm/termlode-bench") / size
    parts = sys.argv[3:] or ["lookup", "sql", "recall", "crowd"]
    folder.mkdir(parents=True, exist_ok=True)
    tmx, file = folder / "all.tmx", folder / "one.db"
    count = int(size[:-1]) * {"k": 1000, "m": 1_000_000}[size[-1]]
    if not tmx.exists():
        subprocess.run([sys.executable, SHARED / "tools" / "make_tmx.py", str(count), tmx], check=True)
    server = Server(folder.parent, SETTINGS)
    try:
        server.sql("CREATE DATABASE peer TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
        server.sql("CREATE EXTENSION pg_trgm", database="peer")
        print(f"\n| {size}, {time.strftime('%Y-%m-%d')} | | |\n| --- | --- | --- |")
        imports(server, tmx, file, count, after="after" in parts)
        if "lookup" in parts:
            lookups(server, file)
        if "sql" in parts:
            in_sql(server)
        if "recall" in parts:
            recall(server, folder, size)
        if "crowd" in parts:
            crowd(server, folder)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
