"""Citation forms: the form of a candidate under which a termbase lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Mapping


def citation(surfaces: Mapping[str, int], language: str) -> str:
    """The citation form of a candidate with these surfaces (with their counts).

    What the language's pack makes of the commonest surface; where it makes nothing of it, that surface.
    """
    rules = registry.citation(language)
    commonest = sorted(surfaces, key=lambda text: (-surfaces[text], len(text), text))
    return rules.cite(commonest) if rules else commonest[0]
