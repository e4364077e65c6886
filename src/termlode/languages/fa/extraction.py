"""Persian runs: stop words, and finite verbs by the lexicon, bound a term."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages.fa.lemma import is_compared, is_relative, lemma
from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed
from termlode.languages.morphology import stem
from termlode.languages.places import is_place
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.languages.tokens import Token

_ADVERB = ("اً", "ًا")  # احتمالاً
_AGENT = "نده"
_IS = re.compile(r"(\w{2,}[اوی])ست")  # معناست
_PERFECT = re.compile(r"(\w{2,}ه)(?:ام|ای|ایم|اید|اند|است)")
_CONTINUOUS = re.compile(r"ن?می(?=\w{2})")


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for Persian."""
    stops = stop_words("fa")

    def cut(text: str) -> Iterator[Run]:
        yield from split(text, [_word(token, stops) for token in words(text, "fa")])

    return cut


def _word(token: Token, stops: frozenset[str]) -> Word | None:
    folded = fold(token.text, "fa")
    if token.kind == "number" or len(folded) < 2 or folded in stops or token.text.endswith(_ADVERB):
        return None
    if is_verb(folded) or is_compared(folded):
        return None
    latin = token.kind == "latin"
    base = token.text if latin else lemma(token.text)
    return Word(
        token.text,
        token.start,
        token.end,
        stem(base, "fa"),
        starts=latin or not is_modifier(folded),
        name=latin or is_place(as_mixed(fold(base, "fa")), "fa"),
        doubt=not latin and is_relative(folded),
    )


@lru_cache(maxsize=1 << 14)
def is_verb(folded: str) -> bool:
    """Whether a word is a finite verb and nothing else."""
    from termlode.languages.fa.lexicon import FINITE, Flag, persian

    lexicon = persian()
    perfect = _PERFECT.fullmatch(folded)  # کرده‌اید
    participle = lexicon.find(perfect[1]) if perfect else None
    if participle is not None and participle.flags & Flag.PARTICIPLE:
        return True
    copula = _IS.fullmatch(folded)
    if copula and lexicon.find(folded) is None and lexicon.find(copula[1]) is not None:
        return True
    front = _CONTINUOUS.match(folded)
    if front and lexicon.is_verb(folded[front.end() :]):
        return True
    word = lexicon.find(folded)
    if word is None or word.flags & (Flag.NOUN | Flag.ADJECTIVE):
        return False
    return bool(word.flags & (FINITE | Flag.VERB))


@lru_cache(maxsize=1 << 14)
def is_modifier(folded: str) -> bool:
    """Whether a word is an adjective or adverb and no noun: it follows its noun, so it begins no term.

    What the spelling dictionary compares (پیشرفته‌تر) and does not call a noun is one, agents (تولیدکننده) aside.
    """
    from termlode.languages.fa.lexicon import Flag, persian

    word = persian().find(folded)
    if word is None:
        return False
    if word.flags & Flag.GRADABLE and not word.flags & Flag.SUBSTANTIVE and not folded.endswith(_AGENT):
        return True
    return bool(word.flags & (Flag.ADJECTIVE | Flag.ADVERB)) and not word.flags & Flag.NOUN
