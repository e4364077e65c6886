"""Signs that an unknown word is a name: what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.fa.lexicon import ZWNJ
from termlode.languages.listed import words

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

MARKS = str.maketrans("", "", "\u0654\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640")
_TITLES = words(
    "آقای خانم دکتر مهندس پروفسور سنت سن شهر شهرک روستای استان ایالت خیابان میدان رود رودخانه دریاچه جزیره کوه بندر"
    " روزنامه شرکت پرزیدنت سر لرد ژنرال سرهنگ کاپیتان جان آن شیخ حاج امیر شاه ملکه باشگاه دانشگاه ژان"
)
_GAPS = (" ", "-", ZWNJ)


def titled(text: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a title, or what names are given to, stands right before the word."""
    return index > 0 and _plain(tokens[index - 1]) in _TITLES and _side_by_side(text, tokens[index - 1], tokens[index])


def alone(text: str, token: re.Match[str]) -> bool:
    """Whether a word is all that stands on its line: an item of a list, or a heading."""
    start = text.rfind("\n", 0, token.start()) + 1
    end = text.find("\n", token.end())
    return not (text[start : token.start()] + text[token.end() : end if end >= 0 else None]).strip()


def among_names(text: str, tokens: Sequence[re.Match[str]], index: int, known: Callable[[str], bool]) -> bool:
    """Whether an unknown word stands beside another one: most names have two parts."""
    for first, second in ((index - 1, index), (index, index + 1)):
        if first < 0 or second == len(tokens) or not _side_by_side(text, tokens[first], tokens[second]):
            continue
        other = _plain(tokens[first + second - index])
        if len(other) > 2 and not known(other):
            return True
    return False


def following(text: str, tokens: Sequence[re.Match[str]], index: int) -> str:
    """The word right behind, without its marks; empty where punctuation or the end stands there."""
    if index + 1 == len(tokens) or not _side_by_side(text, tokens[index], tokens[index + 1]):
        return ""
    return _plain(tokens[index + 1])


def _plain(token: re.Match[str]) -> str:
    return token.group().replace(ZWNJ, "").translate(MARKS)


def _side_by_side(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return text[first.end() : second.start()] in _GAPS
