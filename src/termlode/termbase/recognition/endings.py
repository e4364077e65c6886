"""What may precede and follow the unchanging part of a word: the classes of all packs, compiled when first met.

A class is named by its pack and a word: ``fa.he``. Each expression ends at the edge of a word of its script.
"""

from __future__ import annotations

import re
from functools import cache

from termlode.languages import registry
from termlode.termbase.recognition.forms import AS_WRITTEN

_EDGES = {
    "Arab": r"(?![\u0620-\u065f\u066e-\u06d5\u06ee-\u06ff])",
    "Latn": r"(?![0-9A-Za-z\u00c0-\u024f])",
    "Hani": "",
}
_EDGE = r"(?![^\W_])"


@cache
def ending(name: str) -> re.Pattern[str]:
    """The compiled expression of a class."""
    if name == AS_WRITTEN:
        return re.compile(_EDGE)
    tag = name.partition(".")[0]
    rules = registry.recognition(tag)
    assert rules is not None
    return re.compile(rules.ENDINGS[name] + _EDGES.get(registry.pack(tag).script, _EDGE))


@cache
def is_clipped(name: str) -> bool:
    """Whether the fixed part before this class of ending lacks the last letter of the word."""
    rules = registry.recognition(name.partition(".")[0])
    return rules is not None and name in rules.CLIPPED


class _Prefixes(dict[str, frozenset[str]]):
    """Class of prefix → the prefixes of it; looked up for every hit of the automaton."""

    def __missing__(self, name: str) -> frozenset[str]:
        rules = registry.recognition(name.partition(".")[0])
        assert rules is not None
        found = self[name] = rules.PREFIXES[name]
        return found


PREFIXES = _Prefixes({"": frozenset({""})})
