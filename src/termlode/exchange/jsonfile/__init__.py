"""JSON, without loss: a termbase as one object, a memory as one unit a line (docs/formats.md has the schema)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.registry import Format

if TYPE_CHECKING:
    from termlode.exchange.source import Head

__all__ = ["FORMATS"]

_TERMS = re.compile(r'\s*\{\s*"format"\s*:\s*"termlode-terms"')
_UNITS = re.compile(r'\s*\{\s*"format"\s*:\s*"termlode-memory"')


def _is_terms(head: Head) -> bool:
    return _TERMS.match(head.text.lstrip("\ufeff")) is not None


def _is_units(head: Head) -> bool:
    return _UNITS.match(head.text.lstrip("\ufeff")) is not None


FORMATS = (
    Format(
        "json",
        "Termlode JSON, terms",
        (".json",),
        detect=_is_terms,
        read_terms="jsonfile.terms:read",
        write_terms="jsonfile.terms:write",
        default="terms",
        rank=30,
    ),
    Format(
        "jsonl",
        "Termlode JSON lines, memory",
        (".jsonl",),
        detect=_is_units,
        read_memory="jsonfile.memory:read",
        write_memory="jsonfile.memory:write",
        default="memory",
        whole=True,
        rank=30,
    ),
)
