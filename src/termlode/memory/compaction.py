"""The index in one segment, and a copy of the store while it is in use."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from termlode.errors import UnreadableError
from termlode.files import atomic_path
from termlode.memory import content_hash, sql
from termlode.memory.connection import shrink, transaction
from termlode.memory.index import blocks
from termlode.memory.index.new_variants import NewVariants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from termlode.memory.engine import Connection
    from termlode.memory.index.living import Living
    from termlode.memory.language_sets import LanguageSets
    from termlode.memory.unit_rows import Languages


_AT_ONCE = 8192  # rows
_PART = 100_000  # variants, or a few more: what a segment takes in memory while it is made


def compact(
    connection: Connection, languages: Languages, language_sets: LanguageSets, least: int, *, anew: bool
) -> None:
    """Make one segment of all, in one transaction: until it ends, readers use the old index.

    Segments are merged without what was deleted or edited. The texts are read and indexed ``anew`` also where that
    pays: see :func:`_outdated`. Fewer variants than ``least`` stay unindexed and are searched one by one.
    """
    with transaction(connection):
        content_hash.fill(connection, languages)
        if sum(count for _, count in connection.execute(sql.VARIANT_COUNT)) < least:
            _clear(connection)
            connection.execute(sql.TAIL_FILL)
        elif anew or not _merged(connection, language_sets):
            _clear(connection)
            _index_all(connection, language_sets)
    shrink(connection)


def _clear(connection: Connection) -> None:
    """Leave nothing of the index."""
    connection.execute(sql.BLOCKS_DELETE, (0, blocks.bounds(1 << 30)[0]))
    connection.execute(sql.SEGMENTS_DELETE_FROM, (0,))
    connection.execute(sql.VOCABULARY_CLEAR)
    connection.execute(sql.TAIL_CLEAR)
    connection.execute(sql.COUNTED_CLEAR)
    renumbered(connection)


def _index_all(connection: Connection, language_sets: LanguageSets) -> None:
    from termlode.memory.index.builder import IndexBuilder
    from termlode.memory.index.merging import SegmentMerger

    builder = IndexBuilder(connection, language_sets)
    for part in _parts(connection):
        builder.add_segment(part)
    segments = _segments(connection)
    if len(segments) > 1:
        SegmentMerger(connection, language_sets).merge(segments)


def _merged(connection: Connection, language_sets: LanguageSets) -> bool:
    """Merge what is indexed and what waits to be; False, and nothing is done, where it is to be indexed anew."""
    from termlode.memory.index.builder import IndexBuilder
    from termlode.memory.index.living import Living
    from termlode.memory.index.merging import SegmentMerger

    waiting = NewVariants(connection.execute(sql.TAIL_ROWS).fetchall())
    if len(waiting):
        IndexBuilder(connection, language_sets).add_segment(waiting)
        connection.execute(sql.TAIL_CLEAR)
    segments = _segments(connection)
    living = Living(connection, segments)
    if _outdated(connection, living):
        return False
    if len(segments) > 1 or not living.whole:
        SegmentMerger(connection, language_sets).merge(segments, living)
    return True


def _outdated(connection: Connection, living: Living) -> bool:
    """Whether the index is to be made anew from the texts, which costs several times a merge.

    So where it misses a variant; where a quarter of it is gone, and with it what made grams common; and where more than
    a sixteenth was indexed while the grams of few texts had been counted, or by a version that did not note that.
    """
    row = connection.execute(sql.META_GET, ("indexed_early",)).fetchone()
    return bool(living.missing) or 4 * living.gone > living.indexed or row is None or 16 * int(row[0]) > living.indexed


def _segments(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute(sql.SEGMENTS).fetchall()]


def renumbered(connection: Connection) -> None:
    """Tell readers that the numbers of segments begin again: what they keep of them is of no use."""
    connection.execute(sql.META_SET, ("numbering", time.time_ns()))


def _parts(connection: Connection) -> Iterator[NewVariants]:
    """All variants, in parts that end with a unit."""
    part, next_unit = NewVariants(), 0
    rows = connection.cursor().execute(sql.VARIANTS_TO_INDEX)
    while some := rows.fetchmany(_AT_ONCE):
        ids, languages, texts = zip(*some, strict=True)
        start = 0
        if len(part) and len(part) + len(ids) > _PART:  # the first unit that begins here begins the next part
            start = next((place for place, number in enumerate(ids) if number >> 12 >= next_unit), len(ids))
            part.extend(ids[:start], languages[:start], texts[:start])
            if start == len(ids):
                continue
            yield part
            part = NewVariants()
        part.extend(ids[start:], languages[start:], texts[start:])
        next_unit = (ids[-1] >> 12) + 1
    if len(part):
        yield part


def backup(
    connection: sqlite3.Connection, destination: Path, progress: Callable[[int, int | None], None] | None
) -> None:
    """A copy at ``destination``, whole or not at all. Raises UnreadableError where it cannot be written."""
    try:
        with atomic_path(destination) as place, closing(sqlite3.connect(place)) as copy:
            connection.backup(copy, pages=4096, progress=_reporter(progress))
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be moved about
    except sqlite3.OperationalError as error:
        raise UnreadableError(f"cannot be written: {error}", path=destination, cure="choose another place") from error


def _reporter(progress: Callable[[int, int | None], None] | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda _status, remaining, total: progress(total - remaining, total)
