"""The rows of a corpus: aligned units with provenance, probability and quality, as Parquet."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from termlode.errors import FormatError, MissingExtra
from termlode.model import ORIGINAL, Context, Location, Origin, Prop, TranslationUnit, Variant

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtra("termlode corpus", "corpus") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# probability: of the bead, calibrated; quality: the chance that the target is a whole translation of the source.
# Places are JSON: [document, block, start, end, place] for each segment of the side.
SCHEMA = pa.schema([
    ("source_language", pa.string()),
    ("target_language", pa.string()),
    ("source", pa.string()),
    ("target", pa.string()),
    ("probability", pa.float64()),
    ("quality", pa.float64()),
    ("document", pa.string()),
    ("places", pa.string()),
    ("source_original", pa.string()),
    ("target_original", pa.string()),
    ("previous", pa.string()),
    ("following", pa.string()),
])  # fmt: skip
ROWS = 20_000  # of a row group: what is read at once


def table(units: Iterable[tuple[TranslationUnit, float]]) -> pa.Table:
    """Units with their quality as a table."""
    return pa.Table.from_pylist([_row(unit, quality) for unit, quality in units], schema=SCHEMA)


def _row(unit: TranslationUnit, quality: float) -> dict[str, Any]:
    left, right = unit.variants
    places = [[one.document, one.block, one.start, one.end, one.place] for one in unit.origin.locations]
    return {
        "source_language": left.language,
        "target_language": right.language,
        "source": left.text,
        "target": right.text,
        "probability": unit.origin.confidence,
        "quality": round(quality, 4),
        "document": unit.origin.document,
        "places": json.dumps(places, ensure_ascii=False, separators=(",", ":")),
        "source_original": _original(left),
        "target_original": _original(right),
        "previous": unit.context.previous,
        "following": unit.context.following,
    }


def _original(variant: Variant) -> str | None:
    return next((prop.value for prop in variant.props if prop.type == ORIGINAL), None)


def unit(row: Mapping[str, Any]) -> TranslationUnit:
    """The unit that a row says. Raises FormatError."""
    try:
        places = tuple(Location(*place) for place in json.loads(row["places"] or "[]"))
    except (ValueError, TypeError, RecursionError) as error:
        raise FormatError(
            f"is no corpus of ours: places are {str(row['places'])[:60]!r}", path=row["document"]
        ) from error
    return TranslationUnit(
        (
            _variant(row["source_language"], row["source"], row["source_original"]),
            _variant(row["target_language"], row["target"], row["target_original"]),
        ),
        source_language=row["source_language"],
        context=Context(row["previous"], row["following"]),
        origin=Origin("aligned", row["document"], places, row["probability"]),
    )


def _variant(language: str, text: str, original: str | None) -> Variant:
    return Variant(language, text, props=() if original is None else (Prop(ORIGINAL, original),))


def packed(some: pa.Table, said: Mapping[str, str]) -> bytes:
    """A table as Parquet, with ``said`` beside it; the same rows give the same bytes."""
    buffer = io.BytesIO()
    kept = {f"termlode.{name}": value for name, value in said.items()}
    pq.write_table(some.replace_schema_metadata(kept), buffer, compression="zstd", row_group_size=ROWS)
    return buffer.getvalue()


def unpacked(data: bytes, name: str) -> pa.Table:
    """The table in a file. Raises FormatError where it is none of a corpus."""
    try:
        found = pq.read_table(io.BytesIO(data))
    except (pa.ArrowInvalid, OSError) as error:
        raise FormatError("is no Parquet file, or damaged", path=name, cure="delete it and build again") from error
    if not set(SCHEMA.names) <= set(found.schema.names):
        missing = ", ".join(sorted(set(SCHEMA.names) - set(found.schema.names)))
        raise FormatError(f"is no corpus of ours: it has no column {missing}", path=name)
    try:
        return _checked(found.select(SCHEMA.names).cast(SCHEMA))
    except (pa.ArrowException, ValueError) as error:
        raise FormatError(f"is no corpus of ours: {error}", path=name) from error


def _checked(some: pa.Table) -> pa.Table:
    """The rows as they are. Raises ValueError where a text or its language is missing."""
    for column in ("source_language", "target_language", "source", "target"):
        if some[column].null_count:
            raise ValueError(f"a row has no {column}")
    return some


def said(data: bytes, name: str) -> dict[str, str]:
    """What was written beside the rows. Raises FormatError."""
    try:
        found = pq.read_schema(io.BytesIO(data)).metadata or {}
    except (pa.ArrowInvalid, OSError) as error:
        raise FormatError("is no Parquet file, or damaged", path=name, cure="delete it and build again") from error
    beginning = b"termlode."
    return {
        key.removeprefix(beginning).decode(): value.decode()
        for key, value in found.items()
        if key.startswith(beginning)
    }


def rows(some: pa.Table, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a table as dicts, some thousands in memory at a time."""
    for batch in some.select(columns or SCHEMA.names).to_batches(max_chunksize=ROWS):
        yield from batch.to_pylist()
