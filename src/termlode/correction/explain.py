"""Edits in words, for a person: where, what, by which rule, how sure, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.model import Edit


def explain(text: str, edits: Iterable[Edit], width: int = 24) -> list[str]:
    """One line for each edit: where, what, by which rule, how sure, and why."""
    return [_sentence(text, edit, width) for edit in sorted(edits, key=lambda e: (e.start, e.end))]


def _sentence(text: str, edit: Edit, width: int) -> str:
    line = text.count("\n", 0, edit.start) + 1
    left = text[max(0, edit.start - width) : edit.start].replace("\n", "⏎")
    right = text[edit.end : edit.end + width].replace("\n", "⏎")
    return (
        f"line {line}: {left}[{visible(edit.before)} → {visible(edit.after)}]{right}"
        f"  {edit.rule}, {edit.tier}, {edit.confidence:.2f}: {edit.evidence}"
    )


def visible(text: str) -> str:
    """``text`` with what cannot be seen made visible."""
    if not text:
        return "∅"
    return text.replace("\u200c", "¦").replace("\n", "⏎").replace("\r", "␍").replace("\u00ad", "[SHY]")
