"""Arabic terms in running text: proclitics, pronouns, dual, sound and broken plurals, ة that opens to ت.

The expressions run over the recogniser's key: folded across languages (ي and ى are ی, ك is ک, ة is ه),
marks gone, everything that is no letter or digit a space. A named group says, in the words that a hit is
explained with, what was found.
"""

from __future__ import annotations

import re

from termlode.languages.ar.plurals import pattern_plurals
from termlode.languages.ar.verbs import is_verb
from termlode.languages.forms import Alternative, Hit, Word, as_it_stands, last_letter, opens_sentence, spelt_out
from termlode.languages.places import is_place
from termlode.languages.plurals import is_mass, listed_plurals, listed_singulars

_PRONOUN = r"(?:هما|هم|هن|ها|ه|کما|کم|کن|ک|نا)"
ENDINGS = {
    # مديرو الشركات
    "ar.noun": rf"(?:(?P<plural>ات{_PRONOUN}?|ون|ین|و(?= ال))|(?P<dual>ان)|(?P<dual_pronoun>(?:ا|ی){_PRONOUN})"
    rf"|(?P<pronoun>{_PRONOUN})|(?P<accusative>ا))?",
    # A noun with a broken plural of its own has no sound one: سعرات are calories, منجمون astrologers.
    "ar.broken": rf"(?:(?P<dual>ان|ین)|(?P<dual_pronoun>(?:ا|ی){_PRONOUN})|(?P<pronoun>{_PRONOUN})"
    r"|(?P<accusative>ا))?",
    # A substance has neither plural nor dual: رصاصات are bullets.
    "ar.mass": rf"(?:(?P<pronoun>{_PRONOUN})|(?P<accusative>ا))?",
    "ar.inner": rf"(?:(?P<plural>ات{_PRONOUN}?|ون|ین|و|ی)|(?P<dual>ان)|(?P<accusative>ا)"
    rf"|(?P<pronoun>{_PRONOUN}))?",
    "ar.feminine": rf"(?:(?P<feminine>ه)|(?P<plural>ات(?:{_PRONOUN}|ی)?)|(?P<dual>تان|تین|تا{_PRONOUN}?|تی{_PRONOUN})"
    rf"|(?P<pronoun>ت(?:{_PRONOUN}|ی)))",
    "ar.adjective": r"(?P<agreement>ه|ات|ون|ین|ان|تان|تین|ا)?",
    # دولي is international, not "my states".
    "ar.plural": rf"(?:(?P<pronoun>{_PRONOUN})|(?P<accusative>ا))?",
    "ar.yeh": rf"(?P<pronoun>ا{_PRONOUN})",
    "ar.hamza": rf"(?:(?P<plural>ات{_PRONOUN}?|ون|ین)|(?P<dual>ان|ین)|(?P<pronoun>{_PRONOUN}))",
    "ar.exact": "",
}
_LETTERS = ("ب", "ک", "ل", "ال", "بال", "کال", "لل")
_ANY = frozenset(conjunction + rest for conjunction in ("", "و", "ف") for rest in ("", *_LETTERS))
PREFIXES = {
    "ar.any": _ANY,
    "ar.article": frozenset(prefix for prefix in _ANY if prefix.endswith(("ال", "لل"))),
    "ar.inner": frozenset({"", "ال"}),
    "ar.و": frozenset({"و", "وال"}),
    "ar.ل": frozenset({"ل", "لل"}),
    "ar.ب": frozenset({"ب", "بال"}),
    "ar.ک": frozenset({"ک", "کال"}),
}
INNER = ("", "ال", "و", "وال", "ل", "لل", "ب", "بال", "ک", "کال")
CLIPPED = frozenset({"ar.feminine"})
GAP = "gap"
readings = as_it_stands

_SEATS = str.maketrans("ؤئ", "ئؤ")
_SOUND = ("ات", "ون", "ین")
# Folded Arabic words that look like a proclitic and a term: بطاقة is a card, not "by energy".
_NOT_PROCLITIC = re.compile(r"(?:بطاق(?:ه|ات|ت)|کمال|ولایه|ولایات|وحده|وحدات|وزاره|فترات)")


def spellings(text: str) -> list[str]:
    """A spelling of a term; مسؤول and شؤون also as مسئول and شئون, as Egypt writes, and the other way."""
    texts = spelt_out(text)
    return texts + [one.translate(_SEATS) for one in texts if "ؤو" in one or "ئو" in one]


def alternatives(word: Word, single: bool) -> list[Alternative]:
    """All ways to write a word of a term."""
    if word.fixed:
        return [Alternative(word.key, "ar.any" if word.first else "ar.inner", "ar.exact")]
    name = single and (word.name or is_place(word.key.removeprefix("ال"), "ar"))
    return _inflected(word._replace(name=name), single)


foreign = alternatives


def _inflected(word: Word, single: bool) -> list[Alternative]:
    key, before = word.key, "ar.any" if word.first else "ar.inner"
    found = _forms(word.text, key, before, word)
    has_article = key.startswith("ال") and word.text.lstrip("ٱ").startswith(("ال", "ٱل")) and len(key) > 4
    if has_article:
        found += _forms(word.text, key[2:], "ar.article" if single else before, word)
    for letter in () if word.first else ("و", "ل", "ب", "ک"):
        article = "لل" if letter == "ل" else f"{letter}ال"
        if key.startswith(article) and len(key) > len(article) + 2:
            found += _forms(word.text, key[len(article) :], f"ar.{letter}", word)
    if not word.first and key.startswith("و") and len(key) > 4 and not key.startswith("وال"):
        found += _forms(word.text, key[1:], "ar.و", word)
    return found


def _forms(text: str, key: str, before: str, word: Word) -> list[Alternative]:
    feminine = key.endswith("ه") and last_letter(text) in "ةه" and len(key) > 3
    if feminine:
        found = [Alternative(key[:-1], before, "ar.feminine")]
        if not word.first:
            found.append(Alternative(key[:-1], before, "ar.adjective"))
        if last_letter(text) == "ه":
            found.append(Alternative(key, before, "ar.noun"))  # مياه: no ة at all
    else:
        found = [Alternative(key, before, _class(word, key))]
        if word.name:
            return found
        if not word.first or word.adjective or (len(key) > 3 and last_letter(text) == "ي"):
            found.append(Alternative(key, before, "ar.adjective"))
        found += _special(text, key, before, single=word.first and word.last)
    guessed = pattern_plurals(key, feminine) if word.first and not is_mass(key, "ar") else []
    forms = [] if word.listed else listed_plurals(key, "ar") + guessed
    found += [_plural(form, before) for form in forms]
    for form in listed_singulars(key, "ar"):
        after = "ar.feminine" if form.endswith("ه") else _class(word, form)
        found.append(Alternative(form.removesuffix("ه"), before, after, "singular"))
    return found


def _class(word: Word, key: str) -> str:
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


def _special(text: str, key: str, before: str, *, single: bool) -> list[Alternative]:
    """Endings that change before a suffix: ى opens to ا, ء takes a seat; inside a longer term ات has a singular."""
    found = []
    if last_letter(text) == "ى":
        found.append(Alternative(key[:-1], before, "ar.yeh"))
    if key.endswith("اء"):
        found += [Alternative(key[:-1] + seat, before, "ar.hamza") for seat in "یو"]
    if key.endswith("ات") and len(key) > 5 and not single:  # صادرات are exports, صادرة is "issued"
        found.append(Alternative(key[:-2], before, "ar.feminine", "singular"))
    return found


def is_guarded(hit: Hit) -> bool:
    """Whether what fits by its letters is another word."""
    keyed, start, end, spelling, trace = hit
    place = trace.prefix.find("ا")
    if place >= 0 and keyed.text[keyed.offsets[start + place]] in "أإآ":
        return True  # ألغاز: no article has a hamza
    if "آ" in spelling and keyed.text.count("إ", keyed.offsets[start], keyed.end(end)) > spelling.count("إ"):
        return True  # إنسان آلي is a robot, إنسان إلى إنسان is not
    if is_verb(keyed.key, (start, end), trace.prefix, opens_sentence(keyed.text, keyed.offsets[start])):
        return True
    if trace.prefix in ("ب", "و", "ف", "ک", "ل") and _NOT_PROCLITIC.match(keyed.key, start):
        return True
    if not trace.steps or trace.steps[-1] not in ("pronoun", "dual_pronoun"):
        return False
    # No word has both article and pronoun, and ة is no pronoun: المعدنية and منجمة are other words.
    return trace.prefix.endswith(("ال", "لل")) or keyed.text[keyed.offsets[end - 1]] == "ة"
