"""What a unit was before somebody changed it."""

from __future__ import annotations

from typing import NamedTuple


class Former(NamedTuple):
    """What a unit said until somebody replaced or deleted it: when, who, with what program, and its texts."""

    at: str
    who: str
    program: str
    texts: tuple[tuple[str, str], ...]  # language and text
