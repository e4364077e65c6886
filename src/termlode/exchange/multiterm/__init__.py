"""MultiTerm XML (Trados): ``<mtf>`` with a concept group an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.losses import TERM_PARTS
from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]


def _is_multiterm(head: Head) -> bool:
    return head.root == "mtf"


FORMATS = (
    Format(
        "multiterm",
        "MultiTerm XML",
        (".mtf.xml", ".mtf"),
        detect=_is_multiterm,
        read_terms="multiterm.read:read",
        write_terms="multiterm.write:write",
        default="terms",
        rank=25,
        controls=False,
        keeps=frozenset(TERM_PARTS)
        - {
            "relations",
            "do-not-translate",
            "forms",
            "attested surfaces",
            "OCR variants",
            "regions",
            "homonyms of terms",
            "attestations",
        },
    ),
)
