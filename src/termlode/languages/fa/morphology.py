"""Persian stems: inflectional endings only."""

from __future__ import annotations

import re

from termlode.languages.morphology import strip

_END = re.compile(
    r"(?<=[^\W\d_]{3})(?:های(?:ی|م|ت|ش|مان|تان|شان)?|ها|گان|ان|ایی|یی|ای|(?<=[^\W\d_]{4})(?:مان|تان|شان|اش)|ات|ی|ه)$"
)


def stem(word: str) -> str:
    """The stem of a folded word."""
    return strip(word, _END)
