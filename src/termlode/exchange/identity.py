"""Ids for concepts that come from files which know none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.termbase.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

_LATIN = re.compile(r"[A-Za-z]")


def concept_id(texts: Iterable[str], taken: set[str]) -> str:
    """A slug out of the first text with Latin letters, else ``concept``; put into ``taken``."""
    base = next((text for text in texts if _LATIN.search(text)), "concept")
    name = slug(base, taken)
    taken.add(name)
    return name
