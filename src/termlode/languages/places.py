"""One-word names of countries, regions and cities: they take no plural and no possessive.

The list (``data/places.txt``, folded, Arabic names without article) comes from CLDR through
``scripts/build_places.py``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _names() -> dict[str, frozenset[str]]:
    lines = (Path(__file__).parent / "data" / "places.txt").read_text(encoding="utf-8").splitlines()
    return {language: frozenset(names) for language, *names in map(str.split, lines)}


def is_place(word: str, language: str) -> bool:
    """Whether a folded word (Arabic: without article) names a place in ``language`` (ar, fa, ps)."""
    return word in _names().get(language, ())
