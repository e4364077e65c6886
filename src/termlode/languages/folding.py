"""Match keys: what two spellings of the same word have in common, with offsets back into the original.

Text is stored as it came; folding is for matching only. Per language: compatibility forms (Arabic
presentation forms, ligatures), width and case fold everywhere; harakat, tatweel, bidi controls and ZWNJ
vanish; hamza seats and alif forms fold to their letter; all digit sets become ASCII; Traditional Chinese
becomes Simplified. Which letters count as one is each language's own (``folding.py`` of its pack): yeh and
kaf fold across languages (``und``), never for Pashto, where ي ی ې ۍ ئ contrast.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from termlode.languages import registry

_IGNORED = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LOOSE = str.maketrans("", "", " -'’.‐‑·/")
# What counts as one letter where nothing is known of the language, or where two are compared.
_SHARED = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ۀ": "ه", "ے": "ی"}


class Folded(NamedTuple):  # no dataclass: its import costs a look-up 10 ms
    """A folded text and, for each of its characters and its end, the offset in the original."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of ``text[start:end]`` (not empty); trailing ignored marks belong to it."""
        return self.offsets[start], self.offsets[end]


class FoldTable(dict[int, str]):
    """Folds one character at a time, on demand, for ``str.translate``."""

    def __init__(self, language: str) -> None:
        super().__init__()
        letters = registry.folding(language)
        self._letters = letters.LETTERS if letters else _SHARED
        self._keep = letters.KEEP if letters else frozenset()

    def __missing__(self, code: int) -> str:
        folded = self[code] = self.fold_character(chr(code))
        return folded

    def fold_character(self, char: str) -> str:
        if char in _IGNORED:
            return ""
        if char.isspace():
            return " "
        if (small := char.casefold()) in self._keep:
            return small
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            return str(digit)
        out = []
        for part in unicodedata.normalize("NFKD", char).casefold():
            if unicodedata.category(part) in ("Mn", "Cf"):
                continue
            out.append(self._letters.get(part) or simplify(part))
        return unicodedata.normalize("NFC", "".join(out))


@lru_cache(maxsize=256)
def _table(language: str) -> FoldTable:
    """The table of a language; those without letters of their own share one."""
    return FoldTable(language) if registry.folding(language) else _shared()


@cache
def _shared() -> FoldTable:
    return FoldTable("und")


@cache
def _simplified() -> dict[str, str]:
    """Traditional → Simplified characters (OpenCC's table, scripts/build_chinese_data.py)."""
    from pathlib import Path

    traditional, simplified = (Path(__file__).parent / "zh" / "hans.txt").read_text(encoding="utf-8").split("\n")[:2]
    return dict(zip(traditional, simplified, strict=True))


def simplify(char: str) -> str:
    """The Simplified form of a Han character; other characters stay."""
    return _simplified().get(char, char) if char >= "\u2e80" else char


def fold(text: str, language: str = "und") -> str:
    """The match key of ``text``; spaces are kept one for one."""
    return text.translate(_table(language))


# Every character that may fold to none or to several is outside these stretches: ASCII, Arabic letters and digits
# but alif forms and marks, the common Han block, general punctuation but the invisible ones.
_ODD = re.compile(
    r"[^\x00-\x7f\u0621-\u063f\u0641-\u064a\u0660-\u066c\u0671-\u0674\u0679-\u06d5\u06f0-\u06ff"
    r"\u2010-\u2024\u3000-\u3002\u4e00-\u9fff]+"
)


def fold_with_offsets(text: str, language: str = "und") -> Folded:
    """The match key with offsets: character i of it came from ``text[offsets[i]]``."""
    table = _table(language)
    return Folded(text.translate(table), tuple(offsets(text, table)))


def offsets(text: str, table: FoldTable) -> list[int]:
    """Where each character of ``text.translate(table)``, and its end, came from."""
    found: list[int] = []
    place = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        found.extend(range(place, start))
        for index in range(start, end):
            size = len(table[ord(text[index])])
            if size == 1:
                found.append(index)
            elif size:
                found.extend([index] * size)
        place = end
    found.extend(range(place, len(text) + 1))
    return found


def tight(folded: str) -> str:
    """A key without spaces, hyphens, points and apostrophes: rare-earth, آهن ربا and آهن‌ربا meet here."""
    return folded.translate(_LOOSE) or folded
