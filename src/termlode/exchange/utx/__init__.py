"""UTX, the Universal Terminology eXchange format of AAMT: bilingual tab-separated text with statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]


def _is_utx(head: Head) -> bool:
    return head.text.lstrip("\ufeff").startswith(("#UTX ", "#UTX-S "))


FORMATS = (
    Format(
        "utx",
        "UTX",
        (".utx",),
        detect=_is_utx,
        read_terms="utx.file:read",
        write_terms="utx.file:write",
        default="terms",
        rank=60,
        bilingual=True,
        keeps=frozenset({"statuses", "parts of speech", "reliability", "notes of terms"}),
    ),
)
