"""One-word names of countries, regions and cities: they take no plural and no possessive.

The list (``<tag>/places.txt``, folded, Arabic names without article) comes from CLDR through
``scripts/build_places.py``.
"""

from __future__ import annotations

from functools import cache

from termlode.languages.mixed import as_mixed
from termlode.languages.registry import lines


@cache
def _names(language: str) -> frozenset[str]:
    return frozenset(map(as_mixed, lines(language, "places.txt")))


def is_place(word: str, language: str) -> bool:
    """Whether a folded word (Arabic: without article) names a place in ``language``."""
    return word in _names(language)
