"""The sentences of aligned texts as tokens with their keys: where words that translate each other stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from termlode.alignment.words import words
from termlode.languages import registry, tokens
from termlode.languages.folding import fold, fold_with_offsets
from termlode.languages.stops import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.alignment.words import Word


@dataclass(frozen=True, slots=True)
class Token:
    """``sentence[start:end]``, the key it is compared by, and whether no phrase begins or ends with it."""

    start: int
    end: int
    key: str
    stop: bool


@dataclass(slots=True)
class Texts:
    """The sentences of one language. ``samples``: a word of each key, in the order of types."""

    language: str
    samples: dict[str, Word] = field(default_factory=dict)
    cut: dict[str, list[Token]] = field(default_factory=dict)

    def add(self, sentences: Iterable[str]) -> None:
        """Cut more sentences."""
        word = cache(self._word)
        for sentence in sentences:
            if sentence not in self.cut:
                found = ((start, end, word(sentence[start:end])) for start, end in self._spans(sentence))
                self.cut[sentence] = [Token(start, end, *told) for start, end, told in found if told[0]]

    def _spans(self, sentence: str) -> Iterator[tuple[int, int]]:
        if registry.pack(self.language).script != "Hani":
            yield from ((token.start, token.end) for token in tokens.words(sentence, self.language))
            return
        folded, place = fold_with_offsets(sentence), 0
        for word in tokens.cut(folded.text):
            if word and word[0].isalnum():
                place = folded.text.index(word, place)
                yield folded.span(place, place + len(word))
                place += len(word)

    def _word(self, text: str) -> tuple[str, bool]:
        found = words(text, self.language)
        if not found:
            return "", True
        self.samples.setdefault(found[0].key, found[0])
        stop = found[0].kind == "number" or fold(found[0].surface, self.language) in stop_words(self.language)
        return found[0].key, stop
