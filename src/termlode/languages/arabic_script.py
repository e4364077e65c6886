"""What the correction of all languages in the Arabic script shares."""

from __future__ import annotations

import re

from termlode.model import Edit

_SOFT = re.compile(r"(?<=[\u0621-\u06d3])[\u200b\u2060\ufeff]+(?=[\u0621-\u06d3])")
_LETTER = r"[\u0620-\u064a\u0671-\u06d3]"
_COLON = re.compile(  # single letters on both sides are a format (س:د:ث)
    f"(?<={_LETTER}{{2}})[:؛](?={_LETTER})|(?<={_LETTER})[:؛](?={_LETTER}{{2}})"
)


def invisible(text: str) -> list[Edit]:
    """Invisible marks inside words (zero width space, word joiner, byte order mark) taken out."""
    return [
        Edit(
            "markup.invisible",
            "markup",
            found.start(),
            found.end(),
            found.group(),
            "",
            evidence="invisible inside a word",
        )
        for found in _SOFT.finditer(text)
    ]


def colons(text: str) -> list[Edit]:
    """A space behind a colon or semicolon between words, one of them of two letters or more."""
    return [
        gap("space.colon", found.end(), "a space is missing behind the colon", 0.97) for found in _COLON.finditer(text)
    ]


def gap(rule: str, at: int, evidence: str, confidence: float) -> Edit:
    """A space put in at ``at``."""
    tier = "auto" if confidence >= 0.9 else "suggest"
    return Edit(rule, "space", at, at, "", " ", tier, confidence, evidence)  # type: ignore[arg-type]
