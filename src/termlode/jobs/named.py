"""What a termbase has of term candidates and of the sentences that they stand in."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.extraction import Candidate
    from termlode.model import ConceptEntry
    from termlode.termbase.recognition import TermHit

_SURFACES = 3  # the commonest ones that are looked up
_PLACES = 20  # sentences of a candidate that are looked at
_PART = 0.8  # of its places within longer known terms: then a candidate is but a part of those


class Named:
    """The terms of concept entries, asked again and again."""

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        from termlode.termbase.recognition import Recogniser

        self.entries = {entry.id: entry for entry in entries}
        self._recogniser = Recogniser.build(self.entries.values())
        self._find = cache(self._found)

    def _found(self, text: str, language: str) -> tuple[TermHit, ...]:
        return tuple(self._recogniser.find(text, language))

    def concepts(self, one: Candidate) -> frozenset[str]:
        """The concepts that a candidate names, by its commonest surfaces, inflected ones too."""
        surfaces = dict.fromkeys((one.term, *(text for text, _ in one.surfaces[:_SURFACES])))
        return frozenset(
            hit.concept
            for text in surfaces
            for hit in self._find(text, one.language)
            if (hit.start, hit.end) == (0, len(text))
        )

    def is_part(self, one: Candidate) -> bool:
        """Whether a candidate nearly always stands within longer known terms."""
        places = one.contexts[:_PLACES]
        inside = sum(
            any(
                hit.start <= place.start and place.end <= hit.end and hit.end - hit.start > place.end - place.start
                for hit in self._find(place.sentence, one.language)
            )
            for place in places
        )
        return inside >= _PART * len(places) > 0

    def fields(self, one: Candidate) -> Counter[str]:
        """The subject fields of the known concepts beside a candidate, with how often."""
        return Counter(
            self.entries[hit.concept].subject_field
            for place in one.contexts[:_PLACES]
            for hit in self._find(place.sentence, one.language)
        )
