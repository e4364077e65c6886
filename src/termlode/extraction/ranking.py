"""Termhood: how much each candidate looks like a term (higher is more).

The score adds up, on a log scale, what is known to tell terms from other phrases: frequency outside
longer candidates (C-value; Frantzi, Ananiadou & Mima 2000), rarity in general language (weirdness;
Ahmad et al. 1999), and how firmly the words of a phrase hold together (pointwise mutual information,
normalised; Bouma 2009). Weights: benchmarks/extraction.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log, log2
from typing import TYPE_CHECKING

from termlode.extraction.candidate import Reason
from termlode.languages import registry
from termlode.languages.background import rarity

if TYPE_CHECKING:
    from termlode.extraction.collect import Collection, Group, Key


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of, each on its own scale."""

    frequency: float  # log2(1 + occurrences)
    free: float  # log2(1 + C-value frequency: occurrences less the mean of the longer candidates around it)
    weirdness: float  # of the least weird word: log2 of the ratio of relative frequencies
    single: float  # 1 for one word
    single_weirdness: float  # the weirdness of that word
    cohesion: float  # normalised PMI of the weakest joint, -1..1; 0 for one word
    three: float  # 1 for three words and more
    four: float  # 1 for four words and more
    head: float  # log of the share of occurrences at the edge of a run on the side where the head stands
    other: float  # the same for the other edge
    absorbed: float  # share of the occurrences inside one and the same longer candidate
    family: float  # 1 where longer candidates that recur contain it


WEIGHTS = Features(
    frequency=0.7,
    free=0.4,
    weirdness=0.15,
    single=-0.9,
    single_weirdness=0.1,
    cohesion=0.2,
    three=-0.1,
    four=-0.3,
    head=0.15,
    other=0.4,
    absorbed=-0.8,
    family=0.3,
)
_MOST, _LEAST = 12.0, -5.0  # weirdness beyond this says no more


def reasons(key: Key, group: Group, found: Collection, language: str) -> tuple[Reason, ...]:
    """What each feature of a candidate adds to its termhood."""
    values = features(key, group, found, language)
    return tuple(
        Reason(name, value := getattr(values, name), getattr(WEIGHTS, name) * value) for name in Features.__slots__
    )


def features(key: Key, group: Group, found: Collection, language: str) -> Features:
    """The features of one candidate."""
    count, total, size = len(group.places), found.total, len(key)
    longer = len(group.longer)
    weird = min(
        rarity(word, text, language) - log2(total / found.words[word])
        for word, text in zip(key, group.texts, strict=True)
    )
    weird = max(_LEAST, min(_MOST, weird))
    opens, closes = (log((edge + 0.5) / (count + 1)) for edge in (group.opens, group.closes))
    head, other = (opens, closes) if registry.pack(language).head_first else (closes, opens)
    return Features(
        frequency=log2(1 + count),
        free=log2(1 + max(count - (group.nested / longer if longer else 0), 0)),
        weirdness=weird,
        single=float(size == 1),
        single_weirdness=weird if size == 1 else 0.0,
        cohesion=_cohesion(key, found, total),
        three=float(size > 2),
        four=float(size > 3),
        head=head,
        other=other,
        absorbed=min(1.0, group.absorbed / count),
        family=float(longer > 0),
    )


def _cohesion(key: Key, found: Collection, total: int) -> float:
    if len(key) == 1:
        return 0.0
    joints = []
    for left, right in pairwise(key):
        pair = found.pairs[left, right]
        information = log2(pair * total / (found.words[left] * found.words[right]))
        joints.append(information / max(log2(total / pair), 1.0))
    return min(joints)
