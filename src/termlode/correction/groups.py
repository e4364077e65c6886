"""The corrections of many files as a person decides on them: a rule, a word, what it becomes, how often and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.correction.outcome import Outcome
    from termlode.model import Edit, EditClass, Tier

type Key = tuple[str, str, str, str]

PLACES = 3
_WORDED = ("zwnj", "char", "space", "variant")  # classes whose edits are told by the whole words around them
_LETTERS = "[\\w\u064b-\u065f\u0670\u200c]*"
_LAST, _FIRST = re.compile(f"{_LETTERS}$"), re.compile(_LETTERS)


@dataclass(slots=True)
class Group:
    """All edits of one rule and tier that make ``after`` of ``before``; ``confidence`` is that of the least sure."""

    rule: str
    kind: EditClass
    tier: Tier
    before: str
    after: str
    confidence: float
    evidence: str
    count: int = 0
    files: dict[str, int] = field(default_factory=dict)  # how many in each
    places: list[tuple[str, int]] = field(default_factory=list)  # file and line (from 1) of the first

    @property
    def key(self) -> Key:
        """What tells it from the others: rule, tier, words before and after."""
        return self.rule, self.tier, self.before, self.after

    def where(self) -> str:
        """The first places, and that there are more."""
        lines: dict[str, list[str]] = {}
        for name, line in self.places:
            lines.setdefault(name, []).append(str(line))
        shown = "; ".join(f"{name}:{', '.join(some)}" for name, some in lines.items())
        return shown + (" …" if self.count > len(self.places) else "")


def worded(kind: str, before: str, after: str, left: str, right: str) -> tuple[str, str]:
    """The words before and after an edit of a class, with what stands directly before and behind it."""
    if kind not in _WORDED:
        return before, after
    head, tail = _LAST.findall(left)[0], _FIRST.findall(right)[0]
    return head + before + tail, head + after + tail


def groups(outcomes: Iterable[Outcome]) -> list[Group]:
    """The groups of all edits, the most frequent first."""
    found: dict[Key, Group] = {}
    for outcome in outcomes:
        for edit, line in outcome.lined():
            key = key_of(outcome.text, edit)
            if key not in found:
                found[key] = Group(edit.rule, edit.kind, edit.tier, *key[2:], edit.confidence, edit.evidence)
            _count(found[key], outcome.path, line, edit.confidence)
    return sorted(found.values(), key=lambda group: (-group.count, group.rule, group.before))


def _count(group: Group, name: str, line: int, confidence: float) -> None:
    group.count += 1
    group.files[name] = group.files.get(name, 0) + 1
    group.confidence = min(group.confidence, confidence)
    if len(group.places) < PLACES and (name, line) not in group.places:
        group.places.append((name, line))


def key_of(text: str, edit: Edit, most: int = 60) -> Key:
    """The group of an edit of ``text``: rule, tier, words before and after."""
    left, right = text[max(0, edit.start - most) : edit.start], text[edit.end : edit.end + most]
    return edit.rule, edit.tier, *worded(edit.kind, edit.before, edit.after, left, right)


def as_records(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    """The groups for JSON: the columns by their names, ``places`` as pairs of file and line."""
    return [
        {
            "count": one.count, "files": one.files, "tier": one.tier, "class": one.kind, "rule": one.rule,
            "before": one.before, "after": one.after, "confidence": one.confidence, "places": one.places,
            "evidence": one.evidence,
        }
        for one in groups(outcomes)
    ]  # fmt: skip
