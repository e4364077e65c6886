"""Correction of English: none. What looks like markup in an English document may be its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.rules import PlainRules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import ConceptEntry


def rules(concepts: Sequence[ConceptEntry], words: Sequence[str]) -> PlainRules:  # noqa: ARG001  # they change nothing
    """No stages."""
    return PlainRules(markup=False)
