"""Chinese runs: jieba's words and parts of speech; known terms are in its dictionary."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from termlode.extraction.words import Run, Runs, Word, split
from termlode.languages.stops import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_WITHIN = ("n", "vn", "an", "b", "j", "l", "eng", "v", "a", "ng", "g", "k", "i", "s", "f", "z", "x")
_HEADS = ("n", "vn", "an", "j", "l", "eng", "ng", "g", "k", "i", "s", "v")
_STARTS = ("n", "vn", "an", "b", "j", "l", "eng", "ng", "g", "a", "i", "s", "v")


def chinese_runs(known: Iterable[str], cache_folder: Path | None = None) -> Runs:
    """Runs for Chinese."""
    tagger = _tagger(cache_folder, tuple(sorted(set(known))))
    stops = stop_words("zh")

    def runs(text: str) -> Iterator[Run]:
        found: list[Word | None] = []
        place = 0
        for word, tag in tagger.cut(text):
            found.append(_word(word, tag, place, stops))
            place += len(word)
        yield from split(text, found)

    return runs


def _word(text: str, tag: str, start: int, stops: frozenset[str]) -> Word | None:
    if text in stops or not text[0].isalpha() or not _is(tag, _WITHIN):
        return None
    return Word(text, start, start + len(text), text.casefold(), _is(tag, _STARTS), _is(tag, _HEADS))


def _is(tag: str, wanted: tuple[str, ...]) -> bool:
    return tag in wanted or (tag[0] == "n" and "n" in wanted)


@lru_cache(maxsize=2)
def _tagger(folder: Path | None, known: tuple[str, ...]) -> Any:
    """A tagger of our own; jieba keeps its compiled dictionary in our cache, not in the shared temporary folder."""
    import jieba
    import jieba.posseg
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.CRITICAL)  # a cache that cannot be written costs a second, no more
    tokenizer = jieba.Tokenizer()
    place = folder or user_cache_path("termlode")
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(place)
    tagger = jieba.posseg.POSTokenizer(tokenizer)
    tagger.initialize()
    for term in known:
        tokenizer.add_word(term, tag="n")
    return tagger
