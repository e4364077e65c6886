"""Pashto runs: stop words bound a term, and the genitive particle د links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.plain_runs import simple_word
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for Pashto: the genitive particle د links."""
    stops = stop_words("ps")

    def cut(text: str) -> Iterator[Run]:
        found: list[Word | None] = []
        for token in words(text, "ps"):
            if token.text == "د":
                found.append(Word(token.text, token.start, token.end, "د", ends=False, link=True))
            else:
                found.append(simple_word(token, "ps", stops))
        yield from split(text, found)

    return cut
