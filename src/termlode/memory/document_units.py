"""The units of documents: what alignment makes of two documents takes the place of what it made before.

Documents have one name, their path from the root of the workspace. Only what a machine made is replaced or deleted
here (``model.rank`` at most ``ALIGNED``); what a person refused is remembered by the texts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from termlode.memory import sql, unit_rows
from termlode.memory.connection import guard, transaction
from termlode.memory.document_table import DocumentTable
from termlode.memory.writer import AddReport, Writer
from termlode.model import ALIGNED, PERSON, documents_of, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from termlode.memory.engine import Connection
    from termlode.memory.index.new_variants import NewVariants
    from termlode.model import TranslationUnit

type Documents = tuple[str, str]  # the source's and the target's; twice the same where one file holds both languages
type Refusal = tuple[tuple[str, str], tuple[str, str]]  # language and text of both sides


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the units of two documents."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Settled) -> Settled:
        """Both together."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__match_args__)
        return Settled(*(one + two for one, two in pairs))


def pair_key(one: tuple[str, str], other: tuple[str, str]) -> int:
    """A hash of two texts with their languages, whichever comes first; 63 bits."""
    digest = blake2b(digest_size=8)
    for language, text in sorted((one, other)):
        digest.update(f"{language}\0{' '.join(text.split())}\0".encode())
    return int.from_bytes(digest.digest()) >> 1


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person's review does to the units of two documents."""

    replaced: Mapping[int, TranslationUnit]  # by the key of what stands there now
    added: Sequence[TranslationUnit]
    deleted: Collection[int]
    refused: Sequence[Refusal] = ()
    accepted: Sequence[Refusal] = ()  # refused no more


class Owner(Protocol):
    """What is needed of the store."""

    @property
    def path(self) -> Path | str:
        """The file."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock."""

    def index_new(self, new: NewVariants) -> None:
        """Put new variants into the index."""

    def tidy(self) -> None:
        """Keep the index in few pieces."""


class DocumentUnits:
    """The documents of a store and their units; :attr:`termlode.memory.Store.documents`."""

    def __init__(self, store: Owner, connection: Connection, languages: unit_rows.Languages) -> None:
        self._store, self._connection, self._languages = store, connection, languages

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def hashes(self) -> dict[str, str | None]:
        """All documents and the hash of the content that they had when they were last read."""
        with guard(self._store.path):
            return dict(self._connection.execute(sql.DOCUMENT_HASHES))

    def machine_units(self, documents: Iterable[str]) -> set[int]:
        """The keys of the units that a machine made and that stand in one of ``documents``."""
        with guard(self._store.path):
            return self._keys(list(documents), ALIGNED)

    def made(self) -> dict[str, int]:
        """How many units a machine made of each document that has any."""
        with guard(self._store.path):
            return dict(self._connection.execute(sql.DOCUMENTS_WITH_UNITS, (ALIGNED,)))

    def built(self) -> list[Documents]:
        """The documents that builds have aligned with each other."""
        with guard(self._store.path):
            return self._connection.execute(sql.BUILT).fetchall()

    def units(self, pair: Documents, *, least: int = 0, most: int = PERSON) -> dict[int, TranslationUnit]:
        """The units that stand in these documents and in no other, of a rank from ``least`` to ``most``, by key.

        A person's unit speaks of the segment it was made from, whatever document its target came from: it is among
        them where its own document is one of these.
        """
        with guard(self._store.path):
            return self._units(pair, least, most)

    def _units(self, pair: Documents, least: int, most: int) -> dict[int, TranslationUnit]:
        wanted = frozenset(pair)
        loaded = unit_rows.load(self._connection, self._languages, self._keys(wanted, most))
        return {
            key: unit
            for key, unit in sorted(loaded.items())
            if rank(unit) >= least
            and (documents_of(unit) <= wanted or (rank(unit) == PERSON and unit.origin.document in wanted))
        }

    def _keys(self, documents: Collection[str], most: int) -> set[int]:
        ids = dict(self._connection.execute(sql.DOCUMENTS))
        query = sql.DOCUMENT_UNITS if most >= PERSON else sql.DOCUMENT_UNITS_UP_TO
        return {
            key
            for path in documents
            if path in ids
            for (key,) in self._connection.execute(query, (ids[path], most)[: query.count("?")])
        }

    def refused(self, pair: Documents) -> frozenset[int]:
        """The :func:`pair_key` of the texts of these documents that a person refused."""
        with guard(self._store.path):
            ids = dict(self._connection.execute(sql.DOCUMENTS))
            found = ((ids[path],) for path in dict.fromkeys(pair) if path in ids)
            return frozenset(key for one in found for (key,) in self._connection.execute(sql.REFUSED, one))

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def record(self, hashes: Mapping[str, str]) -> None:
        """Take note of the content of documents that have units."""
        known = self.hashes()
        changed = [(found, path) for path, found in hashes.items() if path in known and known[path] != found]
        if changed:
            with self._store.writing(), transaction(self._connection):
                self._connection.executemany(sql.DOCUMENT_HASH, changed)

    def settle(
        self,
        works: Iterable[tuple[Documents, Sequence[TranslationUnit]]],
        *,
        built: bool = False,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> Settled:
        """Put units in the place of those that a machine made of the same two documents before, a transaction each.

        What is the same stays as it is. ``built``: a build did it, and will answer for these units. Raises
        StoreLocked, StoreError.
        """
        settled = Settled()
        with self._store.writing():
            for done, (pair, units) in enumerate(works):
                progress(done)
                with transaction(self._connection):
                    settled += self._settle(pair, units)
                    if built:
                        table = DocumentTable(self._connection)
                        self._connection.execute(sql.BUILT_ADD, tuple(map(table.number, pair)))
            self._store.tidy()
        return settled

    def _settle(self, pair: Documents, units: Sequence[TranslationUnit]) -> Settled:
        assert all(rank(unit) <= ALIGNED for unit in units), "a person's unit takes nobody's place"
        stored = self._units(pair, 0, ALIGNED)
        before: defaultdict[object, dict[int, TranslationUnit]] = defaultdict(dict)
        for key, unit in stored.items():
            if documents_of(unit) == frozenset(pair):
                before[_texts(unit)][key] = unit
        writer = Writer(self._connection, self._languages, "keep", AddReport())
        new: list[TranslationUnit] = []
        updated = unchanged = 0
        for unit in units:
            twins = before.get(_texts(unit))
            if not twins:
                new.append(unit)
                continue
            key = next((key for key, twin in twins.items() if twin.context == unit.context), next(iter(twins)))
            twin = twins.pop(key)
            if _undated(twin) == _undated(unit):
                unchanged += 1
            else:
                change = writer.replace_row if twin.variants == unit.variants else writer.replace
                change(key, unit)
                updated += 1
        removed = [key for twins in before.values() for key in twins]
        for key in removed:
            unit_rows.delete(self._connection, key)
        writer.take(new)
        self._store.index_new(writer.new_variants)
        return Settled(writer.added, updated + writer.updated, unchanged + writer.unchanged, len(removed))

    def drop(self, keys: Iterable[int]) -> int:
        """Delete those of the units ``keys`` that a machine made; how many."""
        with self._store.writing(), transaction(self._connection):
            found = unit_rows.load(self._connection, self._languages, keys)
            return sum(unit_rows.delete(self._connection, key) for key, unit in found.items() if rank(unit) <= ALIGNED)

    def forget(self, pair: Documents) -> int:
        """Delete what a build made of two documents that it no longer aligns; how many units."""
        with self._store.writing(), transaction(self._connection):
            made = self._units(pair, 0, ALIGNED)
            removed = sum(unit_rows.delete(self._connection, key) for key in made)
            ids = dict(self._connection.execute(sql.DOCUMENTS))
            self._connection.execute(sql.BUILT_DELETE, tuple(ids.get(path, -1) for path in pair))
            return removed

    def change(self, pair: Documents, changes: Changes) -> None:
        """Make what a person decided, all or nothing."""
        with self._store.writing():
            with transaction(self._connection):
                writer = Writer(self._connection, self._languages, "keep", AddReport())
                for key, unit in changes.replaced.items():
                    writer.replace(key, unit)
                for key in changes.deleted:
                    unit_rows.delete(self._connection, key)
                writer.take(changes.added)
                self._store.index_new(writer.new_variants)
                self._refuse(pair, changes.refused, changes.accepted)
            self._store.tidy()

    def refuse(self, pair: Documents, refused: Iterable[Refusal], accepted: Iterable[Refusal] = ()) -> None:
        """Remember which texts a person says do not translate each other; forget it of those ``accepted``."""
        with self._store.writing(), transaction(self._connection):
            self._refuse(pair, refused, accepted)

    def _refuse(self, pair: Documents, refused: Iterable[Refusal], accepted: Iterable[Refusal]) -> None:
        table = DocumentTable(self._connection)
        ids = [table.number(path) for path in dict.fromkeys(pair)]
        for query, texts in ((sql.REFUSED_DELETE, accepted), (sql.REFUSED_ADD, refused)):
            keys = [pair_key(*both) for both in texts]
            self._connection.executemany(query, [(number, key) for number in ids for key in keys])

    def follow_renames(self, names: Mapping[str, str]) -> None:
        """Documents have other names now, the old one of each by the new: their units follow."""
        if not names:
            return
        with self._store.writing(), transaction(self._connection):
            hashes = dict(self._connection.execute(sql.DOCUMENT_HASHES))
            table = DocumentTable(self._connection)
            writer = Writer(self._connection, self._languages, "keep", AddReport())
            units = unit_rows.load(self._connection, self._languages, self._keys(names.keys(), PERSON))
            for key, unit in units.items():
                writer.replace_row(key, renamed(unit, names))
            for old, new in names.items():
                before, after = table.number(old), table.number(new)
                execute = self._connection.execute
                execute(sql.REFUSED_MOVE, (after, before))
                execute(sql.BUILT_MOVE, {"old": before, "new": after})
                execute(sql.BUILT_DELETE_OF, (before,))
                execute(sql.REFUSED_DELETE_OF, (before,))
                execute(sql.DOCUMENT_DELETE, (before,))
                if hashes.get(old) is not None:
                    execute(sql.DOCUMENT_HASH, (hashes[old], new))


def _texts(unit: TranslationUnit) -> object:
    return tuple((variant.language, variant.text, variant.codes) for variant in unit.variants)


def _undated(unit: TranslationUnit) -> TranslationUnit:
    """The unit without its date: a source that was only saved again has not changed."""
    return replace(unit, details=replace(unit.details, created=None))


def renamed(unit: TranslationUnit, names: Mapping[str, str]) -> TranslationUnit:
    """The unit with its documents' new names."""
    origin = unit.origin
    places = tuple(replace(place, document=names.get(place.document, place.document)) for place in origin.locations)
    document = None if origin.document is None else names.get(origin.document, origin.document)
    return replace(unit, origin=replace(origin, document=document, locations=places))
