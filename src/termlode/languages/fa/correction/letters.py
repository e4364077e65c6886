"""Letters of another keyboard or encoding in Persian text, and what PDF fonts leave of them."""

from __future__ import annotations

import re

from termlode.languages.fa.lexicon import ZWNJ
from termlode.model import Edit

_FOLD = {"ي": "ی", "ى": "ی", "ك": "ک", "ە": "ه", "ہ": "ه", "ھ": "ه", "ے": "ی", "ٱ": "ا"}
_TABLE = str.maketrans(_FOLD)
_TOKEN = re.compile(r"[\u0621-\u065f\u0670-\u06d3\u200c]*[يىكەہھےٱ][\u0621-\u065f\u0670-\u06d3\u200c]*")
_EXTRA_ZWNJ = re.compile(
    f"(?<=[اآأإدذرزژوؤءة]){ZWNJ}{ZWNJ}+|{ZWNJ}{{2,}}|(?<=[\\s«(\\[]){ZWNJ}+|{ZWNJ}+(?=[\\s.،؛:؟!»)\\]])"
)


def fold(text: str) -> list[Edit]:
    """Arabic yeh and kaf (and other shapes of Persian letters) written as Persian ones."""
    edits = []
    for found in _TOKEN.finditer(text):
        word = found.group()
        if _arabic(word):
            continue
        after = word.translate(_TABLE)
        edits.append(
            Edit(
                "arabic.letter",
                "arabic",
                found.start(),
                found.end(),
                word,
                after,
                evidence="Persian is written with ی and ک",
            )
        )
    return edits


def stray_zwnj(text: str) -> list[Edit]:
    """ZWNJ beside spaces and punctuation, or doubled."""
    edits = []
    for found in _EXTRA_ZWNJ.finditer(text):
        inside = (
            found.start() > 0
            and found.end() < len(text)
            and text[found.start() - 1].isalpha()
            and text[found.end()].isalpha()
        )
        after = ZWNJ if inside else ""
        edits.append(
            Edit(
                "zwnj.stray",
                "zwnj",
                found.start(),
                found.end(),
                found.group(),
                after,
                evidence="a ZWNJ that joins nothing",
            )
        )
    return edits


def _arabic(word: str) -> bool:
    """A word that only Arabic spells so; it stays."""
    return (
        "ة" in word
        or len(re.findall(r"[\u064b-\u0650\u0652]", word)) > 1
        or (word.startswith("ال") and word.endswith("ى"))
    )
