"""Which language a line, heading or paragraph is written in.

The script decides first; inside the Arabic script letters, small words and endings are weighed, inside
Han the characters that only one of the two standards encodes (GB 2312, Big5). The evidence is robust
against what OCR and keyboards do to yeh and kaf: those letters count little, words are compared folded.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from termlode.languages import markers, profile, registry, scripts
from termlode.languages.en import identification as english
from termlode.languages.prs import variety

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.languages.hooks import Identification

_SAMPLE = 6000  # characters looked at: more never changed an answer
_NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|<[^<>]{0,200}>|&#?\w{2,8};|\S*[/\\_=]\S*[/\\_=]\S*")
_NOISY = re.compile(r"[/\\_=@<&]|www")  # what all of it has
_BEHIND = 3.0  # how far a language without a profile stands behind Persian before anything speaks for it
_FOR_WORD = 2.5  # what a small word speaks for such a language
_OTHER = 0.5  # what speaks for another language of a script before anything does
_DECLARED = 2.0  # what a document's own word for it counts
_SURE = 4.0  # log odds at which a text needs no help from its neighbours
_SHORT = 3  # words: below this, even a clear text is only a guess
_LINE = 400  # characters: what is known of texts as short as this is kept
_OPEN, _SETTLED, _IS_SURE = range(3)
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """The language of ``text``: one of those that have a pack with signs (``zh-Hant``, ``fa-AF``), or ``und``.

    Linear in the text up to a fixed sample; digits, punctuation, addresses and markup have no say.
    """
    language = family(text)
    return variety.TAG if language == "fa" and variety.is_dari([text]) else language


def family(text: str) -> str:
    """The same, Dari as Persian: what is told of one holds for the other."""
    return _judged_once(text.rstrip())[0]


def identify_all(texts: Sequence[str], declared: Sequence[str] = ()) -> list[str]:
    """The languages of the blocks of one document, in order.

    Where a text by itself leaves it open (a heading of two words that several languages share), the
    languages of the sure texts around it and of the whole document decide, and what the document itself
    declares for that text (``declared``, a tag each). The Persian of a document is Dari as a whole or not at all.
    """
    found: list[str] = []
    state = bytearray()  # for each text: open, settled, or sure (it says something about the others)
    total: Counter[str] = Counter()
    for text in texts:
        language, judged = _judged_once(text)
        found.append(language)
        state.append(judged)
        if judged == _IS_SURE:
            total[language] += len(text)
    if _OPEN in state:
        _decide(texts, found, state, total, declared)
    if total["fa"] and variety.is_dari(text for text, tag in zip(texts, found, strict=True) if tag == "fa"):
        return [variety.TAG if tag == "fa" else tag for tag in found]
    return found


def _decide(
    texts: Sequence[str], found: list[str], state: bytearray, total: Counter[str], declared: Sequence[str]
) -> None:
    """Settle what is open by the languages around it; scores are made again, not kept: there may be millions."""
    before, after = _neighbours(found, state)
    for index, text in enumerate(texts):
        if state[index] == _OPEN:
            weight, near = {0: 4.0, 1: 4.0, 2: 2.0}.get(_size(text), 1.0), (before[index], after[index])
            said = declared[index] if declared else ""
            around = {
                lang: value + weight * (_prior(lang, total, near) + _DECLARED * (lang == said))
                for lang, value in odds(text).items()
            }
            found[index] = max(around, key=around.__getitem__)


def _judged(text: str) -> tuple[str, int]:
    """The likeliest language of a text by itself, and whether others have to be asked."""
    score = odds(text)
    language = max(score, key=score.__getitem__)
    if _margin(score) >= _SURE and language != "und" and (len(score) < 2 or _size(text) >= _SHORT):
        return language, _IS_SURE
    return language, _SETTLED if len(score) < 2 else _OPEN


_remembered = lru_cache(maxsize=1 << 14)(_judged)


def _judged_once(text: str) -> tuple[str, int]:
    """As ``_judged``; lines come again: a reader asks for each, and correction whenever it looks at the text."""
    return _remembered(text) if len(text) <= _LINE else _judged(text)


def odds(text: str) -> dict[str, float]:
    """The languages that the script of ``text`` allows, with their log odds; one language alone is certain."""
    sample = text[:_SAMPLE]
    if _NOISY.search(sample):
        sample = _NOISE.sub(" ", sample)
    found = scripts.counts(sample)
    script = _matrix(sample, found) if found else ""
    if script == "Hani":
        traditional = sum(_standard(char) * number for char, number in Counter(sample).items() if char > "\u2e80")
        return {"zh": 0.1, "zh-Hant": 4.0 * traditional}
    if script == "Arab":
        return arabic_script_odds(sample)
    return {_latin(sample): 0.0} if script == "Latn" else _by_signs(sample, script)


def _size(text: str) -> int:
    """How many words a text has; two Chinese characters count as one."""
    return max(len(text.split()), sum(scripts.script(char) == "Hani" for char in text[:20]) // 2)


def _margin(score: dict[str, float]) -> float:
    """How far the likeliest language is ahead. Urdu, say, and ``und`` start a step behind Persian: that is enough."""
    best = max(score, key=score.__getitem__)
    behind = () if best != "fa" else [one for one in score if one not in profile.LANGUAGES]
    if any(score["fa"] - score[one] <= _BEHIND - 0.1 for one in behind if one != "und"):
        behind = ()
    rest = [value for lang, value in score.items() if lang != best and lang not in behind]
    return score[best] - max(rest) if rest else _SURE


def _neighbours(found: Sequence[str], state: bytearray) -> tuple[list[str], list[str]]:
    """For each text the language of the nearest sure text before it and after it."""
    before, after = [""] * len(found), [""] * len(found)
    for index in range(1, len(found)):
        before[index] = found[index - 1] if state[index - 1] == _IS_SURE else before[index - 1]
    for index in range(len(found) - 2, -1, -1):
        after[index] = found[index + 1] if state[index + 1] == _IS_SURE else after[index + 1]
    return before, after


def _prior(language: str, total: Counter[str], near: tuple[str, str]) -> float:
    """What the rest of the document says for a language, in log odds."""
    everything = sum(total.values())
    share = total[language] / everything if everything else 0.0
    return 2.0 * share + 1.5 * (language in near)


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
    if other is None or scores[other] * 4 < scores["Latn"]:
        return "Latn"
    outside = re.sub(r"[(（\[][^()（）\[\]]*[)）\]]", " ", text)
    small = [word for word in _WORD.findall(outside) if word in english.WORDS]
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


def _latin(text: str) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    own = sum(word in english.WORDS for word in words)
    for tag, signs in _others("Latn", "en"):
        there = sum(word in signs.WORDS for word in words) + sum(char in signs.LETTERS for char in text)
        if there > own and there * 12 >= len(words):
            return tag
    other = sum(word in markers.LATIN_OTHER or bool(markers.MALAY.fullmatch(word)) for word in words)
    other += sum(not char.isascii() for char in text if scripts.script(char) == "Latn")
    if not any(len(word) > 1 for word in words):
        return "und"
    return "en" if own >= other or other * 12 < len(words) else "und"


@cache
def _others(script: str, *known: str) -> tuple[tuple[str, Identification], ...]:
    """The languages of a script that can be told by their signs, but for those that are known otherwise."""
    tags = [pack.tag for pack in registry.of_script(script) if not pack.like and pack.tag not in known]
    return tuple((tag, signs) for tag in tags if (signs := registry.identification(tag)))


def _by_signs(text: str, script: str) -> dict[str, float]:
    """Log odds of the languages of a script that have signs, and of und."""
    letters, words = Counter(text.lower()), [word.lower() for word in _WORD.findall(text)]
    score = {"und": _OTHER}
    for tag, signs in _others(script):
        score[tag] = sum(weight * min(letters[char], 5) for char, weight in signs.LETTERS.items())
        score[tag] += sum(_FOR_WORD for word in words if word in signs.WORDS)
    return score if len(score) > 1 else {"und": 0.0}


def arabic_script_odds(text: str) -> dict[str, float]:
    """Log odds of the languages of the Arabic script, and of und (a language of a neighbour), for a text in it."""
    words = _WORD.findall(markers.skeleton(text))
    score = profile.odds(words)
    plain = _WORD.findall(text)
    for tag, signs in _others("Arab", *profile.LANGUAGES):
        score[tag] = score["fa"] - _BEHIND + sum(_FOR_WORD for word in plain if word in signs.WORDS)
    score["und"] = score["fa"] - 4.0
    letters = Counter(text)
    for language in score:
        own = registry.identification(language)
        weights = own.LETTERS if own else markers.NEIGHBOURS
        for char, weight in () if weights.keys().isdisjoint(letters) else weights.items():
            if char in letters:
                score[language] += weight * min(letters[char], 5)
    _weigh_keyboard(letters, score)
    return score


def _weigh_keyboard(letters: Counter[str], score: dict[str, float]) -> None:
    """Yeh and kaf, digits and stops: habits of a keyboard, so they count once however often they stand."""
    for arabic, persian in (("ي", "ی"), ("ك", "ک")):
        if letters[arabic] > letters[persian]:
            score["ar"] += 2.0
        elif letters[persian]:
            score["ar"] -= 3.0
    if letters["ك"] > letters["ک"]:
        score["ps"] -= 2.0
    if any(char in letters for char in "٠١٢٣٤٥٦٧٨٩"):
        score["ar"] += 1.0
    if any(char in letters for char in "۰۱۲۳۴۵۶۷۸۹"):
        score["ar"] -= 1.5
    if "۔" in letters:  # the full stop of Urdu, met in Pashto too
        score["ur"] += 3.0
