"""Signs that belong to a term: C++ is no C, TCP/IP has a slash, → and % are terms themselves.

The key of a text has a space for each of them. What stands in the original is compared here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from termlode.termbase.recognition.key import APOSTROPHES

SIGN = "sign"  # the step of a trace that passed over a sign between two words
_LIKE_LETTERS = frozenset("#%@*‰‱")
_MARKS = frozenset("™®©")  # they are added to any name
_OTHER = re.compile(r"\+\+|[#♯](?!\w)")  # behind a word of Latin letters
_OTHER_LETTER = re.compile(r"[+#♯](?!\w)|\+\+")  # behind a letter alone: A+
_TOLD = frozenset(("Po", "Sm", "Sc", "So", "Sk"))


def is_sign(char: str) -> bool:
    """Whether a character that is no letter tells a term from another: + # → % €, but no quote, stop or bracket."""
    return char in _LIKE_LETTERS or (unicodedata.category(char)[0] == "S" and char not in _MARKS)


@lru_cache(maxsize=1 << 14)
def edges(spelling: str) -> tuple[str, str]:
    """The signs that a spelling begins and ends with: ("", "++") of C++, (".", "") of .NET."""
    text = _narrow(spelling.strip())
    first, last = 0, len(text)
    while first < last and is_sign(text[first]):
        first += 1
    while last > first and is_sign(text[last - 1]):
        last -= 1
    point = text[:1] == "." and text[1:2].isalpha()
    return ("." if point else text[:first]), text[last:]


def bounds(text: str, start: int, end: int, spelling: str) -> tuple[int, int] | None:
    """``start`` and ``end`` with the signs at the edges of the spelling; None where the text has others."""
    before, after = edges(spelling)
    if not before and not after:
        return None if _is_other(text, start, end) else (start, end)
    first, last = start - len(before), end + len(after)
    if first < 0 or _narrow(text[first:start]) != before or _narrow(text[end:last]) != after:
        return None
    if _goes_on(before, text[first - 1 : first] if first else "") or _goes_on(after, text[last : last + 1]):
        return None
    return first, last


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether signs around a word of Latin letters make another of it: C++, C#."""
    if not (text[end - 1].isascii() and text[end - 1].isalnum()):
        return False
    return (_OTHER_LETTER if end - start == 1 else _OTHER).match(text, end) is not None


def _goes_on(signs: str, char: str) -> bool:
    """Whether a row of signs is longer in the text than in the term: +++."""
    return bool(signs and char) and char in signs


def between(text: str) -> str:
    """The signs between the words of a text, in order, blanks and hyphens apart: what two spellings must share."""
    words = [place for place, char in enumerate(text) if char.isalnum() and char not in APOSTROPHES]
    if not words:
        return ""
    inside = "".join("'" if char in APOSTROPHES else char for char in text[words[0] : words[-1] + 1])
    return "".join(char for char in _narrow(inside) if not char.isalnum() and unicodedata.category(char) in _TOLD)


def _narrow(text: str) -> str:
    """The text, as long as before, with signs of full width as plain ones."""
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


@lru_cache(maxsize=16)
def pattern_of(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """What finds terms that have no letter: the longest first."""
    longest = sorted(dict.fromkeys(spellings), key=len, reverse=True)
    return re.compile("|".join(r"\s?".join(map(re.escape, one.split())) for one in longest))


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether a term without letters is no piece of a longer row of signs; stops and the like stand between blanks."""
    around = (text[start - 1 : start], text[end : end + 1])
    if not any(map(is_sign, text[start:end])):
        return not any(map(str.strip, around))
    return not any(char and (char in text[start:end] or unicodedata.category(char) == "Sm") for char in around)
