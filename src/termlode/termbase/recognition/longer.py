"""Names of places within longer ones of other places: Guinea in Papua New Guinea, Mexico in New Mexico.

The names are those of a language's ``longer_places.txt``, the shorter one of each in brackets.
"""

from __future__ import annotations

from functools import cache

from termlode.languages import registry
from termlode.termbase.recognition.key import key

Names = dict[str, tuple[tuple[str, str], ...]]


@cache
def _names(language: str) -> Names:
    """What stands before and behind each shorter name, as in keys."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in registry.lines(language, "longer_places.txt"):
        before, _, rest = line.partition("[")
        name, _, after = rest.partition("]")
        found.setdefault(key(name), []).append((_edge(before), _edge(after)))
    return {name: tuple(around) for name, around in found.items()}


def _edge(text: str) -> str:
    """The key of what stands beside a name, with the blank between them if there is one."""
    return key(text.replace("-", " "))


def is_longer_name(text: str, start: int, end: int, language: str) -> bool:
    """Whether ``text[start:end]``, places in a key, is a piece of a longer name."""
    names = _names(language)
    surface = text[start:end]
    if not surface.endswith(tuple(names)):
        return False
    around = (pair for name, pairs in names.items() if surface.endswith(name) for pair in pairs)
    return any(text[:start].endswith(before) and text.startswith(after, end) for before, after in around)
