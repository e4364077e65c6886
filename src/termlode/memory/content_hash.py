"""The content hash of a unit: one number for all that it holds, by which an import knows what is stored already.

It is the BLAKE2b hash (RFC 7693; 64 bits) of the unit's columns and of language tag, text and extra of its variants, in
order. Parts begin with bytes that UTF-8 never holds, so that no two contents are the same bytes.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING

from termlode.memory import codec, sql, unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.memory.engine import Connection
    from termlode.memory.unit_batches import PlainBatch
    from termlode.memory.unit_rows import Languages, VariantRow
    from termlode.model import TranslationUnit

type Columns = Sequence[str | None]  # origin, client, domain, project, extra

_TAG, _TEXT, _EXTRA, _COLUMN, _NOTHING = b"\xf8", b"\xf9", b"\xfa", b"\xfb", b"\xfc"
_AT_ONCE = 4096  # units
_BARE: Columns = (None,) * 5


def of_unit(unit: TranslationUnit) -> int:
    """The content hash of ``unit``: 64 bits with a sign, as SQLite keeps them."""
    origin = unit.origin
    kind = None if origin.kind == "import" else origin.kind
    columns = kind, origin.client, origin.domain, origin.project, codec.unit_extra(unit)
    return of_row(columns, ((one.language, one.text, unit_rows.variant_extra(one)) for one in unit.variants))


def of_row(columns: Columns, said: Iterable[tuple[str, str, str | None]]) -> int:
    """The same of a row of the table of units and of tag, text and extra of its variants."""
    parts = []
    for tag, text, extra in said:
        parts += [_TAG, tag.encode(), _TEXT, text.encode()]
        if extra is not None:
            parts += [_EXTRA, extra.encode()]
    return int.from_bytes(_digest(b"".join(parts) + _ending(columns)), "little", signed=True)


def of_batch(batch: PlainBatch, texts: Sequence[bytes]) -> array[int]:
    """The content hash of each unit of ``batch``; ``texts``: its texts in UTF-8."""
    heads = {tag: _TAG + tag.encode() + _TEXT for tag in dict.fromkeys(batch.languages)}
    begun = [heads[tag] for tag in batch.languages]
    like = unit_rows.unit_row(0, 0, batch.like)
    end = _ending((*like[2:6], like[8]))
    units = zip(begun[::2], texts[::2], begun[1::2], texts[1::2], strict=True)
    return array("q", b"".join([_digest(one + text + two + other + end) for one, text, two, other in units]))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()


def _ending(columns: Columns) -> bytes:
    """What the columns add; nothing where they hold nothing, as is usual."""
    if columns == _BARE:
        return b""
    return b"".join(_NOTHING if one is None else _COLUMN + one.encode() for one in columns)


def fill(connection: Connection, languages: Languages) -> None:
    """Give units that an older version wrote their hash, inside the caller's transaction."""
    lacking = [key for (key,) in connection.execute(sql.UNITS_WITHOUT_CONTENT)]
    for start in range(0, len(lacking), _AT_ONCE):
        some = lacking[start : start + _AT_ONCE]
        connection.executemany(sql.CONTENT_SET, list(_stored(connection, languages, some)))


def _stored(connection: Connection, languages: Languages, keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Hash and key of stored units."""
    wanted = str(list(keys))
    found: Iterator[VariantRow] = connection.execute(sql.VARIANTS_OF_UNITS, (wanted,))
    said = {key: list(rows) for key, rows in groupby(found, lambda row: row[0] // unit_rows.MAX_VARIANTS)}
    for row in connection.execute(sql.UNITS_BY_ID, (wanted,)):
        variants = ((languages.tag(language), text, extra) for _, language, text, extra in said.get(row[0], ()))
        yield of_row((*row[2:6], row[8]), variants), row[0]
