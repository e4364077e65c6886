"""Plural forms (gettext's, for files that bring no rule of their own) and the props in which they travel.

The pair of a unit is the singular and its translation; the other forms do not translate it and stand beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.model import Prop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import TranslationUnit

PLURAL_SOURCE, PLURAL_TARGET = "x-plural-source", "x-plural-{}"


def rule(language: str) -> str:
    """The ``Plural-Forms`` of a language; English's for those we do not know."""
    return registry.pack(language).plurals


def singular_index(language: str) -> int:
    """Which of the forms of a language is that for one thing."""
    return registry.pack(language).one


def of_one(forms: Sequence[str], singular: int) -> str:
    """The form for one thing, or the first that is not empty where it is missing."""
    index = singular if singular < len(forms) and forms[singular].strip() else 0
    return forms[index] if forms[index].strip() else next((form for form in forms if form.strip()), "")


def props(source: str, forms: Sequence[str]) -> list[Prop]:
    """The plural source and all forms of the target, in order."""
    return [Prop(PLURAL_SOURCE, source), *(Prop(PLURAL_TARGET.format(n), form) for n, form in enumerate(forms))]


def forms(unit: TranslationUnit) -> list[str]:
    """The plural forms of the target that travel in the props of a unit, in order; none where there are none."""
    found = {prop.type: prop.value for prop in unit.props}
    named = (PLURAL_TARGET.format(number) for number in range(len(found)))
    return [found[name] for name in named if name in found]
