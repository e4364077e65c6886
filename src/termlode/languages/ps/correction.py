"""Correction of Pashto: ۍ ends a word, and او does not follow ې inside one. ي ی ې ۍ ئ contrast and are never folded."""

from __future__ import annotations

import re

from termlode.languages.arabic_script import colons, invisible
from termlode.languages.rules import PlainRules
from termlode.model import Edit

_FINAL = re.compile(r"(?<=[ء-ۓ][ء-ۓ]ۍ)(?=[ء-ۓ]{2,})")
_AND = re.compile(r"(?<=[ء-ۓ][ء-ۓ]ې)(?=او(?![ء-ۓ]))")


def rules(*_: object) -> PlainRules:
    """The rules, the same for every termbase."""
    return PlainRules(invisible, joined, colons)


def joined(text: str) -> list[Edit]:
    """A space between words that ran together (تختېاو → تختې او)."""
    places = {  # نړۍوال and نړۍ وال are both written
        found.start(): ("ۍ ends a word", not text.startswith("وال", found.start())) for found in _FINAL.finditer(text)
    }
    places |= {found.start(): ("او is a word of its own", True) for found in _AND.finditer(text)}
    return [
        Edit("space.joined", "space", at, at, "", " ", "auto" if sure else "suggest", 0.95 if sure else 0.6, why)
        for at, (why, sure) in sorted(places.items())
    ]
