"""Writing systems: which script a character, and most of a text, is written in (ISO 15924 codes).

The script of a letter is read from its Unicode name, so no range is typed by hand.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

NONE = "Zyyy"  # no letters at all (ISO 15924: undetermined)
OTHER = "Zzzz"  # a script that Termlode has no use for

_BY_NAME = {
    "ARABIC": "Arab",
    "LATIN": "Latn",
    "FULLWIDTH LATIN": "Latn",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HALFWIDTH KATAKANA": "Kana",
    "HANGUL": "Hang",
    "BOPOMOFO": "Bopo",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "DEVANAGARI": "Deva",
}


@lru_cache(maxsize=8192)
def script(char: str) -> str:
    """The script of one character; ``Zyyy`` for digits, marks, punctuation and spaces."""
    if not unicodedata.category(char).startswith("L"):
        return NONE
    name = unicodedata.name(char, "")
    first, _, rest = name.partition(" ")
    if first in ("FULLWIDTH", "HALFWIDTH"):
        first = f"{first} {rest.partition(' ')[0]}"
    if first == "MODIFIER":
        return NONE
    return _BY_NAME.get(first, OTHER)


def counts(text: str) -> Counter[str]:
    """How many letters of each script stand in ``text``; time grows with the text, memory does not."""
    found: Counter[str] = Counter()
    for char, number in Counter(text).items():
        name = script(char)
        if name != NONE:
            found[name] += number
    return found


def dominant(text: str) -> str:
    """The script of most letters of ``text``: ``Arab``, ``Hani``, ``Latn`` …, ``Zyyy`` where there are none."""
    found = counts(text)
    return max(sorted(found), key=found.__getitem__) if found else NONE
