"""The languages of the Arabic script at sight: lines whose letters and small words leave no doubt.

Cheaper than :mod:`termlode.languages.identify`, which weighs all words.
"""

from __future__ import annotations

import re

from termlode.languages.ar import identification as ar
from termlode.languages.fa import identification as fa
from termlode.languages.ps import identification as ps

LANGUAGES = frozenset({"fa", "ar", "ps"})
_SIGNS = {"ps": ps.SIGN, "fa": fa.SIGN, "ar": ar.SIGN}
_PASHTO, _PERSIAN, _ARABIC = (frozenset(letters) for letters in ("ټډړږښګڼېۍځڅ", "پچژگ", "ةىإ"))
_FOREIGN = frozenset("ٹڈڑںےہھۂۃێۆڵڕەۇۈۋڭٻڄٺٿ")
_MARGIN = 3
_WORD = re.compile("[\u0620-\u06ff]{2}")


def at_sight(text: str, least: int = 2) -> str | None:
    """The language of a line whose letters and small words leave no doubt; None where all words must be weighed."""
    letters = frozenset(text)
    if letters & _FOREIGN or not _WORD.search(text):
        return None
    words = frozenset(text.split())
    pashto = 2 * len(letters & _PASHTO) + len(words & ps.WORDS)
    persian = len(words & fa.WORDS) + (0 if pashto else len(letters & _PERSIAN))
    arabic = len(letters & _ARABIC) + len(words & ar.WORDS) + text.count(" ال") + text.count(" وال")
    signs = {"ps": pashto, "fa": persian, "ar": arabic}
    best = max(signs, key=signs.__getitem__)
    others = sum(signs.values()) - signs[best]
    return best if signs[best] >= max(least, _MARGIN * others) else None


def is_written(text: str) -> bool:
    """Whether a word of the Arabic script stands in a text."""
    return _WORD.search(text) is not None


def has_sign(text: str) -> bool:
    """Whether anything in a text tells which of the languages it is."""
    return any(sign.search(text) for sign in _SIGNS.values())


def is_plain(text: str, language: str) -> bool:
    """Whether nothing in a line speaks against ``language``, that of its paragraph."""
    if language not in LANGUAGES or not is_written(text):
        return False
    return not any(sign.search(text) for other, sign in _SIGNS.items() if other != language)
