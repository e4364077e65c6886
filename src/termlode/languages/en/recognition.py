"""English terms in running text: plurals, verb forms, spellings; the possessive is read from the original."""

from __future__ import annotations

import re

from termlode.languages.forms import Alternative, Hit, Word, as_it_stands, spelt_out

ENDINGS = {
    "en.noun": r"(?P<plural>s)?",
    "en.sibilant": r"(?P<plural>es)?",
    "en.ies": r"(?P<plural>ies)",
    "en.verb": r"(?P<verb>s|es|ed|d|ing)?",
    "en.dropped": r"(?P<verb>ed|ing|es)",
    "en.exact": "",
}
PREFIXES: dict[str, frozenset[str]] = {}
INNER = ("",)
CLIPPED: frozenset[str] = frozenset()
GAP = "bracket gap"  # green (trade) barriers
readings = as_it_stands

_PREFIXED = re.compile(
    r"\b(semi|micro|nano|super|electro|photo|bio|geo|multi|inter|hydro|petro|ferro|thermo|mega|giga|co|ultra|over|under)"
    r"(?=[a-z]{5})",
    re.IGNORECASE,
)
_SPELLINGS = (
    ("centre", "center"), ("defence", "defense"), ("licence", "license"), ("aluminium", "aluminum"),
    ("sulphur", "sulfur"), ("sulphide", "sulfide"), ("sulphate", "sulfate"), ("fibre", "fiber"), ("metre", "meter"),
    ("litre", "liter"), ("programme", "program"), ("labour", "labor"), ("colour", "color"), ("harbour", "harbor"),
    ("isation", "ization"), ("ising", "izing"), ("catalogue", "catalog"), ("neighbour", "neighbor"),
    ("caesium", "cesium"), ("grey", "gray"), ("mould", "mold"), ("plough", "plow"), ("analyse", "analyze"),
)  # fmt: skip
_IRREGULAR = {
    "leaf": "leaves", "half": "halves", "shelf": "shelves", "knife": "knives", "life": "lives", "man": "men",
    "woman": "women", "child": "children", "foot": "feet", "analysis": "analyses", "crisis": "crises",
    "hypothesis": "hypotheses", "datum": "data", "medium": "media", "criterion": "criteria", "matrix": "matrices",
    "index": "indices", "phenomenon": "phenomena", "spectrum": "spectra", "bacterium": "bacteria",
    "nucleus": "nuclei", "axis": "axes", "basis": "bases", "electrolysis": "electrolyses", "formula": "formulae",
}  # fmt: skip
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}


# e-mail is email, non-profit is nonprofit; but to re-form is not to reform.
_SHORT_PREFIX = re.compile(
    r"\b(?!re-|ex-|un-)([A-Za-z]{1,3}|anti|semi|micro|multi|inter|over|under)-(?=[a-z]{4})", re.IGNORECASE
)


def spellings(text: str) -> list[str]:
    """A spelling of a term; a word with a prefix also with a hyphen, one with a short prefix also without."""
    texts = spelt_out(text)
    texts += [solid for one in texts if (solid := _SHORT_PREFIX.sub(r"\1", one)) != one]
    return texts + [split for one in texts if (split := _PREFIXED.sub(r"\1-", one)) != one]


def alternatives(word: Word, single: bool) -> list[Alternative]:
    """All ways to write a word of a term."""
    return _inflected(word) if word.key.isalpha() else foreign(word, single)


def foreign(word: Word, single: bool) -> list[Alternative]:  # noqa: ARG001  # one word or more
    """All ways to write a word in Latin letters within another language: it may take an s at the end of a term."""
    return [Alternative(word.key, "", "en.noun" if word.last and len(word.key) > 1 else "en.exact")]


def is_guarded(hit: Hit) -> bool:  # noqa: ARG001  # what is said of Latin letters holds in all languages
    """Whether what fits by its letters is another word."""
    return False


def _inflected(word: Word) -> list[Alternative]:
    found = _forms(word.key, word.verb, "")
    for british, american in _SPELLINGS:
        for one, other in ((british, american), (american, british)):
            if one in word.key and other not in word.key:
                found += _forms(word.key.replace(one, other), word.verb, "spelling")
    return found


def _forms(key: str, verb: bool, note: str) -> list[Alternative]:
    if len(key) < 3:
        return [Alternative(key, "", "en.noun" if len(key) == 2 else "en.exact", note)]
    found = [Alternative(key, "", "en.sibilant" if key.endswith(("s", "x", "z", "ch", "sh")) else "en.noun", note)]
    if key.endswith("y") and key[-2] not in "aeiou":
        found.append(Alternative(key[:-1], "", "en.ies", note))
    if key.endswith("o"):
        found.append(Alternative(key + "es", "", "en.exact", "plural"))
    if key in _IRREGULAR:
        found.append(Alternative(_IRREGULAR[key], "", "en.exact", "plural"))
    if verb:
        found += [Alternative(key, "", "en.verb", note), Alternative(key.removesuffix("e"), "", "en.dropped", note)]
    return found + [Alternative(one, "", "en.exact", "singular") for one in _singulars(key)]


def _singulars(key: str) -> list[str]:
    if key in _SINGULAR:
        return [_SINGULAR[key]]
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is", "ics")):
        return []
    if key.endswith("ies") and len(key) > 4:
        return [key[:-3] + "y"]
    if key.endswith(("ches", "shes", "xes", "sses")):
        return [key[:-2]]
    return [key[:-1]]
