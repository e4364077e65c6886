"""Look-ups of two kinds of text in a memory that benchmarks/memory.py made: one by one, together, in two processes.

usage: python benchmarks/many_lookups.py SIZE [FOLDER] [--order] [--recall N]      SIZE: 10k, 100k or 1m

The queries are texts of the memory, by its origins: strings of programs, and sentences of news and scripture; of each
kind as they stand (only other texts count) and edited with a fixed seed. Process CPU in one run, ratios before
absolutes. *A single look-up* is ``Store.lookup`` as one gets it who asks now and then: of the first 32 of a process,
which count without numpy, in a store that was read before. Who asks more often one by one gets numpy too: *warm*.
``--order`` makes two memories of up to 100,000 units, in the order of the file and with 2,500 units of
another script first; ``--recall`` compares N queries of each kind with an exhaustive search by our own score.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import random
import resource
import tempfile
import time
from bisect import bisect_left
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from memory import IMPORT, SHARED, SIZES, child, say, spread, timed
from termlode.languages.tags import normalise
from termlode.memory import Query, Store, open_store
from termlode.memory.index.keys import rough
from termlode.memory.score import Key, compare

KINDS = {"strings": ("mo",), "sentences": ("ntrex", "bible")}
HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '


def rows(count: int) -> list[list[str]]:
    """Languages, texts and origin of the first units of the shared memory."""
    with lzma.open(SHARED / "bench" / "tm" / "tm1m.tsv.xz", "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in itertools.islice(lines, count)]


def edited(text: str, chance: random.Random) -> str:
    """The text with a word in eight changed, taken out or doubled; of one written without spaces, characters."""
    parts = text.split(" ") if text.count(" ") > 2 else list(text)
    for _ in range(max(1, len(parts) // 8)):
        place = chance.randrange(len(parts))
        parts[place] = chance.choice(["", chance.choice(parts), f"{parts[place]}{parts[-1]}"])
    return (" " if text.count(" ") > 2 else "").join(parts).strip() or text


def queries(units: list[list[str]], kind: str, count: int, minimum: int = 70) -> list[Query]:
    """Texts of a kind, every second one edited."""
    chance = random.Random(16)
    some = chance.sample([unit for unit in units if unit[4].startswith(KINDS[kind])], count)
    texts = [unit[2].strip() if place % 2 else edited(unit[2].strip(), chance) for place, unit in enumerate(some)]
    pairs = [(normalise(unit[0]), normalise(unit[1])) for unit in some]
    return [Query(text, *pair, minimum) for text, pair in zip(texts, pairs, strict=True)]


def single(path: Path, asked: list[Query], *, light: bool = False) -> list[float]:
    """CPU seconds of each look-up, one by one in a store that is warm; ``light``: without numpy, as the first 32."""
    with open_store(path) as store:
        if light:
            store._asked = 1 << 30
        timed(store.ask, asked[:200])
        return timed(store.ask, asked)


def together(path: Path, asked: list[Query], jobs: int = 1) -> tuple[float, float, float]:
    """CPU seconds of this process and of its children, and seconds of the clock, for all look-ups."""
    with open_store(path) as store:
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        used = timed(lambda jobs: list(store.search_many(asked, jobs)), [jobs])[0]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, theirs, time.monotonic() - begun


def speed(path: Path, units: list[list[str]], kind: str) -> None:
    """One by one, beside a scan, together, in two processes, and at a low threshold."""
    asked = queries(units, kind, 2000)
    by_length = sorted((unit[2] for unit in units), key=len)
    lengths = list(map(len, by_length))

    def scan(query: Query) -> None:
        size = len(query.text)
        near = by_length[bisect_left(lengths, 0.7 * size) : bisect_left(lengths, size / 0.7 + 1)]
        process.extract(query.text, near, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7, limit=5)

    times, scanned = single(path, asked), spread(timed(scan, asked[:100]))
    warm = spread(times)
    say(f"{kind}: warm look-up, p50 / p95", f"{warm[0]:.2f} / {warm[1]:.2f} ms, **{warm[0] / scanned[0]:.2%} / "
        f"{warm[1] / scanned[1]:.2%}**", f"rapidfuzz scan {scanned[0]:.1f} / {scanned[1]:.1f} ms")  # fmt: skip
    low = spread(single(path, [replace(query, minimum=50) for query in asked[:600]]))
    say(f"{kind}: --min 50, p50 / p95", f"{low[0]:.2f} / {low[1]:.2f} ms, "
        f"**{low[0] / warm[0]:.1f} × / {low[1] / warm[1]:.1f} ×** the default")  # fmt: skip
    light = sum(single(path, asked, light=True))
    many = together(path, asked)[0]
    say(f"{kind}: search_many of 2,000", f"{many / 2:.2f} ms a query, a single look-up **{light / many:.1f} ×**",
        f"single {light / 2:.2f} ms; warm one by one {sum(times) / 2:.2f} ms ({sum(times) / many:.2f} ×)")  # fmt: skip
    asked *= 4
    alone, (ours, theirs, clock) = together(path, asked), together(path, asked, 2)
    say(f"{kind}: two processes, 8,000 queries", f"**{alone[2] / clock:.2f} ×** by the clock; by CPU at best "
        f"{alone[0] / max(ours, theirs):.2f} ×", f"{ours:.1f} s here, {theirs:.1f} s there")  # fmt: skip


def words(path: Path, units: list[list[str]]) -> None:
    """A text of 100,000 words, in segments."""
    asked = [query for kind in KINDS for query in queries(units, kind, 6000)]
    random.Random(1).shuffle(asked)
    total, chosen = 0, []
    for query in asked:
        if total >= 100_000:
            break
        total += len(query.text.split())
        chosen.append(query)
    used = together(path, chosen)[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"{total:,} words in {len(chosen):,} segments", f"{used:.1f} s CPU", f"this script's peak {peak} MB")


def order(units: list[list[str]], folder: Path) -> None:
    """The same units in the order of the file, and with 2,500 of another script first."""
    units = units[:100_000]
    script = [sum("\u0600" <= char <= "\u06ff" for char in unit[2]) * 2 > len(unit[2]) for unit in units]
    first = [unit for unit, other in zip(units, script, strict=True) if other][:2500]
    chosen = set(map(id, first))
    for name, parts in (("mixed", [units]), ("script", [first, [unit for unit in units if id(unit) not in chosen]])):
        for file in folder.glob(f"order-{name}*"):
            file.unlink()
        for number, part in enumerate(parts):
            tmx = folder / f"order-{name}-{number}.tmx"
            write(part, tmx)
            child(IMPORT, tmx, folder / f"order-{name}.db")
    for compacted in (False, True):
        for kind in KINDS:
            asked = queries(units, kind, 1500)
            found = {"mixed": (9e9, 9e9), "script": (9e9, 9e9)}
            for name in ("mixed", "script") * 3:  # the best of three, in turns
                found[name] = min(found[name], spread(single(folder / f"order-{name}.db", asked)))
            (a, b), (c, d) = found["script"], found["mixed"]
            after = ", after compact" if compacted else ""
            say(f"{kind}: another script first{after}, p50 / p95", f"**{a / c:.2f} × / {b / d:.2f} ×**",
                f"{a:.2f} / {b:.2f} and {c:.2f} / {d:.2f} ms")  # fmt: skip
        for name in found:
            with open_store(folder / f"order-{name}.db", write=True) as store:
                store.compact()


def write(units: list[list[str]], tmx: Path) -> None:
    """Units as TMX."""
    from xml.sax.saxutils import escape

    with tmx.open("w", encoding="utf-8") as out:
        out.write(f'{HEAD}o-tmf="x" adminlang="en" srclang="*all*" datatype="plaintext"/><body>\n')
        for source, target, *texts, _ in units:
            pairs = zip((normalise(source), normalise(target)), texts[:2], strict=True)
            tuvs = (f'<tuv xml:lang="{tag}"><seg>{escape(text.strip())}</seg></tuv>' for tag, text in pairs)
            out.write(f"<tu>{''.join(tuvs)}</tu>\n")
        out.write("</body></tmx>\n")


def recall(store: Store, units: list[list[str]], kind: str, count: int) -> None:
    """The best other text by our own score, and the five best: how many a look-up without languages finds."""
    texts: dict[str, set[str]] = {}
    for source, target, one, other, *_ in units:
        texts.setdefault(one.strip(), set()).add(normalise(source))
        texts.setdefault(other.strip(), set()).add(normalise(target))
    bares: dict[str, list[str]] = {}
    for text in texts:
        bares.setdefault(rough(text).replace(" ", ""), []).append(text)
    ordered = sorted(bares, key=len)
    lengths = list(map(len, ordered))
    best = needed = five = of_five = 0
    for query in queries(units, kind, count):
        key = rough(query.text).replace(" ", "")
        near = ordered[bisect_left(lengths, 0.69 * len(key)) : bisect_left(lengths, len(key) / 0.69 + 1)]
        alike = process.extract(key, near, scorer=Levenshtein.normalized_similarity, score_cutoff=0.69, limit=None)
        every = {text for bare, *_ in alike for text in bares[bare] if text != query.text}
        scores = (max(compare(Key(query.text, t), Key(text, t), 70) for t in texts[text]) for text in every)
        wanted = sorted((score for score in scores if score >= 70), reverse=True)[:5]
        matches = store.ask(Query(query.text, top=6, pivot=False))
        points = [
            match.score + sum(p for _, p in match.penalties) for match in matches if match.source.text != query.text
        ]
        had = sorted(points, reverse=True)
        needed, best = needed + bool(wanted), best + bool(wanted and had and had[0] >= wanted[0])
        of_five += len(wanted)
        five += sum(one <= other for one, other in zip(wanted, had, strict=False))
    say(f"{kind}: own score ≥ 70, {count} queries, against exhaustive search", f"the best other text "
        f"**{best / needed:.2%}** ({best}/{needed})", f"of the five best {five / of_five:.2%} ({five}/{of_five})",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(tempfile.gettempdir()) / "termlode-bench")
    parser.add_argument("--order", action="store_true")
    parser.add_argument("--recall", type=int, default=0)
    options = parser.parse_args()
    folder = options.folder / options.size
    path, units = folder / "workspace" / ".termlode" / "memory.db", rows(SIZES[options.size])
    print(f"\n| {options.size}, {time.strftime('%Y-%m-%d')}, process CPU | termlode | beside it |\n| --- | --- | --- |")
    if options.recall:
        with open_store(path) as store:
            for kind in KINDS:
                recall(store, units, kind, options.recall)
    elif options.order:
        order(units, folder)
    else:
        for kind in KINDS:
            speed(path, units, kind)
        words(path, units)


if __name__ == "__main__":
    main()
