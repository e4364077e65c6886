"""Which encoding bytes that are no UTF-8 are in, told by what they say in each: a word or two are enough.

Cyrillic: the case of the letters agrees (in any other encoding's bytes it does not) and they are as frequent as in
Russian. Arabic script: trigrams of Persian, Arabic and Pashto. Chinese: the cheapest cut into dictionary words.
"""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["likely", "reads_as_arabic"]

_SAMPLE = 4096  # bytes
_BESIDE_ARABIC = frozenset("\u200c\u200d\u200e\u200f\u00a0«»“”‘’–—…×÷°")
_WORD = re.compile(r"[\u0620-\u06ff]+")
_TORN = re.compile(r"[\u0620-\u064a](?:[؛،؟][\u0620-\u064a]|°)|[A-Za-z][\u0620-\u06ff]|[\u0620-\u06ff][A-Za-z]")
_FEW = 3  # letters
_SIGNS = frozenset("«»“”‘’„–—…°€£§©®™·\u00a0")
_ACCENTED = re.compile(r"(?<=[A-Za-z])[ß-öø-ÿ](?![^\x00-\x7f])")
_SURELY = 6  # letters: KOI8-R is rare, and few Arabic letters read like it
_TURKISH = frozenset("çğıöşüâîûÇĞİÖŞÜ“”‘’«»–—…")
_TYPICAL = -9.0  # log units a trigram: text of the languages lies above, chance below
# Letters of Russian in ten thousands (running text; ё as where it is written).
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ",
        (1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190, 174, 170, 165, 159, 144,
         121, 97, 94, 73, 64, 48, 36, 32, 26, 100, 4),
        strict=True,
    )
)  # fmt: skip
_RARE = 1  # letters of Ukrainian, Bulgarian, Serbian that Russian has not
_CYRILLIC_TYPICAL = 3.8  # nats a letter: Russian has 3.0
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")
_BESIDE_CYRILLIC = frozenset("\u00a0«»“”„‘’–—…№")
_HAN_TYPICAL = 150  # cost of a character in the word table: common text has 60–110, chance 250
_HAN_SIGNS = frozenset("，。、；：？！“”‘’（）《》【】—…·％「」『』〈〉〔〕～－＋／０１２３４５６７８９　")


def likely(data: bytes) -> str | None:
    """The encoding in which bytes read as words of one of the languages; None where none of them is sure."""
    sample = data[:_SAMPLE]
    if _reads(sample, "cp1251", _is_cyrillic):
        return "cp1251"
    if reads_as_arabic(sample):
        return "cp1256"
    if sum(byte > 0x7F for byte in sample) >= _SURELY and _reads(sample, "koi8-r", _is_cyrillic):
        return "koi8-r"
    return _chinese(sample) or _latin(sample) or ("cp1256" if _is_arabic(sample) else None)


def _chinese(sample: bytes) -> str | None:
    costs = {name: _han_cost(sample, name) for name in ("gb18030", "big5")}
    best = min(costs, key=costs.__getitem__)
    return best if costs[best] <= _HAN_TYPICAL else None


def _latin(sample: bytes) -> str | None:
    if _reads(sample, "cp1254", _is_turkish):
        return "cp1254"
    return "cp1252" if _reads(sample, "cp1252", _is_western) else None


def _is_turkish(text: str) -> bool:
    """Whether all that is no ASCII are letters of Turkish, one of them such as Western Europe has not."""
    wide = {char for char in text if not char.isascii()}
    return wide <= _TURKISH and not wide.isdisjoint("ğışİŞĞ")


def reads_as_arabic(data: bytes) -> bool:
    """Whether bytes read as Windows-1256 are Arabic letters alone that make words: a word is enough to tell."""
    from termlode.languages import markers, profile

    words = [markers.skeleton(word) for word in _arabic_words(data)]
    grams = sum(map(len, words))
    return grams >= _FEW and profile.likelihood(words) / grams > _TYPICAL


def _is_western(text: str) -> bool:
    """Whether letters with accents stand one by one in words of letters without."""
    wide = [char for char in text if not char.isascii() and char not in _SIGNS]
    plain = sum(char.isascii() and char.isalpha() for char in text)
    inside = len(_ACCENTED.findall(text))
    return bool(wide) and all("À" <= char <= "ÿ" for char in wide) and inside * 2 > len(wide) and plain >= 2 * len(wide)


def _arabic_words(data: bytes) -> list[str]:
    """The words that bytes are as Windows-1256; none where anything else stands there, or a comma within a word."""
    text = data.decode("cp1256", "replace")
    wide = [char for char in text if not char.isascii()]
    if any(not "\u0600" <= char <= "\u06ff" and char not in _BESIDE_ARABIC for char in wide) or _TORN.search(text):
        return []
    return _WORD.findall(text)


def _is_arabic(data: bytes) -> bool:
    """Whether bytes are nothing but Arabic words of two letters or more, known ones or not."""
    from termlode.languages.markers import skeleton

    words = _arabic_words(data)
    return bool(words) and all(len(skeleton(word)) > 1 for word in words)


def _reads(data: bytes, name: str, test: Callable[[str], bool]) -> bool:
    try:
        return test(data.decode(name))
    except UnicodeDecodeError:
        return False


def _is_cyrillic(text: str) -> bool:
    """Whether all that is no ASCII is Cyrillic words with one case each, of frequent letters."""
    words = _CYRILLIC_WORD.findall(text)
    letters = "".join(words)
    others = {char for char in text if not char.isascii()} - set(letters)
    few = _FEW if any(map(str.islower, letters)) else _FEW + 2  # capitals agree more easily
    if len(letters) < few or not others <= _BESIDE_CYRILLIC:
        return False
    if any(not (word.islower() or word.isupper() or word.istitle()) for word in words):
        return False
    if re.search(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]", text):
        return False
    nats = sum(-log(_RUSSIAN.get(char, _RARE) / 10_000) for char in letters.lower())
    return nats / len(letters) <= _CYRILLIC_TYPICAL


def _han_cost(data: bytes, name: str) -> float:
    """The cost of a character, read as Chinese; a high one where others than Chinese characters stand there."""
    from termlode.languages.folding import fold
    from termlode.languages.zh.words import best_cut

    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or not error.start:
            return _HAN_TYPICAL + 1
        text = data[: error.start].decode(name)  # the sample ends within a character
    wide = [char for char in text if not char.isascii()]
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    size = sum(map(len, runs))
    if size < 2 or any(not "\u4e00" <= char <= "\u9fff" and char not in _HAN_SIGNS for char in wide):
        return _HAN_TYPICAL + 1
    return sum(best_cut(fold(run))[0] for run in runs) / size
