"""A termbase as checks ask it: terms in a text, entries, and terms in forms that no rule knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.demonyms import demonyms
from termlode.languages.folding import fold
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.model import ConceptEntry
    from termlode.quality.pair import View
    from termlode.termbase.recognition.recogniser import Recogniser, TermHit

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?:;#*•\n")
_REACH = 40
_SHORT = 2  # letters; of a shorter term a part says nothing
_LONG = 4
_NEAR = 6  # characters between the words of a term


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
        """Whether a term may stand in the text in another form: in any order, drawn out, a place as an adjective."""
        if registry.pack(view.language).spaced:
            forms = [term, *demonyms(fold(term, view.language), view.language)]
            wanted, met = [_stems(form, view.language) for form in forms], _stems(view.plain, view.language)
            return any(stems and stems <= met for stems in wanted)
        if len(term) <= _SHORT:
            return False
        folded, text = fold(term, view.language), fold(view.plain, view.language)
        return _loosely(folded).search(text) is not None or _gathered(folded, text, view.language)


def asks(hit: TermHit, text: str) -> bool:
    """Whether a term that was found in a source asks for its equivalent.

    Not inside a longer term, nor where capitals make another word of it: Board is no board, and the fund in
    International Monetary Fund is part of a name.
    """
    if hit.nested:
        return False
    surface, term = hit.surface, hit.term
    if surface == term or not (surface[:1].isupper() or term[:1].isupper()):
        return True
    if term[:1].isupper():
        return not surface.islower() or term.isupper()
    before, after = (
        _WORD.findall(text[max(0, hit.start - _REACH) : hit.start])[-1:],
        _WORD.findall(text[hit.end : hit.end + _REACH])[:1],
    )
    if not before or text[max(0, hit.start - _REACH) : hit.start].rstrip()[-1:] in _ENDS:
        return not any(word[0].isupper() for word in after)
    return not any(word[0].isupper() for word in (*before, *after))


def _gathered(term: str, text: str, language: str) -> bool:
    """Whether the words of a term of several stand close together, in any order."""
    parts = [word.text for word in words(term, language)]
    reach = len(term) + _NEAR
    starts = (match.start() for match in re.finditer(re.escape(parts[0]), text)) if len(parts) > 1 else ()
    return any(all(part in text[max(0, at - reach) : at + reach] for part in parts) for at in starts)


@lru_cache(maxsize=4096)
def _loosely(term: str) -> re.Pattern[str]:
    """A term with a character or two between its own; a long one also without one of them."""
    letters = [re.escape(char) for char in term]
    found = [r"\w{0,2}?".join(letters)]
    if len(term) > _LONG:
        found += ["".join(letters[:at] + letters[at + 1 :]) for at in range(1, len(letters) - 1)]
    return re.compile("|".join(found))


@lru_cache(maxsize=4096)
def _stems(text: str, language: str) -> frozenset[str]:
    morphology = registry.morphology(language)
    folded = (fold(word.text, language) for word in words(text, language))
    return frozenset(morphology.stem(word) if morphology else word for word in folded)
