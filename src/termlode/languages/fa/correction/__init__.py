"""Correction of Persian: letters, line joins, termbase variants, the letter model, ZWNJ, spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.languages.fa.correction.persian import PersianRules
    from termlode.model import ConceptEntry


def rules(concepts: Sequence[ConceptEntry], words: Sequence[str]) -> PersianRules:
    """The rules with the termbase's spellings and variants and the workspace's own words."""
    from termlode.languages.fa.correction.persian import PersianRules

    return PersianRules(concepts, words)
