"""A corpus that is there: its parts, and another one made of it part by part."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from termlode.corpus import table
from termlode.corpus.shards import MANIFEST
from termlode.errors import FormatError, NothingFound, TermlodeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from termlode.corpus.engines import Engine
    from termlode.corpus.place import Place
    from termlode.jobs.events import Progress

_PART = re.compile(r"pair=[A-Za-z0-9-]+/part-[0-9]+\.parquet")


def names(place: Place) -> list[str]:
    """The parts of the corpus, in order. Raises NothingFound where there is none, or its build was not finished."""
    if not place.has(MANIFEST):
        raise NothingFound(f"{place.url}: holds no corpus, or one whose build was not finished ({MANIFEST} is missing)")
    try:
        found = [str(part["name"]) for part in json.loads(place.read(MANIFEST))["parts"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FormatError("is damaged", path=f"{place.url}/{MANIFEST}", cure="build the corpus again") from error
    for name in found:
        if not _PART.fullmatch(name):  # or files elsewhere would be read, and written
            reason, cure = f"names {name[:80]!r}, which is no part of a corpus", "build the corpus again"
            raise FormatError(reason, path=f"{place.url}/{MANIFEST}", cure=cure)
    return found


def pair_of(name: str) -> str:
    """The pair of languages that a part is of: ``pair=fa-en/part-00000.parquet`` → ``fa-en``."""
    return name.partition("/")[0].removeprefix("pair=")


def read(place: Place, name: str) -> pa.Table:
    """One part. Raises UnreadableError, FormatError."""
    return table.unpacked(place.read(name), name)


def rows(place: Place, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """All rows, a part after the other. Raises as :func:`names` and :func:`read` do."""
    for name in names(place):
        yield from table.rows(read(place, name), columns)


def done[T, R](engine: Engine, job: Callable[[T], R], tasks: Sequence[T], stage: str, progress: Progress) -> list[R]:
    """What ``job`` makes of all tasks, in their order. Raises the error of one that fails."""
    found: dict[int, R] = {}
    progress(stage, 0, len(tasks))
    for count, (number, result) in enumerate(engine.run(job, tasks), 1):
        if isinstance(result, Exception):
            raise result if isinstance(result, TermlodeError) else TermlodeError(f"a part failed: {result}")
        found[number] = result
        progress(stage, count, len(tasks))
    return [found[number] for number in range(len(tasks))]


def rewritten(
    source: Place,
    out: Place,
    keep: Callable[[str, pa.Table], pa.Table],
    engine: Engine,
    *,
    stage: str,
    progress: Progress,
) -> tuple[int, int]:
    """Make ``out`` of the rows that ``keep`` leaves of each part of ``source``; how many there were, and are.

    Raises UsageError where both are the same place.
    """
    if source.url == out.url:
        raise UsageError(f"{out.url}: is the corpus itself: write to another folder (-o)")
    every = names(source)
    counts = done(engine, partial(_rewrite, source, out, keep), every, stage, progress)
    left = {name: after for name, (_, after) in zip(every, counts, strict=True) if after}
    said = {"kind": "termlode corpus", "version": 1, "parts": [{"name": n, "rows": c} for n, c in left.items()]}
    out.write(MANIFEST, (json.dumps(said, indent=1) + "\n").encode())
    for name in list(out.names(".parquet")):
        if name.startswith("pair=") and name not in left:
            out.remove(name)
    return sum(before for before, _ in counts), sum(after for _, after in counts)


def _rewrite(source: Place, out: Place, keep: Callable[[str, pa.Table], pa.Table], name: str) -> tuple[int, int]:
    before = read(source, name)
    after = keep(name, before)
    if after.num_rows:
        out.write(name, table.packed(after, {}))
    return before.num_rows, after.num_rows
