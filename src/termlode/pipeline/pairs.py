"""Which sources are translations of each other, by their names: ``report.ar.docx`` and ``report.en.pdf``."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from termlode.languages.tags import SUPPORTED, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = re.compile(r"(?P<base>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\.[A-Za-z0-9]+\Z")
_PIVOT = "en"


def name_parts(name: str) -> tuple[str, str] | None:
    """The common part and the language of a file name, or None: ``a/report.zh_CN.txt`` → ``a/report``, ``zh-CN``."""
    match = _SUFFIX.match(name)
    if not match or match["tag"].lower()[:2] not in SUPPORTED:
        return None
    return match["base"], normalise(match["tag"])


def by_name(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names with the same stem and different languages.

    Three or more versions of a document are paired with the English one where there is one (the memory
    finds the other directions through it), else each with each.
    """
    versions: dict[str, dict[str, str]] = {}
    for name in names:
        parts = name_parts(name)
        if parts:
            versions.setdefault(parts[0], {}).setdefault(parts[1].split("-")[0], name)
    pairs: list[tuple[str, str]] = []
    for group in versions.values():
        if _PIVOT in group and len(group) > 1:
            pairs.extend((name, group[_PIVOT]) for tag, name in group.items() if tag != _PIVOT)
        else:
            pairs.extend(combinations(group.values(), 2))
    return pairs
