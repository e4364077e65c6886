"""Correction of Chinese: width and punctuation, as suggestions only."""

from __future__ import annotations

import re

from termlode.languages.rules import PlainRules
from termlode.model import Edit

_HAN = "\u3400-\u9fff"
_PUNCTUATION = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = re.compile(f"(?<=[{_HAN}])[,;:?!](?=[{_HAN}])|(?<=[{_HAN}])\\((?=[{_HAN}])|(?<=[{_HAN}])\\)")
_SPACE = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")


def rules(*_: object) -> PlainRules:
    """The rules, the same for every termbase."""
    return PlainRules(width, spaces)


def width(text: str) -> list[Edit]:
    """Half-width punctuation between Chinese characters, full-width letters and digits."""
    edits = [
        _suggest("markup.width", found, _PUNCTUATION[found.group()], "Chinese punctuation is full width")
        for found in _HALF.finditer(text)
    ]
    for found in _WIDE.finditer(text):
        narrow = "".join(chr(ord(char) - 0xFEE0) for char in found.group())
        edits.append(_suggest("markup.width", found, narrow, "Latin letters and digits are half width"))
    return sorted(edits, key=lambda edit: edit.start)


def spaces(text: str) -> list[Edit]:
    """A space between two Chinese characters."""
    return [
        Edit(
            "space.han",
            "space",
            found.start(),
            found.end(),
            " ",
            "",
            "suggest",
            0.5,
            "Chinese is written without spaces",
        )
        for found in _SPACE.finditer(text)
    ]


def _suggest(rule: str, found: re.Match[str], after: str, evidence: str) -> Edit:
    return Edit(rule, "markup", found.start(), found.end(), found.group(), after, "suggest", 0.5, evidence)
