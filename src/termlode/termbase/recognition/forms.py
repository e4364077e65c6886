"""The forms a word of a term can take: unchanging parts, each with what may precede and follow it."""

from __future__ import annotations

from typing import NamedTuple

from termlode.languages.places import is_place
from termlode.languages.plurals import is_mass, listed_plurals, listed_singulars, pattern_plurals


class Alternative(NamedTuple):
    """One way to write a word: its fixed part, the classes of prefix and ending, and a note for the reader."""

    core: str
    before: str  # key of endings.PREFIXES
    after: str  # class of endings
    note: str = ""


class Word(NamedTuple):
    """A word of a term: as written, folded, its place, and whether it takes no inflection (part of a compound)."""

    text: str
    key: str
    first: bool
    last: bool
    fixed: bool = False
    verb: bool = False
    adjective: bool = False
    name: bool = False  # a proper name: no plural, no possessive; Persian ی would make an adjective of it
    listed: bool = False  # its forms are listed: no plural is guessed


def is_arabic_script(key: str) -> bool:
    """Whether a folded word begins with a letter of the Arabic script."""
    return "\u0620" <= key[0] <= "\u06ff"


def alternatives(word: Word, language: str, single: bool) -> list[Alternative]:
    """All ways to write ``word``; ``single``: it is the whole term. The word itself comes first."""
    key = word.key
    if key[0] >= "\u2e80":
        found = [Alternative(key, "", "zh.exact")]
    elif not is_arabic_script(key):
        found = _english(word) if language == "en" and key.isalpha() else _latin(word)
    elif word.fixed:
        before = ("any" if word.first else "inner") if language == "ar" else ""
        found = [Alternative(key, before, f"{language if language in ('ar', 'ps') else 'fa'}.exact")]
    else:
        word = word._replace(name=_is_name(word, language, single))
        found = _arabic(word, single) if language == "ar" else _MAKERS.get(language, _persian)(word)
    return list(dict.fromkeys(found))


def _is_name(word: Word, language: str, single: bool) -> bool:
    """Whether a word is inflected as a name; in a term of several words only Persian ones are."""
    if not single:
        return word.name and language == "fa"
    return word.name or is_place(word.key.removeprefix("ال") if language == "ar" else word.key, language)


# ── Latin letters ────────────────────────────────────────────────────────────────────────────────

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


def _latin(word: Word) -> list[Alternative]:
    return [Alternative(word.key, "", "en.noun" if word.last and len(word.key) > 1 else "en.exact")]


def _english(word: Word) -> list[Alternative]:
    found = _english_forms(word.key, word.verb, "")
    for british, american in _SPELLINGS:
        for one, other in ((british, american), (american, british)):
            if one in word.key and other not in word.key:
                found += _english_forms(word.key.replace(one, other), word.verb, "spelling")
    return found


def _english_forms(key: str, verb: bool, note: str) -> list[Alternative]:
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
    return found + [Alternative(one, "", "en.exact", "singular") for one in _english_singulars(key)]


def _english_singulars(key: str) -> list[str]:
    if key in _SINGULAR:
        return [_SINGULAR[key]]
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is", "ics")):
        return []
    if key.endswith("ies") and len(key) > 4:
        return [key[:-3] + "y"]
    if key.endswith(("ches", "shes", "xes", "sses")):
        return [key[:-2]]
    return [key[:-1]]


# ── Arabic ───────────────────────────────────────────────────────────────────────────────────────


_SOUND = ("ات", "ون", "ین")


def _arabic(word: Word, single: bool) -> list[Alternative]:
    key, before = word.key, "any" if word.first else "inner"
    found = _arabic_forms(word.text, key, before, word)
    has_article = key.startswith("ال") and word.text.lstrip("ٱ").startswith(("ال", "ٱل")) and len(key) > 4
    if has_article:
        found += _arabic_forms(word.text, key[2:], "article" if single else before, word)
    for letter in () if word.first else ("و", "ل", "ب", "ک"):
        article = "لل" if letter == "ل" else f"{letter}ال"
        if key.startswith(article) and len(key) > len(article) + 2:
            found += _arabic_forms(word.text, key[len(article) :], letter, word)
    if not word.first and key.startswith("و") and len(key) > 4 and not key.startswith("وال"):
        found += _arabic_forms(word.text, key[1:], "و", word)
    return found


def _arabic_forms(text: str, key: str, before: str, word: Word) -> list[Alternative]:
    feminine = key.endswith("ه") and _last_letter(text) in "ةه" and len(key) > 3
    if feminine:
        found = [Alternative(key[:-1], before, "ar.feminine")]
        if not word.first:
            found.append(Alternative(key[:-1], before, "ar.adjective"))
        if _last_letter(text) == "ه":
            found.append(Alternative(key, before, "ar.noun"))  # مياه: no ة at all
    else:
        found = [Alternative(key, before, _arabic_class(word, key))]
        if word.name:
            return found
        if not word.first or word.adjective or (len(key) > 3 and _last_letter(text) == "ي"):
            found.append(Alternative(key, before, "ar.adjective"))
        found += _arabic_special(text, key, before, single=word.first and word.last)
    guessed = pattern_plurals(key, feminine) if word.first and not is_mass(key, "ar") else []
    forms = [] if word.listed else listed_plurals(key, "ar") + guessed
    found += [_plural(form, before) for form in forms]
    for form in listed_singulars(key, "ar"):
        after = "ar.feminine" if form.endswith("ه") else _arabic_class(word, form)
        found.append(Alternative(form.removesuffix("ه"), before, after, "singular"))
    return found


def _arabic_class(word: Word, key: str) -> str:
    """The endings of a noun that is not in ة."""
    if word.name:
        return "ar.exact"
    if not word.last:
        return "ar.inner"
    if is_mass(key, "ar"):
        return "ar.mass"
    if word.first and word.listed:
        return "ar.broken"
    listed = listed_plurals(key, "ar")
    return "ar.broken" if listed and not any(form.endswith(_SOUND) for form in listed) else "ar.noun"


def _plural(form: str, before: str) -> Alternative:
    """A broken plural; one in ة opens to ت before a pronoun (أسلحة, أسلحتها)."""
    if form.endswith("ه"):
        return Alternative(form[:-1], before, "ar.feminine", "broken plural")
    return Alternative(form, before, "ar.plural", "broken plural")


def _arabic_special(text: str, key: str, before: str, *, single: bool) -> list[Alternative]:
    """Endings that change before a suffix: ى opens to ا, ء takes a seat; inside a longer term ات has a singular."""
    found = []
    if _last_letter(text) == "ى":
        found.append(Alternative(key[:-1], before, "ar.yeh"))
    if key.endswith("اء"):
        found += [Alternative(key[:-1] + seat, before, "ar.hamza") for seat in "یو"]
    if key.endswith("ات") and len(key) > 5 and not single:  # صادرات are exports, صادرة is "issued"
        found.append(Alternative(key[:-2], before, "ar.feminine", "singular"))
    return found


def _last_letter(text: str) -> str:
    return next((char for char in reversed(text) if char.isalpha() and char != "ـ"), "")


# ── Persian ──────────────────────────────────────────────────────────────────────────────────────

_SURE = 3  # letters: هستهای may be هسته‌ای
_PERSIAN_PLURAL = ("هایی", "های", "ها")


def _persian(word: Word) -> list[Alternative]:
    found = _persian_forms(word.key, "", name=word.name)
    if not word.last and len(word.key) > 3 and word.key.endswith(("ای", "وی")):
        found += _persian_forms(word.key[:-1], "")  # a written ezafe: آهن‌ربای, آهن‌رباهای
    for form in listed_plurals(word.key, "fa"):
        found += _persian_forms(form, "broken plural")
    for form in listed_singulars(word.key, "fa"):
        found += _persian_forms(form, "singular")
    joined = word.text.rpartition("\u200c")[2] if "\u200c" in word.text else ""
    if joined == "ای":
        found.append(Alternative(word.key[:-2], "", "fa.adjective"))  # هسته‌ای, هسته ای
    for ending in _PERSIAN_PLURAL:
        base = word.key.removesuffix(ending)
        if base != word.key and (joined == ending or (not joined and len(base) > _SURE)):
            found += _persian_forms(base, "singular")
            break
    return found


def _persian_forms(key: str, note: str, *, name: bool = False) -> list[Alternative]:
    kind = _persian_class(key)
    if name and kind in ("consonant", "short", "vowel"):
        kind = "name-vowel" if kind == "vowel" else "name"
    found = [Alternative(key, "", f"fa.{kind}", note)]
    if key.endswith("ه") and len(key) > 3:
        found.append(Alternative(key[:-1], "", "fa.gan", note))
    return found


def _persian_class(key: str) -> str:
    if key.endswith("ه"):
        return "he"
    if key.endswith(("ا", "و")):
        return "vowel"
    if key.endswith("ی"):
        return "ye"
    return "short" if len(key) <= 3 else "consonant"


# ── Pashto ───────────────────────────────────────────────────────────────────────────────────────


def _pashto(word: Word) -> list[Alternative]:
    if word.name and len(word.key) > 2:
        return [_pashto_name(word.key)]
    found = _pashto_forms(word.key, "")
    for form in listed_plurals(word.key, "ps"):
        found += _pashto_forms(form, "plural")
    for form in listed_singulars(word.key, "ps"):
        found += _pashto_forms(form, "singular")
    return found


def _pashto_name(key: str) -> Alternative:
    if key.endswith("ه"):
        return Alternative(key[:-1], "", "ps.name-he")
    if key.endswith("ی"):
        return Alternative(key[:-1], "", "ps.name-yeh")
    return Alternative(key, "", "ps.exact" if key.endswith(("ا", "و", "ې", "ۍ")) else "ps.name")


def _pashto_forms(key: str, note: str) -> list[Alternative]:
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


_MAKERS = {"fa": _persian, "ps": _pashto}
