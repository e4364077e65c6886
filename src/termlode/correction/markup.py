"""Markup left in plain text, in any language: detected by the readers' own rules, taken out as edits."""

from __future__ import annotations

from termlode.documents.residue import find
from termlode.model import Edit

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
    for found in find(text):
        before = text[found.start : found.end]
        after = found.after
        if not after and not found.inline and _between_words(text, found.start, found.end):
            after = " "
        edits.append(
            Edit(f"markup.{found.rule}", "markup", found.start, found.end, before, after, confidence=0.97,
                 evidence=_WHY.get(found.rule, "markup residue"))
        )  # fmt: skip
    return edits


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether taking ``start:end`` out would run two words together."""
    return start > 0 and end < len(text) and not text[start - 1].isspace() and text[end] not in " \n\r\t<"
