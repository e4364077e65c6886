"""Match keys: what two spellings of the same word have in common, with offsets back into the original.

Text is stored as it came; folding is for matching only. Per language: compatibility forms (Arabic
presentation forms, ligatures), width and case fold everywhere; harakat, tatweel, bidi controls and ZWNJ
vanish; hamza seats and alif forms fold to their letter; all digit sets become ASCII; Traditional Chinese
becomes Simplified; yeh and kaf fold for fa and ar and across languages (``und``), never for ps, where
ي ی ې ۍ ئ contrast.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_IGNORED = frozenset(
    "\u0640\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_ARABIC = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ۀ": "ه", "ے": "ي"}
_PERSIAN = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ۀ": "ه", "ے": "ی"}
_PASHTO = {"ك": "ک", "ٱ": "ا", "ە": "ه", "گ": "ګ"}
_SPECIFIC = {"ar": _ARABIC, "fa": _PERSIAN, "prs": _PERSIAN, "und": _PERSIAN, "ps": _PASHTO, "ur": _PERSIAN}
_KEEP_COMPOSED = {"ps": frozenset("ئۍېۀ")}


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
        self._specific = _SPECIFIC.get(language, _PERSIAN)
        self._keep = _KEEP_COMPOSED.get(language, frozenset())

    def __missing__(self, code: int) -> str:
        folded = self[code] = self.fold_character(chr(code))
        return folded

    def fold_character(self, char: str) -> str:
        if char in _IGNORED:
            return ""
        if char.isspace():
            return " "
        if char in self._keep:
            return char
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            return str(digit)
        out = []
        for part in unicodedata.normalize("NFKD", char).casefold():
            if unicodedata.category(part) in ("Mn", "Cf"):
                continue
            out.append(self._specific.get(part) or simplify(part))
        return unicodedata.normalize("NFC", "".join(out))


@cache
def _table(language: str) -> FoldTable:
    return FoldTable(language)


@cache
def _simplified() -> dict[str, str]:
    """Traditional → Simplified characters (OpenCC's table, scripts/build_chinese_data.py)."""
    from pathlib import Path

    traditional, simplified = (Path(__file__).parent / "zh" / "hans.txt").read_text(encoding="utf-8").split("\n")[:2]
    return dict(zip(traditional, simplified, strict=True))


def simplify(char: str) -> str:
    """The Simplified form of a Han character; other characters stay."""
    return _simplified().get(char, char) if char >= "\u2e80" else char


def _key(language: str) -> str:
    primary = language.split("-", 1)[0]
    return primary if primary in _SPECIFIC else "und"


def fold(text: str, language: str = "und") -> str:
    """The match key of ``text``; spaces are kept one for one."""
    return text.translate(_table(_key(language)))


# Every character that may fold to none or to several is outside these stretches: ASCII, Arabic letters and digits
# but alif forms and marks, the common Han block, general punctuation but the invisible ones.
_ODD = re.compile(
    r"[^\x00-\x7f\u0621-\u063f\u0641-\u064a\u0660-\u066c\u0671-\u0674\u0679-\u06d5\u06f0-\u06ff"
    r"\u2010-\u2024\u3000-\u3002\u4e00-\u9fff]+"
)


def fold_with_offsets(text: str, language: str = "und") -> Folded:
    """The match key with offsets: character i of it came from ``text[offsets[i]]``."""
    table = _table(_key(language))
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
