"""What may follow the unchanging part of a word, per language: one regular expression a class.

The expressions run over the recogniser's key: folded across languages (ي and ى are ی, ك is ک, ة is ه),
marks and ZWNJ gone, everything that is no letter or digit a space. A named group says, in the words that
a hit is explained with, what was found. Each ends at the edge of a word of its script.
"""

from __future__ import annotations

import re
from functools import cache

_ARABIC_EDGE = r"(?![\u0620-\u065f\u066e-\u06d5\u06ee-\u06ff])"
_LATIN_EDGE = r"(?![0-9A-Za-z\u00c0-\u024f])"

# ── Arabic (folded): attached pronouns, dual, sound plurals, ة that opens to ت ───────────────────
_PRONOUN = r"(?:هما|هم|هن|ها|ه|کما|کم|کن|ک|نا)"
_ARABIC = {
    "ar.noun": rf"(?:(?P<plural>ات{_PRONOUN}?|ون|ین)|(?P<dual>ان)|(?P<dual_pronoun>(?:ا|ی){_PRONOUN})"
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
    "ar.plural": rf"(?:(?P<pronoun>{_PRONOUN}|ی)|(?P<accusative>ا))?",
    "ar.yeh": rf"(?P<pronoun>ا{_PRONOUN})",
    "ar.hamza": rf"(?:(?P<plural>ات{_PRONOUN}?|ون|ین)|(?P<dual>ان|ین)|(?P<pronoun>{_PRONOUN}))",
    "ar.exact": "",
}
# ── Persian: ها and its chain, ان and گان, indefinite and adjectival ی, ezafe, possessives ────────
_POSSESSIVE = r"(?:مان|تان|شان|م|ت|ش)"
_HA = rf" ?ها(?:ی(?:ی|{_POSSESSIVE})?|م|ت|ش|شون|مون|تون)?"
_PERSIAN = {
    "fa.consonant": rf"(?:(?P<plural>{_HA}|ات(?:ی|{_POSSESSIVE})?|[ای]ن(?:ی|{_POSSESSIVE})?)|(?P<ye>ی|یی)"
    rf"|(?P<possessive>{_POSSESSIVE}))?",
    "fa.short": rf"(?:(?P<plural>{_HA})|(?P<ye>ی|یی)|(?P<possessive>مان|تان|شان|ش))?",
    "fa.he": rf"(?:(?P<plural>{_HA})|(?P<ye> ?ای| ?ی)|(?P<possessive>ا(?:م|ت|ش)|{_POSSESSIVE})|(?P<copula>ست))?",
    "fa.vowel": rf"(?:(?P<plural>{_HA}|یان(?:ی|{_POSSESSIVE})?)|(?P<ezafe> ?یی?)|(?P<possessive>ی?{_POSSESSIVE})"
    r"|(?P<copula>ست))?",
    "fa.ye": rf"(?:(?P<plural>{_HA}|ان(?:ی|{_POSSESSIVE})?|جات)|(?P<ye> ?ای|ی)|(?P<possessive>ا?{_POSSESSIVE})"
    r"|(?P<copula>ست))?",
    # Names: چینی and آمریکایی are adjectives, not the country; آسیای مرکزی has a written ezafe.
    "fa.name": rf"(?:(?P<plural>{_HA})|(?P<possessive>مان|تان|شان|ش))?",
    "fa.name-vowel": rf"(?:(?P<plural>{_HA})|(?P<ezafe> ?ی)|(?P<possessive>ی?(?:مان|تان|شان|ش)))?",
    "fa.gan": rf"(?P<plural>(?:گان|جات)(?:ی|{_POSSESSIVE})?)",
    "fa.adjective": r"(?P<base> ?ای)",
    "fa.exact": "",
}
# ── Pashto: oblique and plural of each declension ────────────────────────────────────────────────
_PASHTO = {
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
# ── English: plural, verb forms; the possessive is read from the original ────────────────────────
_ENGLISH = {
    "en.noun": r"(?P<plural>s)?",
    "en.sibilant": r"(?P<plural>es)?",
    "en.ies": r"(?P<plural>ies)",
    "en.verb": r"(?P<verb>s|es|ed|d|ing)?",
    "en.dropped": r"(?P<verb>ed|ing|es)",
    "en.exact": "",
}
_SOURCES = {
    **{name: body + _ARABIC_EDGE for name, body in (_ARABIC | _PERSIAN | _PASHTO).items()},
    **{name: body + _LATIN_EDGE for name, body in _ENGLISH.items()},
    "zh.exact": "",
}

# What may stand before the first letter of a word (Arabic only); "" is always allowed but for "article".
_LETTERS = ("ب", "ک", "ل", "ال", "بال", "کال", "لل")
_ANY = frozenset(conjunction + rest for conjunction in ("", "و", "ف") for rest in ("", *_LETTERS))
PREFIXES: dict[str, frozenset[str]] = {
    "": frozenset({""}),
    "any": _ANY,
    "article": frozenset(prefix for prefix in _ANY if prefix.endswith(("ال", "لل"))),
    "inner": frozenset({"", "ال"}),
    "و": frozenset({"و", "وال"}),
    "ل": frozenset({"ل", "لل"}),
    "ب": frozenset({"ب", "بال"}),
    "ک": frozenset({"ک", "کال"}),
}


@cache
def ending(name: str) -> re.Pattern[str]:
    """The compiled expression of a class."""
    return re.compile(_SOURCES[name])
