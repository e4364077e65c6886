"""The blocks that the index is kept in: where each lies in the file and what it holds. Little-endian.

========  ============================================  =======================================================
kind      number                                        data
========  ============================================  =======================================================
GRAMS     slot // lists                                 lists + 1 u32 offsets, then u32 entries: the lists
WORDS     slot // lists                                   the same, for words and bigrams
HASHES    entry >> 16                                   u64 hash of the rough key of each entry
FIRSTS    entry >> 16                                   u64 first variant of each entry
GROUPS    entry >> 16                                   u32 group of language sets of each entry
OTHERS    entry >> 8                                    257 u32 offsets, then u64 variants but the first
MASKS     masked hash >> 56                             n u32 hash bits 24..55 in order, then n u32 entries
LENGTHS   0                                             u32 first entry of each length, 0..4096
ORDER     0 (segment 0)                                 u8 rank of each gram, rare ones low
========  ============================================  =======================================================

An *entry* is a distinct rough key; entries are numbered by length, then by hash, so that the entries of some
lengths are one range of numbers, and an exact look-up is a bisection.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from termlode.memory import sql

if TYPE_CHECKING:
    from termlode.memory.engine import Connection

GRAMS, WORDS, HASHES, FIRSTS, GROUPS, OTHERS, MASKS, LENGTHS, ORDER = range(1, 10)
SMALL, SMALL_LISTS, LISTS = 300_000, 512, 64  # a segment of fewer entries has more lists in a block
PAGE_BITS = 16  # entries in a page of HASHES, FIRSTS and GROUPS: 2 ** PAGE_BITS
OTHERS_BITS = 8
EVERYWHERE = 0xFFFFFFFF  # the one entry of a list that was left out, being too long
GONE = EVERYWHERE - 1  # while segments are merged: an entry that does not stay
LONGEST = 4096  # longer texts count as this long
_KIND_BITS, _NUMBER_BITS = 4, 28
NUMBERS = (1 << _NUMBER_BITS) - 1  # the part of a row that is its number

if sys.byteorder != "little":  # pragma: no cover
    raise ImportError("the index of the translation memory is little-endian; this machine is not")


def block_id(segment: int, kind: int, number: int) -> int:
    """The row of a block."""
    return (segment << _KIND_BITS | kind) << _NUMBER_BITS | number


def lists_for(entries: int) -> int:
    """Lists of postings in a block of a segment of so many entries."""
    return SMALL_LISTS if entries < SMALL else LISTS


def read(connection: Connection, segment: int, kind: int, number: int) -> bytes | None:
    """The data of a block, or None where it is empty."""
    row = connection.execute(sql.BLOCK_GET, (block_id(segment, kind, number),)).fetchone()
    return None if row is None else row[0]


def read_part(connection: Connection, row: int, start: int, size: int) -> bytes:
    """Up to ``size`` bytes of the block in ``row``, from byte ``start``, without reading the rest."""
    with connection.blobopen("block", "data", row, readonly=True) as blob:
        blob.seek(start)
        data: bytes = blob.read(size)
        return data


def bounds(segment: int, kind: int | None = None) -> tuple[int, int]:
    """The first and the last row of a segment, or of a kind in it."""
    if kind is None:
        return block_id(segment, 0, 0), block_id(segment + 1, 0, 0) - 1
    return block_id(segment, kind, 0), block_id(segment, kind + 1, 0) - 1
