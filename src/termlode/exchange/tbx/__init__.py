"""TBX: ISO 30042:2008 (martif) and ISO 30042:2019 (tbx), with TBX-Min of 2013 and the dialects of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]


def _is_tbx(head: Head) -> bool:
    return head.root in ("martif", "tbx", "TBX")


def _format(name: str, title: str, suffixes: tuple[str, ...], writer: str) -> Format:
    return Format(
        name,
        title,
        suffixes,
        detect=_is_tbx if suffixes else None,
        read_terms="tbx.read:read",
        write_terms=f"tbx.write:{writer}",
        default="terms",
        rank=20,
        controls=False,
        claims=bool(suffixes),
    )


FORMATS = (
    _format("tbx", "TBX", (".tbx", ".martif"), "write"),
    _format("tbx-v3", "TBX-Basic v3 (DCA)", (), "write_dca"),
    _format("tbx-v3-dct", "TBX-Basic v3 (DCT)", (), "write_dct"),
)
