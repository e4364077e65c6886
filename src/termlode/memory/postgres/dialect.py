"""How PostgreSQL says the statements of :mod:`termlode.memory.sql`.

Most differ in a few turns that rules tell: placeholders are numbered, a list of numbers in JSON becomes an array, rows
of a join come in the order of keys. The others stand here under the same names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from termlode.memory import sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NUMBERS = "unnest(translate({}::text, '[]', '{{}}')::bigint[])"
OTHERS = {
    "LANGUAGES": "SELECT id, tag FROM language ORDER BY id",
    # Writers wait in line, so that the next number is nobody else's.
    "LANGUAGE_ADD": "INSERT INTO language (id, tag) SELECT coalesce(max(id), 0) + 1, ? FROM language RETURNING id",
    "DOCUMENT_ADD": "INSERT INTO document (id, path) SELECT coalesce(max(id), 0) + 1, ? FROM document RETURNING id",
    "VOCABULARY_ADD": (
        "INSERT INTO vocabulary (id, hashes, words) SELECT coalesce(max(id), 0) + 1, ?, ? FROM vocabulary"
    ),
    "BLOCK_PUT": "INSERT INTO block (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data",
    "ROLE_SETS": "SELECT string_agg(roles, ',' ORDER BY id) FROM role_set",
    "REFUSED_MOVE": (
        "INSERT INTO refused (document, pair) SELECT ?::int, pair FROM refused WHERE document = ? "
        "ON CONFLICT DO NOTHING"
    ),
    "BUILT_MOVE": (
        "INSERT INTO built SELECT CASE source WHEN :old THEN :new ELSE source END, "
        "CASE target WHEN :old THEN :new ELSE target END FROM built WHERE :old IN (source, target) "
        "ON CONFLICT DO NOTHING"
    ),
    "UNITS_OF_REPEATED_LANGUAGE": (
        "SELECT DISTINCT id / 4096 FROM variant GROUP BY id / 4096, language HAVING count(*) > 1"
    ),
    "SOURCE_TEXTS": (
        "SELECT unit.id, coalesce((SELECT text FROM variant JOIN language ON language.id = variant.language "
        "WHERE variant.id BETWEEN unit.id * 4096 AND unit.id * 4096 + 4095 ORDER BY unit.extra LIKE '%\"source\":%' "
        "AND tag = unit.extra::json ->> 'source' DESC NULLS LAST, variant.id LIMIT 1), '') "
        "FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value"
    ),
    "NOT_JSON": (
        "SELECT id FROM variant WHERE extra IS NOT NULL AND NOT is_json(extra) "
        "UNION ALL SELECT id * 4096 FROM unit WHERE extra IS NOT NULL AND NOT is_json(extra)"
    ),
}
# Statements that only a file needs: its index of source keys goes and comes while it is filled.
UNSAID = {"SOURCE_INDEX", "SOURCE_INDEX_DROP"}
# Many rows go by COPY: columns and their types. The ids are new.
_UNIT_TYPES = {
    "id": "int8", "source_key": "int8", "origin": "text", "client": "text", "domain": "text", "project": "text",
    "changed": "text", "used": "int8", "extra": "text", "rank": "int2", "content": "int8",
}  # fmt: skip
_COPIED: dict[str, Mapping[str, str]] = {
    "UNIT_ADD": _UNIT_TYPES,
    "UNIT_ADD_BARE": _UNIT_TYPES,
    "VARIANT_ADD": {"id": "int8", "language": "int4", "text": "text", "extra": "text"},
    "VARIANT_ADD_TEXT": {"id": "int8", "language": "int4", "text": "text"},
    "BLOCK_PUT": {"id": "int8", "data": "bytea"},
    "ROLE_SET_ADD": {"id": "int4", "roles": "text"},
}
_NAMES = {value: name for name, value in vars(sql).items() if name.isupper() and isinstance(value, str)}
_PLACE = re.compile(r"\?|(?<!:):([a-z]+)")
_LIST = re.compile(r"json_each\((\?|:[a-z]+)\) AS wanted")
_MEMBERS = re.compile(r"SELECT value FROM json_each\((\?|:[a-z]+)\)")
_JOINED = re.compile(r"AS wanted \(value\) JOIN (\w+) ON")
_COLUMNS = re.compile(r"INSERT(?: OR \w+)? INTO (\w+) \(([^)]*)\)")


class Spelt:
    """A statement as PostgreSQL says it, and which of the named arguments come in which order."""

    __slots__ = ("_names", "text")

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self.text, self._names = text, names

    def arguments(self, given: Sequence[Any] | Mapping[str, Any]) -> Sequence[Any]:
        """The arguments in the order of the placeholders."""
        return [given[name] for name in self._names] if isinstance(given, dict) else given  # type: ignore[return-value]


@cache
def spelt(statement: str) -> Spelt:
    """A statement of :mod:`termlode.memory.sql`, or any other that both engines understand."""
    text = OTHERS.get(_NAMES.get(statement, ""), statement)
    text = _MEMBERS.sub(lambda found: f"SELECT {_NUMBERS.format(found[1])}", text)
    text = _LIST.sub(lambda found: f"{_NUMBERS.format(found[1])} AS wanted (value)", text)
    joined = _JOINED.search(text)
    if joined and "ORDER BY" not in text[joined.start() :]:
        text += f" ORDER BY {joined[1]}.id"
    if text.startswith("INSERT OR IGNORE"):
        text = text.replace("INSERT OR IGNORE", "INSERT", 1) + " ON CONFLICT DO NOTHING"
    return _numbered(text)


def _numbered(text: str) -> Spelt:
    """With numbers in the place of question marks and names; a name is a text unless it stands among numbers."""
    names: list[str] = []
    count = 0

    def number(found: re.Match[str]) -> str:
        nonlocal count
        if found[1] is None:
            count += 1
            return f"${count}"
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}::{'int' if found[1] in ('old', 'new') else 'text'}"

    return Spelt(_PLACE.sub(number, text), tuple(names))


@cache
def copied(statement: str) -> tuple[str, tuple[str, ...]] | None:
    """The COPY that takes many rows of a statement, and the types of its columns; None where it is not so."""
    types = _COPIED.get(_NAMES.get(statement, ""))
    found = _COLUMNS.match(statement)
    if types is None or found is None:
        return None
    columns = found[2].split(", ")
    return f"COPY {found[1]} ({found[2]}) FROM STDIN (FORMAT BINARY)", tuple(types[name] for name in columns)
