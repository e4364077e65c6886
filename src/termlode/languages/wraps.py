"""Lines that only a wrap ended: which line of a text goes on in the next one.

Nothing but the text tells. A line goes on where the next word would hardly have fitted and the lines around it
are prose, or where a sentence ended within it and another one was begun.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING

from termlode.languages import headings, scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["column", "goes_on", "unwrapped"]

_NARROW = 24  # columns: narrower lines are verse, labels or cells
_FULL = 0.85  # of the widest line, with the next word: what a wrap leaves
_LAST = 24  # characters: a verb and what belongs to it
_PROSE = 3  # lines: a heading above one line of text looks like two wrapped lines, unless …
_WIDE_LINE = 36  # … the first is as wide as this, and no narrower than the second
_SHARE = 8
_CLOSING = "\"'»”’)]】」』）》 \t\u00a0\u200f\u200e"
_STOPS = frozenset(".!?؟۔。！？…؛;:：；⸮")
_CODE = frozenset("@+<>|#={}\\/")  # what no line of prose begins with
_COLONS = frozenset(":：")  # how a list, a letter or a speech is opened
_ENDS = frozenset(".!?؟۔。！？")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_INNER = re.compile(r"(?:(?<=[^\W\d_A-Za-z]{2})|(?<=[a-z]{4}))[.!?؟۔]\s+(?=\w)|[。！？](?=[^\W\d_])")
# Bullets, numbers, letters of lists.
_OPENS = re.compile(
    r"[^\w\s\"'«“‘(\[（「『《$€£]|[(\[（]?(?:\d{1,3}(?:[.٫/-]\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{2,5}|[ء-ي]|[一二三四五六七八九十]{1,3})[.)\]）ـ、．-]"
    r"|第[一二三四五六七八九十百\d]+[条章节條節]"
    r"|(?:یکم|نخست|اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|(?:أول|ثاني|ثالث|رابع|خامس|سادس|سابع)(?:ا|اً|ًا)"
    r"|لومړی|دویم|دوهم|درېیم|دریم|څلورم|پنځم)\.\s"
)
_LABEL = re.compile(r"[\w\u200c ]{1,20}[:：]\s")
# Words that complete a Persian or Pashto clause: a line that one of them ends says all that it has to.
_VERB = re.compile(
    r"(?:\A|\s)(?:ن?می[\u200c ]\w+|است|نیست|هستند|بود|بودند|شد|شدند|کرد|کردند|داد|دادند|یافت"
    r"|گرفت|رسید|رفت|آمد|زد|ماند|ساخت|برد|دارد|دارند|داشت|خواهد \w+|دی|ده|دي|وو|وه|شو|شوه|شول|کړ|کړه|کړل|لري"
    r"|کوي|کېږي|شي)\Z"
)
_GOES_ON = re.compile(r"(?:که|چې|تا|و|او|یا)\s")  # what no sentence begins with
_BREAK = re.compile(r"[ \t]*(?:\r\n|[\r\n])[ \t]*")


def goes_on(lines: Sequence[str], column: int = 0) -> list[bool]:
    """For each of adjacent lines, none of them blank, whether it goes on in the next; the last never does.

    ``column``: how wide lines of the text around these are (see :func:`column`); of two lines alone it tells more
    than they do.
    """
    if len(lines) < 2:
        return [False] * len(lines)
    width = max(map(_width, lines))
    enough = len(lines) >= _PROSE or (width >= _WIDE_LINE and width == _width(lines[0]))
    if len(lines) < _PROSE and enough:
        enough, width = not headings.stands_above(*lines), max(width, column)
    prose = enough and width >= _NARROW and _ends(lines[-1], _ENDS)
    prose = prose and sum(_LABEL.match(line) is not None for line in lines) < 2  # else it is a form
    return [_cut(line, after, width if prose else 0) for line, after in pairwise(lines)] + [False]


def unwrapped(text: str) -> str:
    """``text`` with blanks for the line ends that are only wraps; every offset stays."""
    found: list[str] = []
    wide = cache(lambda: column(text.splitlines()))  # looked at only where two lines stand alone
    lines: list[str] = []  # those since the last blank one, and what ends each
    breaks: list[str] = []
    at = 0
    for match in _BREAK.finditer(text):
        line = text[at : match.start()]
        lines.append(line)
        breaks.append(match[0])
        at = match.end()
        if not line.strip():
            found += _joined(lines, breaks, wide)
            lines, breaks = [], []
    return "".join((*found, *_joined([*lines, text[at:]], [*breaks, ""], wide)))


def column(lines: Sequence[str]) -> int:
    """The columns that a text is as wide as: an eighth of its lines, two at least, are; fewer may be anything."""
    return min(nlargest(max(2, len(lines) // _SHARE), (_width(line.strip()) for line in lines)), default=0)


def _joined(lines: Sequence[str], breaks: Sequence[str], wide: Callable[[], int]) -> Iterator[str]:
    """A run of lines and what ends them; its last may be blank."""
    size = len(lines) - (not lines[-1].strip())
    joined = [*goes_on([line.strip() for line in lines[:size]], wide() if size == 2 else 0), False]
    for line, end, on in zip(lines, breaks, joined, strict=False):
        yield line
        yield " " * len(end) if on else end


def _cut(line: str, following: str, width: int) -> bool:
    """Whether ``line`` goes on; ``width``: of the widest line where they are prose, else 0."""
    if _ends(line, _STOPS) or line[0] in _CODE or not (_fills(line, following, width) or _begun(line, following)):
        return False
    if _ends(following, _COLONS) or _OPENS.match(following) or _LABEL.match(following):
        return False
    if _VERB.search(line[-_LAST:]) and not _GOES_ON.match(following):
        return False
    return _script(line) == _script(following)


def _fills(line: str, following: str, width: int) -> bool:
    """Whether the next word would hardly have fitted into a line of prose."""
    if not width:
        return False
    word = following.find(" ")
    return _width(line) + 1 + min(word if word >= 0 else len(following), 12) >= width * _FULL


def _begun(line: str, following: str) -> bool:
    """Whether a sentence ended within the line, another one, of more than a word, was begun, and ends in the next."""
    ends = [match.end() for match in _INNER.finditer(line)]
    if not ends or len(line) - ends[-1] < 4 or _OPENS.match(line):
        return False
    return _ends(following, _ENDS) or _INNER.search(following) is not None


_script = lru_cache(maxsize=4096)(scripts.dominant)


def _ends(line: str, stops: frozenset[str]) -> bool:
    body = line.rstrip(_CLOSING)
    return bool(body) and body[-1] in stops


def _width(line: str) -> int:
    """The columns that a line takes: Chinese characters are two wide."""
    return len(line) if line.isascii() or not _WIDE.search(line) else len(line) + len(_WIDE.findall(line))
