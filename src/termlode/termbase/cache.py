"""The compiled termbase: an SQLite file that answers look-ups without parsing YAML.

It is made anew when a YAML file, or the code that shapes its keys, has changed. Whether one has is
seen from sizes and times alone. It is replaced as a whole, so readers never see half of it; a damaged
one is made again; where it cannot be written, it is kept in memory.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from termlode.termbase.records import from_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.model import ConceptEntry
    from termlode.termbase.lookup import TermMatch
    from termlode.termbase.recognition import Recogniser

FORMAT = "termlode termbase 1"
type State = tuple[str, dict[str, str]]  # format and code · the files and their stamps

# Parts of a language that only correction, extraction, alignment, segmentation ask for: no key is shaped by them.
_ASIDE = frozenset(
    {
        "correction", "correction.py", "extraction.py", "alignment.py", "proposals.py", "background.py",
        "background.tsv", "frequency.tsv", "speech.tsv", "citation.py", "cues.txt", "names.txt", "segmentation.srx",
    }
)  # fmt: skip
_CODE = (Path(__file__).parent, Path(__file__).parent.parent / "languages")


def open_compiled(folder: Path, cache: Path) -> Compiled:
    """The compiled form of the termbase in ``folder``, kept in the file ``cache``.

    Raises TermbaseError and UnreadableError where a YAML file must be read and cannot be.
    """
    now = _state(folder)
    old = _open(cache)
    if old is not None and _compiled_state(old) == now:
        return Compiled(folder, cache, old, now)
    return Compiled(folder, cache, _rebuild(folder, cache, now, old), now)


def read_entries(folder: Path, cache: Path) -> list[ConceptEntry]:
    """All entries of the termbase in ``folder``, through its compiled form. Raises as :func:`open_compiled` does."""
    with open_compiled(folder, cache) as compiled:
        return list(compiled.entries())


def stamp(folder: Path) -> str:
    """A text that is another one when a YAML file of the termbase in ``folder`` has changed."""
    return repr(_stamps(folder, ".yaml"))


class Compiled:
    """An open compiled termbase, a context manager. It shows the state it was opened in; see ``is_stale``."""

    def __init__(self, folder: Path, cache: Path, connection: sqlite3.Connection, state: State) -> None:
        self.folder, self.cache, self.state = folder, cache, state
        self._connection = connection
        self._entries: dict[str, ConceptEntry] = {}
        self._recogniser: Recogniser | None = None
        self._repaired = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        """All rows of a query; a damaged file is made again once."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            if self._repaired:
                raise
            self._repaired = True
            self._connection.close()
            self._connection = _rebuild(self.folder, self.cache, _state(self.folder), None)
            return self.rows(sql, values)

    def is_stale(self) -> bool:
        """Whether a YAML file has changed since this was opened."""
        return _stamps(self.folder, ".yaml") != self.state[1]

    def languages(self) -> tuple[str, ...]:
        """The primary subtags of the languages that have terms."""
        rows = self.rows("SELECT value FROM meta WHERE key = 'languages'")
        return tuple(rows[0][0].split()) if rows else ()

    def ids(self) -> list[str]:
        """All concept ids, sorted."""
        return [row[0] for row in self.rows("SELECT id FROM concept ORDER BY id")]

    def entry(self, concept: str) -> ConceptEntry:
        """The entry of a concept id. Raises KeyError."""
        if concept not in self._entries:
            rows = self.rows("SELECT field, record FROM concept WHERE id = ?", (concept,))
            if not rows:
                raise KeyError(concept)
            self._entries[concept] = from_record(concept, rows[0][0], json.loads(rows[0][1]))
        return self._entries[concept]

    def entries(self) -> Iterator[ConceptEntry]:
        """All entries, file by file, in the order of the files."""
        for concept, field, record in self.rows("SELECT id, field, record FROM concept ORDER BY file, line"):
            yield self._entries.get(concept) or from_record(concept, field, json.loads(record))

    def place(self, concept: str) -> tuple[Path, int] | None:
        """The file and line where a concept is written, or None."""
        rows = self.rows("SELECT file, line FROM concept WHERE id = ?", (concept,))
        return (self.folder / rows[0][0], int(rows[0][1])) if rows else None

    def lookup(
        self, query: str, source: str | None = None, targets: Sequence[str] | None = None, limit: int = 12
    ) -> list[TermMatch]:
        """What the termbase knows of ``query``: see :func:`termlode.termbase.lookup.lookup`."""
        from termlode.termbase.lookup import lookup

        return lookup(self, query, source, targets, limit=limit)

    def glance(self, query: str, source: str | None = None) -> list[TermMatch]:
        """The best answers that cost nothing: whole spellings and beginnings, no automaton, no typing errors."""
        from termlode.termbase.lookup import glance

        return glance(self, query, source)

    def complete(self, start: str, source: str | None = None, limit: int = 20) -> list[tuple[str, str]]:
        """Terms that begin with ``start``, shortest first, each with its language and concept."""
        from termlode.termbase.lookup import complete

        return complete(self, start, source, limit)

    def recogniser(self) -> Recogniser:
        """The compiled automaton for running text, kept in a file of its own beside the cache."""
        if self._recogniser is None:
            from termlode.termbase.automaton_file import open_recogniser

            self._recogniser = open_recogniser(self.cache, self.state, self.entries())
        return self._recogniser

    def close(self) -> None:
        """Close the file. What is no longer referred to is closed as well: it is only read, nothing can be lost."""
        self._connection.close()

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # collected in another thread, where SQLite closes it by itself
            self.close()


def _stamps(folder: Path, suffix: str) -> dict[str, str]:
    """File name → what changes when the file does. A missing folder has no files: reading says so."""
    found = {}
    with suppress(OSError), os.scandir(folder) as items:
        for item in items:
            if item.name.endswith(suffix) and item.name[0] != ".":
                stat = item.stat()
                found[item.name] = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
    return dict(sorted(found.items()))


def _state(folder: Path) -> State:
    return "\n".join([FORMAT, *_code_stamps()]), _stamps(folder, ".yaml")


def _code_stamps() -> list[str]:
    """The files that shape a compiled termbase: ``_CODE`` and all beneath but ``_ASIDE``, in a fixed order."""
    found, folders = [], [str(folder) for folder in _CODE]
    for folder in folders:  # grows while it is walked
        below, files = [], []
        with os.scandir(folder) as items:
            for item in items:
                if item.name[0] == "." or item.name == "__pycache__" or item.name in _ASIDE:
                    continue
                if "." not in item.name:
                    below.append(item.path)
                else:
                    stat = item.stat()
                    files.append(f"{item.name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}")
        folders += sorted(below)
        found += sorted(files)
    return found


def _open(cache: Path) -> sqlite3.Connection | None:
    """The cache file, read-only, or None where there is none that can be read."""
    if not cache.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{cache.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute("SELECT value FROM meta WHERE key = 'code'").fetchone()
    except sqlite3.Error:
        if connection is not None:
            connection.close()
        return None
    return connection


def _compiled_state(connection: sqlite3.Connection) -> State | None:
    """The state that a cache was compiled from; None where it cannot be read."""
    try:
        code = connection.execute("SELECT value FROM meta WHERE key = 'code'").fetchone()
        stamps = connection.execute("SELECT name, stamp FROM file ORDER BY name").fetchall()
    except sqlite3.Error:
        return None
    return (str(code[0]), dict(stamps)) if code else None


def _rebuild(folder: Path, cache: Path, state: State, old: sqlite3.Connection | None) -> sqlite3.Connection:
    """Compile, write the file where that is possible, and open it (in memory where not)."""
    from termlode.errors import UnreadableError
    from termlode.files import atomic_writer
    from termlode.termbase.compiling import compile_termbase

    with closing(old) if old is not None else nullcontext():
        known = _compiled_state(old) if old is not None else None
        data = compile_termbase(folder, state, old if known and known[0] == state[0] else None)
    with suppress(UnreadableError):
        with atomic_writer(cache) as handle:
            handle.write(data)
        written = _open(cache)
        if written is not None:
            return written
    connection = sqlite3.connect(":memory:", check_same_thread=False)  # any thread may collect it
    connection.deserialize(data)
    return connection
