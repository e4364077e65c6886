"""Cleaning a memory: what is there twice, what is of no use, what is chosen. Nothing here writes.

A million units are looked at as rows; units are made of those few that the rows do not settle.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import batched, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import serves
from termlode.memory import sql, unit_rows
from termlode.memory.connection import guard
from termlode.memory.index.keys import rough, rough_character
from termlode.model import PERSON, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.memory.engine import Connection, Rows
    from termlode.memory.query import Query
    from termlode.memory.unit_rows import UnitRow, VariantRow
    from termlode.model import TranslationUnit

RATIO = 5.0  # a text so many times as long as its translation is none of it
_SLACK = 20  # characters: short texts differ more
_AT_ONCE = 2000  # units
_BEGINNING = 12  # characters
_LETTER = re.compile(r"[^\W\d_]")


class Finding(NamedTuple):
    """A unit that is to go, why, and its source text."""

    key: int
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Units by what they hold: everything that is given must hold."""

    query: Query
    language: str | None = None
    contains: str | None = None
    keys: frozenset[int] = frozenset()


class Maintenance:
    """What of a store is to go; :attr:`termlode.memory.Store.maintenance`."""

    def __init__(self, path: Path | str, connection: Connection, languages: unit_rows.Languages) -> None:
        self._path, self._connection, self._languages = path, connection, languages

    # ── chosen ───────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> Iterator[Finding]:
        """The units that a choice takes. Raises StoreError."""
        with guard(self._path):
            keys: Iterable[int] = [key for (key,) in self._chosen(choice)]
            if choice.contains is not None:
                keys = self._holding(keys, rough(choice.contains))
            yield from self._findings((key, "chosen") for key in keys)

    def _chosen(self, choice: Choice) -> Rows:
        query = choice.query
        conditions = {
            name: getattr(query, name) for name in ("client", "domain", "project", "origin", "since", "until")
        }
        speaking = [number for number, tag in self._languages.tags.items() if serves(tag, choice.language)]
        conditions["languages"] = None if choice.language is None else json.dumps(speaking)
        conditions["keys"] = json.dumps(sorted(choice.keys))
        return self._connection.execute(sql.UNITS_CHOSEN_AMONG if choice.keys else sql.UNITS_CHOSEN, conditions)

    def _holding(self, keys: Iterable[int], wanted: str) -> Iterator[int]:
        """Those of the units with ``wanted`` in the rough key of a text; many texts are folded at once."""
        for some in batched(keys, _AT_ONCE):
            rows = self._variants(some)
            if wanted in rough(" ".join(row[2] for row in rows)):
                held = {row[0] // unit_rows.MAX_VARIANTS for row in rows if wanted in rough(row[2])}
                yield from (key for key in some if key in held)

    # ── duplicates ───────────────────────────────────────────────────────────────────────────────

    def duplicates(self, *, everything: bool = False) -> Iterator[Finding]:
        """Units that say what another says; the one of the highest rank stays, then the newest, most used, oldest.

        Units of other clients, domains, projects or contexts are no duplicates, unless ``everything``.
        Raises StoreError.
        """
        with guard(self._path):
            yield from self._findings(self._duplicates(everything))

    def _duplicates(self, everything: bool) -> Iterator[tuple[int, str]]:
        best: dict[int, tuple[int, tuple[int, str, int, int]]] = {}
        for some in batched(self._not_alone(), _AT_ONCE):
            units = {row[0]: row for row in self._connection.execute(sql.UNITS_RANKED_BY_ID, (json.dumps(some),))}
            for key, rows in groupby(self._variants(some), key=lambda row: row[0] // unit_rows.MAX_VARIANTS):
                row, made = units[key][:-1], units[key][-1]
                mark = hash(self._content(row, list(rows), everything=everything))  # enough within one process
                place = (made, row[6] or "", row[7] or 0, -key)
                kept = best.get(mark)
                if kept is None:
                    best[mark] = (key, place)
                elif place > kept[1]:
                    best[mark] = (key, place)
                    yield kept[0], f"the same as unit {key}"
                else:
                    yield key, f"the same as unit {kept[0]}"

    def _not_alone(self) -> list[int]:
        """The units that may be duplicates: others have the same source; or two texts are in one language."""
        shared = {key for (key,) in self._connection.execute(sql.UNITS_OF_SHARED_SOURCE)}
        return sorted(shared.union(key for (key,) in self._connection.execute(sql.UNITS_OF_REPEATED_LANGUAGE)))

    def _content(self, row: UnitRow, variants: Sequence[VariantRow], *, everything: bool) -> tuple[object, ...]:
        """What makes two units duplicates; the same for rows of the usual kind and for those that hold more."""
        if row[8] is not None or any(extra is not None for *_, extra in variants):
            return content(unit_rows.make_unit(row, variants, self._languages), everything=everything)
        said = [(self._languages.tag(language), text, ()) for _, language, text, _ in variants]
        return _content(said[0][0], said, () if everything else (*row[3:6], unit_rows.NO_CONTEXT))

    # ── useless ──────────────────────────────────────────────────────────────────────────────────

    def useless(self, ratio: float = RATIO) -> Iterator[Finding]:
        """Units that translate nothing: no target, the source repeated, or of a length that cannot be right.

        What a person typed or reviewed is not judged. Raises StoreError.
        """
        with guard(self._path):
            yield from self._findings(self._useless(ratio))

    def _useless(self, ratio: float) -> Iterator[tuple[int, str]]:
        for some in batched(self._doubtful(ratio), _AT_ONCE):
            for key, unit in unit_rows.load(self._connection, self._languages, some).items():
                reason = objection(unit, ratio)
                if reason is not None and rank(unit) < PERSON:
                    yield key, reason

    def _doubtful(self, ratio: float) -> Iterator[int]:
        """The units that cannot be told by their texts to be of use."""
        firsts = _Firsts()
        for some in batched(self._many_or_doubtful(ratio, firsts), _AT_ONCE):
            for key, rows in groupby(self._variants(some), key=lambda row: row[0] // unit_rows.MAX_VARIANTS):
                texts = [row[2] for row in rows]
                if len(texts) < 3 or not all(_suit(a, b, ratio, firsts) for a, b in pairwise([*texts, texts[0]])):
                    yield key  # else each text suits the next, whichever is the source

    def _many_or_doubtful(self, ratio: float, firsts: _Firsts) -> Iterator[int]:
        """The units of two texts that do not suit each other, and all of another number."""
        for key, one, other, more in self._connection.cursor().execute(sql.FIRST_TEXTS):
            if more is not None or other is None or not _suit(one, other, ratio, firsts):
                yield key

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────

    def _variants(self, keys: Sequence[int]) -> list[VariantRow]:
        return self._connection.execute(sql.VARIANTS_OF_UNITS, (json.dumps(keys),)).fetchall()

    def _findings(self, found: Iterable[tuple[int, str]]) -> Iterator[Finding]:
        """With the source texts."""
        for some in batched(found, _AT_ONCE):
            sources = dict(self._connection.execute(sql.SOURCE_TEXTS, (json.dumps([key for key, _ in some]),)))
            yield from (Finding(key, reason, sources[key]) for key, reason in some)


def content(unit: TranslationUnit, *, everything: bool) -> tuple[object, ...]:
    """What two units share that are duplicates."""
    origin = unit.origin
    owner = () if everything else (origin.client, origin.domain, origin.project, unit.context)
    return _content(unit_rows.source_of(unit).language, map(unit_rows.said, unit.variants), owner)


def _content(source: str, said: Iterable[object], owner: tuple[object, ...]) -> tuple[object, ...]:
    return (source, tuple(sorted(map(str, said))), owner)


# ── what is of no use ────────────────────────────────────────────────────────────────────────────


class _Firsts(dict[str, str]):
    """What the first letter of a text is in its rough key; nothing where the text begins with something else."""

    def __missing__(self, char: str) -> str:
        self[char] = letter = rough_character(char) if char.isalpha() else ""
        return letter


def _suit(one: str, other: str, ratio: float, firsts: _Firsts) -> bool:
    """Whether two texts surely hold letters, differ and are of lengths that agree, whichever is the source."""
    a, b = len(one), len(other)
    longest, other_longest = a if one.isascii() else 3 * a, b if other.isascii() else 3 * b
    if (longest > ratio * b + _SLACK or other_longest > ratio * a + _SLACK) and _odd(one, other, ratio):
        return False
    first, second = firsts[one[:1]], firsts[other[:1]]
    if first and second and first != second:
        return True
    if not _LETTER.search(one) or not _LETTER.search(other):
        return False
    first, second = rough(one[:_BEGINNING]), rough(other[:_BEGINNING])  # long texts that differ do so early
    shorter = min(len(first), len(second))
    return first[:shorter] != second[:shorter] or rough(one) != rough(other)


def objection(unit: TranslationUnit, ratio: float) -> str | None:
    """Why a unit is of no use, or None."""
    source = unit_rows.source_of(unit)
    targets = [v for v in unit.variants if v is not source and v.text.strip()]
    if not targets:
        return "no target"
    if not any(char.isalpha() for v in unit.variants for char in v.text):
        return "no letters"
    if all(rough(v.text) == rough(source.text) for v in targets):
        return "target repeats the source"
    if all(_odd(source.text, v.text, ratio) for v in targets):
        return f"lengths differ more than {ratio:g} times"
    return None


def _odd(one: str, other: str, ratio: float) -> bool:
    short, long = sorted((_width(one), _width(other)))
    return long > ratio * short + _SLACK


def _width(text: str) -> int:
    """Characters, Han counted three times: they say as much as that many letters."""
    return sum(3 if char > "\u2e7f" else 1 for char in text)
