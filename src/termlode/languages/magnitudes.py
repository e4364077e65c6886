"""The words that multiply, of one language or of all: where they stand, and their powers of ten."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import cardinals, quantities, registry

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=256)
def _multipliers(language: str) -> Mapping[str, int]:
    """The words that multiply with their powers of ten; of all languages where this one has none."""
    own = registry.numbers(language)
    if own is not None:
        return {cardinals.plain(word): power for word, power in own.MULTIPLIERS.items()}
    every: dict[str, int] = {}
    for pack in registry.packs():
        words = registry.numbers(pack.tag)
        every = {**words.MULTIPLIERS, **every} if words else every  # a word of several languages: as in the first
    return {cardinals.plain(word): power for word, power in every.items()}


@lru_cache(maxsize=256)
def scale(language: str) -> re.Pattern[str]:
    """What finds one of them behind a number, with the blank before it; the word is the group 1."""
    words = sorted(_multipliers(language), key=len, reverse=True)
    glued = quantities.currencies(language)
    currency = rf"|(?=\u200c?(?:{glued})(?!\w))" if glued else ""  # میلیارددلار
    after = rf"(?:ًا|ا?ً)?(?:(?![^\W\d_]|\u200c[^\W\d_]){currency})"  # tanwin; then the word ends
    return re.compile(rf"\+?[ \t\u00a0\u200c\u202f-]?\s?({'|'.join(map(_as_written, words))}){after}", re.IGNORECASE)


def _as_written(word: str) -> str:
    """A pattern for a word with all its yehs, kafs and alefs."""
    return word.replace("ی", "[یيىې]").replace("ک", "[کك]").replace("ا", "[اآأ]")


def power(word: str, language: str) -> int:
    """The power of ten of a word."""
    return _multipliers(language)[cardinals.plain(word)]
