"""Pieces joined into parts: ``pair=fa-en/part-00000.parquet``, in the order of the documents, whoever made them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import pyarrow as pa

from termlode.corpus import table
from termlode.corpus.process import PIECES
from termlode.errors import TermlodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.corpus.place import Place
    from termlode.corpus.process import Piece

ROWS = 100_000  # of a part, about
MANIFEST = "corpus.json"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is to be: its name, and the pieces whose rows it holds, in order."""

    place: Place
    name: str
    pieces: tuple[str, ...]
    rows: int

    @property
    def digest(self) -> str:
        """What names its content."""
        return blake2b("\n".join(self.pieces).encode(), digest_size=16).hexdigest()


def plan(place: Place, pieces: Iterable[Piece], rows: int = ROWS) -> list[Part]:
    """The parts of all pieces, which come in the order of their documents."""
    by_pair: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for piece in pieces:
        for pair, count in piece.rows:
            by_pair[pair].append((piece.key, count))
    return [part for pair in sorted(by_pair) for part in _parts(place, pair, by_pair[pair], rows)]


def _parts(place: Place, pair: str, pieces: Sequence[tuple[str, int]], rows: int) -> Iterator[Part]:
    held: list[tuple[str, int]] = []
    number = 0
    for at, piece in enumerate(pieces):
        held.append(piece)
        count = sum(some for _, some in held)
        if count >= rows or at == len(pieces) - 1:
            yield Part(place, f"pair={pair}/part-{number:05}.parquet", tuple(key for key, _ in held), count)
            held, number = [], number + 1


def write(part: Part) -> str:
    """Write a part, unless it is there as it shall be; its name. Raises UnreadableError, FormatError."""
    if _is_there(part):
        return part.name
    names = [f"{PIECES}/{key}.parquet" for key in part.pieces]
    some = pa.concat_tables([table.unpacked(part.place.read(name), name).select(table.SCHEMA.names) for name in names])
    part.place.write(part.name, table.packed(some, {"content": part.digest}))
    return part.name


def _is_there(part: Part) -> bool:
    if not part.place.has(part.name):
        return False
    try:
        return table.said(part.place.read(part.name), part.name).get("content") == part.digest
    except TermlodeError:
        return False


def close(place: Place, parts: Sequence[Part], failures: Sequence[tuple[str, str]]) -> None:
    """Write the manifest, last of all, and take away parts of before that are no more."""
    kept = {part.name for part in parts}
    said = {
        "kind": "termlode corpus",
        "version": 1,
        "parts": [{"name": part.name, "rows": part.rows} for part in parts],
        "left_out": [{"document": name, "reason": reason} for name, reason in failures],
    }
    place.write(MANIFEST, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    for name in list(place.names(".parquet")):
        if name.startswith("pair=") and name not in kept:
            place.remove(name)
