"""Chinese words by jieba, whose cache lies in our own folder, never in the shared temporary one."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _tokenizer() -> Any:
    import jieba
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("termlode", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    tokenizer.tmp_dir = str(folder)
    return tokenizer


def cut(text: str) -> Iterator[str]:
    """The words of ``text``."""
    yield from (word.strip() for word in _tokenizer().cut(text))
