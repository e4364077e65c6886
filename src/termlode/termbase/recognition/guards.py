"""What makes a hit that fits by its letters wrong: another word, another case, a bound prefix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.forms import Hit
from termlode.termbase.recognition.homographs import is_homograph

if TYPE_CHECKING:
    from termlode.languages.forms import KeyText, Trace

# English prefixes that make another word of what follows the hyphen: non-metal is no metal.
_BOUND = re.compile(
    r"(?:^|[^A-Za-z])(?:non|anti|un|de|re|sub|semi|mini|micro|nano|mega|bi|tri|pre|post|pseudo|counter)-$",
    re.IGNORECASE,
)
# Capitalised names that are common words in small letters.
_NAMES = frozenset(("china", "turkey", "chad", "jordan", "chile", "guinea", "togo", "niger", "polish"))
_ADDRESS = 120
_URL = re.compile(r"https?://|www\.|\w@\w+\.\w|\w\.(?:com|org|net|gov|edu|html?|pdf|docx?|txt|ir|cn|af|uk)\b")
_CAPITALISED = re.compile(r" [A-Z][a-z]{2}")
_CAPITALISED_BEFORE = re.compile(r"(?<![.!?:] )\b[A-Z][a-z]+ $")
_SYMBOL_REACH = 30


def is_guarded(keyed: KeyText, span: tuple[int, int], language: str, spelling: str, trace: Trace) -> bool:
    """Whether a reading of ``span`` (places in the key) must not be reported."""
    start, end = span
    key = keyed.key
    if is_homograph(key, span, language, spelling):
        return True
    if key[start] < "\u0370" and key[end - 1] < "\u2e80":
        return _latin(keyed, start, end, spelling)
    rules = registry.recognition(language)
    return rules is not None and rules.is_guarded(Hit(keyed, start, end, spelling, trace))


def _latin(keyed: KeyText, start: int, end: int, spelling: str) -> bool:
    surface = keyed.original(start, end)
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


def _symbol(keyed: KeyText, start: int, end: int, spelling: str) -> bool:
    """A short name where a chemical symbol was read: Li Keqiang, Jet Li."""
    if len(spelling) != 2 or not (spelling[0].isupper() and spelling[1].islower()):
        return False
    text, first, last = keyed.text, keyed.offsets[start], keyed.end(end)
    before = text[max(0, first - _SYMBOL_REACH) : first]
    return _CAPITALISED.match(text, last) is not None or _CAPITALISED_BEFORE.search(before) is not None
