"""TMX 1.1 to 1.4b (Translation Memory eXchange; LISA OSCAR 1.4b, 2005)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head


def _detect(head: Head) -> bool:
    return head.root == "tmx"


FORMATS = (
    Format(
        name="tmx",
        title="TMX",
        suffixes=(".tmx",),
        detect=_detect,
        read_memory="tmx.read:read_memory",
        read_bulk="tmx.read:read_bulk",
        write_memory="tmx.write:write_memory",
        default="memory",
        rank=10,
        claims=True,
    ),
)
