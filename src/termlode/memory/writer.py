"""Adding units: which of them are new, which are known, which contradict what is there.

Two units are *the same* where they have the same variants (language, text, codes but for their numbers), the same
context and document, and belong to the same client, domain and project. They *conflict* where the source, context,
document and owner agree and the targets of a language differ. A unit with the same id and source is a new version of
the stored one where its date is newer. None of this replaces what somebody of a higher rank made (``model.rank``).
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import crc32

from termlode.memory import content_hash, sql, unit_rows
from termlode.memory.document_table import DocumentTable
from termlode.memory.index.new_variants import NewVariants
from termlode.memory.stored_rows import StoredTwins, unsettled
from termlode.memory.unit_batches import PlainBatch
from termlode.model import documents_of, rank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    from termlode.memory.engine import Connection
    from termlode.memory.seen_sources import SeenSources
    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.model import TranslationUnit

type Policy = Literal["keep", "newest", "replace"]
_BATCH = 2048  # units that are looked up in the store at once
CHUNK = 65_536  # units that are committed together, or so many characters:
_CHUNK_TEXT = 16_000_000
_BARE = (None,) * 7  # the row of a unit that is no more than its texts, behind its keys
_REASONS = 100  # refusals that are described one by one


@dataclass(frozen=True, slots=True)
class Refusal:
    """A unit that was not taken: its number in the input (from 1), its id, and why."""

    number: int
    id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the units that were added; ``reasons`` describes the first refusals."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    reasons: tuple[Refusal, ...] = ()

    @property
    def seen(self) -> int:
        """How many units were looked at."""
        return self.added + self.updated + self.unchanged + self.refused


class _New(NamedTuple):
    """A unit that is to be added, its source key and its content hash."""

    source: int
    content: int
    unit: TranslationUnit

    @classmethod
    def of(cls, unit: TranslationUnit) -> _New:
        return cls(unit_rows.source_key(unit), content_hash.of_unit(unit), unit)


def next_chunk(units: Iterator[UnitOrBatch]) -> Iterator[UnitOrBatch]:
    """The next units, about as many as are committed together."""
    count = size = 0
    for item in units:
        yield item
        if isinstance(item, PlainBatch):
            count += len(item)
            size += sum(map(len, item.texts))
        else:
            count += 1
            for variant in item.variants:
                size += len(variant.text)
        if count >= CHUNK or size > _CHUNK_TEXT:
            return


def split_batches(units: Iterable[UnitOrBatch]) -> Iterator[UnitOrBatch]:
    """The same stream, with batches split into pieces of a size that can be worked on at once."""
    for item in units:
        if isinstance(item, PlainBatch):
            yield from (item[start : start + _BATCH] for start in range(0, len(item), _BATCH))
        else:
            yield item


class Writer:
    """Adds units inside the caller's transaction; ``new_variants`` collects what is new for the index.

    ``replacing`` is told the key and the content of each stored unit that is about to be replaced.
    """

    def __init__(
        self,
        connection: Connection,
        languages: unit_rows.Languages,
        policy: Policy,
        so_far: AddReport,
        *,
        replacing: Callable[[int, TranslationUnit], None] | None = None,
        seen_sources: SeenSources | None = None,
    ) -> None:
        self._connection, self._languages, self._policy = connection, languages, policy
        self._replacing, self._seen_sources = replacing, seen_sources
        self.next_key = int((connection.execute(sql.META_GET, ("next_unit",)).fetchone() or (1,))[0])
        self.added, self.updated = so_far.added, so_far.updated
        self.unchanged, self.refused = so_far.unchanged, so_far.refused
        self.seen = so_far.seen
        self.reasons = list(so_far.reasons)
        self.new_variants = NewVariants()
        self._rows: list[unit_rows.VariantRow] = []  # variants to be written
        self._bare: list[tuple[int, int, int]] = []  # units to be written: key, source key and content of mere texts
        self._full: list[tuple[object, ...]] = []
        self._documents = DocumentTable(connection)

    def report(self) -> AddReport:
        """What was done so far."""
        return AddReport(self.added, self.updated, self.unchanged, self.refused, tuple(self.reasons))

    def take(self, units: Iterable[UnitOrBatch]) -> None:
        """Add ``units``."""
        batch: list[TranslationUnit] = []
        for item in units:
            if isinstance(item, PlainBatch):
                self._take_batch(batch)
                self._take_plain(item)
                batch = []
            else:
                batch.append(item)
                if len(batch) == _BATCH:
                    self._take_batch(batch)
                    batch = []
        self._take_batch(batch)
        self._connection.execute(sql.META_SET, ("next_unit", self.next_key))
        if self._seen_sources is not None:
            self._seen_sources.pack()

    def _take_batch(self, batch: Sequence[TranslationUnit]) -> None:
        good: list[_New] = []
        for number, unit in enumerate(batch, self.seen + 1):
            reason = objection(unit)
            if reason is None:
                good.append(_New.of(unit))
            else:
                self._refuse(number, unit, reason)
        self.seen += len(batch)
        chosen = self._new_to_store([one.source for one in good], array("q", [one.content for one in good]))
        good = [good[place] for place in chosen]
        keys = [one.source for one in good]
        stored = self._stored({keys[place] for place in self._perhaps_known(keys)})
        good = [good[place] for place in self._changing(keys, [one.content for one in good], stored)]
        known = stored.units(dict.fromkeys(one.source for one in good), self._languages)
        for one in good:
            self._one(one, known)
        self._flush()

    def _new_to_store(self, keys: Sequence[int], contents: array[int]) -> Collection[int]:
        """The places of the units that were not stored when a long import began, as far as that is known.

        With a unit go all others of its source: it may replace what they are the same as.
        """
        if self._seen_sources is None:
            return range(len(keys))
        places = unsettled(keys, self._seen_sources.stored(contents))
        self.unchanged += len(keys) - len(places)
        return places

    def _changing(self, keys: Sequence[int], contents: Sequence[int], stored: StoredTwins) -> list[int]:
        """The places of the units that are not stored as they are, and of all others of their sources."""
        places = unsettled(keys, list(map(stored.hold, keys, contents)))
        self.unchanged += len(keys) - len(places)
        return places

    def _one(self, new: _New, known: dict[int, dict[int, TranslationUnit]]) -> None:
        """Take a unit; ``known`` holds the units that it may be the same as."""
        twins = known.get(new.source)
        if twins is None:
            known[new.source] = {self.next_key: new.unit}
            self._new(new)
        else:
            self._compare(new, twins)

    def _perhaps_known(self, keys: Sequence[int]) -> Sequence[int]:
        """The places of ``keys`` that may be known, in the store or from before in ``keys``."""
        return range(len(keys)) if self._seen_sources is None else self._seen_sources.perhaps_seen(keys)

    # ── batches ──────────────────────────────────────────────────────────────────────────────────

    def _take_plain(self, batch: PlainBatch) -> None:
        """Take units that are two texts each; only those that may be known are looked at one by one."""
        self.seen += len(batch)
        texts = [text.encode() for text in batch.texts]
        keys, contents = _source_keys(batch, texts), content_hash.of_batch(batch, texts)
        chosen = self._new_to_store(keys, contents)
        if len(chosen) < len(batch):
            batch = batch.only(chosen)
            keys, contents = [keys[place] for place in chosen], array("q", [contents[place] for place in chosen])
        places = self._perhaps_known(keys)
        stored = self._stored({keys[place] for place in places})
        again = self._twice(keys, places, stored)
        doubtful = self._changing([keys[place] for place in again], [contents[place] for place in again], stored)
        compared = {again[place] for place in doubtful}
        known = stored.units(dict.fromkeys(keys[place] for place in compared), self._languages)
        start = 0
        for place in again:
            self._append(batch[start:place], keys[start:place], contents[start:place])
            start = place + 1
            if place in compared:
                self._one(_New(keys[place], contents[place], batch.unit(place)), known)
                self._flush()
        self._append(batch[start : len(batch)], keys[start:], contents[start:])

    def _twice(self, keys: Sequence[int], places: Sequence[int], stored: Container[int]) -> list[int]:
        """Of ``places`` those whose key is stored, or stands in ``keys`` again."""
        counts = Counter(keys) if places else {}
        again = {key for key, count in counts.items() if count > 1}
        if again:
            places = range(len(keys))
        return [place for place in places if keys[place] in stored or keys[place] in again]

    def _append(self, batch: PlainBatch, sources: Sequence[int], contents: Sequence[int]) -> None:
        """Write new units, whose source keys are ``sources``."""
        if not sources:
            return
        keys = range(self.next_key, self.next_key + len(sources))
        self.next_key += len(sources)
        self.added += len(sources)
        if self._seen_sources is not None:
            self._seen_sources.remember(sources, keys)
        execute = self._connection.executemany
        like = unit_rows.unit_row(0, 0, batch.like)[2:]
        for key in keys if documents_of(batch.like) else ():
            self._documents.note(key, batch.like)
        if like == _BARE:
            execute(sql.UNIT_ADD_BARE, zip(keys, sources, contents, strict=True))
        else:
            made = unit_rows.stored_rank(batch.like)
            execute(sql.UNIT_ADD, zip(keys, sources, *map(repeat, like), repeat(made), contents, strict=False))
        ids = [0] * (2 * len(keys))
        ids[::2] = [key * unit_rows.MAX_VARIANTS for key in keys]
        ids[1::2] = [key * unit_rows.MAX_VARIANTS + 1 for key in keys]
        known = {tag: self._languages.add(tag) for tag in dict.fromkeys(batch.languages)}
        languages = [known[tag] for tag in batch.languages]
        execute(sql.VARIANT_ADD_TEXT, zip(ids, languages, batch.texts, strict=True))
        self.new_variants.extend(ids, languages, batch.texts)

    # ── unit by unit ─────────────────────────────────────────────────────────────────────────────

    def _refuse(self, number: int, unit: TranslationUnit, reason: str) -> None:
        self.refused += 1
        if len(self.reasons) < _REASONS:
            self.reasons.append(Refusal(number, unit.id, reason))

    def _stored(self, keys: set[int]) -> StoredTwins:
        """Stored units by source key."""
        if not keys:
            return StoredTwins(self._connection, ())
        if self._seen_sources is not None and self._seen_sources.replaces_index:
            return StoredTwins.of_pairs(self._connection, self._seen_sources.find(list(keys)))
        return StoredTwins.of(self._connection, keys)

    def _new(self, new: _New) -> None:
        source, content, unit = new
        key = self.next_key
        self.next_key = key + 1
        self.added += 1
        if self._seen_sources is not None:
            self._seen_sources.remember((source,), (key,))
        variants = unit_rows.variant_rows(key, unit, self._languages)
        self._rows += variants
        if unit_rows.is_bare(unit, variants):
            self._bare.append((key, source, content))
        else:
            self._full.append((*unit_rows.unit_row(key, source, unit), unit_rows.stored_rank(unit), content))
            self._documents.note(key, unit)

    def _compare(self, new: _New, twins: dict[int, TranslationUnit]) -> None:
        """``new`` has the source key of the stored ``twins``: tell what it is to them."""
        unit = new.unit
        action, key = decide(unit, twins, self._policy)
        if action == "add":
            twins[self.next_key] = unit
            self._new(new)
        elif action == "replace":
            self._flush()
            if self._replacing is not None:
                self._replacing(key, twins[key])
            if self._seen_sources is not None:
                self._seen_sources.replaced(content_hash.of_unit(twins[key]))
            twins[key] = unit
            self.replace(key, unit)
            self.updated += 1
        else:
            self.unchanged += 1

    def _flush(self) -> None:
        """Write the new units and their variants."""
        self._connection.executemany(sql.UNIT_ADD_BARE, self._bare)
        self._connection.executemany(sql.UNIT_ADD, self._full)
        self._connection.executemany(sql.VARIANT_ADD, self._rows)
        self._documents.flush()
        self.new_variants.append(self._rows)
        self._bare.clear()
        self._full.clear()
        self._rows.clear()

    def replace_row(self, key: int, unit: TranslationUnit) -> None:
        """Put ``unit`` in the place of the stored unit ``key``, which has the same variants."""
        new = _New.of(unit)
        row = unit_rows.unit_row(key, new.source, unit)
        self._connection.execute(sql.UNIT_REPLACE, (*row[1:], unit_rows.stored_rank(unit), new.content, key))
        self._connection.execute(sql.DOCUMENT_UNIT_DELETE, (key,))
        self._documents.note(key, unit)
        self._documents.flush()

    def replace(self, key: int, unit: TranslationUnit) -> None:
        """Put ``unit`` in the place of the stored unit ``key``."""
        lowest, highest = (
            key * unit_rows.MAX_VARIANTS,
            key * unit_rows.MAX_VARIANTS + unit_rows.MAX_VARIANTS - 1,
        )
        execute = self._connection.execute
        self.replace_row(key, unit)
        execute(sql.VARIANTS_DELETE, (lowest, highest))
        execute(sql.TAIL_DELETE, (lowest, highest))
        fresh = unit_rows.variant_rows(key, unit, self._languages)
        self._connection.executemany(sql.VARIANT_ADD, fresh)
        self._connection.executemany(sql.TAIL_ADD, [(row[0],) for row in fresh])


def _source_keys(batch: PlainBatch, texts: Sequence[bytes]) -> list[int]:
    """:func:`unit_rows.source_key` of each unit; ``texts``: its texts in UTF-8."""
    begun = {tag: crc32(f"{tag}\0".encode()) for tag in dict.fromkeys(batch.languages)}
    tags, source = batch.languages, batch.like.source_language
    if source is None:
        return [crc32(text, begun[tag]) for tag, text in zip(tags[::2], texts[::2], strict=True)]
    first = [place + (tags[place] != source == tags[place + 1]) for place in range(0, len(tags), 2)]
    return [crc32(texts[place], begun[tags[place]]) for place in first]


def objection(unit: TranslationUnit) -> str | None:
    """Why ``unit`` cannot be stored, or None."""
    variants = unit.variants
    if not variants:
        return "no variants"
    if len(variants) > unit_rows.MAX_VARIANTS:
        return f"more than {unit_rows.MAX_VARIANTS} variants"
    joined = "".join([variant.text for variant in variants])
    if not joined.isascii():
        try:
            joined.encode()
        except UnicodeEncodeError:
            return "text with half of a surrogate pair, which is no Unicode text"
    if joined and not joined.isspace():
        return None
    return None if any(variant.codes for variant in variants) else "no text"


def decide(unit: TranslationUnit, twins: dict[int, TranslationUnit], policy: Policy) -> tuple[str, int]:
    """``add``, ``keep`` or ``replace`` (with the key of the unit to replace)."""
    date = unit_rows.changed(unit) or ""
    alike = [key for key, other in twins.items() if same(unit, other)]
    if alike:
        worth = (rank(unit), date)
        kept = [key for key in alike if worth <= (rank(twins[key]), unit_rows.changed(twins[key]) or "")]
        return ("keep", kept[0]) if kept else ("replace", alike[0])
    lower = {key: other for key, other in twins.items() if rank(other) <= rank(unit)}
    for key, other in lower.items():
        newer = date > (unit_rows.changed(other) or "")
        if newer and unit.id is not None and unit.id == other.id and comparable(unit, other):
            return "replace", key
    if policy != "keep":
        for key, other in lower.items():
            if conflict(unit, other):
                newer = policy == "replace" or date > (unit_rows.changed(other) or "")
                return ("replace", key) if newer else ("keep", key)
    return "add", 0


def comparable(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether source, context, owner (client, domain, project) and document agree."""
    if not _of_one_document(one, other):
        return False
    a, b = unit_rows.source_of(one), unit_rows.source_of(other)
    return unit_rows.said(a) == unit_rows.said(b) and one.context == other.context and _owner(one) == _owner(other)


def _owner(unit: TranslationUnit) -> tuple[str | None, str | None, str | None]:
    return unit.origin.client, unit.origin.domain, unit.origin.project


def _of_one_document(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether both stand in the same document; a unit without one may stand in any."""
    a, b = one.origin.document, other.origin.document
    return a == b or a is None or b is None


def same(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether both say the same for the same owner in the same context of the same document."""
    if one.context != other.context or _owner(one) != _owner(other) or not _of_one_document(one, other):
        return False
    return set(map(unit_rows.said, one.variants)) == set(map(unit_rows.said, other.variants))


def conflict(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether both translate the same source differently into a language."""
    if not comparable(one, other):
        return False
    a, b = _targets(one), _targets(other)
    return any(a[language] != b[language] for language in a.keys() & b.keys())


def _targets(unit: TranslationUnit) -> dict[str, set[tuple[str, object]]]:
    source = unit_rows.source_of(unit)
    targets: dict[str, set[tuple[str, object]]] = {}
    for variant in unit.variants:
        if variant is not source:
            targets.setdefault(variant.language, set()).add(unit_rows.said(variant)[1:])
    return targets
