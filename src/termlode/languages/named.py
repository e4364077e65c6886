"""Languages as users name them, in options and arguments: the one parser. Raises UsageError that names the option."""

from __future__ import annotations

import re

from termlode.errors import InputError, UsageError
from termlode.languages.tags import normalise

_SUBTAG = re.compile("[a-z]{2,3}")  # that begins a tag


def tag(text: str, option: str) -> str:
    """A language tag (BCP 47) that ``option`` was given."""
    try:
        return normalise(text)
    except InputError as error:
        raise UsageError(f"{option}: {error.reason}: {error.cure}") from error


def tag_or_none(text: str | None, option: str) -> str | None:
    """A language tag, where one is given."""
    return tag(text, option) if text else None


def tags(text: str | None, option: str = "--to") -> tuple[str, ...]:
    """Several tags with commas or blanks between them."""
    return tuple(tag(part, option) for part in (text or "").replace(",", " ").split())


def pair(text: str, option: str = "--pair") -> tuple[str, str]:
    """``fa:en``, ``fa-en``, ``zh-Hant-en`` as two tags.

    Without a colon, the second tag begins at the first later part of two or three small letters: regions,
    scripts and variants are not written so.
    """
    left, colon, right = text.partition(":")
    if not colon:
        parts = text.split("-")
        at = next((k for k, part in enumerate(parts) if k and _SUBTAG.fullmatch(part)), None)
        if at is None:
            raise UsageError(f"{option}: {text!r} is not a pair of languages: write fa-en, or en-US:fa-IR")
        left, right = "-".join(parts[:at]), "-".join(parts[at:])
    one, other = (tag(part, f"{option} {text}") for part in (left, right))
    if one == other:
        raise UsageError(f"{option}: {text!r} names one language twice: write fa-en, or zh-CN:zh-TW")
    return one, other
