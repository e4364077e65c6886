"""Arabic stems after light10 (Larkey, Ballesteros & Connell 2007)."""

from __future__ import annotations

import re

from termlode.languages.morphology import strip

_FRONT = re.compile(r"[وف]?(?:بال|كال|لل|ال)(?=[^\W\d_]{3})|وب?(?=ال)")
_END = re.compile(r"(?<=[^\W\d_]{3})(?:تهما|اتها|اتهم|ها|هما|هم|هن|ان|ات|ون|ين|ته|تها|يه|ه|ي)$")


def stem(word: str) -> str:
    """The stem of a folded word."""
    front = _FRONT.match(word) if word.isalpha() else None
    return strip(word[front.end() :] if front else word, _END)
