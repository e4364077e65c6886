"""Text that was decoded with the wrong encoding: found, and decoded anew where that is sure.

Two kinds. UTF-8 read as a one-byte encoding or as GBK leaves a pattern that hardly comes about by chance
(https://ftfy.readthedocs.io/en/latest/heuristic.html): turning it back is sure. A one-byte Arabic text
or a GBK text read as Latin shows as rows of accented letters: turning it back is sure where what comes
out reads like Persian, Arabic or Pashto, or like common Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from termlode.languages import markers, profile, scripts

_WORD = re.compile(r"[^\W\d_]+")
# How the wrong decoder read the bytes: Windows-1252 with its holes as C1 controls, and its neighbours.
_READ_AS = ("cp1252", "cp1256", "mac_roman", "cp437", "gb18030")
_EASTERN = re.compile("[\u2e80-\U0010ffff]")  # Chinese characters stand there, and more
_MIN = 3  # characters that UTF-8 wrote with two bytes or more
_TYPICAL = -9.0  # log units a trigram: text of the languages lies above, chance far below


@dataclass(frozen=True, slots=True)
class Recoded:
    """A line decoded anew."""

    after: str
    sure: bool
    evidence: str


def recode(line: str) -> Recoded | None:
    """The line as it was meant, or None where it is not mojibake."""
    if line.isascii() or len(line) < _MIN:
        return None
    for wrong in _READ_AS:
        after = _as_utf8(line, wrong)
        if after is not None:
            again = recode(after)
            why = f"UTF-8 that was read as {wrong}"
            return again or Recoded(after, "\ufffd" not in after, why)
    return _one_byte(line)


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    """A word that ``encoding`` may have read from UTF-8: lead bytes with their followers, ASCII between."""
    ascii_char = r"[\x00-\x1f\x21-\x7f]"
    wide = "|".join(
        f"[{_read(encoding, first, last)}]{_follower(encoding)}{{{count}}}"
        for first, last, count in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    )
    return re.compile(rf"(?<![^ ]){ascii_char}*+(?:{wide})(?:{ascii_char}|{wide})*+(?![^ ])")


@cache
def _sign(encoding: str) -> re.Pattern[str]:
    """A lead byte with a follower as ``encoding`` reads them: what every such word has, and found sooner."""
    return re.compile(f"[{_read(encoding, 0xC2, 0xF4)}]{_follower(encoding)}")


def _read(encoding: str, first: int, last: int) -> str:
    """The characters that bytes are read as, for a class of an expression."""
    every = (bytes([code]).decode(encoding, "replace") for code in range(first, last + 1))
    return "".join(re.escape(char) for char in every if char != "\ufffd")


def _follower(encoding: str) -> str:
    return f"[{_read(encoding, 0x80, 0xBF)}\u0080-\u009f]"


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that ``encoding`` reads as ``text``, holes of a code page as the same byte."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pass
    if encoding == "gb18030":
        return None
    found = bytearray()
    for char in text:
        try:
            found += char.encode(encoding)
        except UnicodeEncodeError:
            if not 0x80 <= ord(char) < 0xA0:
                return None
            found.append(ord(char))
    return bytes(found)


def _as_utf8(line: str, wrong: str) -> str | None:
    """The line with its words decoded anew, where most of them were UTF-8 misread."""
    if wrong == "gb18030":
        return _whole(line)
    if not _sign(wrong).search(line) or not _pattern(wrong).search(line):
        return None
    words = line.split(" ")
    after = [_word(word, wrong) for word in words]
    strange = sum(not word.isascii() for word in words)
    fixed = [new for new in after if new is not None]
    wide = sum(not char.isascii() for new in fixed for char in new)
    if wide < _MIN or len(fixed) * 5 < strange * 3:
        return None
    return " ".join(new if new is not None else old for new, old in zip(after, words, strict=True))


def _word(word: str, wrong: str) -> str | None:
    if word.isascii():
        return None
    data = _bytes(word, wrong)
    try:
        return data.decode("utf-8") if data is not None else None
    except UnicodeDecodeError:
        return None


def _whole(line: str) -> str | None:
    """UTF-8 read as GBK: a row of rare Chinese characters, all of it valid UTF-8; the last one may be cut."""
    if not _EASTERN.search(line):
        return None
    body, lost, rest = line.partition("\ufffd")
    if scripts.dominant(body) != "Hani" or sum(map(_is_han, body)) < 2 * _MIN or rest.strip("\ufffd?"):
        return None
    data = _bytes(body, "gb18030") or b""
    for cut in (data, data[:-1], data[:-2]):
        try:
            after = cut.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return after + lost if any(map(_is_han, after)) or scripts.dominant(after) == "Arab" else None
    return None


def _is_han(char: str) -> bool:
    return scripts.script(char) == "Hani"


def _one_byte(line: str) -> Recoded | None:
    """Windows-1256 or GBK read as Latin: most letters are accented, and make sense in the other encoding."""
    data = _bytes(line, "cp1252")  # first what most lines fail at once
    if data is None:
        return None
    letters = [char for char in line if char.isalpha()]
    accented = sum(not char.isascii() for char in letters)
    if len(letters) < 4 or accented * 10 < len(letters) * 7 or scripts.dominant(line) != "Latn":
        return None
    arabic = data.decode("cp1256", "replace")
    words = _WORD.findall(markers.skeleton(arabic))
    grams = sum(len(word) for word in words)
    if grams and scripts.dominant(arabic) == "Arab" and profile.likelihood(words) / grams > _TYPICAL:
        return Recoded(arabic, grams >= 12, "Windows-1256 that was read as Latin")
    try:
        chinese = data.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return Recoded(chinese, sum(map(_is_han, chinese)) >= 6, "GBK that was read as Latin")
