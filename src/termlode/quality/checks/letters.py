"""Letters of other languages, and characters that nobody sees (codes 6)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry, scripts
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.languages.hooks import Rules
    from termlode.quality.pair import Pair

_ZWNJ = "\u200c"
_WORD = re.compile(r"[^\W\d_]+")
_BAD_ZWNJ = re.compile(
    f"{_ZWNJ}{{2,}}|(?<=\\s){_ZWNJ}|{_ZWNJ}(?=\\s)|^{_ZWNJ}|{_ZWNJ}$|{_ZWNJ}(?=[.،؛؟!:,)»\\]])|(?<=[(«\\[]){_ZWNJ}"
)
_LOST = frozenset({  # rules of correction
    "zwnj.plural", "zwnj.verb", "zwnj.haye", "zwnj.attested", "space.verb", "space.plural", "space.degree",
})  # fmt: skip
_SENTENCE = 4_000  # characters; correction of longer texts is not for a check
_TATWEEL = re.compile("(?<=[\u0620-\u06d3])\u0640+(?=[\u0620-\u06d3])")
_OPENING, _ISOLATING = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
_LOOKALIKES = {frozenset({"Latn", "Cyrl"}), frozenset({"Latn", "Grek"}), frozenset({"Cyrl", "Grek"})}
_SIGNS = frozenset("µμΩΔπαβγ")  # Greek letters that are signs of measures and formulas


@check("W601", "letters", "type it with the letters of the target's language")
def foreign_letters(pair: Pair) -> Iterator[Hit]:
    """A word of the target has a letter of another language's alphabet"""
    rules = registry.spelling(pair.target.language)
    if rules is None or not rules.FOREIGN:
        return
    for match in _WORD.finditer(pair.target.plain):
        wrong = next((i for i, char in enumerate(match[0]) if char in rules.FOREIGN), None)
        if wrong is not None:
            char, at = match[0][wrong], match.start() + wrong
            yield Hit(f"{char} for {rules.FOREIGN[char]} in {match[0]}", at, at + 1)
            return


@check("W602", "letters", "type the word anew")
def mixed_scripts(pair: Pair) -> Iterator[Hit]:
    """A letter of another script stands inside a word of the target, or looks like its neighbours"""
    for match in _WORD.finditer(pair.target.plain):
        if not match[0].isascii() and (at := _stranger(match[0])) is not None:
            yield Hit(match[0], match.start() + at, match.start() + at + 1)
            return


def _stranger(word: str) -> int | None:
    """Where a letter stands that the word cannot have."""
    found = [scripts.script(char) for char in word]
    if len(set(found)) < 2:
        return None
    for at in range(1, len(word) - 1):
        other, before = found[at], found[at - 1]
        if other not in (before, scripts.NONE) and before not in (scripts.NONE, "Hani") and other != "Hani":
            rest = next((one for one in found[at + 1 :] if one != other), None)
            if rest == before:
                return at
    lookalike = frozenset(found) in _LOOKALIKES and _SIGNS.isdisjoint(word)
    return next(at for at, one in enumerate(found) if one != found[0]) if lookalike else None


@check("W611", "zwnj", "leave one ZWNJ between two letters, none elsewhere")
def zwnj(pair: Pair) -> Iterator[Hit]:
    """A zero-width non-joiner is doubled, or stands beside a space or at an end"""
    match = _BAD_ZWNJ.search(pair.target.text) if _ZWNJ in pair.target.text else None
    if match and not _BAD_ZWNJ.search(pair.source.text):
        yield Hit("", match.start(), match.end())


@check("I616", "joining", "'termlode fix' writes it: its rules and settings are those of correction")
def lost_zwnj(pair: Pair) -> Iterator[Hit]:
    """A prefix or ending is written apart, or joined, where the target's language has a zero-width non-joiner"""
    rules = _correction(pair.target.language) if registry.pack(pair.target.language).zwnj else None
    if rules is None or len(pair.target.text) > _SENTENCE:
        return
    for stage in rules.stages(pair.target.plain):
        for edit in stage(pair.target.plain):
            if edit.tier == "auto" and edit.rule in _LOST:
                yield Hit(f"{edit.before} → {edit.after.replace(_ZWNJ, '[ZWNJ]')}", edit.start, edit.end)
                return


@lru_cache(maxsize=8)
def _correction(language: str) -> Rules | None:
    found = registry.correction(language)
    return found.rules((), (), {}) if found else None


@check("I612", "tatweel", "take it out: it stretches a line and belongs to no spelling")
def tatweel(pair: Pair) -> Iterator[Hit]:
    """A word of the target is stretched with tatweel"""
    match = _TATWEEL.search(pair.target.text)
    if match:
        yield Hit("", match.start(), match.end())


@check("W613", "bidi", "close what is opened, or take the controls out")
def bidi(pair: Pair) -> Iterator[Hit]:
    """Controls of the direction of text are not balanced in the target"""
    at = _unbalanced(pair.target.text)
    if at is not None and _unbalanced(pair.source.text) is None:
        yield Hit(f"U+{ord(pair.target.text[at]):04X}", at, at + 1)


def _unbalanced(text: str) -> int | None:
    open_: list[tuple[int, bool]] = []
    for at, char in enumerate(text):
        if char in _OPENING or char in _ISOLATING:
            open_.append((at, char in _ISOLATING))
        elif char in "\u202c\u2069":
            if not open_ or open_[-1][1] != (char == "\u2069"):
                return at
            open_.pop()
    return open_[0][0] if open_ else None


@check("W614", "invisible", "take it out")
def invisible(pair: Pair) -> Iterator[Hit]:
    """A control, replacement or private character stands in the target and not in the source"""
    match = _HIDDEN.search(pair.target.text)
    if match and match[0] not in pair.source.text:
        yield Hit(f"U+{ord(match[0]):04X}", match.start(), match.end())


@check("W615", "presentation", "type it anew: it was stored as it looks, often from right to left")
def presentation_forms(pair: Pair) -> Iterator[Hit]:
    """The target is written in presentation forms of letters, which no search finds"""
    match = PRESENTATION.search(pair.target.text)
    if match:
        yield Hit("", match.start(), match.end())


PRESENTATION = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc]{2,}")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff\ufeff\u2028\u2029]")
