"""Gettext PO and POT (GNU gettext manual, "The Format of PO Files"), and MO, what is compiled of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

_ENTRY = re.compile(r'^\s*(?:#~\s*)?msgid(_plural)?\s*"', re.MULTILINE)


def _detect(head: Head) -> bool:
    return not head.root and _ENTRY.search(head.text) is not None and "msgstr" in head.text


def _is_compiled(head: Head) -> bool:
    return head.data[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


FORMATS = (
    Format("mo", "gettext MO", (".mo", ".gmo"), _is_compiled, "po.mo:read", default="memory", rank=15),
    Format(
        name="po",
        title="PO",
        suffixes=(".po", ".pot"),
        detect=_detect,
        read_memory="po.read:read",
        write_memory="po.write:write_memory",
        default="memory",
        rank=20,
        bilingual=True,
        controls=False,
        keeps=frozenset({"notes", "keys"}),
        claims=True,
    ),
)
