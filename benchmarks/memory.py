"""The memory beside its peers, in one run: process CPU on one core, ratios before absolutes.

usage: python benchmarks/memory.py [SIZE] [FOLDER]      SIZE: 10k, 100k (default) or 1m

Makes the TMX with the shared tools, imports it, and measures import, export, warm and cold look-ups, recall,
concordance, and adding one unit, beside expat → SQLite, a loop over SQLite, a rapidfuzz scan with a length
window, FTS5 (trigrams) and translate-toolkit. Needs the shared benchmark folder (TERMLODE_SHARED).
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from contextlib import suppress
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from termlode.languages.tags import normalise

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("TERMLODE_SHARED", ROOT.parent / "shared"))
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}

IMPORT = """
import sys
from pathlib import Path
from termlode.exchange.importing import import_memory, plan
from termlode.exchange.options import ReadOptions
from termlode.memory import open_store
options = ReadOptions()
with open_store(sys.argv[2], write=True) as store:
    report = import_memory(Path(sys.argv[1]), plan(Path(sys.argv[1]), options, None, None)[0], options, store)
    assert report.added and not report.skipped
"""
FLOOR = """
import sqlite3, sys
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
db = sqlite3.connect(sys.argv[2])
db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                 "CREATE TABLE tu (id INTEGER PRIMARY KEY, sl TEXT, src TEXT, tl TEXT, tgt TEXT)")
with db:
    db.executemany("INSERT INTO tu (sl, src, tl, tgt) VALUES (?, ?, ?, ?)", units(sys.argv[1]))
"""
EXPORT = """
import sys
from termlode.memory import open_store
from termlode.exchange.tmx.fast.store import write_store
with open_store(sys.argv[1]) as store:
    write_store(store, sys.argv[2])
"""


RUNNER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


def child(code: str, *arguments: object) -> tuple[float, int]:
    """CPU seconds and peak memory (MB) of a process that runs ``code``.

    A small process starts it: the peak of a process counts what its parent held when it was made.
    """
    argv = [sys.executable, "-c", code, *map(str, arguments)]
    run = subprocess.run(
        [sys.executable, "-c", RUNNER, *argv], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    seconds, memory, status = run.stderr.splitlines()[-1].split()
    if int(status) > 1:  # 1: nothing found
        sys.exit(f"failed: {' '.join(argv[3:])}: {run.stderr}")
    return float(seconds), int(memory)


def spread(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return 1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * len(ordered))]


def timed(function, items) -> list[float]:
    """CPU seconds of ``function`` for each item."""
    times = []
    for item in items:
        start = time.process_time()
        function(item)
        times.append(time.process_time() - start)
    return times


def queries(name: str) -> list[dict[str, str]]:
    """The rows of a query file."""
    with (SHARED / "bench" / "tm" / name).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def pair(row: dict[str, str]) -> tuple[str, str]:
    """The languages to look a query up with."""
    source = normalise(row["lang"])
    return source, "zh" if source.startswith("en") else "en"


def say(what: str, value: str, beside: str = "") -> None:
    """A row of the table."""
    print(f"| {what} | {value} | {beside} |", flush=True)


def bulk(tmx: Path, store: Path, folder: Path, count: int) -> None:
    """Import and export beside their floors."""
    floor, _ = child(FLOOR, tmx, folder / "floor.db")
    ours, memory = child(IMPORT, tmx, store)
    say("TMX → store with index", f"{count / ours:,.0f} TU/s, {memory} MB, **{floor / ours:.1%}**",
        f"expat → bare SQLite {count / floor:,.0f} TU/s")  # fmt: skip
    say("file with index and concordance", f"{store.stat().st_size / 1e6:.0f} MB")
    start = time.process_time()
    with (folder / "floor.tmx").open("w", encoding="utf-8") as out:
        for sl, src, tl, tgt in sqlite3.connect(folder / "floor.db").execute("SELECT sl, src, tl, tgt FROM tu"):
            out.write(f'<tu><tuv xml:lang="{sl}"><seg>{escape(src)}</seg></tuv>'
                      f'<tuv xml:lang="{tl}"><seg>{escape(tgt)}</seg></tuv></tu>\n')  # fmt: skip
    floor = time.process_time() - start
    ours, memory = child(EXPORT, store, folder / "out.tmx")
    say("store → TMX", f"{count / ours:,.0f} TU/s, {memory} MB, **{floor / ours:.1%}**",
        f"loop over SQLite {count / floor:,.0f} TU/s")  # fmt: skip


def warm(store, rows: list[dict[str, str]], texts: list[str], folder: Path, size: str) -> None:
    """Warm look-ups beside a scan with a length window, FTS5 and translate-toolkit."""
    run = lambda row: store.lookup(row["query"], *pair(row))  # noqa: E731  # measured below
    timed(run, rows[:200])
    p50, p95 = spread(timed(run, rows))
    by_length = sorted(texts, key=len)
    lengths = list(map(len, by_length))

    def scan(row):
        low, high = bisect_left(lengths, 0.7 * len(row["query"])), bisect_left(lengths, len(row["query"]) / 0.7 + 1)
        return process.extract(row["query"], by_length[low:high], scorer=Levenshtein.normalized_similarity,
                               score_cutoff=0.7, limit=5)  # fmt: skip

    s50, s95 = spread(timed(scan, rows[: 100 if size == "1m" else 400]))
    ratio = f"**{p50 / s50:.1%} / {p95 / s95:.1%}**"
    beside = f"rapidfuzz scan {s50:.1f} / {s95:.1f} ms"
    say("warm fuzzy look-up with languages, p50 / p95", f"{p50:.2f} / {p95:.2f} ms, {ratio}", beside)
    f50, f95 = spread(timed(_fts5(folder, texts), rows[:300]))
    say("", "", f"FTS5 trigram, 12 rarest {f50:.1f} / {f95:.1f} ms")
    if size != "1m":
        from translate.search.match import matcher
        from translate.storage import base

        class Memory(base.TranslationStore):
            UnitClass = base.TranslationUnit

        memory = Memory()
        for text in texts:
            memory.addsourceunit(text).target = text
        peer = matcher(memory, max_candidates=5, min_similarity=70, max_length=1000)

        def ask(row: dict[str, str]) -> None:
            with suppress(TypeError):  # it compares units where two matches are equally good
                peer.matches(row["query"])

        t50, t95 = spread(timed(ask, rows[:60]))
        say("", "", f"translate-toolkit {t50:.1f} / {t95:.1f} ms")


def _fts5(folder: Path, texts: list[str]):
    db = sqlite3.connect(folder / "fts.db")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'trigram', detail = 'none')")
    db.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))
    db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, 'row')")
    db.execute("CREATE TABLE df AS SELECT term, doc FROM v")
    db.execute("CREATE UNIQUE INDEX df_term ON df (term)")

    def search(row):
        text = row["query"].lower()
        grams = {text[i : i + 3] for i in range(len(text) - 2)}
        known = db.execute("SELECT term FROM df WHERE term IN (SELECT value FROM json_each(?)) ORDER BY doc LIMIT 12",
                           (json.dumps(list(grams)),)).fetchall()  # fmt: skip
        if known:
            query = " OR ".join('"' + gram.replace('"', '""') + '"' for (gram,) in known)
            found = db.execute("SELECT text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 80", (query,)).fetchall()
            process.extract(text, [one for (one,) in found], scorer=Levenshtein.normalized_similarity, limit=5)

    return search


def recall(workspace: Path, folder: Path, size: str) -> None:
    """What tools/score_tm.py says of the command's own output."""
    for name, extra in (("queries.tsv", []), ("leave_one_out.tsv", ["--exclude-self"])):
        rows = queries(name)
        if f"best_{size}" not in rows[0]:
            continue
        (folder / "q.txt").write_text("".join(row["query"] + "\n" for row in rows), encoding="utf-8")
        top = "6" if extra else "5"
        command = [sys.executable, "-m", "termlode", "-C", str(workspace), "lookup", "--input", str(folder / "q.txt")]
        with (folder / "r.tsv").open("w") as out:
            subprocess.run([*command, "--tm", "--min", "50", "--top", top, "--tsv"], stdout=out, check=True)
        tool = [sys.executable, str(SHARED / "tools" / "score_tm.py"), str(SHARED / "bench" / "tm" / name)]
        report = subprocess.check_output([*tool, str(folder / "r.tsv"), size, *extra], text=True)
        say(f"recall ≥ .75, {name}", report.split("recall ")[1].splitlines()[0])


def own_score(store, rows: list[dict[str, str]], count: int) -> None:
    """Best matches found, against exhaustive search under our own score (threshold 70)."""
    from termlode.memory.index.keys import rough
    from termlode.memory.score import Key, compare

    grouped: dict[str, set[str]] = {}
    for unit in store.units():
        for variant in unit.variants:
            grouped.setdefault(variant.language, set()).add(variant.text)
    known = {}
    for language, texts in grouped.items():
        ordered = sorted(((rough(text).replace(" ", ""), text) for text in texts), key=lambda pair: len(pair[0]))
        known[language] = [bare for bare, _ in ordered], [len(bare) for bare, _ in ordered], [t for _, t in ordered]
    found = needed = 0
    for row in random.Random(3).sample(rows, count):
        source, _ = pair(row)
        asked, best, letters = Key(row["query"], source), 0, rough(row["query"]).replace(" ", "")
        bares, lengths, texts = known.get(source, ([], [], []))
        low, high = bisect_left(lengths, 0.6 * len(letters)), bisect_left(lengths, len(letters) / 0.6 + 1)
        near = process.extract(letters, bares[low:high], scorer=Levenshtein.normalized_similarity,
                               score_cutoff=0.6, limit=None)  # fmt: skip
        for _, likeness, place in near:
            if 100 * likeness + 2 >= best:
                best = max(best, compare(asked, Key(texts[low + place], source), 70))
        if best >= 70:
            answers = store.lookup(row["query"], source)
            needed, found = needed + 1, found + (bool(answers) and answers[0].score >= best)
    say("own score against exhaustive search", f"{found / max(1, needed):.2%} ({found}/{needed} of {count} queries)")


def cold(workspace: Path, small: Path) -> None:
    """Look-ups by the command in a process of its own, beside the same in a memory of ten units."""
    code = "from termlode.cli.entry import main; main()"
    bare = statistics.median(child("pass")[0] for _ in range(9))
    typer = statistics.median(child("import typer")[0] for _ in range(9)) - bare
    pair = ("--from", "en", "--to", "zh")
    asked = (
        ("", "--tm", *pair, "Remove the selected items from the list?"),
        (" without languages", "--tm", "Remove the selected items from the list?"),
        (" with fragments", *pair, "Cobalt and lithium extraction rises sharply in the northern district"),
    )
    for name, *words in asked:
        runs = [[child(code, "-C", folder, "lookup", *words) for folder in (workspace, small)] for _ in range(9)]
        big, ten = (statistics.median(run[place][0] for run in runs) for place in (0, 1))
        memory = max(run[0][1] for run in runs)
        over = f"**{(big - ten) / typer:.2f}** × `import typer` over 10 units"
        beside = f"10 units {1000 * ten:.0f} ms, in all {ten / (typer + bare):.2f} × python with typer"
        say(f"cold `termlode lookup`{name}", f"{1000 * big:.0f} ms, {memory} MB; {over}",
            f"{beside}; import typer {1000 * typer:.0f} ms")  # fmt: skip


def concordance(store) -> None:
    """Two-character Chinese terms, and rare English words."""
    chance = random.Random(4)
    chinese, english = [], []
    for unit in islice(store.units(), 20_000):
        for variant in unit.variants:
            if variant.language == "zh-CN" and len(variant.text) > 6 and not variant.text.isascii():
                chinese.append(variant.text[2:4])
            elif variant.language == "en":
                english += [word for word in variant.text.split() if word.isalpha() and len(word) > 8]
    chinese = [word for word in chinese if all("\u4e00" <= char <= "\u9fff" for char in word)]
    for name, known, language in (("two-character Chinese term", chinese, "zh"), ("rare English word", english, "en")):
        words = chance.sample(known, min(150, len(known)))
        run = lambda word, tag=language: list(islice(store.concordance(word, tag), 20))  # noqa: E731
        timed(run, words[:20])
        p50, p95 = spread(timed(run, words))
        say(f"concordance, {name}, p50 / p95", f"{p50:.2f} / {p95:.2f} ms")


def add_one(path: Path) -> None:
    """Adding one unit, then finding it."""
    from termlode.memory import open_store
    from termlode.model import TranslationUnit, Variant

    with open_store(path, write=True) as store:
        store.lookup("warm")

        def run(number: int) -> None:
            text = f"Wholly unheard-of wording number {number * 7919}"
            store.add([TranslationUnit((Variant("en", text), Variant("fa", f"متن {number}")))])
            assert store.lookup(text, "en", "fa")[0].score == 100

        p50, p95 = spread(timed(run, range(60)))
        say("adding one unit, then finding it, p50 / p95", f"{p50:.2f} / {p95:.2f} ms")


def main() -> None:
    from termlode.memory import open_store

    size = sys.argv[1] if len(sys.argv) > 1 else "100k"
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / "termlode-bench") / size
    workspace, small, tmx = folder / "workspace", folder / "ten", folder / "all.tmx"
    for place, count in ((workspace, SIZES[size]), (small, 10)):
        (place / ".termlode").mkdir(parents=True, exist_ok=True)
        (place / "termlode.toml").write_text('name = "bench"\n')
        if place is small or not tmx.exists():
            target = folder / "ten.tmx" if place is small else tmx
            subprocess.run([sys.executable, SHARED / "tools" / "make_tmx.py", str(count), target], check=True)
    for file in [*folder.glob("*.db*"), *folder.glob("*/.termlode/*")]:
        file.unlink()
    child(IMPORT, folder / "ten.tmx", small / ".termlode" / "memory.db")
    print(f"\n| {size}, {time.strftime('%Y-%m-%d')}, process CPU | termlode | beside it |\n| --- | --- | --- |")
    path = workspace / ".termlode" / "memory.db"
    bulk(tmx, path, folder, SIZES[size])
    rows = queries("queries.tsv")
    with open_store(path) as store:
        texts = [unit.variants[0].text for unit in store.units()]
        warm(store, rows, texts, folder, size)
        del texts
        if size != "1m":
            own_score(store, rows, 500)
        concordance(store)
    recall(workspace, folder, size)
    cold(workspace, small)
    add_one(path)
    print(f"\npeak of this script {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
