"""Arabic adjectives by what they do: with the article they stand behind a noun that has it too (اللقاح الجديد)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST, SHARE = 2, 0.8  # places where a word agrees, at least, and their share of those where it has the article
_ARTICLE = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)(?=...)")


def agreements(texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How often each folded word with the article agrees with the one before it, and how often it does not."""
    agree, stand = Counter[str](), Counter[str]()
    for text in texts:
        before, end = False, -1
        for token in words(text, "ar"):
            folded = fold(token.text, "ar")
            article = _ARTICLE.match(folded)
            if article:
                close = before and text[end : token.start] == " " and article[0] == "ال"
                (agree if close else stand)[folded[article.end() :]] += 1
            before, end = article is not None, token.end
    return {word: (agree[word], stand[word]) for word in agree}


@cache
def _listed() -> frozenset[str]:
    return frozenset(registry.lines("ar", "adjectives.txt"))


def adjectives(texts: Iterable[str]) -> frozenset[str]:
    """The folded adjectives of some texts: those that agree there, and the listed ones that do not rather stand."""
    counts = agreements(texts)
    here = {word for word, (agree, stand) in counts.items() if agree >= FEWEST and agree >= SHARE * (agree + stand)}
    nouns = {word for word, (agree, stand) in counts.items() if stand > agree}
    return frozenset(here | (_listed() - nouns))
