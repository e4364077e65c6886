"""Chinese runs: jieba's words and parts of speech; known terms are in its dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.zh.cutter import simple, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WITHIN = ("n", "vn", "an", "b", "j", "l", "eng", "v", "a", "ng", "g", "k", "i", "s", "f", "z", "x")
_HEADS = ("n", "vn", "an", "j", "l", "eng", "ng", "g", "k", "i", "s", "v")
_STARTS = ("n", "vn", "an", "b", "j", "l", "eng", "ng", "g", "a", "i", "s", "v")


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for Chinese."""
    terms = tuple(sorted(set(map(simple, known))))
    stops = stop_words("zh")

    def cut(text: str) -> Iterator[Run]:
        found: list[Word | None] = []
        place = 0
        for word, tag in tagged(text, terms):
            found.append(_word(word, tag, place, stops))
            place += len(word)
        yield from split(text, found)

    return cut


def _word(text: str, tag: str, start: int, stops: frozenset[str]) -> Word | None:
    plain = simple(text).casefold()
    if plain in stops or not text[0].isalpha() or not _is(tag, _WITHIN):
        return None
    return Word(text, start, start + len(text), plain, _is(tag, _STARTS), _is(tag, _HEADS))


def _is(tag: str, wanted: tuple[str, ...]) -> bool:
    return tag in wanted or (tag[0] == "n" and "n" in wanted)
