"""Language tags: whatever a file says becomes BCP 47 (RFC 5646) with a hyphen and the shortest primary subtag."""

from __future__ import annotations

import re
from functools import lru_cache

from termlode.errors import InputError

SUPPORTED = ("fa", "ar", "zh", "ps", "en")

# ISO 639-2/3 codes (terminological and bibliographic) and English names that files use instead of BCP 47.
_ALIASES = {
    "eng": "en", "english": "en", "fas": "fa", "per": "fa", "pes": "fa", "persian": "fa", "farsi": "fa",
    "ara": "ar", "arb": "ar", "arabic": "ar", "zho": "zh", "chi": "zh", "cmn": "zh", "chinese": "zh",
    "pus": "ps", "pbt": "ps", "pbu": "ps", "pashto": "ps", "urd": "ur", "urdu": "ur", "deu": "de", "ger": "de",
    "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "jpn": "ja", "kor": "ko", "tur": "tr", "heb": "he",
    "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "dari": "fa-AF", "prs": "fa-AF", "iw": "he", "in": "id",
}  # fmt: skip
_PRIVATE = {"*all*": "und", "all": "und"}
_SHAPE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*\Z")


def _subtag(part: str, previous_single: bool) -> str:
    if previous_single:
        return part.lower()
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 and part.isalpha() else part.lower()


@lru_cache(maxsize=1024)
def normalise(tag: str) -> str:
    """``tag`` as BCP 47: ``en_US`` → ``en-US``, ``zho`` → ``zh``, ``zh_hans`` → ``zh-Hans``.

    Raises InputError where the text is no language tag at all.
    """
    text = tag.strip().split("@")[0].split(".")[0]
    if text.lower() in _PRIVATE:
        return _PRIVATE[text.lower()]
    if not _SHAPE.match(text):
        raise InputError(f"{tag!r} is not a language tag", cure="write BCP 47, such as fa, ar, zh-Hans, en-GB")
    primary, *rest = re.split("[-_]", text)
    parts = [_primary(primary)]
    for index, part in enumerate(rest):
        parts.append(_subtag(part, any(len(p) == 1 for p in rest[:index])))
    return "-".join(parts)


def _primary(code: str) -> str:
    lower = code.lower()
    if lower in _ALIASES:
        return _ALIASES[lower]
    if len(lower) == 3:
        from langcodes import standardize_tag

        return standardize_tag(lower)
    return lower


def subtag(tag: str) -> str:
    """The first subtag as it is written: packs are found by it. To compare languages, :func:`same`."""
    return tag.partition("-")[0]


@lru_cache(maxsize=4096)
def primary(tag: str) -> str:
    """The language a tag names, without region, script and variant: ``zh-Hans-CN`` → ``zh``, ``pes`` → ``fa``.

    A tag that is not normalised will do: ``EN_us`` → ``en``.
    """
    first = subtag(tag.replace("_", "-").lower())
    return subtag(_ALIASES.get(first, first))


def matches(tag: str, wanted: str) -> bool:
    """Basic filtering (RFC 4647, 3.3.1): ``zh-CN`` matches ``zh``; ``zh`` does not match ``zh-CN``."""
    return tag == wanted or tag.startswith(wanted + "-")


def serves(tag: str, wanted: str | None) -> bool:
    """Whether a text tagged ``tag`` serves one who asks for ``wanted``: zh-CN for zh, and zh for zh-CN."""
    return wanted is None or matches(tag, wanted) or matches(wanted, tag)


def same(one: str, other: str) -> bool:
    """Whether two tags name one language: their primary subtags are equal, once codes for one thing count as one.

    Region, script and variant do not count: zh-Hans and zh-Hant are one language, and so are fa-IR, pes and Dari
    (prs, which :func:`normalise` writes fa-AF). Tags of no language (``und``) are the same only as each other.
    """
    return primary(one) == primary(other)
