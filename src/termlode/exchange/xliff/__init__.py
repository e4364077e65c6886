"""XLIFF 1.0 to 1.2 (OASIS 2008) and 2.0 to 2.2 (ISO 21720:2017; OASIS 2018, 2025), the bilingual content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head


def _detect(head: Head) -> bool:
    return head.root == "xliff"


FORMATS = (
    Format(
        name="xliff",
        title="XLIFF",
        suffixes=(".xlf", ".xliff", ".mxliff", ".sdlxliff", ".mqxliff"),
        detect=_detect,
        read_memory="xliff.read:read",
        write_memory="xliff.write:write_memory",
        default="memory",
        rank=10,
        bilingual=True,
        controls=False,
        keeps=frozenset({"inline codes", "notes", "keys"}),
        claims=True,
    ),
)
