"""Words that say nothing by themselves: articles, prepositions, pronouns, auxiliaries and the like."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from termlode.languages.folding import fold


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words that bound a term; none where the language (a primary subtag) has no list."""
    source = Path(__file__).parent / "data" / f"stop.{language}.txt"
    if not source.is_file():
        return frozenset()
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word, language) for line in lines if not line.startswith("#") for word in line.split())
