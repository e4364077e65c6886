"""Chinese words and parts of speech by jieba, whose cache lies in our own folder, never in the shared temporary one."""

from __future__ import annotations

import logging
import warnings
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from termlode.errors import UnreadableError
from termlode.files import make_folder
from termlode.languages.folding import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def cut(text: str) -> Iterator[str]:
    """The words of ``text``, in Simplified characters or in Traditional ones as it has them."""
    words = ((word, "") for word in _plain().cut(simple(text)))
    yield from (text[start:end].strip() for start, end, _ in _placed(words))


def tagged(text: str, known: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The words of ``text`` with jieba's parts of speech; the ``known`` terms (sorted) count as words.

    jieba knows Simplified words only, and takes minutes over a book in Traditional ones: it is shown the former.
    """
    yield from ((text[start:end], tag) for start, end, tag in _placed(_tagger(known).cut(simple(text))))


def simple(text: str) -> str:
    """``text`` in Simplified characters, each in its place."""
    return "".join(map(simplify, text))


def _placed(words: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where each word stands, with its tag."""
    place = 0
    for word, tag in words:
        yield place, place + len(word), tag
        place += len(word)


@cache
def _plain() -> Any:
    return _tokenizer()


@lru_cache(maxsize=2)
def _tagger(known: Iterable[str]) -> Any:
    posseg = _quietly("jieba.posseg")
    tokenizer = _tokenizer() if known else _plain()
    tagger = posseg.POSTokenizer(tokenizer)
    tagger.initialize()
    for term in known:
        tokenizer.add_word(term, tag="n")
    return tagger


def _tokenizer() -> Any:
    """A tokenizer whose compiled dictionary is kept in the user's cache."""
    from platformdirs import user_cache_path

    jieba = _quietly("jieba")
    jieba.setLogLevel(logging.CRITICAL)  # a cache that cannot be written costs a second, no more
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("termlode", appauthor=False)
    with suppress(UnreadableError):
        make_folder(folder, private=True)
    tokenizer.tmp_dir = str(folder)
    return tokenizer


def _quietly(name: str) -> Any:
    """Import a module of jieba without its SyntaxWarnings, which Python 3.12 gives where no compiled file is kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        return import_module(name)
