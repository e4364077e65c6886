"""The words in which a hit explains itself: which rules lead from the term to what stands in the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold

if TYPE_CHECKING:
    from termlode.languages.forms import Trace

_ENDINGS = {
    "plural": "plural",
    "dual": "dual",
    "dual_pronoun": "dual with pronoun",
    "pronoun": "pronoun suffix",
    "accusative": "accusative ا",
    "feminine": "",
    "agreement": "agreement",
    "ye": "ی",
    "ezafe": "ezafe ی",
    "possessive": "possessive",
    "oblique": "oblique",
    "base": "",
    "verb": "verb form",
    "copula": "copula",
}
_GAPS = {"sign": "", "lost": "space lost", "line": "line break", "other": ""}
_LINE_BREAK = re.compile(r"\n")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")


@lru_cache(maxsize=1 << 14)
def rule(trace: Trace, surface: str, spelling: str, kind: str, language: str) -> str:
    """The rules between a spelling of the term and its surface in the text; ``exact`` where there are none."""
    if surface == spelling and kind in ("term", "form", "attested"):
        return "exact" if kind == "term" else kind
    parts = [f"OCR {kind} {spelling}"] if kind in ("nonword", "realword") else []
    if kind in ("form", "attested"):
        parts.append(kind)
    if trace.prefix:
        parts.append("article ال" if trace.prefix == "ال" else f"proclitic {_arabic(trace.prefix)}")
    for step in trace.steps:
        name = _ENDINGS.get(step, _GAPS.get(step, step))
        if name and name not in parts:
            parts.append(name)
    parts += [part for part in _spelling(surface, spelling, language) if part not in parts]
    return "; ".join(parts) if parts else "folded"


def _arabic(prefix: str) -> str:
    return prefix.replace("ک", "ك") if prefix else prefix


def _spelling(surface: str, spelling: str, language: str) -> list[str]:
    """Differences of writing that no ending explains."""
    found = []
    if _LINE_BREAK.search(surface):
        found.append("line break")
    if ("\u200c" in spelling) != ("\u200c" in surface) and registry.pack(language).zwnj:
        found.append("ZWNJ")
    if _MARKS.search(surface) and not _MARKS.search(spelling):
        found.append("marks")
    if registry.pack(language).script == "Hani" and surface != spelling and fold(surface) == fold(spelling):
        found.append("Traditional or full width")
    if surface.endswith(("'s", "’s")):
        found.append("possessive 's")
        surface = surface[:-2]
    if surface.count(".") > spelling.count("."):
        found.append("points")
    if surface != spelling and surface.isascii() and spelling.isascii() and surface.lower() == spelling.lower():
        found.append("case")
    elif "-" in surface + spelling and surface.count("-") != spelling.count("-"):
        found.append("hyphen")
    return found
