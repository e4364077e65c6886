"""A termbase as checks ask it: terms in a text, entries, and terms in forms that no rule knows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.model import ConceptEntry
    from termlode.quality.pair import View
    from termlode.termbase.recognition.recogniser import Recogniser, TermHit


class Terms:
    """The knowledge of a termbase: its recogniser, and its entries by their ids."""

    def __init__(self, recogniser: Recogniser, entry: Callable[[str], ConceptEntry]) -> None:
        self._recogniser, self._entry = recogniser, entry

    def terms(self, text: str, language: str) -> list[TermHit]:
        """The terms in a text; those inside longer ones too where they are not the same concept's."""
        return self._recogniser.find(text, language, every=True)

    def concept(self, key: str) -> ConceptEntry:
        """The entry of a concept."""
        return self._entry(key)

    def stands(self, term: str, view: View) -> bool:
        """Whether all words of a term stand in the text, by their stems, in any order."""
        wanted = _stems(term, view.language)
        return bool(wanted) and wanted <= _stems(view.plain, view.language)


@lru_cache(maxsize=4096)
def _stems(text: str, language: str) -> frozenset[str]:
    morphology = registry.morphology(language)
    folded = (fold(word.text, language) for word in words(text, language))
    return frozenset(morphology.stem(word) if morphology else word for word in folded)
