"""Concept ids: short English slugs that never change once they are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Container

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def is_slug(text: str) -> bool:
    """Whether ``text`` can be a concept id."""
    return _SLUG.match(text) is not None


def slug(term: str, taken: Container[str] = ()) -> str:
    """An id for a concept whose English term is ``term``; ``-2`` and so on where it is taken.

    Raises UsageError where the term has no letter that an id can hold.
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    if not base:
        raise UsageError(f"no id can be made from {term!r}: give one with --id, or an English term with --en")
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
