"""Persian terms in running text: ها and its chain, ان and گان, indefinite and adjectival ی, ezafe, possessives.

The expressions run over the recogniser's key, in which ZWNJ is gone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from termlode.languages.fa.adjectives import is_adjective
from termlode.languages.forms import Alternative, Hit, Word, as_it_stands, opens_sentence, spelt_out
from termlode.languages.places import is_place
from termlode.languages.plurals import listed_plurals, listed_singulars

_POSSESSIVE = r"(?:مان|تان|شان|م|ت|ش)"
_HA = rf" ?ها(?:ی(?:ی|{_POSSESSIVE})?|م|ت|ش|شون|مون|تون)?"
ENDINGS = {
    "fa.consonant": rf"(?:(?P<plural>{_HA}|ات(?:ی|{_POSSESSIVE})?|[ای]ن(?:ی|{_POSSESSIVE})?)|(?P<ye>ی|یی)"
    rf"|(?P<possessive>{_POSSESSIVE}))?",
    "fa.short": rf"(?:(?P<plural>{_HA})|(?P<ye>ی|یی)|(?P<possessive>مان|تان|شان|ش))?",
    "fa.he": rf"(?:(?P<plural>{_HA})|(?P<ye> ?ای| ?ی)|(?P<possessive>ا(?:م|ت|ش)|{_POSSESSIVE})|(?P<copula>ست))?",
    "fa.vowel": rf"(?:(?P<plural>{_HA}|یان(?:ی|{_POSSESSIVE})?)|(?P<ezafe> ?یی?)|(?P<possessive>ی?{_POSSESSIVE})"
    r"|(?P<copula>ست))?",
    "fa.ye": rf"(?:(?P<plural>{_HA}|ان(?:ی|{_POSSESSIVE})?|جات)|(?P<ye> ?ای|ی)|(?P<possessive>ا?{_POSSESSIVE})"
    r"|(?P<copula>ست))?",
    # Names: چینی and آمریکایی are adjectives, not the country; آسیای مرکزی has a written ezafe.
    "fa.name": rf"(?:(?P<plural>{_HA})|(?P<possessive>مان|تان|شان|ش))?",
    "fa.name-vowel": rf"(?:(?P<plural>{_HA})|(?P<ezafe> ?ی)|(?P<possessive>ی?(?:مان|تان|شان|ش)))?",
    "fa.gan": rf"(?P<plural>(?:گان|جات)(?:ی|{_POSSESSIVE})?)",
    "fa.adjective": r"(?P<base> ?ای)",
    "fa.exact": "",
}
PREFIXES: dict[str, frozenset[str]] = {}
INNER = ("",)
CLIPPED: frozenset[str] = frozenset()
GAP = "gap"
readings = as_it_stands

_COMPOUND = re.compile(r"(?<=\w{3})(?=(?:کننده|دهنده|شونده|گذار|گذاری|سازی|بندی|پذیری)\b)")
_SURE = 3  # letters: هستهای may be هسته‌ای
_PLURAL = ("هایی", "های", "ها")
_SHORT = 4  # letters
_SPLIT_HA = re.compile("ه\u200cا(?:ی|م|ت|ش)?$")
_ENDS_SO = re.compile("(?:ه|ۀ|ه\u200cای)$")  # گازهای گلخانه‌ای ends as its term does


def spellings(text: str) -> list[str]:
    """A spelling of a term; a solid compound as two words too."""
    texts = spelt_out(text)
    return texts + [split for one in texts if (split := _COMPOUND.sub("\u200c", one)) != one]


def alternatives(word: Word, single: bool) -> list[Alternative]:
    """All ways to write a word of a term."""
    if word.fixed:
        return [Alternative(word.key, "", "fa.exact")]
    return _inflected(word._replace(name=word.name or (single and is_place(word.key, "fa"))))


def foreign(word: Word, single: bool) -> list[Alternative]:
    """All ways to write a word within a language of the same script that has no forms of its own."""
    if word.fixed:
        return [Alternative(word.key, "", "fa.exact")]
    return _inflected(word._replace(name=single and word.name))


def _inflected(word: Word) -> list[Alternative]:
    found = _forms(word.key, "", name=word.name)
    if not word.last and len(word.key) > 3 and word.key.endswith(("ای", "وی")):
        found += _forms(word.key[:-1], "")  # a written ezafe: آهن‌ربای, آهن‌رباهای
    for form in listed_plurals(word.key, "fa"):
        found += _forms(form, "broken plural")
    for form in listed_singulars(word.key, "fa"):
        found += _forms(form, "singular")
    joined = word.text.rpartition("\u200c")[2] if "\u200c" in word.text else ""
    if joined == "ای":
        found.append(Alternative(word.key[:-2], "", "fa.adjective"))  # هسته‌ای, هسته ای
    for ending in _PLURAL:
        base = word.key.removesuffix(ending)
        if base != word.key and (joined == ending or (not joined and len(base) > _SURE)):
            found += _forms(base, "singular")
            break
    return found


def _forms(key: str, note: str, *, name: bool = False) -> list[Alternative]:
    kind = _class(key)
    if name and kind in ("consonant", "short", "vowel"):
        kind = "name-vowel" if kind == "vowel" else "name"
    found = [Alternative(key, "", f"fa.{kind}", note)]
    if key.endswith("ه") and len(key) > 3:
        found.append(Alternative(key[:-1], "", "fa.gan", note))
    return found


def _class(key: str) -> str:
    if key.endswith("ه"):
        return "he"
    if key.endswith(("ا", "و")):
        return "vowel"
    if key.endswith("ی"):
        return "ye"
    return "short" if len(key) <= 3 else "consonant"


def is_guarded(hit: Hit) -> bool:
    """Whether what fits by its letters is another word that is written like an inflected form of the term."""
    keyed, start, end, spelling, trace = hit
    original = keyed.original(start, end)
    if len(spelling) <= _SHORT and spelling[0] in "اآ" and original[0] in "اآ" and spelling[0] != original[0]:
        return True  # آند is no اند
    if not trace.steps:
        return False
    if "plural" in trace.steps and _SPLIT_HA.search(original) and not _ENDS_SO.search(spelling):
        return True  # رویه‌ای: the ZWNJ says where the word ends
    if trace.steps[-1] == "possessive" and not keyed.key[start:end].endswith(("مان", "تان", "شان")):
        return original.isalpha() and _is_word(original)  # بارش is rain, not "its load"
    if "ye" in trace.steps:
        opens = opens_sentence(keyed.text, keyed.offsets[start], clause=False)
        return is_adjective(keyed.key, (start, end), original, spelling, opens=opens)
    return False


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    from termlode.languages.fa.lexicon import persian
    from termlode.languages.folding import fold

    return persian().contains(word) or persian().contains(fold(word, "fa"))
