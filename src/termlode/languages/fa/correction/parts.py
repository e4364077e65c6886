"""Words that lost a ZWNJ and that no list explains, but their parts do: a stem that the document uses by itself (a
loan such as کامیت) with a plural or a participle behind it; a participle with است; a silent heh with the ی of ezafe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.fa.correction import style
from termlode.languages.fa.lexicon import ZWNJ, Flag
from termlode.languages.listed import words
from termlode.model import Edit

if TYPE_CHECKING:
    from termlode.languages.fa.correction.facts import Facts
    from termlode.languages.fa.lexicon import Persian

_NON_JOINING = "اآأإدذرزژوؤءةۀ"
_TAIL = re.compile(
    "(.{3,}?[^" + _NON_JOINING + "])"
    "(ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?|ن?شده|ن?کرده|کننده|کنندگان|دهنده|سازی|گذاری|بندی|پذیر|محور|مند|تان|شان|مان)"
    "(ها|های|ی)?$"
)

_SEEN_PLURAL = re.compile(f"(.{{2,}}[{_NON_JOINING}])ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?$")


def stands(word: str, known: Facts, lexicon: Persian) -> bool:
    """Whether a word is the plural of a loan that the document uses, whose last letter never joins (بیلدهای)."""
    found = _SEEN_PLURAL.match(word) if "ها" in word else None
    return found is not None and lexicon.find(found[1]) is None and known.seen(found[1])


def loan(word: str, known: Facts, lexicon: Persian) -> Edit | None:
    """A word of no list with a suffix, where the document uses it by itself too (کامیتها beside کامیت)."""
    found = _TAIL.match(word) if lexicon.find(word) is None else None
    if (
        found is None
        or lexicon.find(word) is not None
        or lexicon.find(found[1]) is not None
        or not known.seen(found[1])
    ):
        return None
    stem, suffix, more = found[1], found[2], found[3] or ""
    if more and suffix.startswith("ها"):
        return None
    second = suffix + (ZWNJ if more.startswith("ها") and suffix[-1] not in _NON_JOINING else "") + more
    return Edit(
        "zwnj.loan", "zwnj", 0, 0, word, f"{stem}{ZWNJ}{second}", "auto", 0.93,
        f"{stem} stands in the document by itself",
    )  # fmt: skip


_EZAFE = re.compile("(.{2,}[^اویه]ه)ی$")
_FAR_MORE = 32  # levels: sixteen times as frequent
_HALVES = ("دهی", "گاهی", "خواهی")
# Words whose heh is heard: what follows is written on to it.
_HEARD = words(
    "توجه متوجه فقه شبه وجه کنه مشابه موجه مواجه تنبه متنبه مرفه تشابه سفه مکره مشتبه منزه الله فربه زره گره روبه"
)


def ezafe(word: str, lexicon: Persian, tail: str) -> Edit | None:
    """A noun with a silent heh and the ی of ezafe (نسخهی): its ZWNJ was lost. ``tail`` is how it is written."""
    found = _EZAFE.match(word)
    whole = lexicon.find(word)
    if found is None or found[1] in _HEARD or (whole is not None and whole.flags & (Flag.TRUSTED | Flag.LISTED)):
        return None
    stem = lexicon.find(found[1])
    if stem is None or not stem.flags & (Flag.NOUN | Flag.ADJECTIVE | Flag.PARTICIPLE | Flag.LISTED):
        return None
    if _made_of(word, stem.level, lexicon):
        return None
    plural = lexicon.find(found[1][:-1])
    doubtful = plural is not None and plural.flags & Flag.NOUN and plural.level > stem.level + _FAR_MORE
    return Edit(
        "zwnj.ezafe", "zwnj", 0, 0, word, f"{found[1]}{tail}", "suggest" if doubtful else "auto",
        0.6 if doubtful else 0.95,
        f"{found[1]} + ی: a heh that is not heard" + (f", or {found[1][:-1]} + های" if doubtful else ""),
    )  # fmt: skip


def _made_of(word: str, level: int, lexicon: Persian) -> bool:
    """Whether a word is rather a noun with a verbal half (سود + دهی, بار + دهی) than a stem with its ezafe."""
    for half in _HALVES:
        first = lexicon.find(word.removesuffix(half)) if word.endswith(half) else None
        if first is not None and first.flags & (Flag.NOUN | Flag.ADJECTIVE) and first.level > level:
            return True
    return False


_IS = re.compile("(ن?(?:می)?.{2,}ه)است$")
_CLEARLY = 16  # levels: four times as frequent


def perfect(word: str, known: Facts, lexicon: Persian) -> Edit | None:
    """A participle with است written on to it (گرفتهاست): apart or with ZWNJ, as the document has it."""
    found = _IS.match(word) if word.endswith("است") else None
    if found is None:
        return None
    stem = lexicon.find(found[1])
    if stem is None or not stem.flags & Flag.PARTICIPLE:
        return None
    noun = lexicon.find(found[1][:-1])
    plural = noun is not None and noun.flags & Flag.NOUN and noun.level > stem.level + _CLEARLY
    apart = not known.lost and style.majority(known.styles, "است", "space", "zwnj") == "space"
    after = f"{found[1]}{' ' if apart else ZWNJ}است"
    return Edit(
        "zwnj.perfect", "space" if apart else "zwnj", 0, 0, word, after, "suggest" if plural else "auto",
        0.6 if plural else 0.96, f"participle {found[1]} + است" + ("; or a plural" if plural else ""),
    )  # fmt: skip
