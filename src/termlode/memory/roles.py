"""Roles: which language a variant has and which the others of its unit have; sets of them, by number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from termlode.languages.tags import matches
from termlode.memory import queries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from termlode.memory.rows import Languages

type Role = tuple[int, tuple[int, ...]]


def speaks(tag: str, wanted: str | None) -> bool:
    """Whether a text tagged ``tag`` serves one who asks for ``wanted``: zh-CN for zh, and zh for zh-CN."""
    return wanted is None or matches(tag, wanted) or matches(wanted, tag)


class Allowed(dict[int, bool]):
    """Whether role sets hold one of the ``good`` roles, by number; what is not known yet is read when asked."""

    def __init__(self, connection: sqlite3.Connection, good: set[int]) -> None:
        super().__init__()
        self._connection, self._good = connection, good

    def __missing__(self, number: int) -> bool:
        self._learn([number])
        return self[number]

    def _learn(self, numbers: Iterable[int]) -> None:
        for number, roles in self._connection.execute(queries.ROLE_SETS_BY_ID, (str(list(numbers)),)):
            self[number] = not self._good.isdisjoint(json.loads(roles))

    def first(self, entries: Sequence[int], role_set: Callable[[int], int], limit: int) -> list[int]:
        """The first ``limit`` of ``entries`` whose role sets are allowed."""
        chosen: list[int] = []
        for start in range(0, len(entries), 2 * limit):
            sets = {entry: role_set(entry) for entry in entries[start : start + 2 * limit]}
            if new := set(sets.values()).difference(self):
                self._learn(new)
            chosen += [entry for entry, number in sets.items() if self[number]]
            if len(chosen) >= limit:
                break
        return chosen[:limit]


class Roles:
    """The table of roles, held in memory; role sets, of which there are thousands, are read when needed."""

    def __init__(self, connection: sqlite3.Connection, languages: Languages) -> None:
        self._connection, self._languages = connection, languages
        self.reload()

    def reload(self) -> None:
        """Read the tables anew: what we added was rolled back."""
        self._roles: dict[Role, int] = {}
        self._sets: list[tuple[int, ...]] = []  # for writers only, like their numbers
        self._numbers: dict[tuple[int, ...], int] = {}
        self._allowed: dict[tuple[str | None, str | None], Allowed] = {}
        self._bridges: dict[tuple[str | None, str | None], bool] = {}
        self._speaking: dict[str, frozenset[int]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read what others have added: rows are never changed, and their numbers follow each other."""
        rows = self._connection.execute(queries.ROLES, (len(self._roles),)).fetchall()
        for number, language, others in rows:
            self._roles[language, tuple(json.loads(others))] = number
        self._speaking.clear()
        if rows:
            self._allowed.clear()
            self._bridges.clear()

    def role(self, language: int, others: Iterable[int]) -> int:
        """The number of a role, added where it is new."""
        role = (language, tuple(sorted(set(others))))
        number = self._roles.get(role)
        if number is None:
            number = self._roles[role] = len(self._roles)
            self._connection.execute(queries.ROLE_ADD, (number, language, json.dumps(role[1])))
            self._allowed.clear()
            self._bridges.clear()
        return number

    def role_set(self, roles: tuple[int, ...]) -> int:
        """The number of a set of roles (in order), added where it is new."""
        self.members()
        number = self._numbers.get(roles)
        if number is None:
            number = self._numbers[roles] = len(self._sets)
            self._sets.append(roles)
            self._connection.execute(queries.ROLE_SET_ADD, (number, json.dumps(roles)))
        return number

    def renew(self) -> None:
        """Before writing: another process may have added roles and sets."""
        self.refresh()
        self._sets = []

    def members(self) -> Sequence[tuple[int, ...]]:
        """The roles of each set."""
        if not self._sets:
            joined = self._connection.execute(queries.ROLE_SETS).fetchone()[0]
            self._sets = [tuple(roles) for roles in json.loads(f"[{joined or ''}]")]  # one call for all
            self._numbers = {roles: number for number, roles in enumerate(self._sets)}
        return self._sets

    def speaking(self, wanted: str) -> frozenset[int]:
        """The ids of the languages that serve one who asks for ``wanted``."""
        known = self._speaking.get(wanted)
        if known is None:
            tags = self._languages.tags.items()
            known = self._speaking[wanted] = frozenset(number for number, tag in tags if speaks(tag, wanted))
        return known

    def allowed(self, source: str | None, target: str | None) -> Allowed | None:
        """Tells the role sets with a variant that speaks ``source`` beside one that speaks ``target``; None: all."""
        if source is None and target is None:
            return None
        known = self._allowed.get((source, target))
        if known is None:
            tags = self._languages.tags
            good = {
                number
                for (language, others), number in self._roles.items()
                if speaks(tags[language], source) and (target is None or any(speaks(tags[o], target) for o in others))
            }
            known = self._allowed[source, target] = Allowed(self._connection, good)
        return known

    def bridged(self, source: str | None, target: str | None) -> bool:
        """Whether units of ``source`` that lack ``target`` share a third language with units of ``target``."""
        if source is None or target is None:
            return False
        known = self._bridges.get((source, target))
        if known is None:
            known = self._bridges[source, target] = not self._beside(source, target).isdisjoint(
                self._beside(target, source)
            )
        return known

    def _beside(self, wanted: str, absent: str) -> set[int]:
        """The languages beside ``wanted`` in units of the index that do not speak ``absent``."""
        tags = self._languages.tags
        return {
            other
            for language, others in self._roles
            if speaks(tags[language], wanted) and not any(speaks(tags[o], absent) for o in others)
            for other in others
        }
