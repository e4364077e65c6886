"""Pashto citation forms: the direct case, as the text has it or by the endings that leave no doubt, without د."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CERTAIN = ((re.compile(r"(?<=\w\w)ۍ$"), "ي"), (re.compile(r"(?<=ات)و$"), ""))
_ATTESTED = (("ې", "ه"), ("ونو", ""), ("و", ""))


def cite(surfaces: Sequence[str]) -> str:
    """The citation form of a candidate with these surfaces, the commonest first."""
    text = next((one for one in surfaces if not one.startswith("د ")), surfaces[0])
    for ending, instead in _ATTESTED:
        direct = text.removesuffix(ending) + instead
        if text.endswith(ending) and direct in surfaces:
            return direct
    for oblique, instead in _CERTAIN:
        text = oblique.sub(instead, text)
    return text
