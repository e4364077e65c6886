"""Runs by stop words alone: English and any language of which we know no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.folding import fold
from termlode.languages.morphology import stem
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.languages.tokens import Token


def simple_runs(language: str) -> Runs:
    """Runs of a language by its stop words."""
    stops = stop_words(language)

    def runs(text: str) -> Iterator[Run]:
        yield from split(text, [simple_word(token, language, stops) for token in words(text, language)])

    return runs


def simple_word(token: Token, language: str, stops: frozenset[str]) -> Word | None:
    """The word of a token, or None where it is a number, a stop word or a single letter."""
    folded = fold(token.text, language)
    if token.kind == "number" or folded in stops or len(folded) < 2:
        return None
    return Word(token.text, token.start, token.end, stem(token.text, language))
