"""What kind of name a candidate is, and what an acronym stands for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed
from termlode.languages.places import is_place

if TYPE_CHECKING:
    from termlode.extraction.candidate import Label

_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9&.-]{1,9}|[A-Za-z]{0,2}[A-Z0-9]{1,6})")
_ARTICLE = re.compile(r"^(?:ال|the )")


@cache
def _heads(language: str) -> dict[str, Label]:
    rows = (line.partition("\t") for line in registry.lines(language, "names.txt"))
    return {fold(word, language): cast("Label", label) for label, _, words in rows for word in words.split()}


def label(text: str, language: str, kind: str = "") -> Label:
    """What kind of name a phrase is, "" where nothing tells; ``kind``: what its only word is said to be."""
    if _ACRONYM.fullmatch(text):
        return "acronym"
    if kind in ("organisation", "person", "place"):
        return cast("Label", kind)
    bare = _ARTICLE.sub("", fold(text, language))
    if is_place(as_mixed(_ARTICLE.sub("", fold(text))), language):
        return "place"
    return _by_head(bare, language)


def _by_head(folded: str, language: str) -> Label:
    heads, pack = _heads(language), registry.pack(language)
    if not pack.spaced:
        found = max((head for head in heads if folded.endswith(head) and len(folded) > len(head)), key=len, default="")
        return heads.get(found, "")
    words = folded.split()
    if len(words) < 2:
        return ""
    return heads.get(_ARTICLE.sub("", words[0] if pack.head_first else words[-1]), "")


def stands_for(acronym: str, words: str) -> bool:
    """Whether the initials of some words, those of small words aside, are the letters of an acronym."""
    letters = [char for char in acronym.casefold() if char.isalnum()]
    initials = [word[0].casefold() for word in re.split(r"[\s-]+", words) if word]
    rest = iter(initials)
    return bool(letters) and bool(initials) and letters[0] == initials[0] and all(one in rest for one in letters)
