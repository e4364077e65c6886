"""Which language a line, heading or paragraph is written in.

The script decides first; inside the Arabic script letters, small words and endings are weighed, inside
Han the characters that only one of the two standards encodes (GB 2312, Big5). The evidence is robust
against what OCR and keyboards do to yeh and kaf: those letters count little, words are compared folded.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from termlode.languages import markers, scripts

_SAMPLE = 6000  # characters looked at: more never changed an answer
_NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|<[^<>]{0,200}>|&#?\w{2,8};|\S*[/\\_=]\S*[/\\_=]\S*")
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """The language of ``text``: ``fa``, ``ar``, ``ps``, ``zh``, ``zh-Hant``, ``en``, ``ur``, or ``und``.

    Linear in the text up to a fixed sample; digits, punctuation, addresses and markup have no say.
    """
    sample = _NOISE.sub(" ", text[:_SAMPLE])
    found = scripts.counts(sample)
    if not found:
        return "und"
    script = _matrix(sample, found)
    if script == "Hani":
        return _chinese(sample)
    if script == "Arab":
        return _arabic_script(sample)
    return _latin(sample) if script == "Latn" else "und"


def _matrix(text: str, found: Counter[str]) -> str:
    """The script of the sentence itself, where names and terms of another one stand in it."""
    weight = {"Hani": 3.0, "Arab": 1.3}
    scores = {name: number * weight.get(name, 1.0) for name, number in found.items()}
    if found["Hira"] + found["Kana"] > found["Hani"] / 10:
        scores["Hira"] = scores.pop("Hani", 0.0) + 1
    best = max(sorted(scores), key=scores.__getitem__)
    if best == "Latn":
        return _challenger(text, scores)
    return best


def _challenger(text: str, scores: dict[str, float]) -> str:
    """Latin letters prevail; but where they are all names, the sentence belongs to the other script."""
    other = max((name for name in sorted(scores) if name != "Latn"), key=scores.__getitem__, default=None)
    if other is None or scores[other] * 6 < scores["Latn"]:
        return "Latn"
    outside = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", text)
    small = [word for word in _WORD.findall(outside) if word in markers.ENGLISH]
    return "Latn" if len(small) >= 2 else other


@lru_cache(maxsize=8192)
def _standard(char: str) -> int:
    """1: only in Big5 (Traditional), -1: only in GB 2312 (Simplified), 0: in both or neither."""
    return _encodable(char, "big5") - _encodable(char, "gb2312")


def _encodable(char: str, encoding: str) -> int:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return 0
    return 1


def _chinese(text: str) -> str:
    traditional = sum(_standard(char) * number for char, number in Counter(text).items() if char > "\u2e80")
    return "zh-Hant" if traditional > 0 else "zh"


def _latin(text: str) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in markers.ENGLISH for word in words)
    other = sum(word in markers.LATIN_OTHER for word in words)
    other += sum(not char.isascii() for char in text if scripts.script(char) == "Latn")
    if not any(len(word) > 1 for word in words):
        return "und"
    return "en" if english >= other or other * 12 < len(words) else "und"


def _arabic_script(text: str) -> str:
    score = dict.fromkeys(("fa", "ar", "ps", "ur", "und"), 0.0)
    _weigh_letters(Counter(text), score)
    for word in _WORD.findall(markers.skeleton(text)):
        _weigh_word(word, score)
    _weigh_urdu(text, score)
    best = max(score, key=score.__getitem__)
    return best if score[best] > 0 else _bare(text)


def _weigh_letters(letters: Counter[str], score: dict[str, float]) -> None:
    for char, number in letters.items():
        if char in markers.PASHTO_LETTERS:
            score["ps"] += 3 * number
        elif char in markers.URDU_LETTERS:
            score["ur"] += 3 * number
        elif char in markers.OTHER_LETTERS:
            score["und"] += 4 * number
        elif char in markers.PERSO_LETTERS:
            for language in ("fa", "ps", "ur"):
                score[language] += (0.5 if char in "کی" else 2) * number
        elif char in markers.ARABIC_LETTERS:
            score["ar"] += 2 * number
        elif char in "يك":
            score["ar"] += 0.3 * number


def _weigh_word(word: str, score: dict[str, float]) -> None:
    for language, words in (("fa", markers.PERSIAN), ("ar", markers.ARABIC), ("ps", markers.PASHTO)):
        if word in words:
            score[language] += 2
    if re.match(r"[وفبکل]{0,2}ال\w{3}|لل\w{3}", word):
        score["ar"] += 1.5
    if word.endswith(markers.PERSIAN_ENDINGS):
        score["fa"] += 1
    if word.endswith(markers.PASHTO_ENDINGS):
        score["ps"] += 0.7


def _weigh_urdu(text: str, score: dict[str, float]) -> None:
    for word in text.split():
        if word.strip("،۔؟:()«»\"'") in markers.URDU:
            score["ur"] += 2


def _bare(text: str) -> str:
    """No evidence at all: the shape of yeh and kaf is what is left."""
    return "ar" if "ي" in text or "ك" in text else "fa"
