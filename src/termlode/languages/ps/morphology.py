"""Pashto stems: inflectional endings only."""

from __future__ import annotations

import re

from termlode.languages.morphology import strip

_END = re.compile(r"(?<=[^\W\d_]{3})(?:ګانو|ګانې|ونو|ونه|انو|ان|اتو|ات|یو|ګان|ۍ|ې|ي|ی|ه|و)$")


def stem(word: str) -> str:
    """The stem of a folded word."""
    return strip(word, _END)
