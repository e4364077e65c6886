"""Affixes taken off a word, one at each end."""

from __future__ import annotations


def stripped(word: str, prefixes: tuple[str, ...], suffixes: tuple[str, ...], least: int = 3) -> str:
    """``word`` without the first of ``prefixes`` and of ``suffixes`` that leave at least ``least`` letters."""
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            word = word[len(prefix) :]
            break
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: -len(suffix)]
    return word
