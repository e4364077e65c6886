"""A link, and what linking goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction import Candidate
    from termlode.extraction.links.parallel import Bitext


@dataclass(frozen=True, slots=True)
class Link:
    """Two candidates that may name the same thing; ``evidence`` says why, for a reader."""

    source: Candidate
    target: Candidate
    probability: float
    evidence: tuple[str, ...] = ()


def _no_lexicons(_source: str, _target: str) -> Sequence[Lexicon]:
    return ()


def _no_concepts(_candidate: Candidate) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What linking goes by.

    ``lexicons`` of words between two languages; ``beads`` of aligned texts, by languages; the ids of the known
    ``concepts`` that a candidate names. ``only_aligned``: all candidates stand in the beads.
    """

    lexicons: Callable[[str, str], Sequence[Lexicon]] = _no_lexicons
    beads: Mapping[tuple[str, str], Sequence[Bitext]] = field(default_factory=dict)
    concepts: Callable[[Candidate], frozenset[str]] = _no_concepts
    only_aligned: bool = False
