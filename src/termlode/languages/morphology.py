"""Light stems: what the inflected forms of a word have in common, on folded text, without a lexicon.

A stem is a key for comparing and counting (alignment, fuzzy match, extraction), not a lemma to show.
Recognition of terms checks affixes exactly instead (termbase/recognition).

Sources: Arabic after light10 (Larkey, Ballesteros & Connell 2007); English after the S-stemmer and the
first steps of Porter (1980); Persian and Pashto by their inflectional endings only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from termlode.languages.folding import fold

_ARABIC_FRONT = re.compile(r"[وف]?(?:بال|كال|لل|ال)(?=[^\W\d_]{3})|وب?(?=ال)")
_ARABIC_END = re.compile(r"(?<=[^\W\d_]{3})(?:تهما|اتها|اتهم|ها|هما|هم|هن|ان|ات|ون|ين|ته|تها|يه|ه|ي)$")
_PERSIAN_END = re.compile(
    r"(?<=[^\W\d_]{3})(?:های(?:ی|م|ت|ش|مان|تان|شان)?|ها|گان|ان|ایی|یی|ای|(?<=[^\W\d_]{4})(?:مان|تان|شان|اش)|ات|ی|ه)$"
)
_PASHTO_END = re.compile(r"(?<=[^\W\d_]{3})(?:ګانو|ګانې|ونو|ونه|انو|ان|اتو|ات|یو|ګان|ۍ|ې|ي|ی|ه|و)$")


def _strip(word: str, ending: re.Pattern[str]) -> str:
    """Take endings off, one after another, while three letters remain."""
    shorter = ending.sub("", word)
    while shorter != word:
        word, shorter = shorter, ending.sub("", shorter)
    return word


def _arabic(word: str) -> str:
    return _strip(_ARABIC_FRONT.sub("", word, count=1) if _ARABIC_FRONT.match(word) else word, _ARABIC_END)


def _persian(word: str) -> str:
    return _strip(word, _PERSIAN_END)


def _pashto(word: str) -> str:
    return _strip(word, _PASHTO_END)


def _english(word: str) -> str:
    for ending, instead in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + instead
            return _undouble(stem) if ending in ("ing", "ed") else stem
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_ENGLISH = (
    ("iness", "y"), ("ies", "y"), ("ied", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"),
    ("ing", ""), ("ed", ""), ("es", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
)  # fmt: skip


def _undouble(word: str) -> str:
    """``shipp`` → ``ship``; ``ll``, ``ss`` and ``zz`` stay."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lszaeiou" else word


_STEMMERS = {"fa": _persian, "prs": _persian, "ar": _arabic, "ps": _pashto, "en": _english}


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The light stem of one word (any spelling; it is folded first). Unknown languages: the folded word."""
    primary = language.split("-", 1)[0]
    folded = fold(word, primary)
    stemmer = _STEMMERS.get(primary)
    folded = re.sub(r"['’](?:s|ll|re|ve)?$", "", folded) if primary == "en" else folded
    if stemmer is None or not folded.isalpha():
        return folded
    return stemmer(folded) or folded
