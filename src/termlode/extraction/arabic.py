"""Arabic runs: an article after none, a conjunction or a preposition written on a word bounds a term."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.extraction.background import count
from termlode.extraction.words import Run, Runs, Word, split, stop_words
from termlode.languages.folding import fold
from termlode.languages.morphology import stem
from termlode.languages.tokens import Token, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLITIC = re.compile(r"(?P<conjunction>[وف]?)(?P<preposition>[بكل]?)(?P<article>ال|(?<=ل)ل)(?=\w{3})")
_IMPERFECT = re.compile(r"[وف]?س?([يت])(?=\w{3})")
_PERFECT = re.compile(r"\w{3,}[^ا]ت$")


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The folded words of some texts: evidence for what takes the article or a prefix."""
    return {fold(token.text, "ar") for text in texts for token in words(text, "ar")}


def arabic_runs(known: set[str]) -> Runs:
    """Runs for Arabic; ``known`` has the folded words of the text at hand."""
    stops = stop_words("ar")

    def runs(text: str) -> Iterator[Run]:
        yield from split(text, _agreeing([_word(token, stops, known) for token in words(text, "ar")]))

    return runs


def _word(token: Token, stops: frozenset[str], known: set[str]) -> Word | None:
    folded = fold(token.text, "ar")
    if token.kind == "latin":
        if folded == token.text and len(folded) < 4:
            return None
        return Word(token.text, token.start, token.end, folded, definite=True)
    if token.kind == "number" or folded in stops or len(folded) < 3:
        return None
    clitic = _CLITIC.match(folded)
    if clitic:
        bound = bool(clitic["conjunction"] or clitic["preposition"] or clitic["article"] == "ل")
        return Word(token.text, token.start, token.end, stem(token.text, "ar"), joins=not bound, definite=True)
    cut = _prefix(folded, known)
    rest = folded[cut:]
    if rest in stops or _is_verb(rest, known):
        return None
    return Word(token.text, token.start, token.end, stem(rest, "ar"), joins=not cut)


def _prefix(folded: str, known: set[str]) -> int:
    """How many letters of conjunction and preposition stand before a word without article."""
    for length in (2, 1):
        front, rest = folded[:length], folded[length:]
        if len(rest) < 3 or not re.fullmatch("[وف]?[بلك]?", front):
            continue
        commoner = count(stem(rest, "ar"), "ar") > 1 + count(stem(folded, "ar"), "ar")
        if commoner or rest in known or f"ال{rest}" in known:
            return length
    return 0


def _is_verb(folded: str, known: set[str]) -> bool:
    """Whether a word looks like a finite verb: ي… or ت… with a relative, or …ت; never seen with the article."""
    if f"ال{folded}" in known:
        return False
    front = _IMPERFECT.match(folded)
    if front is None:
        return bool(_PERFECT.fullmatch(folded))
    rest = folded[front.end() :]
    other = "ي" + rest
    related = other in known or rest in known or count(stem(other, "ar"), "ar") > 0
    return related or front[1] == "ي" or "س" in front[0]


def _agreeing(found: list[Word | None]) -> list[Word | None]:
    """A word without article does not continue one with it; an adjective of the word before begins no term."""
    out: list[Word | None] = []
    for word in found:
        before = out[-1] if out else None
        if word and before and word.joins:
            word = replace(  # noqa: PLW2901  # the word in its context
                word,
                joins=word.definite or not before.definite,
                starts=word.definite != before.definite or not fold(word.text, "ar").endswith(("ي", "يه")),
            )
        out.append(word)
    return out
