"""Decimal separators, and Latin letters that a reader put into a Persian word."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

_DECIMAL = re.compile(r"(?<![۰-۹0-9.,٫٬/])([۰-۹]{1,4}),([۰-۹]{1,2})(?![۰-۹0-9.,٫٬/])")
_GAP = re.compile("(?<=[\u0620-\u064a\u0671-\u06d3])[:،؛](?=[\u0620-\u064a\u0671-\u06d3])")
_SERIES = re.compile(r"\s*(?:و|یا|تا|،)\s*[۰-۹]")
_MIXED = re.compile(
    r"(?=[\u0621-\u06d3]*[A-Za-z])(?=[A-Za-z]*[\u0621-\u06d3])[\u0621-\u06d3]+[A-Za-z]{1,3}[\u0621-\u06d3]+"
)
_SOUND = {
    "a": ("ا", ""), "b": ("ب",), "c": ("ک", "س"), "d": ("د",), "e": ("", "ه"), "f": ("ف",), "g": ("گ", "ج"),
    "h": ("ه", "ح"), "i": ("ی", ""), "j": ("ج", "ژ"), "k": ("ک",), "l": ("ل",), "m": ("م",), "n": ("ن",),
    "o": ("و", ""), "p": ("پ",), "q": ("ق",), "r": ("ر",), "s": ("س",), "t": ("ت", "ط"), "u": ("و", ""),
    "v": ("و",), "w": ("و",), "x": ("کس",), "y": ("ی",), "z": ("ز",),
}  # fmt: skip


def decimals(text: str) -> list[Edit]:
    """A Latin comma between Persian digits as the decimal separator ٫; series such as ۱,۲ و ۳ are only suggested."""
    edits = []
    for found in _DECIMAL.finditer(text):
        series = bool(_SERIES.match(text, found.end())) and len(found[1]) == len(found[2])
        comma = found.end(1)
        edits.append(
            Edit("digit.decimal", "digit", comma, comma + 1, ",", "٫",
                 "suggest" if series else "auto", 0.6 if series else 0.97,
                 "a comma before one or two digits is the decimal separator")
        )  # fmt: skip
    return edits


def gaps(text: str) -> list[Edit]:
    """A space that may be missing behind a colon or comma between words: suggestions."""
    return [
        Edit("space.colon", "space", found.end(), found.end(), "", " ", "suggest", 0.6, "a space may be missing")
        for found in _GAP.finditer(text)
    ]


def mixed(text: str, known: Callable[[str], bool]) -> list[Edit]:
    """Latin letters inside a Persian word, read by their sound, where that gives one known word."""
    edits = []
    for found in _MIXED.finditer(text):
        word = found.group()
        choices = [_SOUND.get(char.lower(), (char,)) if char.isascii() else (char,) for char in word]
        words = {spelling for spelling in map("".join, product(*choices)) if known(spelling)}
        if len(words) == 1:
            edits.append(
                Edit("char.mixed-script", "char", found.start(), found.end(), word, words.pop(), confidence=0.95,
                     evidence="Latin letters inside a Persian word, read by their sound")
            )  # fmt: skip
    return edits
