"""Dari or the Persian of Iran: words of offices, months, medicine and traffic tell, where a text has any."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages import registry
from termlode.languages.markers import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TAG = "fa-AF"
_SAMPLE = 30_000  # characters looked at
_WORD = re.compile(r"[^\W\d_]{2,}")
_TWICE = 2  # what a word says at most
_ENOUGH = 3.0  # natural-log units for Dari
_AHEAD = 2.0  # times as much as against it


class Evidence(NamedTuple):
    """What the words of a text say for Dari and for the Persian of Iran."""

    dari: float
    iranian: float

    @property
    def is_dari(self) -> bool:
        """Whether it is enough to call the text Dari."""
        return self.dari >= _ENOUGH and self.dari >= _AHEAD * self.iranian


@cache
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for line in registry.lines("prs", "words.tsv"):
        weight, words = line.split("\t")
        found |= dict.fromkeys((skeleton(word) for word in words.split()), float(weight))
    return found


def is_dari(texts: Iterable[str]) -> bool:
    """Whether Persian texts of one document are Dari."""
    seen, words = 0, list[str]()
    for text in texts:
        words += _WORD.findall(skeleton(text[: _SAMPLE - seen]))
        seen += len(text)
        if seen >= _SAMPLE:
            break
    return evidence(words).is_dari


def evidence(words: Iterable[str]) -> Evidence:
    """What words (skeletons) say; one that comes again counts twice at most."""
    known = _weights()
    counted = [(known[word], min(number, _TWICE)) for word, number in Counter(words).items() if word in known]
    dari = sum(weight * number for weight, number in counted if weight > 0)
    return Evidence(dari, sum(-weight * number for weight, number in counted if weight < 0))
