"""What makes a hit that fits by its letters wrong: another word, another case, a bound prefix."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.termbase.recognition.adjectives import is_adjective
from termlode.termbase.recognition.chinese import is_han, stands_alone
from termlode.termbase.recognition.homographs import is_homograph
from termlode.termbase.recognition.verbs import is_arabic_verb, opens_sentence

if TYPE_CHECKING:
    from termlode.termbase.recognition.explain import Trace
    from termlode.termbase.recognition.key import KeyText

# English prefixes that make another word of what follows the hyphen: non-metal is no metal.
_BOUND = re.compile(
    r"(?:^|[^A-Za-z])(?:non|anti|un|de|re|sub|semi|mini|micro|nano|mega|bi|tri|pre|post|pseudo|counter)-$",
    re.IGNORECASE,
)
# Capitalised names that are common words in small letters.
_NAMES = frozenset(("china", "turkey", "chad", "jordan", "chile", "guinea", "togo", "niger", "polish"))
# Folded Arabic words that look like a proclitic and a term: بطاقة is a card, not "by energy".
_NOT_PROCLITIC = re.compile(r"(?:بطاق(?:ه|ات|ت)|کمال|ولایه|ولایات|وحده|وحدات|وزاره|فترات)")
_SHORT = 4  # letters
_ADDRESS = 120
_URL = re.compile(r"https?://|www\.|\w@\w+\.\w|\w\.(?:com|org|net|gov|edu|html?|pdf|docx?|txt|ir|cn|af|uk)\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r" [A-Z][a-z]{2}")
_CAPITALISED_BEFORE = re.compile(r"(?<![.!?:] )\b[A-Z][a-z]+ $")
_SYMBOL_REACH = 30
_SPLIT_HA = re.compile("ه\u200cا(?:ی|م|ت|ش)?$")


def is_guarded(keyed: KeyText, span: tuple[int, int], language: str, spelling: str, trace: Trace) -> bool:
    """Whether a reading of ``span`` (places in the key) must not be reported."""
    start, end = span
    key = keyed.key
    if is_homograph(key, span, language, spelling):
        return True
    if is_han(key[start]) or is_han(key[end - 1]):
        return not stands_alone(key, start, end)
    if key[start] < "\u0370":
        return _latin(keyed, start, end, spelling)
    if language == "ar":
        return _arabic(keyed, start, end, spelling, trace)
    return language == "fa" and _persian(keyed, span, spelling, trace)


def _latin(keyed: KeyText, start: int, end: int, spelling: str) -> bool:
    surface = keyed.text[keyed.offsets[start] : keyed.end(end)]
    if spelling.isascii() and spelling.isupper() and len(spelling) <= 6:
        letters = surface.replace(".", "")
        letters = letters[:-1] if letters.endswith("s") and len(letters) > len(spelling) else letters
        if not letters.isupper():
            return True
    if spelling.lower() in _NAMES and surface.islower():
        return True
    if _is_address(keyed.text, keyed.offsets[start], keyed.end(end)):
        return True
    if _symbol(keyed, start, end, spelling):
        return True
    before = keyed.text[max(0, keyed.offsets[start] - 9) : keyed.offsets[start]]
    return before.endswith("-") and _BOUND.search(before) is not None


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether a hit stands inside a web or mail address or a file name."""
    if text[start - 1 : start] not in tuple("/.@_=&?-") and text[end : end + 1] not in tuple("/.@_=-"):
        return False
    first, last = start, end
    while first > 0 and not text[first - 1].isspace() and start - first < _ADDRESS:
        first -= 1
    while last < len(text) and not text[last].isspace() and last - end < _ADDRESS:
        last += 1
    return _URL.search(text[first:last]) is not None


def _arabic(keyed: KeyText, start: int, end: int, spelling: str, trace: Trace) -> bool:
    place = trace.prefix.find("ا")
    if place >= 0 and keyed.text[keyed.offsets[start + place]] in "أإآ":
        return True  # ألغاز: no article has a hamza
    if "آ" in spelling and keyed.text.count("إ", keyed.offsets[start], keyed.end(end)) > spelling.count("إ"):
        return True  # إنسان آلي is a robot, إنسان إلى إنسان is not
    if is_arabic_verb(keyed.key, (start, end), trace.prefix, opens_sentence(keyed.text, keyed.offsets[start])):
        return True
    if trace.prefix in ("ب", "و", "ف", "ک", "ل") and _NOT_PROCLITIC.match(keyed.key, start):
        return True
    if not trace.steps or trace.steps[-1] not in ("pronoun", "dual_pronoun"):
        return False
    # No word has both article and pronoun, and ة is no pronoun: المعدنية and منجمة are other words.
    return trace.prefix.endswith(("ال", "لل")) or keyed.text[keyed.offsets[end - 1]] == "ة"


def _symbol(keyed: KeyText, start: int, end: int, spelling: str) -> bool:
    """A short name where a chemical symbol was read: Li Keqiang, Jet Li."""
    if len(spelling) != 2 or not (spelling[0].isupper() and spelling[1].islower()):
        return False
    text, first, last = keyed.text, keyed.offsets[start], keyed.end(end)
    before = text[max(0, first - _SYMBOL_REACH) : first]
    return _CAPITALISED.match(text, last) is not None or _CAPITALISED_BEFORE.search(before) is not None


def _persian(keyed: KeyText, span: tuple[int, int], spelling: str, trace: Trace) -> bool:
    """Another word that is written like an inflected form of the term."""
    start, end = span
    original = keyed.text[keyed.offsets[start] : keyed.end(end)]
    if len(spelling) <= _SHORT and spelling[0] in "اآ" and original[0] in "اآ" and spelling[0] != original[0]:
        return True  # آند is no اند
    if not trace.steps:
        return False
    if "plural" in trace.steps and _SPLIT_HA.search(original) and not spelling.endswith(("ه", "ۀ")):
        return True  # رویه‌ای: the ZWNJ says where the word ends
    if trace.steps[-1] == "possessive" and not keyed.key[start:end].endswith(("مان", "تان", "شان")):
        return original.isalpha() and _is_word(original)  # بارش is rain, not "its load"
    if "ye" in trace.steps:
        opens = opens_sentence(keyed.text, keyed.offsets[start], clause=False)
        return is_adjective(keyed.key, span, original, spelling, opens=opens)
    return False


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    from termlode.languages.fa.lexicon import persian
    from termlode.languages.folding import fold

    return persian().contains(word) or persian().contains(fold(word, "fa"))
