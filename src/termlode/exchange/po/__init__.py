"""Gettext PO and POT (GNU gettext manual, "The Format of PO Files")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

_ENTRY = re.compile(r'^\s*msgid(_plural)?\s+"', re.MULTILINE)


def _detect(head: Head) -> bool:
    return not head.root and _ENTRY.search(head.text) is not None and "msgstr" in head.text


FORMATS = (
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
        keeps=frozenset({"notes", "keys"}),
        claims=True,
    ),
)
