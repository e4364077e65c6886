"""Names of months exchanged in the target of a match, as numbers are: Gregorian for Gregorian, never converted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.cardinals import plain
from termlode.languages.tags import primary
from termlode.quality.figures import months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Month(NamedTuple):
    """A month's name at ``text[start:end]``, 1 to 12."""

    start: int
    end: int
    value: int


def named(text: str, language: str) -> list[Month]:
    """The months that a text names, in order; none where folding its letters would move them."""
    folded = plain(text)
    if len(folded) != len(text):
        return []
    found = []
    for match in months(language).finditer(folded):
        value = next(int(name[1:]) for name, said in match.groupdict().items() if said)
        found.append(Month(*match.span(f"m{value}"), value))
    return found


def exchanged(query: str, source: str, target: str, languages: tuple[str, str]) -> tuple[str, str] | None:
    """Source and target with the months of ``query``; None where they cannot be told or are the same.

    The target must name each month of the source that changes as often as the source does.
    """
    asked, had = named(query, languages[0]), named(source, languages[0])
    changes = dict(zip((one.value for one in had), (one.value for one in asked), strict=False))
    if len(asked) != len(had) or any(changes[old.value] != new.value for old, new in zip(had, asked, strict=True)):
        return None
    moved = {old: new for old, new in changes.items() if old != new}
    there = named(target, languages[1])
    count = [one.value for one in had if one.value in moved]
    if not moved or sorted(count) != sorted(one.value for one in there if one.value in moved):
        return None
    mended = _replaced(target, [one for one in there if one.value in moved], moved, languages[1])
    if mended is None:
        return None
    pairs = list(zip(had, asked, strict=True))
    for old, new in reversed(pairs):
        source = source[: old.start] + query[new.start : new.end] + source[old.end :]
    return source, mended


def _replaced(text: str, found: Sequence[Month], moved: dict[int, int], language: str) -> str | None:
    for one in reversed(found):
        name = _like(text[one.start : one.end], one.value, moved[one.value], language)
        if name is None:
            return None
        text = text[: one.start] + name + text[one.end :]
    return text


def _like(name: str, old: int, new: int, language: str) -> str | None:
    """The name of another month as this one is written: in figures, or from the same set of names."""
    figures = "".join(char for char in name if char.isdecimal())
    if figures:
        return name.replace(figures, str(new).zfill(len(figures)) if figures[0] == "0" else str(new))
    found = next((names for names in _sets(language) if names[old].lower() == name.lower()), None)
    return found[new] if found is not None else None


@lru_cache(maxsize=16)
def _sets(language: str) -> list[Mapping[int, str]]:
    """The names of the months as CLDR has them for the places where a language is spoken: those of most places first.

    Arabic has a set in Egypt, one in Syria, one in Algeria.
    """
    from babel import Locale
    from babel.localedata import locale_identifiers

    root = primary(language)
    tags = [root, *sorted(tag for tag in locale_identifiers() if tag.startswith(f"{root}_"))]
    found: dict[str, Mapping[int, str]] = {}
    for tag in tags:
        sets = Locale.parse(tag).months
        for context in ("stand-alone", "format"):
            for width in ("wide", "abbreviated"):
                names = sets[context][width]
                found.setdefault(" ".join(names.values()), names)
    return list(found.values())
