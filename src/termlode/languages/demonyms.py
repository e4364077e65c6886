"""Adjectives of places: Chinese for China, Central Asian for Central Asia.

The list (``<tag>/demonyms.tsv``) has a folded name of one word or two, then its adjectives, with tabs between.
"""

from __future__ import annotations

from functools import cache

from termlode.languages.registry import lines


@cache
def _adjectives(tag: str) -> dict[str, list[str]]:
    return {name: adjectives for name, *adjectives in (line.split("\t") for line in lines(tag, "demonyms.tsv"))}


def demonyms(term: str, tag: str) -> list[str]:
    """The forms that a folded term has as an adjective, if it is or ends with a place; else none."""
    known = _adjectives(tag)
    head, _, last = term.rpartition(" ")
    if term in known or not head:
        return known.get(term, [])
    return [f"{head} {adjective}" for adjective in known.get(last, ())]
