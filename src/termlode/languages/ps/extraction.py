"""Pashto runs: stop words and finite verbs bound a term, the genitive particle د links, no adjective ends a term."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.languages.background import count
from termlode.languages.morphology import stem
from termlode.languages.plain_runs import simple_word
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.languages.tokens import Token

_FINITE = re.compile(r"\w{2,}(?<!ش)(?<!نی)وي")  # جوړوي, but مخنیوي and یادشوي; ثانوي stands before nouns
_LIGHT = frozenset({"کول", "کولو"})  # the verbal noun that makes one of any noun: پروسس کول
_RELATIVE = re.compile(r"(\w{2,}(?<!ونک)ي|\w+یز|\w{2,}وال)(?:(?<!ي)[هېو])?")  # صنعتي, سوداګریز, نړیوال, but انرژي too
_BEFORE_NOUNS = 0.5  # share of the occurrences of an adjective that a content word follows, at least


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a term says nothing of adjectives
    """Runs for Pashto; all ``texts`` tell which words qualify others."""
    stops = stop_words("ps")
    adjectives = _adjectives(texts, stops)

    def cut(text: str) -> Iterator[Run]:
        yield from split(text, [_word(token, stops, adjectives) for token in words(text, "ps")])

    return cut


def _word(token: Token, stops: frozenset[str], adjectives: frozenset[str]) -> Word | None:
    if token.text == "د":
        return Word(token.text, token.start, token.end, "د", ends=False, link=True)
    if token.text in _LIGHT:
        return Word(token.text, token.start, token.end, "کول", starts=False)
    finite = _FINITE.fullmatch(token.text) and token.text not in adjectives
    if finite or _glued(token.text, stops):
        return None
    word = simple_word(token, "ps", stops)
    return replace(word, ends=False) if word and token.text in adjectives else word


def _follows(token: Token, after: Token, text: str, stops: frozenset[str]) -> bool:
    """Whether a content word stands right behind a word."""
    close = text[token.end : after.start] == " " and after.text != "د"
    return close and simple_word(after, "ps", stops) is not None


def _glued(text: str, stops: frozenset[str]) -> bool:
    """Whether a word in no list is two stop words, the end of a sentence and the beginning of the next: شيهغه."""
    cuts = range(2, len(text) - 1)
    glued = any(text[:cut] in stops and text[cut:] in stops for cut in cuts)
    return glued and not count(stem(text, "ps"), "ps")


def _adjectives(texts: Iterable[str], stops: frozenset[str]) -> frozenset[str]:
    """The words that look like adjectives and stand before nouns; what has a form in …ۍ is a noun (انرژي, انرژۍ)."""
    met, before, forms, nouns = Counter[str](), Counter[str](), dict[str, str](), set[str]()
    for text in texts:
        found = words(text, "ps")
        for token, after in zip(found, [*found[1:], None], strict=False):
            if token.text.endswith("ۍ"):
                nouns.add(token.text[:-1] + "ي")
            elif match := _RELATIVE.fullmatch(token.text):
                direct = forms[token.text] = match[1]
                met[direct] += 1
                before[direct] += after is not None and _follows(token, after, text, stops)
    return frozenset(
        form for form, direct in forms.items() if before[direct] >= _BEFORE_NOUNS * met[direct] and direct not in nouns
    )
