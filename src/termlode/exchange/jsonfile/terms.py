"""A termbase as JSON: ``{"format": "termlode-terms", "version": 1, "subject-fields": {field: {id: record}}}``.

A record has the keys of the YAML files; it is checked by the same reader.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.errors import FormatError
from termlode.exchange.source import read_text
from termlode.files import write_text
from termlode.sheets import parse_json
from termlode.termbase.records import from_record, to_record
from termlode.termbase.schema import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions, WriteOptions
    from termlode.model import ConceptEntry

VERSION = 1


def write(entries: Iterable[ConceptEntry], destination: Path | str, _options: WriteOptions) -> int:
    """Write all of the entries; how many."""
    fields: dict[str, dict[str, Any]] = {}
    for entry in entries:
        fields.setdefault(entry.subject_field, {})[entry.id] = to_record(entry)
    data = {"format": "termlode-terms", "version": VERSION, "subject-fields": fields}
    write_text(destination, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return sum(map(len, fields.values()))


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries. Raises FormatError where it is not such a file, TermbaseError where a record is wrong."""
    text = read_text(path, notices, options.encoding)
    try:
        data = parse_json(text)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise FormatError("is not valid JSON", path=path, line=line) from error
    fields = data.get("subject-fields") if isinstance(data, dict) else None
    if not isinstance(fields, dict):
        raise FormatError("holds no subject-fields", path=path, cure="write it with: termlode export x.json")
    if data.get("version") != VERSION:
        raise FormatError(f"is of version {data.get('version')}, we read {VERSION}", path=path, cure="update Termlode")
    for field, concepts in fields.items():
        records = Reader(Path(path)).concepts(json.dumps(concepts, ensure_ascii=False))
        for name, record in records.items():
            yield from_record(name, field, record)
