"""Letters that writers mix inside words: one for all of them, for matching only.

Pashto tells ې from ی at the end of a word, where they make other forms of it; inside words both are written for the
same sound (ډېزل, ډیزل), as are ټ and ت behind س in words from elsewhere (سیسټم, سیستم).
"""

from __future__ import annotations

import re
from functools import cache


@cache
def _inner_yeh() -> re.Pattern[str]:
    return re.compile(r"[\u06cd\u06d0](?=[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff])")


def as_mixed(text: str) -> str:
    """``text``, as long as before, with one letter for those that writers mix."""
    if "\u06d0" in text or "\u06cd" in text:
        text = _inner_yeh().sub("ی", text)
    return text.replace("سټ", "ست") if "سټ" in text else text
