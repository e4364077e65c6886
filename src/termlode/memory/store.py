"""The store: one SQLite file of translation units, many readers and one writer."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import ProgrammingError
from typing import TYPE_CHECKING, Self

from termlode.errors import InputError, NothingFound
from termlode.memory import queries, rows
from termlode.memory.connection import connect, guard, shrink, transaction
from termlode.memory.lock import writing
from termlode.memory.query import Query, is_one_word
from termlode.memory.roles import Roles
from termlode.memory.search import Searcher
from termlode.memory.segment import Index
from termlode.memory.tail import Tail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from termlode.memory.build import Builder
    from termlode.memory.concordance import Concordancer, Hit
    from termlode.memory.fresh import Fresh
    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.memory.writer import AddReport, Policy
    from termlode.model import Match, TranslationUnit

type Progress = Callable[[int, int | None], None]
_MAPPED = 1 << 32  # bytes of the file that look-ups read in place; scans and exports do not: it counts as memory
_OFTEN = 32  # look-ups; fewer gain nothing by that
_TAIL = 4096  # fewer new variants than this are searched one by one


def open_store(path: Path | str, *, write: bool = False, timeout: float = 30.0) -> Store:
    """The store at ``path``; ``write`` creates it where there is none.

    A writer waits up to ``timeout`` seconds for another to end. Raises UnreadableError where there is no
    store, StoreDamaged where it is damaged or of a newer version, StoreLocked, StoreError.
    """
    return Store(Path(path), write=write, timeout=timeout)


class Store:
    """An open translation memory; a context manager. Reading methods see what was committed before the call."""

    def __init__(self, path: Path, *, write: bool = False, timeout: float = 30.0) -> None:
        self.path, self.timeout, self.writable = path, timeout, write
        self._connection = connect(path, write=write, timeout=timeout)
        self._languages = rows.Languages(self._connection)
        self._tail = Tail(self._connection)
        self._roles = Roles(self._connection, self._languages)
        self._index = Index(self._connection)
        self._searcher = Searcher(self._connection, self._languages, self._roles, self._tail, self._index)
        self._concordancer: Concordancer | None = None  # made when first asked: most look-ups never do
        self._builder: Builder | None = None
        self._asked = 0  # look-ups so far
        self._seen = -1  # SQLite's data_version when the tail was read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what is no longer referred to is closed as well, its unfinished writing taken back."""
        self._connection.close()

    def __del__(self) -> None:
        if hasattr(self, "_connection"):  # not where opening failed
            self.close()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def add(
        self, units: Iterable[UnitOrBatch], on_conflict: Policy = "keep", progress: Progress | None = None
    ) -> AddReport:
        """Add ``units``, as many as there are; each committed chunk is safe whatever happens next.

        ``on_conflict`` says what becomes of a stored unit that translates the same source differently. Where
        ``units`` itself fails (a file turns out to be broken) all that came of it is taken back. Raises
        StoreLocked, which names the process that is writing, and StoreError.
        """
        from termlode.memory.met import Meeting
        from termlode.memory.undo import undoing
        from termlode.memory.writer import AddReport, Writer, cut, portion

        stream = cut(units)
        report = AddReport()
        with self._write(), Meeting(self._connection) as meeting, undoing(self._connection) as undo:
            while True:
                with transaction(self._connection):
                    met = meeting.over(report.seen)
                    writer = Writer(
                        self._connection, self._languages, on_conflict, report, replacing=undo.remember, met=met
                    )
                    writer.take(portion(stream))
                    self._index_fresh(writer.fresh)
                done, report = writer.seen - report.seen, writer.report()
                if progress is not None:
                    progress(report.seen, None)
                if not done:
                    break
            self._settle_tail()
            self._merge_overgrown()
        return report

    def _settle_tail(self) -> None:
        """Index what many short additions left in the tail once it is too much to be searched one by one."""
        if self._connection.execute(queries.TAIL_COUNT).fetchone()[0] < _TAIL:
            return
        from termlode.memory.fresh import Fresh

        with transaction(self._connection):
            rows = self._connection.execute(queries.TAIL_ROWS).fetchall()
            if rows:
                self._build().build(Fresh(rows))
            self._connection.execute(queries.TAIL_CLEAR)

    def _merge_overgrown(self) -> None:
        sizes = [row[:2] for row in self._connection.execute(queries.SEGMENTS).fetchall()]
        if len(sizes) < 2:
            return
        from termlode.memory.merge import Merger, overgrown

        chosen = overgrown(sizes)
        if chosen:
            with transaction(self._connection):
                Merger(self._connection, self._roles).merge(chosen)
            shrink(self._connection)

    def _index_fresh(self, fresh: Fresh) -> None:
        """Put new variants into the index: few into the tail, many into a segment of their own."""
        if len(fresh) < _TAIL:
            fresh.roles(self._roles)  # the tail has no role sets, but a look-up asks which languages meet
            self._connection.executemany(queries.TAIL_ADD, zip(fresh.ids))
        else:
            self._build().build(fresh)

    def _build(self) -> Builder:
        if self._builder is None:
            from termlode.memory.build import Builder

            self._builder = Builder(self._connection, self._roles)
        return self._builder

    def delete(self, keys: Iterable[int]) -> int:
        """Delete units by key; how many there were."""
        with self._write(), transaction(self._connection):
            return sum(rows.delete(self._connection, key) for key in keys)

    def replace(self, key: int, unit: TranslationUnit) -> None:
        """Put ``unit`` in the place of the stored unit ``key``. Raises NothingFound, InputError."""
        from termlode.memory.writer import AddReport, Writer, objection

        reason = objection(unit)
        if reason is not None:
            raise InputError(f"unit {key} cannot become that: {reason}")
        with self._write(), transaction(self._connection):
            if not rows.load(self._connection, self._languages, [key]):
                raise NothingFound(f"there is no unit {key}")
            Writer(self._connection, self._languages, "keep", AddReport()).replace(key, unit)

    def compact(self) -> None:
        """Build the index anew as one segment, without what was deleted, and give back free room.

        A memory of fewer variants than are searched one by one has no segment: that would be twenty times its size.
        """
        from termlode.memory.compact import rebuild

        with self._write():
            rebuild(self._connection, self._roles, _TAIL)

    def backup(self, destination: Path, progress: Progress | None = None) -> None:
        """Copy the store to ``destination`` as it is now, while others read and write."""
        from termlode.memory.compact import backup

        with guard(self.path):
            backup(self._connection, destination, progress)

    def verify(self) -> list[str]:
        """What is wrong with the file: SQLite's own check, then the invariants of ours."""
        from termlode.memory.verify import damage, verify

        with guard(self.path):
            found = damage(self._connection)
            if found:
                return found  # our checks would only stumble over the same damage
            self._refresh()
            return verify(self._connection, self._index)

    @contextmanager
    def _write(self) -> Iterator[None]:
        """Hold the writer's lock; SQLite's errors become ours."""
        with guard(self.path), writing(self.path, self.timeout):
            self._languages.reload()
            self._roles.renew()
            try:
                yield
            except BaseException:
                self._languages.reload()
                self._roles.reload()
                raise
            finally:
                self._seen, self._builder = -1, None

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def lookup(
        self, text: str, source: str | None = None, target: str | None = None, minimum: int = 70, top: int = 5
    ) -> list[Match]:
        """The best matches of ``text``, best first."""
        return self.ask(Query(text, source, target, minimum, top))

    def ask(self, query: Query) -> list[Match]:
        """The best matches of ``query``, best first."""
        self._asked += 1
        if self._asked == _OFTEN and not self.writable:
            self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        with self._reading():
            return self._searcher.lookup(query)

    def fragments(self, query: Query) -> list[Match]:
        """The longest stretches of the query's text that occur, with their targets where they can be told."""
        if is_one_word(query.text):
            return []
        from termlode.memory.fragments import fragments

        with self._reading():
            return fragments(query, self._concordance())

    def concordance(
        self, text: str, language: str | None = None, other: str | None = None, *, word: bool = False
    ) -> Iterator[Hit]:
        """Where ``text`` occurs in variants of ``language``, in units that also speak ``other``; lazily.

        ``word``: only as whole words. Raises UsageError where there is nothing to look for.
        """
        with self._reading():
            yield from self._concordance().search(text, language, other, word=word)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the file throughout, whatever others write meanwhile; SQLite's errors become ours.

        A writer needs none: nobody else writes, and a transaction of reading would be in its way.
        """
        with guard(self.path):
            if self.writable or self._connection.in_transaction:
                self._refresh()
                yield
                return
            self._connection.execute("BEGIN")
            try:
                self._refresh()
                yield
            finally:
                with suppress(ProgrammingError):  # closed meanwhile: an iteration that was never ended
                    self._connection.execute("COMMIT")

    def _concordance(self) -> Concordancer:
        if self._concordancer is None:
            from termlode.memory.concordance import Concordancer

            self._concordancer = Concordancer(self._connection, self._languages, self._roles, self._tail, self._index)
        return self._concordancer

    def _refresh(self) -> None:
        """Read again what another process, or this one, has changed."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen:
            self._languages.reload()
            self._roles.refresh()
            self._tail.reload()
            self._index.reload()
            if self._concordancer is not None:
                self._concordancer.reload()
            self._seen = version

    def units(self, start: int = 0) -> Iterator[TranslationUnit]:
        """All units in the order they came, as they are at the start of the iteration."""
        for _, unit in self.items(start):
            yield unit

    def items(self, start: int = 0) -> Iterator[tuple[int, TranslationUnit]]:
        """All units with their keys, from key ``start``."""
        with guard(self.path):
            yield from rows.scan(self._connection, self._languages, start)

    def scan(self) -> Iterator[tuple[list[rows.VariantRow], dict[int, rows.UnitRow]]]:
        """All units as rows, many at a time, for those who write them out: see :func:`rows.scan_rows`."""
        with guard(self.path):
            yield from rows.scan_rows(self._connection)

    def tag(self, language: int) -> str:
        """The tag of a language in a row."""
        return self._languages.tag(language)

    def made(self, unit: rows.UnitRow | None, variants: Sequence[rows.VariantRow]) -> TranslationUnit:
        """The unit of some rows; without a row of its own it is no more than its variants."""
        return rows.make_unit(unit or (0, 0, *[None] * 7), variants, self._languages)

    def unit(self, key: int) -> TranslationUnit | None:
        """The unit ``key``, or None."""
        with guard(self.path):
            return rows.load(self._connection, self._languages, [key]).get(key)

    def stats(self) -> dict[str, object]:
        """How many units, variants by language, how many wait in the tail."""
        with guard(self.path):
            counts = {self._languages.tag(n): count for n, count in self._connection.execute(queries.VARIANT_COUNT)}
            units = self._connection.execute(queries.UNIT_COUNT).fetchone()[0]
            tail = self._connection.execute(queries.TAIL_COUNT).fetchone()[0]
            segments = len(self._connection.execute(queries.SEGMENTS).fetchall())
        size = self.path.stat().st_size
        return {"units": units, "languages": counts, "segments": segments, "tail": tail, "bytes": size}
