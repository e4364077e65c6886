"""Many document pairs of the same languages: what all of them teach helps each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.alignment import teaching
from termlode.alignment.aligner import Aligner
from termlode.alignment.lexicon import nested

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.alignment.aligner import Resources

    type Texts = tuple[Sequence[str], Sequence[str]]

_ENOUGH = 300  # segments in all; fewer teach less than they mislead
_LONGEST = 4_000_000  # cells of a document pair that is learned from
_MOST = 40_000  # segments learned from


def taught(known: Resources, texts: Iterable[Texts]) -> Resources:
    """``known`` with the lexicon that a first pass over all document pairs teaches."""
    corpus: list[teaching.Lesson] = []
    total = 0
    for source, target in texts:
        if not source or not target or len(source) * len(target) > _LONGEST:
            continue
        aligner = Aligner(replace(known, encoder=None), source, target)
        _model, posteriors = aligner.first_pass()
        corpus.extend(teaching.lessons(posteriors, aligner.lattice, aligner.source, aligner.target))
        total += len(source)
        if total > _MOST:
            break
    if total < _ENOUGH:
        return known
    more = nested(teaching.learned(corpus))
    masses = [sum(sum(row.values()) for row in lexicon.values()) for lexicon in (*known.lexicons, more)]
    share = masses[-1] / max(sum(masses), 1.0)
    return replace(known, lexicons=(*known.lexicons, more), taught=share)
