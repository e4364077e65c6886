"""Which sources are translations of each other, by their names: ``report.ar.docx`` and ``report.en.pdf``."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.languages.tags import SUPPORTED, normalise, primary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SUFFIX = re.compile(r"(?P<base>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\.[A-Za-z0-9]+\Z")
_PIVOT = "en"


def name_parts(name: str, languages: Collection[str] = ()) -> tuple[str, str] | None:
    """The common part and the language of a file name, or None: ``a/report.zh_CN.txt`` → ``a/report``, ``zh-CN``.

    A language of two letters may be any that ISO 639 has; one of three counts only where it is one of ours or of
    ``languages``: ``new`` and ``old`` are languages too.
    """
    match = _SUFFIX.match(name)
    if not match:
        return None
    try:
        tag = normalise(match["tag"])
    except InputError:
        return None
    expected = {primary(other) for other in (*SUPPORTED, *languages)}
    if primary(tag) in expected or (len(re.split("[-_]", match["tag"])[0]) == 2 and _is_language(primary(tag))):
        return match["base"], tag
    return None


def _is_language(code: str) -> bool:
    """Whether ISO 639 has the code."""
    from langcodes import Language

    return Language.get(code).is_valid()


def by_name(names: Iterable[str], languages: Collection[str] = ()) -> list[tuple[str, str]]:
    """Pairs of names with the same stem and different languages.

    Three or more versions of a document are paired with the English one where there is one (the memory
    finds the other directions through it), else each with each.
    """
    versions: dict[str, dict[str, str]] = {}
    for name in names:
        parts = name_parts(name, languages)
        if parts:
            versions.setdefault(parts[0], {}).setdefault(primary(parts[1]), name)
    pairs: list[tuple[str, str]] = []
    for group in versions.values():
        if _PIVOT in group and len(group) > 1:
            pairs.extend((name, group[_PIVOT]) for tag, name in group.items() if tag != _PIVOT)
        else:
            pairs.extend(combinations(group.values(), 2))
    return pairs
