"""OmegaT's glossaries: tab-separated text, source, target, comment; ``#`` begins a remark (OmegaT 3.6 to 6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]

_MAGIC = "# -*- coding: utf-8 -*-"


def _is_glossary(head: Head) -> bool:
    """Marked as OmegaT marks its own; other text files of tabs are known by their name."""
    return head.text.lstrip("\ufeff").lower().startswith(_MAGIC)


FORMATS = (
    Format(
        "omegat-glossary",
        "OmegaT glossary",
        (".utf8", ".tab", ".txt"),
        detect=_is_glossary,
        read_terms="omegat.read:read",
        write_terms="omegat.write:write",
        default="terms",
        rank=80,
        bilingual=True,
        controls=False,
        keeps=frozenset({"statuses", "OCR variants"}),
    ),
)
