"""Word lists as they stand in code and data: words with spaces between them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """A set of the words in ``listed``."""
    return frozenset(listed.split())
