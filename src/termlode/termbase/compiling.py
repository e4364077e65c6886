"""Compiling a termbase: YAML files in, the bytes of an SQLite file out (tables: compiled.sql)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.termbase.load import Place, files, gather, read
from termlode.termbase.records import from_record, to_record
from termlode.termbase.surfaces import key, stems, surfaces, tails, tight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.model import ConceptEntry
    from termlode.termbase.load import Termbase

type _Part = tuple[Path, list[ConceptEntry], dict[tuple[str, ...], Place]]


def compile_termbase(folder: Path, state: tuple[str, dict[str, str]], old: sqlite3.Connection | None) -> bytes:
    """The compiled termbase as the bytes of an SQLite file.

    Files whose stamp ``old`` knows are not parsed again. Raises TermbaseError, UnreadableError.
    """
    code, stamps = state
    unchanged = _unchanged(old, stamps)
    termbase = gather(
        _taken_over(old, path) if old and path.name in unchanged else (path, *read(path)) for path in files(folder)
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((Path(__file__).parent / "compiled.sql").read_text(encoding="utf-8"))
        connection.executemany("INSERT INTO file VALUES (?, ?)", stamps.items())
        _write_concepts(connection, termbase)
        languages = _write_surfaces(connection, termbase.concepts.values())
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("code", code), ("languages", " ".join(languages))])
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _unchanged(old: sqlite3.Connection | None, stamps: dict[str, str]) -> set[str]:
    if old is None:
        return set()
    return {name for name, stamp in old.execute("SELECT name, stamp FROM file") if stamps.get(name) == stamp}


def _taken_over(old: sqlite3.Connection, path: Path) -> _Part:
    """A file's concepts from the last compilation."""
    rows = old.execute("SELECT id, line, record FROM concept WHERE file = ? ORDER BY line", (path.name,)).fetchall()
    entries = [from_record(concept, path.stem, json.loads(record)) for concept, _line, record in rows]
    return path, entries, {(concept,): Place(path, line) for concept, line, _record in rows}


def _write_concepts(connection: sqlite3.Connection, termbase: Termbase) -> None:
    for entry in termbase.concepts.values():
        place = termbase.places[entry.id,]
        record = json.dumps(to_record(entry), ensure_ascii=False, separators=(",", ":"))
        row = (entry.id, entry.subject_field, place.path.name, place.line, record)
        connection.execute("INSERT INTO concept VALUES (?, ?, ?, ?, ?)", row)


def _write_surfaces(connection: sqlite3.Connection, entries: Iterable[ConceptEntry]) -> list[str]:
    """Write all spellings with their keys and indexes; returns the languages in order of their first terms."""
    spellings: dict[str, dict[str, None]] = {}
    for number, surface in enumerate((surface for entry in entries for surface in surfaces(entry)), start=1):
        folded = key(surface.text, surface.language)
        close = tight(folded)
        spellings.setdefault(surface.language, {})[close] = None
        row = (number, *surface[:4], surface.text, folded, close, stems(surface.text, surface.language))
        connection.execute("INSERT INTO surface VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        tail_rows = ((surface.language, tail, number) for tail in tails(folded))
        connection.executemany("INSERT OR IGNORE INTO tail VALUES (?, ?, ?)", tail_rows)
    lists = [(language, "\n".join(keys)) for language, keys in spellings.items()]
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", lists)
    for column in ("tight", "key", "stems"):
        connection.execute(f"CREATE INDEX surface_{column} ON surface (language, {column})")
    connection.execute("CREATE INDEX concept_file ON concept (file)")
    return list(spellings)
