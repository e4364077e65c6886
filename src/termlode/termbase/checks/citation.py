"""Checks of the form in which a term is cited: names with their article, singular and indefinite terms (codes T3)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from termlode.languages.plurals import listed_singulars
from termlode.languages.tags import primary, same
from termlode.termbase.checks.registry import Context, Hit, Placed, at, check
from termlode.termbase.surfaces import key

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE = "ال"
_USED = frozenset({"preferred", "admitted"})
_APART = frozenset({"acronym", "symbol", "variant"})  # types of terms that are not compared
# Arabic adjectives as they stand without article behind an indefinite noun: nisba, feminine, the colours.
_ADJECTIVE = re.compile(r"(\w{2,}(ي|ية|ة)|أ\w{3})\Z")


@check("T308")
def name_without_article(context: Context) -> Iterator[Hit]:
    """An Arabic name stands without the article it is always written with."""
    for placed in context.terms():
        if not same(placed.language, "ar") or placed.term.status not in _USED or not _is_name(placed):
            continue
        words = placed.term.term.split()
        if any(word.startswith((_ARTICLE, "لل")) for word in words) or placed.term.type == "transliteration":
            continue
        lacks = words[0] in _names_with_article() if len(words) == 1 else _described(words)
        if lacks or _attested_with_article(placed):
            yield at(placed, f"ar: {placed.term.term}")


def _is_name(placed: Placed) -> bool:
    """Whether the concept is called by a proper name in English."""
    if placed.term.part_of_speech is not None:
        return placed.term.part_of_speech == "proper-noun"
    english = placed.entry.section("en")
    return bool(english and english.terms and english.terms[0].term[0].isupper() and english.terms[0].term.istitle())


def _described(words: list[str]) -> bool:
    """A noun with an adjective, both indefinite: any white house, not the White House."""
    return len(words) == 2 and bool(_ADJECTIVE.match(words[1])) and not words[0].endswith("ا") and len(words[0]) > 2


def _attested_with_article(placed: Placed) -> bool:
    first = placed.term.term.split()[0]
    return any(text.split()[0] == _ARTICLE + first for text in (*placed.term.attested, *placed.term.forms) if text)


@cache
def _names_with_article() -> frozenset[str]:
    """The one-word territories that CLDR writes with the article, without it."""
    from babel import Locale

    names = Locale("ar").territories.values()
    return frozenset(name.removeprefix(_ARTICLE) for name in names if name.startswith(_ARTICLE) and " " not in name)


@check("T309")
def plural_beside_singular(context: Context) -> Iterator[Hit]:
    """A term is the plural of another term of its concept: list it among the other's forms."""
    for placed, others in _neighbours(context):
        tag = primary(placed.language)
        first, _, rest = key(placed.term.term, tag).partition(" ")
        singular = _singulars(first, tag, rest)
        if any(other in singular for other in others):
            yield at(placed, f"{tag}: {placed.term.term}")


@check("T310")
def definite_beside_indefinite(context: Context) -> Iterator[Hit]:
    """An Arabic term is the definite form of another term of its concept."""
    for placed, others in _neighbours(context):
        if not same(placed.language, "ar"):
            continue
        folded = key(placed.term.term, "ar")
        bare = " ".join(word.removeprefix(_ARTICLE) for word in folded.split())
        if bare != folded and any(_bare(other) == bare and other != folded for other in others):
            yield at(placed, f"ar: {placed.term.term}")


def _bare(folded: str) -> str:
    words = folded.split()
    return folded if any(word.startswith(_ARTICLE) for word in words) else " ".join(words)


def _neighbours(context: Context) -> Iterator[tuple[Placed, list[str]]]:
    """Each term in use that is no name, with the folded other terms of its concept and language."""
    for placed in context.terms():
        section = placed.entry.section(placed.language)
        if section is None or placed.term.status not in _USED or placed.term.part_of_speech == "proper-noun":
            continue
        tag = primary(placed.language)
        if placed.term.type in _APART:
            continue
        used = (t for t in section.terms if t is not placed.term and t.status in _USED and t.type not in _APART)
        yield placed, [key(term.term, tag) for term in used]


def _singulars(first: str, language: str, rest: str) -> set[str]:
    """What the term would be if its first word (English: its last) stood in the singular."""
    if language == "en":
        whole = f"{first} {rest}".strip()
        ends = {"ies": "y", "es": "", "s": ""}
        return {whole.removesuffix(end) + new for end, new in ends.items() if whole.endswith(end)}
    found = set(listed_singulars(key(first, "und"), language))
    if language == "fa":
        for ending in ("های", "ها"):
            if first.endswith(ending):
                found.add(first.removesuffix(ending).rstrip("\u200c"))
    if language == "ar" and first.endswith("ات"):
        found |= {first.removesuffix("ات") + end for end in ("ه", "ة", "")}
    return {f"{one} {rest}".strip() for one in found}
