"""What makes a hit that fits by its letters wrong: another word, another case, a bound prefix."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.termbase.recognition_chinese import is_han, stands_alone

if TYPE_CHECKING:
    from termlode.termbase.recognition_explain import Trace
    from termlode.termbase.recognition_key import KeyText

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


def is_guarded(keyed: KeyText, span: tuple[int, int], language: str, spelling: str, trace: Trace) -> bool:
    """Whether a reading of ``span`` (places in the key) must not be reported."""
    start, end = span
    key = keyed.key
    if is_han(key[start]) or is_han(key[end - 1]):
        return not stands_alone(key, start, end)
    if _is_homograph(key, span, language):
        return True
    if key[start] < "\u0370":
        return _latin(keyed, start, end, spelling)
    if language == "ar":
        return _arabic(keyed, start, end, trace)
    return language == "fa" and _persian(keyed, span, spelling, trace)


# Words that are mostly something else: (language, folded word) → what must stand before or after, or must not.
_METALS_FA = (
    "فلز|قیمت|سولفات|اکسید|معدن|معادن|کنسانتره|شمش|تولید|سرب|مس|نقره|قلع|آلیاژ|الیاژ|ورق|عیار|صادرات|واردات|عنصر|عناصر"
)
_GIVEN_FA = "قرار|انجام|اختصاص|نشان|ارایه|رخ|روی|توسعه|افزایش|کاهش|ادامه|تغییر|تحویل|دست|خبر|شکل"
_ONLY_BESIDE = {
    ("fa", "روی"): (re.compile(rf"(?:{_METALS_FA}|طلا|کادمیم|اهن|نیکل)(?:ها|های)? (?:و )?$"),
                    re.compile(r" *(?:و|،)? *(?:سرب|مس|نقره|طلا|قلع|کادمیم|اهن|نیکل|کبالت|منگنز)\b|$")),
}  # fmt: skip
_NEVER_BESIDE = {
    ("en", "lead"): (re.compile(r" (?:to|will|would|can|could|may|might|must|should|they|we|who|which|that|not) $"),
                     re.compile(r" (?:to|the|a|an|us|them)\b")),
    ("en", "leads"): (re.compile(r"$"), re.compile("")),
    ("en", "mine"): (re.compile(r" (?:is|was|are|were|be|of|not) $"), re.compile(r"(?!)")),
    # داده is "given" far more often than "datum": قرار داده است.
    ("fa", "داده"): (re.compile(rf"(?:{_GIVEN_FA}) $"),
                     re.compile(r" (?:است|اند|بود|باش|شد|شو|می|نمی|خواه|نشد|نشو)")),
    ("ar", "ذهب"): (re.compile(r"(?!)"), re.compile(r" (?:الی|مع|معه|معها|فی)\b")),
    ("ar", "طلب"): (re.compile(r" (?:قد|لقد) $"), re.compile(r" (?:من|منه|منها|منهم|الرییس|الوزیر)\b")),
}  # fmt: skip


def _is_homograph(key: str, span: tuple[int, int], language: str) -> bool:
    """Whether a word is more likely another one that is written alike: روی is mostly "on", not zinc."""
    word = (language, key[span[0] : span[1]])
    before, after = key[max(0, span[0] - 16) : span[0]], key[span[1] : span[1] + 16]
    if word in _ONLY_BESIDE:
        left, right = _ONLY_BESIDE[word]
        return not (left.search(before) or right.match(after.rstrip() if len(after) < 16 else after))
    if word in _NEVER_BESIDE:
        left, right = _NEVER_BESIDE[word]
        return left.search(before) is not None or right.match(after) is not None
    return False


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


def _arabic(keyed: KeyText, start: int, end: int, trace: Trace) -> bool:
    place = trace.prefix.find("ا")
    if place >= 0 and keyed.text[keyed.offsets[start + place]] in "أإآ":
        return True  # ألغاز: no article has a hamza
    if trace.prefix in ("ب", "و", "ف", "ک", "ل") and _NOT_PROCLITIC.match(keyed.key, start):
        return True
    if not trace.steps or trace.steps[-1] not in ("pronoun", "dual_pronoun"):
        return False
    # No word has both article and pronoun, and ة is no pronoun: المعدنية and منجمة are other words.
    return trace.prefix.endswith(("ال", "لل")) or keyed.text[keyed.offsets[end - 1]] == "ة"


def _persian(keyed: KeyText, span: tuple[int, int], spelling: str, trace: Trace) -> bool:
    """A word of its own where a possessive was read: بارش is rain, not "its load"."""
    start, end = span
    original = keyed.text[keyed.offsets[start] : keyed.end(end)]
    if len(spelling) <= _SHORT and spelling[0] in "اآ" and original[0] in "اآ" and spelling[0] != original[0]:
        return True  # آند is no اند
    if trace.steps[-1:] != ("possessive",):
        return False
    return original.isalpha() and not keyed.key[start:end].endswith(("مان", "تان", "شان")) and _is_word(original)


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    from termlode.languages.folding import fold
    from termlode.languages.lexicon import persian

    return persian().contains(word) or persian().contains(fold(word, "fa"))
