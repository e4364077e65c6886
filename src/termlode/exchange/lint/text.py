"""Checks of a text that every bilingual format shares (TMX, XLIFF, PO, tables)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.lint.check import Checks
from termlode.exchange.profiles import PROFILES
from termlode.languages.tags import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe\U0001ffff\U0010fffe\U0010ffff]")
_MOJIBAKE = re.compile("(?:[ØÙÚÛ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ª«¬­®¯°±²³´µ¶·¸¹º»¼½¾¿]){3}")
_LONG = 100_000


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a unit as a tool sees it: without inline codes."""

    language: str
    value: str


TEXT = Checks()


@TEXT.add("S101", "warning", "translate it or take the unit out")
def empty(item: Text) -> Iterator[str]:
    """A text is empty."""
    if not item.value.strip():
        yield item.language


@TEXT.add("S102", "warning", "trim it: exact matching fails on it", fixable=True)
def edges(item: Text) -> Iterator[str]:
    """A text begins or ends with white space."""
    if item.value.strip() and item.value != item.value.strip():
        yield item.language


@TEXT.add("S103", "warning", "write a space, or split the unit", "omegat trados memoq phrase", fixable=True)
def broken(item: Text) -> Iterator[str]:
    """A text holds a line break or a tab."""
    if "\n" in item.value.strip() or "\t" in item.value.strip():
        yield item.language


@TEXT.add("S104", "warning", "normalise to NFC", "omegat trados memoq weblate phrase", fixable=True)
def composed(item: Text) -> Iterator[str]:
    """A text is not in normal form C."""
    if not unicodedata.is_normalized("NFC", item.value):
        yield item.language


@TEXT.add("S105", "warning", "take them out unless they are meant")
def direction(item: Text) -> Iterator[str]:
    """A text holds invisible direction overrides, embeddings or isolates."""
    if found := _BIDI.search(item.value):
        yield f"{item.language}, U+{ord(found[0]):04X}"


@TEXT.add("S106", "warning", "take it out")
def control(item: Text) -> Iterator[str]:
    """A text holds a control character."""
    if found := _CONTROL.search(item.value):
        yield f"{item.language}, U+{ord(found[0]):04X}"


@TEXT.add("S107", "error", "take it out")
def noncharacter(item: Text) -> Iterator[str]:
    """A text holds a Unicode noncharacter."""
    if found := _NONCHARACTER.search(item.value):
        yield f"{item.language}, U+{ord(found[0]):04X}"


@TEXT.add("S108", "warning", "read the file with its true encoding (--encoding utf-8)")
def mojibake(item: Text) -> Iterator[str]:
    """A text looks like UTF-8 that was read as Latin-1."""
    if _MOJIBAKE.search(item.value):
        yield item.language


@TEXT.add("S109", "warning", "split the unit: most tools refuse such a segment")
def long(item: Text) -> Iterator[str]:
    """A text is longer than 100 000 characters."""
    if len(item.value) > _LONG:
        yield f"{item.language}, {len(item.value)} characters"


@TEXT.add("S110", "error", "split the unit: RWS's cloud takes 2,000 characters", "trados")
def too_long(item: Text) -> Iterator[str]:
    """A text is longer than the client takes."""
    limit = PROFILES["trados"].longest
    if limit is not None and len(item.value) > limit:
        yield f"{item.language}, {len(item.value)} characters"


@TEXT.add("S111", "warning", "write the character itself", "omegat weblate")
def entity(item: Text) -> Iterator[str]:
    """A text holds an HTML entity as plain text."""
    if found := re.search(r"&(?:nbsp|amp|lt|gt|quot|zwnj|#\d{2,6});", item.value):
        yield f"{item.language}, {found[0]}"


# ── language tags ────────────────────────────────────────────────────────────────────────────────

TAG = Checks()


@TAG.add("S201", "error", "write BCP 47, such as fa, zh-Hans, en-GB")
def no_tag(tag: str) -> Iterator[str]:
    """A language tag is none."""
    try:
        normalise(tag)
    except InputError:
        yield repr(tag)


@TAG.add("S202", "error", "write a hyphen and the two-letter code: tools match neither en_US nor eng", fixable=True)
def odd_tag(tag: str) -> Iterator[str]:
    """A language tag is not BCP 47."""
    try:
        right = normalise(tag)
    except InputError:
        return
    if right.lower() != tag.lower():
        yield f"{tag!r} should be {right}"
