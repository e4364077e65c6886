"""Arabic: only what its spelling settles. ة and ى end a word, so what follows is a suffix or another word."""

from __future__ import annotations

import re

from termlode.model import Edit

_WORD = "\u0621-\u063a\u0641-\u0652"
_TEH = re.compile(f"(?<![{_WORD}])([{_WORD}]{{2,}})ة([ء-ي]+)")
_MAKSURA = re.compile(f"(?<![{_WORD}])([{_WORD}]{{1,}}ى)(ال[ء-ي]{{2,}})")
_SUFFIXES = frozenset({"ها", "هم", "هن", "هما", "كم", "كن", "كما", "نا", "ه", "ي", "ك"})
_SURE = frozenset({"ها", "هم", "هن", "هما", "كم", "كن", "كما", "نا"})
_COLON = re.compile(r"(?<=[\u0620-\u06d3])[:؛](?=[\u0620-\u06d3])")
_STOP = re.compile(r"(?:(?<=الذكاء الاصطناعي)|(?<=الذكاء الإصطناعي))\.(?= (?!و)[ء-ي])|(?<=\sأ)\.(?= ال)")
_DOTS = re.compile(r"(?<=[\u0620-\u06d3])(?:\.\.\.|…)(?=[\u0620-\u06d3])")


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
            edits.append(_gap("space.teh-marbuta", found.end(1) + 1, "ة ends a word", 0.97))
    return edits


def maksura(text: str) -> list[Edit]:
    """ى ends a word: علىالرغم is two."""
    return [_gap("space.alef-maksura", found.end(1), "ى ends a word", 0.97) for found in _MAKSURA.finditer(text)]


def colons(text: str) -> list[Edit]:
    """A space behind a colon or semicolon between words."""
    return [
        _gap("space.colon", found.end(), "a space is missing behind the colon", 0.97) for found in _COLON.finditer(text)
    ]


def stops(text: str) -> list[Edit]:
    """The full stop that a translation of “A.I.” leaves inside a sentence, and dots without a space: suggestions."""
    edits = [
        Edit("markup.abbreviation-stop", "markup", found.start(), found.end(), found.group(), "", "suggest", 0.6,
             "the full stop may be left over from the abbreviation A.I.")
        for found in _STOP.finditer(text)
    ]  # fmt: skip
    edits += [
        _gap("space.dots", found.end(), "a space is missing behind the dots", 0.6) for found in _DOTS.finditer(text)
    ]
    return sorted(edits, key=lambda edit: edit.start)


def _gap(rule: str, at: int, evidence: str, confidence: float) -> Edit:
    """A space put in at ``at``."""
    tier = "auto" if confidence >= 0.9 else "suggest"
    return Edit(rule, "space", at, at, "", " ", tier, confidence, evidence)  # type: ignore[arg-type]
