"""The termbase's checks: functions over a context that yield hits; where those stand in the files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from termlode.checks import Check, Checks
from termlode.languages.tags import SUPPORTED, primary
from termlode.termbase.load import Place, Termbase
from termlode.termbase.surfaces import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import ConceptEntry, TermSection


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the check's message, what it is about, and where."""

    code: str
    message: str
    concept: str
    detail: str
    place: Place


class Placed(NamedTuple):
    """A term with its concept, language and place among its terms."""

    entry: ConceptEntry
    language: str
    number: int
    term: TermSection


class Hit(NamedTuple):
    """What a check's function yields: where it was struck, and the particulars."""

    concept: str
    detail: str
    language: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The termbase under check, with the views that several checks need."""

    termbase: Termbase
    languages: tuple[str, ...] = SUPPORTED
    _keys: dict[tuple[str, str], list[Placed]] = field(default_factory=lambda: defaultdict(list))

    def terms(self) -> Iterator[Placed]:
        """All terms, concept by concept."""
        for entry in self.termbase.concepts.values():
            for section in entry.languages:
                for index, term in enumerate(section.terms):
                    yield Placed(entry, section.language, index, term)

    def by_key(self) -> dict[tuple[str, str], list[Placed]]:
        """(language, folded term) → the terms with that key."""
        if not self._keys:
            for placed in self.terms():
                language = primary(placed.language)
                self._keys[language, key(placed.term.term, language)].append(placed)
        return self._keys


CHECKS: Checks[Context, Hit] = Checks("termbase")
check = CHECKS.add


def findings(one: Check[Context, Hit], context: Context) -> Iterator[Finding]:
    """What a check finds, with the lines where it was struck."""
    for hit in one.run(context):
        yield Finding(one.code, one.message, hit.concept, hit.detail, _place(context.termbase, hit))


def at(placed: Placed, detail: str) -> Hit:
    """A hit on a term."""
    return Hit(placed.entry.id, detail, placed.language, placed.number)


def _place(termbase: Termbase, hit: Hit) -> Place:
    """The line of the term where it is known, else of the concept."""
    exact = (hit.concept, hit.language or "", str(hit.number))
    return termbase.places.get(exact) or termbase.places.get((hit.concept,)) or Place(Path(), 0)
