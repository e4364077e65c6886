"""Pashto citation forms: the direct case, as the text has it or by the endings that leave no doubt; د stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_OBLIQUE = ((re.compile(r"(?<=\w\w)ۍ$"), "ي"), (re.compile(r"(?<=ات)و$"), ""), (re.compile(r"(?<=\w\wون)و$"), "ه"))
_CASED = re.compile(r"[وۍې]$")


def cite(surfaces: Sequence[str]) -> str:
    """The citation form of a candidate with these surfaces, the commonest first."""
    plain = [one for one in surfaces if not one.startswith("د ")]
    direct = next((one for one in plain if not _CASED.search(one)), surfaces[0])
    if "د " + direct in surfaces:
        direct = "د " + direct
    for ending, instead in _OBLIQUE:
        direct = ending.sub(instead, direct)
    return direct
