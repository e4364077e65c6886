"""Correction of Arabic: what its spelling settles. ة and ى end a word: what follows is a suffix or another word."""

from __future__ import annotations

import re

from termlode.languages.ar.lamalef import lam_alefs
from termlode.languages.arabic_script import colons, gap, invisible
from termlode.languages.rules import PlainRules
from termlode.model import Edit

_WORD = "\u0621-\u063a\u0641-\u0652"
_TEH = re.compile(f"(?<![{_WORD}])([{_WORD}]{{2,}})ة([ء-ي]+)")
_MAKSURA = re.compile(f"(?<![{_WORD}])([{_WORD}]{{1,}}ى)(ال[ء-ي]{{2,}})")
_SUFFIXES = frozenset({"ها", "هم", "هن", "هما", "كم", "كن", "كما", "نا", "ه", "ي", "ك"})
_SURE = frozenset({"ها", "هم", "هن", "هما", "كم", "كن", "كما", "نا"})
_STOP = re.compile(r"(?:(?<=الذكاء الاصطناعي)|(?<=الذكاء الإصطناعي))\.(?= (?!و)[ء-ي])|(?<=\sأ)\.(?= ال)")
_DOTS = re.compile(r"(?<=[\u0620-\u064a])(?:\.\.\.|…)(?=[\u0620-\u064a])")


def rules(*_: object) -> PlainRules:
    """The rules, the same for every termbase."""
    return PlainRules(invisible, lam_alefs, suffixes, maksura, colons, stops)


def suffixes(text: str) -> list[Edit]:
    """ة before a suffix is ت (أهميةها → أهميتها); before anything else a space is missing (صورةشخص)."""
    edits = []
    for found in _TEH.finditer(text):
        word, stem, rest = found.group(), found[1], found[2]
        if rest in _SUFFIXES:
            edits.append(
                Edit("char.teh-marbuta", "char", found.start(), found.end(), word, f"{stem}ت{rest}",
                     "auto" if rest in _SURE else "suggest", 0.98 if rest in _SURE else 0.7,
                     f"ة before the suffix {rest} is written ت")
            )  # fmt: skip
        elif len(rest) > 2:
            edits.append(gap("space.teh-marbuta", found.end(1) + 1, "ة ends a word", 0.97))
    return edits


def maksura(text: str) -> list[Edit]:
    """ى ends a word: علىالرغم is two."""
    return [gap("space.alef-maksura", found.end(1), "ى ends a word", 0.97) for found in _MAKSURA.finditer(text)]


def stops(text: str) -> list[Edit]:
    """The full stop that a translation of “A.I.” leaves inside a sentence, and dots without a space: suggestions."""
    edits = [
        Edit("markup.abbreviation-stop", "markup", found.start(), found.end(), found.group(), "", "suggest", 0.6,
             "the full stop may be left over from the abbreviation A.I.")
        for found in _STOP.finditer(text)
    ]  # fmt: skip
    edits += [
        gap("space.dots", found.end(), "a space is missing behind the dots", 0.6) for found in _DOTS.finditer(text)
    ]
    return sorted(edits, key=lambda edit: edit.start)
