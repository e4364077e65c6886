"""Pashto terms in running text: oblique and plural of each declension."""

from __future__ import annotations

from termlode.languages.forms import Alternative, Hit, Word, spelt_out
from termlode.languages.places import is_place
from termlode.languages.plurals import listed_plurals, listed_singulars

ENDINGS = {
    "ps.consonant": r"(?:(?P<plural>ونه|ونو|انو?|گانو?|گانې|اتو?)|(?P<oblique>ه|ې|و))?",
    "ps.he": r"(?:(?P<base>ه)|(?P<oblique>ې|و|ی|یو)|(?P<plural>ه ?گان[ېو]?|گان[ېو]?))",
    "ps.yeh": r"(?:(?P<plural>(?:ی|ۍ|ې) ?گان[ېو]?|یانو?)|(?P<base>ی)|(?P<oblique>ۍ|ې|یو|یې|یه|و))",
    "ps.vowel": r"(?:(?P<plural> ?گان[ېو]?|وې|وو|ان|انو)|(?P<oblique>و))?",
    # Names: چینایان and هندوان are people.
    "ps.name": r"(?P<oblique>ه)?",
    "ps.name-he": r"(?:(?P<base>ه)|(?P<oblique>ې))",
    "ps.name-yeh": r"(?:(?P<base>ی)|(?P<oblique>ۍ|ې))",
    "ps.exact": "",
}
PREFIXES: dict[str, frozenset[str]] = {}
INNER = ("",)
CLIPPED = frozenset({"ps.he", "ps.yeh"})
GAP = "gap"
_OF = "د"
spellings = spelt_out


def readings(words: list[Word]) -> list[list[Word]]:
    """The words of a term, and those behind a particle د at its head."""
    if len(words) < 2 or words[0].key != _OF:
        return [words]
    return [words, [words[1]._replace(first=True), *words[2:]]]


def alternatives(word: Word, single: bool) -> list[Alternative]:
    """All ways to write a word of a term."""
    if word.fixed:
        return [Alternative(word.key, "", "ps.exact")]
    return _inflected(word._replace(name=single and (word.name or is_place(word.key, "ps"))))


foreign = alternatives


def is_guarded(hit: Hit) -> bool:  # noqa: ARG001  # nothing is known that would be another word
    """Whether what fits by its letters is another word."""
    return False


def _inflected(word: Word) -> list[Alternative]:
    if word.name and len(word.key) > 2:
        return [_name(word.key)]
    found = _forms(word.key, "")
    for form in listed_plurals(word.key, "ps"):
        found += _forms(form, "plural")
    for form in listed_singulars(word.key, "ps"):
        found += _forms(form, "singular")
    return found


def _name(key: str) -> Alternative:
    if key.endswith("ه"):
        return Alternative(key[:-1], "", "ps.name-he")
    if key.endswith("ی"):
        return Alternative(key[:-1], "", "ps.name-yeh")
    return Alternative(key, "", "ps.exact" if key.endswith(("ا", "و", "ې", "ۍ")) else "ps.name")


def _forms(key: str, note: str) -> list[Alternative]:
    if len(key) < 3:
        return [Alternative(key, "", "ps.exact" if len(key) < 2 else "ps.consonant", note)]
    if key.endswith("ه"):
        return [Alternative(key[:-1], "", "ps.he", note)]
    if key.endswith(("ی", "ۍ", "ې")):
        found = [Alternative(key[:-1], "", "ps.yeh", note)]
        return [*found, Alternative(key[:-1], "", "ps.he", "singular")] if key.endswith("ې") else found  # زېرمې, زېرمه
    if key.endswith(("ونه", "ونو")) and len(key) > 5:
        return [Alternative(key, "", "ps.exact", note), Alternative(key[:-3], "", "ps.consonant", note)]
    if key.endswith(("ا", "و")):
        return [Alternative(key, "", "ps.vowel", note)]
    return [Alternative(key, "", "ps.consonant", note)]
