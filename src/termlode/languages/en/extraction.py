"""English runs: stop words, finite verbs and adverbs bound a term; adjectives and participles may not end one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.morphology import stem
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.languages.tokens import Token

_BOUNDS = frozenset({"VB", "VBP", "VBZ", "VBD", "MD", "RB", "RBR", "RBS", "JJR", "JJS"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_TITLE = 0.6  # share of words with a capital from which on a capital says nothing


@cache
def _speech() -> dict[str, str]:
    """The part of speech of words that are no nouns (Penn Treebank tags)."""
    rows = (line.partition("\t") for line in registry.lines("en", "speech.tsv"))
    return {word: tag for tag, _, found in rows for word in found.split()}


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for English."""
    stops, speech = stop_words("en"), _speech()

    def cut(text: str) -> Iterator[Run]:
        tokens = words(text, "en")
        capitals = sum(token.text[0].isupper() for token in tokens)
        titled = capitals > _TITLE * len(tokens)
        found = [_word(token, speech, stops, titled=titled or not place) for place, token in enumerate(tokens)]
        yield from split(text, [word and _hyphened(word, text) for word in found])

    return cut


def _word(token: Token, speech: dict[str, str], stops: frozenset[str], *, titled: bool) -> Word | None:
    folded = fold(token.text, "en")
    if token.kind == "number" or folded in stops or len(folded) < 2:
        return None
    name = token.text[0].isupper() and not titled
    tag = "" if name else speech.get(folded, "")
    if tag in _BOUNDS or (folded.endswith("ly") and speech.get(folded[:-2]) == "JJ"):
        return None
    return Word(
        token.text,
        token.start,
        token.end,
        stem(token.text, "en"),
        ends=tag not in ("JJ", "VBN", "VBG"),
        doubt=tag in ("VBN", "VBG"),
        name=name,
    )


def _hyphened(word: Word, text: str) -> Word:
    """A word that hangs on another by a hyphen begins or ends no term on that side: non-ferrous."""
    before = word.start > 0 and text[word.start - 1] in _HYPHENS
    after = text[word.end : word.end + 1] in _HYPHENS
    return replace(word, starts=word.starts and not before, ends=word.ends and not after) if before or after else word
