"""What a page of a review asks for."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

_MOST = 100_000  # characters of a text


class Step(BaseModel):
    """What a page asks for; which parts are needed depends on the action."""

    revision: int
    row: int = -1
    said: Literal["accept", "refuse", ""] = ""
    side: Literal[0, 1] = 0
    up: bool = False
    number: int = 0
    text: str = Field("", max_length=_MOST)
    by: Literal["rule", "word"] = "rule"
