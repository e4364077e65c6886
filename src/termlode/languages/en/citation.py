"""English citation forms: small letters and the singular, where the text has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLURAL = ((re.compile(r"(?<=\w\w)ies$"), "y"), (re.compile(r"(?<=ch|sh|ss)es$|(?<=x)es$"), ""),
           (re.compile(r"(?<=\w\w[^\Wsui])s$"), ""))  # fmt: skip
_NO_PLURAL = re.compile(r"(?:ics|news|series|species|lens|gas|[^\W\da-z]s)$")  # physics; GNSS and the like


def cite(surfaces: Sequence[str]) -> str:
    """The citation form of a candidate with these surfaces, the commonest first."""
    text = next((one for one in surfaces if one[:1].islower()), surfaces[0])
    if text[:1].isupper() and all(word[:1].isupper() for word in text.split()):
        return text  # a name
    single = singular(text)
    return single if single.casefold() in {one.casefold() for one in surfaces} else text


def singular(text: str) -> str:
    """``text`` with its last word in the singular."""
    if _NO_PLURAL.search(text):
        return text
    for ending, instead in _PLURAL:
        if ending.search(text):
            return ending.sub(instead, text)
    return text
