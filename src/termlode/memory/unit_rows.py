"""What a unit is in the tables: its rows, its keys, and how rows become units again."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

from termlode.memory import codec, sql
from termlode.model import IMPORTED, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.memory.engine import Connection
    from termlode.model import Details, InlineCode, TranslationUnit, Variant

NO_CONTEXT = codec.NO_CONTEXT
MAX_VARIANTS = 4096  # variants a unit may have: a variant's id is unit * MAX_VARIANTS + its place
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]")
_AT_ONCE = 4096  # rows of variants
type UnitRow = tuple[int, int, str | None, str | None, str | None, str | None, str | None, int | None, str | None]
type VariantRow = tuple[int, int, str, str | None]


class Languages:
    """The table of languages, held in memory; tags are added as they come."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.tags: dict[int, str] = {}
        self.ids: dict[str, int] = {}
        self.reload()

    def reload(self) -> None:
        """Read the table again: another process may have added a language, or we rolled one back."""
        self.tags = dict(self._connection.execute(sql.LANGUAGES))
        self.ids = {tag: number for number, tag in self.tags.items()}

    def tag(self, number: int) -> str:
        """The tag of a language id."""
        if number not in self.tags:
            self.reload()
        return self.tags[number]

    def add(self, tag: str) -> int:
        """The id of ``tag``, added where it is new."""
        number = self.ids.get(tag)
        if number is None:
            number = int(self._connection.execute(sql.LANGUAGE_ADD, (tag,)).fetchone()[0])
            self.ids[tag], self.tags[number] = number, tag
        return number


def source_of(unit: TranslationUnit) -> Variant:
    """The variant that the unit was translated from: of the source language, else the first."""
    language = unit.source_language
    if language is not None:
        for variant in unit.variants:
            if variant.language == language:
                return variant
    return unit.variants[0]


def said(variant: Variant) -> tuple[str, str, tuple[object, ...]]:
    """What a variant says: its text and the codes in it, whatever numbers those go by in a file.

    Formats number codes in their own ways, so that a unit that went through one is the same afterwards.
    """
    return variant.language, variant.text, tuple(_outline(variant.codes)) if variant.codes else ()


def _outline(codes: Sequence[InlineCode]) -> Iterator[object]:
    numbers: dict[str | None, int] = {}
    for code in codes:
        values = dict(code.attributes)
        pair = numbers.setdefault(values.get("i"), len(numbers)) if code.kind in ("bpt", "ept") else None
        kind = _NOT_NAME.sub("-", values.get("type", "")).removeprefix("x-")  # as XLIFF has to write it
        yield "ph" if code.kind == "ut" else code.kind, code.offset, pair, values.get("pos"), kind, code.data


def source_key(unit: TranslationUnit) -> int:
    """A hash of the source's language and text; equal for units that may be the same."""
    source = unit.variants[0]
    if unit.source_language is not None and unit.source_language != source.language:
        source = source_of(unit)
    return crc32(f"{source.language}\0{source.text}".encode())


def changed(unit: TranslationUnit) -> str | None:
    """The newest date of the unit and its variants."""
    everyone = _details(unit)
    return max((date for d in everyone for date in (d.changed, d.created) if date), default=None)


def used(unit: TranslationUnit) -> int | None:
    """The greatest usage count of the unit and its variants."""
    return max((d.usage_count for d in _details(unit) if d.usage_count is not None), default=None)


def _details(unit: TranslationUnit) -> list[Details]:
    return [unit.details, *(variant.details for variant in unit.variants)]


def unit_row(key: int, source: int, unit: TranslationUnit) -> UnitRow:
    """The row of ``unit`` in the table of units."""
    origin = unit.origin
    kind = None if origin.kind == "import" else origin.kind
    extra = codec.unit_extra(unit)
    return key, source, kind, origin.client, origin.domain, origin.project, changed(unit), used(unit), extra


def stored_rank(unit: TranslationUnit) -> int | None:
    """The rank of ``unit`` as its table has it: nothing for what was imported."""
    made = rank(unit)
    return None if made == IMPORTED else made


def is_bare(unit: TranslationUnit, variants: Iterable[VariantRow]) -> bool:
    """Whether the unit is nothing but its texts; ``variants``: its :func:`variant_rows`."""
    for variant in variants:
        if variant[3] is not None:
            return False
    return codec.is_bare(unit)


def variant_rows(key: int, unit: TranslationUnit, languages: Languages) -> list[VariantRow]:
    """The rows of the variants of ``unit``."""
    ids, number = languages.ids, key * MAX_VARIANTS
    found: list[VariantRow] = []
    for variant in unit.variants:
        tag = variant.language
        found.append((number, ids.get(tag) or languages.add(tag), variant.text, variant_extra(variant)))
        number += 1
    return found


def variant_extra(variant: Variant) -> str | None:
    """All of ``variant`` but language and text, as JSON; None, the usual case, is told at once."""
    details = variant.details
    if (details is codec.NO_DETAILS or codec.undetailed(details)) and not (
        variant.codes or variant.props or variant.notes
    ):
        return None
    return codec.variant_extra(variant)


def delete(connection: Connection, key: int) -> int:
    """Delete a unit and its variants; 1 where there was one."""
    span = (key * MAX_VARIANTS, key * MAX_VARIANTS + MAX_VARIANTS - 1)
    connection.execute(sql.VARIANTS_DELETE, span)
    connection.execute(sql.TAIL_DELETE, span)
    connection.execute(sql.DOCUMENT_UNIT_DELETE, (key,))
    return connection.execute(sql.UNIT_DELETE, (key,)).rowcount


def delete_all(connection: Connection, keys: Iterable[int]) -> int:
    """Delete many units with their variants; how many there were. Units in a row go together."""
    deleted = 0
    for first, last in _spans(sorted(set(keys))):
        span = (first * MAX_VARIANTS, last * MAX_VARIANTS + MAX_VARIANTS - 1)
        connection.execute(sql.VARIANTS_DELETE, span)
        connection.execute(sql.TAIL_DELETE, span)
        connection.execute(sql.DOCUMENT_UNITS_DELETE, (first, last))
        deleted += connection.execute(sql.UNITS_DELETE, (first, last)).rowcount
    return deleted


def _spans(keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of those that follow each other."""
    for _, run in groupby(enumerate(keys), key=lambda pair: pair[1] - pair[0]):
        found = [key for _, key in run]
        yield found[0], found[-1]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def load(connection: Connection, languages: Languages, keys: Iterable[int]) -> dict[int, TranslationUnit]:
    """The units of ``keys`` that exist, by key."""
    wanted = json.dumps(list(keys))
    variants: dict[int, list[VariantRow]] = {}
    for row in connection.execute(sql.VARIANTS_OF_UNITS, (wanted,)):
        variants.setdefault(row[0] // MAX_VARIANTS, []).append(row)
    units = connection.execute(sql.UNITS_BY_ID, (wanted,))
    return {row[0]: make_unit(row, variants.get(row[0], ()), languages) for row in units}


def scan(connection: Connection, languages: Languages, start: int = 0) -> Iterator[tuple[int, TranslationUnit]]:
    """All units from key ``start`` in the order of their keys: two cursors side by side."""
    variants = connection.cursor().execute(sql.VARIANTS_FROM, (start * MAX_VARIANTS,))
    groups = groupby(variants, key=lambda row: row[0] // MAX_VARIANTS)
    for row in connection.cursor().execute(sql.UNITS_FROM, (start,)):
        key, group = next(groups)
        assert key == row[0], f"unit {row[0]} has no variants"
        yield key, make_unit(row, group, languages)


def scan_rows(connection: Connection) -> Iterator[tuple[list[VariantRow], dict[int, UnitRow]]]:
    """Some thousand rows of variants at a time, of whole units in order; and the rows of those units that hold more."""
    variants = connection.cursor().execute(sql.VARIANTS_FROM, (0,))  # first: while it is open both see one state
    rich = connection.cursor().execute(sql.UNITS_RICH)
    next_rich: UnitRow | None = next(rich, None)
    rest: list[VariantRow] = []
    while rows := variants.fetchmany(_AT_ONCE):
        rows = rest + rows
        cut = len(rows) - 1
        while cut and rows[cut][0] % MAX_VARIANTS:
            cut -= 1
        rows, rest = rows[:cut], rows[cut:]  # the last unit may go on
        found = {}
        while rows and next_rich is not None and next_rich[0] <= rows[-1][0] // MAX_VARIANTS:
            found[next_rich[0]] = next_rich
            next_rich = next(rich, None)
        if rows:
            yield rows, found
    if rest:
        yield rest, {} if next_rich is None else {next_rich[0]: next_rich}


def make_unit(row: Sequence[object], variants: Iterable[VariantRow], languages: Languages) -> TranslationUnit:
    """The unit of a row of the table of units and the rows of its variants."""
    made = [codec.make_variant(languages.tag(language), text, extra) for _, language, text, extra in variants]
    return codec.make_unit(made, row[2:6], row[8])  # type: ignore[arg-type]  # a row of UNIT_COLUMNS
