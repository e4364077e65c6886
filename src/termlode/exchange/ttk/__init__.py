"""Further bilingual formats through translate-toolkit: Qt Linguist, Haiku, Wordfast …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]


def _is_ts(head: Head) -> bool:
    return head.root == "TS"


def _is_phrase_book(head: Head) -> bool:
    return head.root == "QPH"


def _is_wordfast(head: Head) -> bool:
    return head.text.startswith("%2") and "%Wordfast TM" in head.text


def _is_trados(head: Head) -> bool:
    return "<TrU>" in head.text and "<Seg L=" in head.text


FORMATS = (
    Format(
        "ts",
        "Qt Linguist",
        (".ts",),
        _is_ts,
        "ttk.read:ts",
        write_memory="ttk.write:ts",
        default="memory",
        rank=15,
        controls=False,
        keeps=frozenset(),
    ),
    Format("qph", "Qt phrase book", (".qph",), _is_phrase_book, "ttk.read:qph", default="memory", rank=15),
    Format("catkeys", "Haiku catkeys", (".catkeys",), None, "ttk.read:catkeys", default="memory", rank=95),
    Format("wordfast", "Wordfast TM", (), _is_wordfast, "ttk.read:wordfast", default="memory", rank=60),
    Format("trados-txt", "Trados Workbench text", (), _is_trados, "ttk.read:trados", default="memory", rank=60),
)
