"""What makes a hit that fits by its letters wrong: another word, another case, a bound prefix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.forms import Hit
from termlode.languages.places import is_place
from termlode.termbase.recognition.homographs import is_homograph, spelt
from termlode.termbase.recognition.longer import is_longer_name

if TYPE_CHECKING:
    from termlode.languages.forms import KeyText, Trace

_HYPHENS = ("-", "\u2010", "\u2011")
# What makes another word of what follows the hyphen: prefixes (non-metal is no metal), a letter or two (e-mail, x-ray),
# and short names without a vowel (wp-content).
_BOUND = re.compile(
    r"(?:^|[^A-Za-z-])(?:(?i:non|anti|un|de|re|sub|semi|mini|micro|nano|mega|bi|tri|pre|post|pseudo|counter|ex|self|multi"
    r"|inter|intra|cross|auto|hyper|proto|quasi|neo|mis|dis|extra|by|off|on|up|down|in|out|over|under|co|step|para|meta)"
    r"|[a-z]{1,2}|[b-df-hj-np-tv-z]{3,4})[-\u2010\u2011]$"
)
# Particles of a word made of several: add-on, check-in, by-product; state-of-the-art, mother-in-law.
_PARTICLE = re.compile(
    r"[-\u2010\u2011](?:ons?|ins?|ups?|outs?|offs?|overs?|downs?|by|to|away|backs?|through|about|around|being|of|the)"
    r"(?![A-Za-z])(?!-(?!the|law|art|up)[a-z])"
)
_PARTICLE_BEFORE = re.compile(r"[a-z][-\u2010\u2011](?:in|on|of|the|by|up|off|out)[-\u2010\u2011]$")
# What describes a participle: high-ranking, long-standing; but copper-mining is mining.
_DESCRIBED = re.compile(
    r"(?<![A-Za-z-])(?:high|low|top|middle|long|short|far|fast|slow|hard|well|ill|ever|never|best|worst|free|good|easy|right"
    r"|wrong|first|last)[-\u2010\u2011]$",
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
    if is_longer_name(key, start, end, language):
        return True
    if trace.steps and _is_other_place(key[start:end], language, spelling, trace):
        return True
    if key[start] < "\u0370" and key[end - 1] < "\u2e80":
        return _crossed(trace) or _latin(keyed, start, end, spelling)
    rules = registry.recognition(language)
    return rules is not None and rules.is_guarded(Hit(keyed, start, end, spelling, trace))


def _is_other_place(surface: str, language: str, spelling: str, trace: Trace) -> bool:
    """Whether a form is a place (لبنان is no dual of milk), or is one of a place (کابل‌ها are cables)."""
    name, own = surface.removeprefix(trace.prefix).removeprefix("ال"), is_place(spelt(spelling), language)
    return ("plural" in trace.steps) if own else is_place(name, language)


def _is_extension(text: str, start: int, surface: str, spelling: str) -> bool:
    """Whether a point makes a name of the capitals behind it: .NET is no net."""
    if text[max(0, start - 1) : start] != "." or spelling[0] == "." or surface == spelling:
        return False
    return surface.isascii() and surface.isupper() and (start < 2 or text[start - 2].isspace())


def _is_acronym(text: str, start: int, surface: str, spelling: str) -> bool:
    """Whether capitals in a text of small letters are no plural of a word: AIDS is no aid."""
    if not (surface.isupper() and spelling.islower() and len(surface) > len(spelling)):
        return False
    around = text[max(0, start - _SYMBOL_REACH) : start] + text[start + len(surface) :][:_SYMBOL_REACH]
    return any(map(str.islower, around))


def _crossed(trace: Trace) -> bool:
    """Whether one word of a term is a plural that it is not in the term, and another a singular: humans right."""
    return "plural" in trace.steps and "singular" in trace.steps


def _latin(keyed: KeyText, start: int, end: int, spelling: str) -> bool:
    surface = keyed.original(start, end)
    at = keyed.offsets[start]
    if _is_extension(keyed.text, at, surface, spelling) or _is_acronym(keyed.text, at, surface, spelling):
        return True
    if spelling.isascii() and spelling.isupper() and len(spelling) <= 6 and spelling[-1] not in "+#":
        letters = surface.replace(".", "")
        letters = letters[:-1] if letters.endswith("s") and len(letters) > len(spelling) else letters
        if not letters.isupper():
            return True
    if spelling.lower() in _NAMES and surface.islower():
        return True
    if is_address(keyed.text, keyed.offsets[start], keyed.end(end)):
        return True
    if _symbol(keyed, start, end, spelling):
        return True
    return _is_part(keyed.text, keyed.offsets[start], keyed.end(end))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a hit is a piece of another word that is written with a hyphen: add-on, e-mail, non-metal."""
    before = text[max(0, start - 12) : start]
    if before[-1:] in _HYPHENS and (_BOUND.search(before) or _PARTICLE_BEFORE.search(before)):
        return True
    if before[-1:] in _HYPHENS and text[start:end].endswith("ing") and _DESCRIBED.search(before):
        return True
    if before[-1:] in _HYPHENS and before[-2:-1].isalpha() and _PARTICLE.match(text, start - 1):
        return True
    word = text[start:end]
    return text[end : end + 1] in _HYPHENS and word.isalpha() and _PARTICLE.match(text, end) is not None


def is_address(text: str, start: int, end: int) -> bool:
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
