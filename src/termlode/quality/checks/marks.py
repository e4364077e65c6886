"""Brackets, quotation marks and punctuation (codes 5)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.quality.conventions import convention, other_width, quotations
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.pair import Pair

# A full-width bracket may be closed by a narrow one, as the input of Chinese mixes them.
_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "«": "»",
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
}
_BRACKETS, _QUOTES = frozenset("()[]{}【】〔〕《》〈〉"), frozenset('«»“”「」『』"')
_DEEP = 32  # open marks among which the partner of a closing one is looked for
_NARROW = str.maketrans("（）［］｛｝", "()[]{}")
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_ITEM = re.compile(r"(?:^|[\s(،,;；、，。])(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})$")  # a) 1) iv)
_SINGLE_OPEN, _SINGLE_CLOSE = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_ENDS = {"?": "?", "؟": "?", "？": "?", "!": "!", "！": "!", ":": ":", "：": ":"}


@check("W501", "bracket", "close it, or take it out")
def unbalanced(pair: Pair) -> Iterator[Hit]:
    """A bracket or quotation mark is opened and not closed, closed and not opened, or turned the wrong way"""
    found = _unpaired(pair.target.plain)
    if not found or _is_quoted_low(pair.target.plain):
        return
    known = [mark for _, mark in _unpaired(pair.source.plain)]
    singles = len(_SINGLE_OPEN.findall(pair.source.plain)) - len(_SINGLE_CLOSE.findall(pair.source.plain))
    for marks, more in ((_BRACKETS, 0), (_QUOTES, abs(singles))):
        here = [(at, mark) for at, mark in found if mark in marks]
        if len(here) > sum(mark in marks for mark in known) + more:
            at, mark = here[0]
            yield Hit(mark, at, at + 1)
            return


def _unpaired(text: str) -> list[tuple[int, str]]:
    """The marks that have no partner, with their places."""
    open_: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for at, char in enumerate(text.translate(_NARROW)):
        if char in _PAIRS:
            open_.append((at, char))
        elif char in _CLOSERS:
            near = range(len(open_) - 1, max(-1, len(open_) - 1 - _DEEP), -1)
            place = next((k for k in near if open_[k][1] == _CLOSERS[char]), None)
            if place is not None:
                del open_[place]
            elif not (char == ")" and _ITEM.search(text[max(0, at - 7) : at])):
                alone.append((at, char))
    straight = [at for at, char in enumerate(text) if char == '"']
    inches = sum(text[at - 1 : at].isdecimal() for at in straight)
    odd = [(straight[-1], '"')] if len(straight) % 2 and (len(straight) - inches) % 2 else []
    return sorted([*open_, *alone, *odd])


def _is_quoted_low(text: str) -> bool:
    """Whether “ closes what „ opens, as in German, or ” does both, as in Swedish."""
    return "„" in text or ("”" in text and "“" not in text and text.count("”") % 2 == 0)


@check("I504", "quotes", "write the quotation marks of the target's language, as the rest of the file does")
def foreign_quotes(pair: Pair) -> Iterator[Hit]:
    """A quotation has not the marks of the target's language, which the rest of the file has"""
    marks = convention(pair.target, pair.unit.target.language)
    for one in quotations(pair.target) if marks else ():
        if one.opener not in marks:
            yield Hit(pair.target.text[one.start] + "…" + pair.target.text[one.end - 1], one.start, one.end)


@check("I505", "width", "write the bracket in the width that the rest of the file has")
def bracket_width(pair: Pair) -> Iterator[Hit]:
    """A bracket is narrow beside Chinese characters, or wide in another script, unlike the rest of the file"""
    for at in other_width(pair.target):
        yield Hit(pair.target.text[at], at, at + 1)


@check("I502", "end", "end it as the source ends")
def end(pair: Pair) -> Iterator[Hit]:
    """The source is a question, an exclamation or an announcement and the target is not"""
    left, right = _end(pair.source.text), _end(pair.target.text)
    if left != right and left in ("?", ":") and right != "?":
        last = len(pair.target.text.rstrip())
        yield Hit(f"the source ends with {left}", max(0, last - 1), last)


def _end(text: str) -> str:
    last = text.rstrip().rstrip("»”\"')）」』]")[-1:]
    return _ENDS.get(last, "")


@check("I503", "punctuation", "write the mark of the target's language")
def foreign_mark(pair: Pair) -> Iterator[Hit]:
    """A mark of another language's punctuation stands between words of the target"""
    pattern = _foreign(pair.target.language)
    match = pattern.search(pair.target.plain) if pattern else None
    if match and pair.target.rules:
        at = match.start(1)
        yield Hit(f"{match[1]} for {pair.target.rules.MARKS[match[1]]}", at, at + 1)


@lru_cache(maxsize=64)
def _foreign(language: str) -> re.Pattern[str] | None:
    """A foreign mark right behind a letter of the language's script and not before a Latin letter or a figure."""
    rules, script = registry.quality(language), registry.pack(language).script
    letters = {"Arab": "\u0620-\u06d3", "Hani": "\u3400-\u9fff", "Latn": "A-Za-z"}.get(script)
    if not rules or not letters:
        return None
    marks = "".join(map(re.escape, rules.MARKS))
    return re.compile(rf"(?<=[{letters}])([{marks}])(?=\s*(?:[{letters}]|$))")
