"""LanguageSets: which language a variant has and which the others of its unit have; sets of them, by number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from termlode.languages.tags import serves
from termlode.memory import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termlode.memory.engine import Connection
    from termlode.memory.unit_rows import Languages

type LanguageSet = tuple[int, tuple[int, ...]]  # of a variant, and of the others in its unit, in order


class AllowedGroups(dict[int, bool]):
    """Whether groups hold one of the ``good`` language sets, by number; what is not known yet is read when asked."""

    def __init__(self, connection: Connection, good: set[int]) -> None:
        super().__init__()
        self._connection, self._good = connection, good

    def __missing__(self, number: int) -> bool:
        self._learn([number])
        return self[number]

    def _learn(self, numbers: Iterable[int]) -> None:
        for number, members in self._connection.execute(sql.ROLE_SETS_BY_ID, (str(list(numbers)),)):
            self[number] = not self._good.isdisjoint(json.loads(members))

    def first(self, entries: Sequence[int], groups_of: Callable[[Sequence[int]], list[int]], limit: int) -> list[int]:
        """The first ``limit`` of ``entries`` whose groups are allowed."""
        chosen: list[int] = []
        for start in range(0, len(entries), 2 * limit):
            some = entries[start : start + 2 * limit]
            numbers = groups_of(some)
            if new := set(numbers).difference(self):
                self._learn(new)
            chosen += [entry for entry, number in zip(some, numbers, strict=True) if self[number]]
            if len(chosen) >= limit:
                break
        return chosen[:limit]


class LanguageSets:
    """The table of language sets, held in memory; groups, of which there are thousands, are read when needed."""

    def __init__(self, connection: Connection, languages: Languages) -> None:
        self._connection, self._languages = connection, languages
        self.reload()

    def reload(self) -> None:
        """Read the tables anew: what we added was rolled back."""
        self._sets: dict[LanguageSet, int] = {}
        self._groups: list[tuple[int, ...]] = []  # for writers only, like their numbers
        self._group_numbers: dict[tuple[int, ...], int] = {}
        self._new_groups: list[tuple[int, str]] = []  # rows to be written
        self._allowed: dict[tuple[str | None, str | None], AllowedGroups] = {}
        self._bridges: dict[tuple[str | None, str | None], bool] = {}
        self._speaking: dict[str, frozenset[int]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read what others have added: rows are never changed, and their numbers follow each other."""
        rows = self._connection.execute(sql.ROLES, (len(self._sets),)).fetchall()
        for number, language, others in rows:
            self._sets[language, tuple(json.loads(others))] = number
        self._speaking.clear()
        if rows:
            self._allowed.clear()
            self._bridges.clear()

    def set_number(self, language: int, others: Iterable[int]) -> int:
        """The number of the language set of a variant beside ``others``, added where it is new."""
        found = (language, tuple(sorted(set(others))))
        number = self._sets.get(found)
        if number is None:
            number = self._sets[found] = len(self._sets)
            self._connection.execute(sql.ROLE_ADD, (number, language, json.dumps(found[1])))
            self._allowed.clear()
            self._bridges.clear()
        return number

    def group_number(self, members: tuple[int, ...]) -> int:
        """The number of a group of language sets (in order), added where it is new: see :meth:`write_groups`."""
        self.groups()
        number = self._group_numbers.get(members)
        if number is None:
            number = self._group_numbers[members] = len(self._groups)
            self._groups.append(members)
            self._new_groups.append((number, json.dumps(members)))
        return number

    def write_groups(self) -> None:
        """Write the groups that are new."""
        self._connection.executemany(sql.ROLE_SET_ADD, self._new_groups)
        self._new_groups = []

    def prepare_writing(self) -> None:
        """Another process may have added language sets and groups."""
        self.refresh()
        self._groups = []

    def groups(self) -> Sequence[tuple[int, ...]]:
        """The language sets of each group."""
        if not self._groups:
            joined = self._connection.execute(sql.ROLE_SETS).fetchone()[0]
            self._groups = [tuple(members) for members in json.loads(f"[{joined or ''}]")]  # one call for all
            self._group_numbers = {members: number for number, members in enumerate(self._groups)}
        return self._groups

    def speaking(self, wanted: str) -> frozenset[int]:
        """The ids of the languages that serve one who asks for ``wanted``."""
        known = self._speaking.get(wanted)
        if known is None:
            tags = self._languages.tags.items()
            known = self._speaking[wanted] = frozenset(number for number, tag in tags if serves(tag, wanted))
        return known

    def allowed_groups(self, source: str | None, target: str | None) -> AllowedGroups | None:
        """Tells the groups with a variant that speaks ``source`` beside one that speaks ``target``; None: all."""
        if source is None and target is None:
            return None
        known = self._allowed.get((source, target))
        if known is None:
            tags = self._languages.tags
            good = {
                number
                for (language, others), number in self._sets.items()
                if serves(tags[language], source) and (target is None or any(serves(tags[o], target) for o in others))
            }
            known = self._allowed[source, target] = AllowedGroups(self._connection, good)
        return known

    def share_a_third(self, source: str | None, target: str | None) -> bool:
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
            for language, others in self._sets
            if serves(tags[language], wanted) and not any(serves(tags[o], absent) for o in others)
            for other in others
        }
