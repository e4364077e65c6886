"""Markup left in plain text, in any language: detected by the readers' own rules, taken out as edits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.documents.residue import find
from termlode.languages.classes import MASK
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.documents.residue import Residue

_NAME = re.compile(r"<(?P<close>/?)\s{0,3}(?P<name>[A-Za-z][\w:-]{0,20})")

_WHY = {
    "tag": "a tag that stayed behind",
    "translated-tag": "a tag that was translated with the text",
    "attribute": "attributes of a tag",
    "comment": "the remains of a comment",
    "orphan": "the end of a tag",
    "entity": "a character written as an entity",
}


def residue(text: str) -> list[Edit]:
    """Edits that take left-over tags, attributes, comment ends and entities out of ``text``."""
    if not any(char in text for char in "<>&="):
        return []
    edits = []
    for found in _whole(find(text), text):
        before = text[found.start : found.end]
        after = found.after
        if not after and not found.inline and _between_words(text, found.start, found.end):
            after = " "
        edits.append(
            Edit(f"markup.{found.rule}", "markup", found.start, found.end, before, after, confidence=0.97,
                 evidence=_WHY.get(found.rule, "markup residue"))
        )  # fmt: skip
    return edits


def _whole(every: Iterable[Residue], text: str) -> Iterator[Residue]:
    """All but the tags that have something protected inside (an address), and what closes those."""
    kept: list[str] = []  # names of opening tags that stay
    for found in every:
        tag = _NAME.match(text, found.start) if found.rule == "tag" else None
        name = tag["name"].lower() if tag else ""
        if MASK in text[found.start : found.end]:
            kept += [name] if tag and not tag["close"] else []
        elif tag and tag["close"] and name in kept:
            kept.remove(name)
        else:
            yield found


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether taking ``start:end`` out would run two words together."""
    return start > 0 and end < len(text) and not text[start - 1].isspace() and text[end] not in " \n\r\t<"
