"""Pashto runs: stop words bound a term, and the genitive particle د links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.plain_runs import simple_word
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator


def pashto_runs() -> Runs:
    """Runs for Pashto: the genitive particle د links."""
    stops = stop_words("ps")

    def runs(text: str) -> Iterator[Run]:
        found: list[Word | None] = []
        for token in words(text, "ps"):
            if token.text == "د":
                found.append(Word(token.text, token.start, token.end, "د", ends=False, link=True))
            else:
                found.append(simple_word(token, "ps", stops))
        yield from split(text, found)

    return runs
