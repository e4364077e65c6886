"""Chinese words and parts of speech by jieba, whose dictionary is read as far as a text needs it (dictionary.py)."""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.languages.folding import simplify
from termlode.languages.zh.dictionary import open_dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.languages.zh.dictionary import Dictionary


def cut(text: str) -> Iterator[str]:
    """The words of ``text``, in Simplified characters or in Traditional ones as it has them."""
    words = ((word, "") for word in _plain().cut(simple(text)))
    yield from (text[start:end].strip() for start, end, _ in _placed(words))


def tagged(text: str, known: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The words of ``text`` with jieba's parts of speech; the ``known`` terms (sorted) count as words.

    jieba knows Simplified words only, and takes minutes over a book in Traditional ones: it is shown the former. A
    word has the part of speech that its dictionary has, which takes a fifth of the time of tagging it in its sentence.
    """
    yield from ((text[start:end], tag) for start, end, tag in _placed(_tagger(known).tagged(simple(text))))


def simple(text: str) -> str:
    """``text`` in Simplified characters, each in its place."""
    return "".join(map(simplify, text))


def _placed(words: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where each word stands, with its tag."""
    place = 0
    for word, tag in words:
        yield place, place + len(word), tag
        place += len(word)


class _Cutter:
    """A tokenizer of jieba that knows the words a text may need, and no more: what it says is the same."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        jieba = _quietly("jieba")
        jieba.setLogLevel(logging.CRITICAL)
        self._dictionary = _dictionary()
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = {}, self._dictionary.total
        self._tokenizer.initialized = True
        self._tokenizer.get_dict_file = BytesIO  # nobody reads all words: they come by their first characters
        self._tags: dict[str, str] = {}
        self._met: set[str] = set()
        for term in known:
            self._learn(term)
            self._tokenizer.add_word(term, tag="n")

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text."""
        self._learn(text)
        words: Iterator[str] = self._tokenizer.cut(text)
        return words

    def tagged(self, text: str) -> Iterator[tuple[str, str]]:
        """The words of a text with their parts of speech."""
        return ((word, self._tags.get(word) or _unlisted(word)) for word in self.cut(text))

    def _learn(self, text: str) -> None:
        """Read the words that begin with a character of ``text``."""
        for char in set(text).difference(self._met):
            self._met.add(char)
            words = self._dictionary.words(char)
            if words is not None:
                self._tokenizer.FREQ.update(words.frequencies)
                self._tags.update(words.tags)


def _unlisted(word: str) -> str:
    """The part of speech of a word that the dictionary does not have."""
    if word.isascii() and word.isalnum():
        return "m" if word.isdigit() else "eng"
    return "n" if len(word) > 1 and word.isalpha() else "x"


@cache
def _plain() -> _Cutter:
    return _Cutter()


@lru_cache(maxsize=2)
def _tagger(known: tuple[str, ...]) -> _Cutter:
    return _Cutter(known) if known else _plain()


def _dictionary() -> Dictionary:
    from platformdirs import user_cache_path

    jieba = _quietly("jieba")
    source = Path(jieba.__file__).with_name("dict.txt")
    return open_dictionary(source, jieba.__version__, user_cache_path("termlode", appauthor=False))


def _quietly(name: str) -> Any:
    """Import a module of jieba without its SyntaxWarnings, which Python 3.12 gives where no compiled file is kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return import_module(name)
