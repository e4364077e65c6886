"""Fuzzy matches mended where what differs is known: terms of the termbase, months, numbers. Never a full match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from termlode.leverage import months
from termlode.memory import score
from termlode.memory.adapt import adapt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import Match
    from termlode.slots import Slot
    from termlode.termbase.recognition import TermHit

_MOST = 99  # what was mended is for a person to look at
_TERMS = 2  # exchanged at most: with more of them the sentence is another one


class Terms(Protocol):
    """What repair asks of a termbase."""

    def find(self, text: str, language: str) -> Sequence[TermHit]:
        """The terms in a text, in order."""

    def equivalent(self, concept: str, language: str) -> str | None:
        """The preferred term of a concept in a language."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A target as it was mended, the score that it has now, and what was done."""

    text: str
    score: int
    note: str


def repair(slot: Slot, match: Match, terms: Terms) -> Repair | None:
    """The target of a fuzzy match mended for a segment; None where what differs is something else.

    Each term that is exchanged costs a point. The score is at most 99 and better than the match's.
    """
    assert match.target is not None
    query, source, target, languages = slot.source, match.source.text, match.target.text, slot.languages
    swaps = _swaps(query, source, languages[0], terms)
    mended, said = source, list[str]()
    for old, new in swaps:
        exchanged = _exchanged(target, old, new, languages[1], terms)
        if exchanged is None:
            return None
        target, word = exchanged
        mended = mended.replace(old.surface, new.surface, 1)
        said.append(word)
    if (dated := months.exchanged(query, mended, target, languages)) is not None:
        mended, target = dated
        said.append("months")
    left = score.score(query, mended, languages[0])
    if left == score.FOLDED and score.numbers_only(score.key(query, languages[0]), score.key(mended, languages[0])):
        adapted = adapt(query, mended, target, *languages)
        if adapted is None:
            return None
        target = adapted
        said.append("numbers")
    now = min(_MOST, left) - len(swaps)
    return Repair(target, now, "; ".join(said)) if said and left >= score.FOLDED and now > match.score else None


def _swaps(query: str, source: str, language: str, terms: Terms) -> list[tuple[TermHit, TermHit]]:
    """The terms of the match that have other terms of the query in their places; none where more differs."""
    had, asked = terms.find(source, language), terms.find(query, language)
    if len(had) != len(asked):
        return []
    pairs = [(old, new) for old, new in zip(had, asked, strict=True) if old.concept != new.concept]
    return pairs if len(pairs) <= _TERMS else []


def _exchanged(target: str, old: TermHit, new: TermHit, language: str, terms: Terms) -> tuple[str, str] | None:
    """The target with the new term for the old one, and what was done; None where the old is not there exactly once,
    or is inflected in a way that cannot be given to the new one.
    """
    here = [hit for hit in terms.find(target, language) if hit.concept == old.concept]
    wanted = terms.equivalent(new.concept, language)
    if len(here) != 1 or wanted is None or here[0].term not in here[0].surface:
        return None
    hit = here[0]
    word = hit.surface.replace(hit.term, wanted, 1)
    return target[: hit.start] + word + target[hit.end :], f"{hit.surface} → {word}"
