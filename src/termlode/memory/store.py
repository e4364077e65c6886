"""The store: one SQLite file of translation units, many readers and one writer."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from functools import partial
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Self

from termlode.errors import InputError, NothingFound, ReplayError, StoreDamaged, UsageError
from termlode.memory import sql, unit_rows
from termlode.memory.connection import UNREADABLE, connect, guard, opening, shrink, transaction
from termlode.memory.index.segments import Index
from termlode.memory.index.unindexed import UnindexedVariants
from termlode.memory.language_sets import LanguageSets
from termlode.memory.lock import writing
from termlode.memory.query import Query, is_one_word
from termlode.memory.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from termlode.memory.concordance import Concordancer, Hit, Wanted
    from termlode.memory.copying import Copied
    from termlode.memory.document_units import DocumentUnits
    from termlode.memory.engine import Connection
    from termlode.memory.former import Former
    from termlode.memory.import_undo import ImportUndo
    from termlode.memory.index.builder import IndexBuilder
    from termlode.memory.index.new_variants import NewVariants
    from termlode.memory.maintenance import Maintenance
    from termlode.memory.neighbours import Around
    from termlode.memory.seen_sources import LongImport
    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.memory.writer import AddReport, Policy
    from termlode.model import Match, TranslationUnit

type Progress = Callable[[int, int | None], None]
_OFTEN = 32  # look-ups; fewer gain nothing by loading numpy
_ASKED_AT_ONCE = 256  # queries of many
_SEARCHED_WHOLE = 4096  # fewer new variants than this are searched one by one

_AT_ONCE = 1000  # units that are loaded together


class Store:
    """An open translation memory; a context manager. Reading methods see what was committed before the call."""

    def __init__(self, path: Path | str, *, write: bool = False, timeout: float = 30.0) -> None:
        self._file = Path(path)
        self.path: Path | str = self._file  # in messages
        self._place: Path | str = self._file  # for whoever opens it too
        self.timeout, self.writable = timeout, write
        self._connection: Connection = connect(self._file, write=write, timeout=timeout)
        with opening(self._file, self._connection):
            self._read_tables()

    def _read_tables(self) -> None:
        """What every look-up needs of the tables."""
        self._languages = unit_rows.Languages(self._connection)
        self._unindexed = UnindexedVariants(self._connection)
        self._language_sets = LanguageSets(self._connection, self._languages)
        self._index = Index(self._connection)
        self._searcher = Searcher(self._connection, self._languages, self._language_sets, self._unindexed, self._index)
        self._concordancer: Concordancer | None = None  # made when first asked: most look-ups never do
        self._builder: IndexBuilder | None = None
        self._asked = 0  # look-ups so far
        self._seen = -1  # SQLite's data_version when the tables were read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        found = self.verify() if isinstance(error, UNREADABLE) else []  # our fault, or that of a damaged file?
        self.close()
        if found:
            cure = "restore a backup, or delete it and import again"
            raise StoreDamaged(f"{self.path}: is damaged: {found[0]} ({cure})") from error

    def close(self) -> None:
        """Close the file; what is no longer referred to is closed as well, its unfinished writing taken back."""
        self._connection.close()

    def __del__(self) -> None:
        if hasattr(self, "_connection"):  # not where opening failed
            with suppress(sqlite3.ProgrammingError):  # collected in another thread, where SQLite closes it by itself
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
        from termlode.memory.import_undo import undo_if_refused
        from termlode.memory.writer import AddReport, Writer, split_batches

        stream = split_batches(units)
        report = AddReport()
        with self.writing(), self._long_import() as long_import, undo_if_refused(self._undo()) as undo:
            while True:
                chunk = self._chunk(stream)
                with transaction(self._connection):
                    seen_sources = long_import.sources_after(report.seen)
                    writer = Writer(
                        self._connection,
                        self._languages,
                        on_conflict,
                        report,
                        replacing=undo.remember,
                        seen_sources=seen_sources,
                    )
                    first = writer.next_key
                    writer.take(chunk)
                    undo.added(first, writer.next_key)
                    self.index_new(writer.new_variants)
                done, report = writer.seen - report.seen, writer.report()
                if progress is not None:
                    progress(report.seen, None)
                if not done:
                    break
            self.tidy()
        return report

    def _chunk(self, stream: Iterator[UnitOrBatch]) -> Iterable[UnitOrBatch]:
        """What is committed together next."""
        from termlode.memory.writer import next_chunk

        return next_chunk(stream)

    def _long_import(self) -> LongImport:
        from termlode.memory.seen_sources import LongImport

        return LongImport(self._connection, self._languages)

    def _undo(self) -> ImportUndo:
        from termlode.memory.import_undo import ImportUndo

        return ImportUndo(self._connection)

    def tidy(self) -> None:
        """Keep the index in few pieces, once all is written."""
        self._index_waiting()
        self._merge_overgrown()

    def _index_waiting(self) -> None:
        """Index what many short additions left outside the index once it is too much to be searched one by one."""
        if self._connection.execute(sql.TAIL_COUNT).fetchone()[0] < _SEARCHED_WHOLE:
            return
        from termlode.memory.index.new_variants import NewVariants

        with transaction(self._connection):
            waiting = self._connection.execute(sql.TAIL_ROWS).fetchall()
            if waiting:
                self._index_builder().add_segment(NewVariants(waiting))
            self._connection.execute(sql.TAIL_CLEAR)

    def _merge_overgrown(self) -> None:
        sizes = [row[:2] for row in self._connection.execute(sql.SEGMENTS).fetchall()]
        if len(sizes) < 2:
            return
        from termlode.memory.index.merging import SegmentMerger, overgrown

        chosen = overgrown(sizes)
        if chosen:
            with transaction(self._connection):
                SegmentMerger(self._connection, self._language_sets).merge(chosen)
            shrink(self._connection)

    def index_new(self, new: NewVariants) -> None:
        """Put new variants into the index: few are left to be searched one by one, many become a segment.

        Like :meth:`tidy` for those who write inside :meth:`writing` themselves.
        """
        if len(new) < _SEARCHED_WHOLE:
            new.language_sets(self._language_sets)  # these have no groups, but a look-up asks which languages meet
            self._connection.executemany(sql.TAIL_ADD, zip(new.ids))
        else:
            self._index_builder().add_segment(new)

    def _index_builder(self) -> IndexBuilder:
        if self._builder is None:
            from termlode.memory.index.builder import IndexBuilder

            self._builder = IndexBuilder(self._connection, self._language_sets)
        return self._builder

    def delete(self, keys: Iterable[int]) -> int:
        """Delete units by key; how many there were."""
        with self.writing(), transaction(self._connection):
            return unit_rows.delete_all(self._connection, keys)

    def replace(self, key: int, unit: TranslationUnit, before: TranslationUnit | None = None) -> None:
        """Put ``unit`` in the place of the stored unit ``key``.

        Raises NothingFound, InputError, and ReplayError where the stored one is not ``before``, if that is given.
        """
        from termlode.memory.writer import AddReport, Writer, objection

        reason = objection(unit)
        if reason is not None:
            raise InputError(f"unit {key} cannot become that: {reason}")
        with self.writing(), transaction(self._connection):
            self._must_be(key, before)
            Writer(self._connection, self._languages, "keep", AddReport()).replace(key, unit)

    def _must_be(self, key: int, before: TranslationUnit | None) -> None:
        found = unit_rows.load(self._connection, self._languages, [key])
        if not found:
            raise NothingFound(f"there is no unit {key}")
        if before is not None and found[key] != before:
            raise ReplayError(f"unit {key} was changed by someone else since it was read", cure="read it again")

    @property
    def documents(self) -> DocumentUnits:
        """The documents that units stand in, and what a machine made of them."""
        from termlode.memory.document_units import DocumentUnits

        return DocumentUnits(self, self._connection, self._languages)

    @property
    def maintenance(self) -> Maintenance:
        """What of the units is to go: chosen, there twice, or of no use."""
        from termlode.memory.maintenance import Maintenance

        return Maintenance(self.path, self._connection, self._languages)

    def compact(self, *, anew: bool = False) -> None:
        """Make one segment of the index, without what was deleted, and give back free room; ``anew``: from the texts.

        A memory of fewer variants than are searched one by one has no segment: that would be twenty times its size.
        """
        from termlode.memory.compaction import compact

        with self.writing():
            compact(self._connection, self._languages, self._language_sets, _SEARCHED_WHOLE, anew=anew)

    def copy_from(self, other: Store, progress: Progress | None = None) -> Copied:
        """Copy all of ``other`` into this store, which is empty or holds the beginning of that copy; then compare.

        Raises UsageError where this one holds units of its own, StoreDamaged where the copy is not the same.
        """
        from termlode.memory.copying import compare, copy

        mine, theirs = self._connection, other._connection
        with guard(other.path):
            done = copy(theirs, str(other.path), mine, self, progress or (lambda _done, _total: None))
            compare(theirs, mine)
        found = self.verify()
        if found:
            raise StoreDamaged(f"{self.path}: the copy is damaged: {found[0]} (delete it and copy again)")
        return done

    def backup(self, destination: Path, progress: Progress | None = None) -> None:
        """Copy the store to ``destination`` as it is now, while others read and write."""
        from termlode.memory.compaction import backup

        assert isinstance(self._connection, sqlite3.Connection)
        with guard(self.path):
            backup(self._connection, destination, progress)

    def verify(self) -> list[str]:
        """What is wrong with the file: SQLite's own check, then the invariants of ours."""
        from termlode.memory.verify import verify

        with guard(self.path):
            found = self._damage()
            if found:
                return found  # our checks would only stumble over the same damage
            try:
                with self._reading():
                    return verify(self._connection, self._index)
            except UNREADABLE as error:
                return [f"the index cannot be read: {error}"]

    def _damage(self) -> list[str]:
        """What the database itself finds wrong."""
        from termlode.memory.verify import damage

        assert isinstance(self._connection, sqlite3.Connection)
        return damage(self._connection)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; SQLite's errors become ours."""
        with guard(self.path), writing(self._file, self.timeout):
            self._languages.reload()
            self._language_sets.prepare_writing()
            try:
                yield
            except BaseException:
                self._languages.reload()
                self._language_sets.reload()
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
        return self._answers([query])[0]

    def search_many(self, queries: Iterable[Query], jobs: int = 1) -> Iterator[list[Match]]:
        """The best matches of each of ``queries``, in their order, as :meth:`ask` gives them; several times faster.

        ``jobs`` processes share the work, this one among them; each other needs some hundred milliseconds to start.
        Queries are taken a few hundred at a time, and the answers to these come from one state of the file. Raises
        StoreError.
        """
        batches = batched(queries, _ASKED_AT_ONCE)
        if jobs > 1:
            from termlode.memory.many import search

            yield from search(partial(_search_of, type(self), self._place), self._answers, batches, jobs)
            return
        for batch in batches:
            yield from self._answers(batch)

    def _answers(self, queries: Sequence[Query]) -> list[list[Match]]:
        if self._asked < _OFTEN <= self._asked + len(queries):
            from termlode.memory.index.bulk_counting import most_shared

            self._index.most_shared = most_shared
        self._asked += len(queries)
        with self._reading():
            return self._searcher.lookup(queries)

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
        from termlode.memory.concordance import Wanted

        return self.occurrences(Wanted(text, language, other, word))

    def occurrences(self, wanted: Wanted) -> Iterator[Hit]:
        """Where it occurs; lazily. Raises UsageError where there is nothing to look for, or it takes too long."""
        with self._reading():
            yield from self._concordance().search(wanted)

    def places(self, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The unit's key and the number of places of each hit, for those who only count. Raises as the above."""
        with self._reading():
            yield from self._concordance().places(wanted)

    def around(self, key: int, unit: TranslationUnit, count: int) -> Around:
        """Up to ``count`` units before and after unit ``key`` in its document; none where it has no document."""
        from termlode.memory.neighbours import around

        with self._reading():
            return around(self._connection, self._languages, key, unit, count)

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
                with suppress(sqlite3.ProgrammingError):  # closed meanwhile: an iteration that was never ended
                    self._connection.execute("COMMIT")

    def _concordance(self) -> Concordancer:
        if self._concordancer is None:
            from termlode.memory.concordance import Concordancer

            self._concordancer = Concordancer(
                self._connection, self._languages, self._language_sets, self._unindexed, self._index
            )
        return self._concordancer

    def _refresh(self) -> None:
        """Read again what another process, or this one, has changed."""
        version = self._version()
        if version != self._seen:
            self._languages.reload()
            self._language_sets.refresh()
            self._unindexed.reload()
            self._index.reload()
            if self._concordancer is not None:
                self._concordancer.reload()
            self._seen = version

    def _version(self) -> int:
        """A number that is another one after others have written."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def units(self, start: int = 0) -> Iterator[TranslationUnit]:
        """All units in the order they came, as they are at the start of the iteration."""
        for _, unit in self.items(start):
            yield unit

    def newest(self, most: int, least: int = 0) -> Iterator[TranslationUnit]:
        """The newest ``most`` units of at least the rank ``least`` (``model.rank``), the newest first."""
        with guard(self.path):
            keys = [key for (key,) in self._connection.execute(sql.UNITS_NEWEST, (least, most))]
            for some in batched(keys, _AT_ONCE):
                found = unit_rows.load(self._connection, self._languages, some)
                yield from (found[key] for key in some if key in found)

    def items(self, start: int = 0) -> Iterator[tuple[int, TranslationUnit]]:
        """All units with their keys, from key ``start``."""
        with guard(self.path):
            yield from unit_rows.scan(self._connection, self._languages, start)

    def scan(self) -> Iterator[tuple[list[unit_rows.VariantRow], dict[int, unit_rows.UnitRow]]]:
        """All units as rows, many at a time, for those who write them out: see :func:`unit_rows.scan_rows`."""
        with guard(self.path):
            yield from unit_rows.scan_rows(self._connection)

    def languages(self) -> tuple[str, ...]:
        """The tags of all languages that texts were ever in."""
        return tuple(self._languages.ids)

    def tag(self, language: int) -> str:
        """The tag of a language in a row."""
        return self._languages.tag(language)

    def made(self, unit: unit_rows.UnitRow | None, variants: Sequence[unit_rows.VariantRow]) -> TranslationUnit:
        """The unit of some rows; without a row of its own it is no more than its variants."""
        return unit_rows.make_unit(unit or (0, 0, *[None] * 7), variants, self._languages)

    def unit(self, key: int) -> TranslationUnit | None:
        """The unit ``key``, or None."""
        with self._reading():
            return unit_rows.load(self._connection, self._languages, [key]).get(key)

    def history(self, key: int) -> list[Former]:
        """What unit ``key`` said before it was changed. Raises UsageError: a file keeps no history."""
        raise UsageError(f"{self.path}: keeps no history of unit {key}: only a team's memory does (docs/team.md)")

    def owners(self, kind: str) -> list[str]:
        """The clients (domains, projects) of units, sorted; no unit is loaded for it. Raises StoreError."""
        with guard(self.path):
            return [name for (name,) in self._connection.execute(sql.OWNERS[kind])]

    def stats(self) -> dict[str, object]:
        """How many units, variants by language, how many wait to be indexed."""
        with guard(self.path):
            counts = {self._languages.tag(n): count for n, count in self._connection.execute(sql.VARIANT_COUNT)}
            units = self._connection.execute(sql.UNIT_COUNT).fetchone()[0]
            tail = self._connection.execute(sql.TAIL_COUNT).fetchone()[0]
            segments = len(self._connection.execute(sql.SEGMENTS).fetchall())
            size = self._size()
        return {"units": units, "languages": counts, "segments": segments, "tail": tail, "bytes": size}

    def _size(self) -> int:
        """Bytes on the disk."""
        return self._file.stat().st_size


def _search_of(kind: type[Store], place: Path | str) -> Callable[[Iterable[Query]], Iterator[list[Match]]]:
    """The look-ups of another process."""
    return kind(place).search_many
