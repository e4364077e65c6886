"""Words that are mostly something else, and the neighbours that tell: روی is "on", not zinc, lead is a verb.

The neighbours are data (``languages/<tag>/homographs.tsv``). Both the term and what stands in the text are
looked up, folded, so that plurals and clitics are covered too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed

_REACH = 24
_NOTHING = "-"


class Neighbours(NamedTuple):
    """What stands at once before and after a word (regular expressions), and what that says.

    ``only``: the term needs one of them; ``never``: either makes another word of it; ``between``: both together do.
    """

    kind: str
    before: str
    after: str


@cache
def _known(language: str) -> dict[str, Neighbours]:
    """Folded word → its neighbours."""
    found = {}
    for line in registry.lines(language, "homographs.tsv"):
        word, kind, before, after = line.split("\t")
        found[spelt(word)] = Neighbours(kind, before, after)
    return found


def is_homograph(key: str, span: tuple[int, int], language: str, spelling: str) -> bool:
    """Whether the neighbours of ``key[start:end]`` make another word of the term ``spelling``."""
    known, surface, word = _known(language), key[span[0] : span[1]], spelt(spelling)
    if word in known and _is_other(key, span, language, known[word]):
        return True
    return surface != word and surface in known and _is_other(key, span, language, known[surface])


@lru_cache(maxsize=4096)
def spelt(spelling: str) -> str:
    """A spelling as keys have it, its signs kept."""
    return fold(as_mixed(spelling))


def _is_other(key: str, span: tuple[int, int], language: str, neighbours: Neighbours) -> bool:
    before, after = key[max(0, span[0] - _REACH) : span[0]], key[span[1] : span[1] + _REACH]
    spaced = registry.pack(language).spaced
    left = _before(neighbours.before, spaced).search(before)
    if neighbours.kind == "between" and not left:
        return False
    right = _after(neighbours.after, spaced).match(after)
    if neighbours.kind == "between":
        return right is not None
    return (left is None and right is None) == (neighbours.kind == "only")


@cache
def _before(alternatives: str, spaced: bool) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){_body(alternatives)} +$" if spaced else f"{_body(alternatives)}$")


@cache
def _after(alternatives: str, spaced: bool) -> re.Pattern[str]:
    return re.compile(rf"(?: +|$){_body(alternatives)}(?=\s|$)" if spaced else _body(alternatives))


def _body(alternatives: str) -> str:
    """The alternatives, folded as texts are (the signs of regular expressions stay)."""
    return "(?!)" if alternatives == _NOTHING else f"(?:{fold(as_mixed(alternatives))})"
