"""Correction of Persian: letters, line joins, termbase variants, the letter model, ZWNJ, spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termlode.languages.fa.correction.persian import PersianRules
    from termlode.model import ConceptEntry


def rules(concepts: Sequence[ConceptEntry], words: Sequence[str], styles: Mapping[str, str]) -> PersianRules:
    """The rules with the termbase's spellings and variants, the workspace's own words, and its house styles."""
    from termlode.languages.fa.correction.persian import PersianRules

    return PersianRules(concepts, words, styles)
