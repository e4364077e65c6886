"""Arabic singulars of plurals: broken ones as listed, those by ending where the singular is common and clear."""

from __future__ import annotations

from functools import cache

from termlode.languages import registry
from termlode.languages.folding import fold


@cache
def broken() -> dict[str, str]:
    """The singulars of plurals that no ending gives, where there is one; plurals are folded."""
    rows = (line.split() for line in registry.lines("ar", "plurals.txt"))
    return {fold(plural, "ar"): single for single, *plurals in rows for plural in plurals if plural != "-"}


@cache
def _sound() -> dict[str, str]:
    """What stands in the singular in place of the ending of a plural in ات or ين; plurals are folded."""
    rows = (line.partition("\t") for line in registry.lines("ar", "singulars.txt"))
    return {word: ending.strip("-") for ending, _, words in rows for word in words.split()}


def singular_of(word: str) -> str | None:
    """The singular of a word that is a plural without article; None where that is not known."""
    folded = fold(word, "ar")
    if folded in broken():
        return broken()[folded]
    ending = _sound().get(folded)
    return None if ending is None else word[:-2] + ending
