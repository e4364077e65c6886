"""What correction did, as rows for review (TSV), as JSON, and as a summary."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from termlode.correction.explain import visible
from termlode.correction.groups import as_records, groups
from termlode.sheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.correction.outcome import Outcome
    from termlode.model import Edit

KIND = "# termlode corrections 1"  # opens a review file; `review apply` knows it by this
COLUMNS = (
    "decision", "file", "line", "start", "end", "before", "after", "tier", "class", "rule", "confidence", "evidence",
    "left", "right",
)  # fmt: skip
GROUPS = "# termlode grouped corrections 1"
GROUP_COLUMNS = ("count", "files", "tier", "class", "rule", "before", "after", "confidence", "places", "evidence")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u200c": "\\z", " ": "\\s"}
_UNESCAPES = {value[1]: key for key, value in _ESCAPES.items()}
CONTEXT = 40


def escape(text: str) -> str:
    """Text for a cell: breaks and tabs as ``\\n \\r \\t``, ZWNJ as ``\\z``, edge spaces as ``\\s``, nothing as ∅."""
    if not text:
        return "∅"
    out = "".join(_ESCAPES.get(char, char) if char != " " else char for char in text)
    start, end = len(out) - len(out.lstrip(" ")), len(out.rstrip(" "))
    return "\\s" * start + out[start:end] + "\\s" * (len(out) - end) if end > start else "\\s" * len(out)


def unescape(cell: str) -> str:
    """The text of a cell that :func:`escape` wrote."""
    if cell == "∅":
        return ""
    out, index = [], 0
    while index < len(cell):
        if cell[index] == "\\" and index + 1 < len(cell):
            out.append(_UNESCAPES.get(cell[index + 1], cell[index + 1]))
            index += 2
        else:
            out.append(cell[index])
            index += 1
    return "".join(out)


def tsv(outcomes: Sequence[Outcome], signature: str) -> Iterator[str]:
    """The lines of a review file: signature, heads, a row for each edit.

    ``decision`` starts as ``accept`` for automatic edits and ``?`` for suggestions; a person changes it.
    """
    yield f"{KIND} · {signature}\n"
    yield "\t".join(COLUMNS) + "\n"
    for outcome in outcomes:
        for edit, line in outcome.lined():
            yield "\t".join(map(guarded, _row(outcome, edit, line))) + "\n"


def _row(outcome: Outcome, edit: Edit, line: int) -> tuple[str, ...]:
    left, right = context(outcome.text, edit)
    decision = "accept" if edit.tier == "auto" else "?"
    return (
        decision, escape(outcome.path), str(line), str(edit.start), str(edit.end),
        escape(edit.before), escape(edit.after),
        edit.tier, edit.kind, edit.rule, f"{edit.confidence:.2f}", escape(edit.evidence), escape(left), escape(right),
    )  # fmt: skip


def context(text: str, edit: Edit, width: int = CONTEXT) -> tuple[str, str]:
    """What stands before and behind an edit, in whole words."""
    start, end = max(0, edit.start - width), min(len(text), edit.end + width)
    left, right = text[start : edit.start], text[edit.end : end]
    if start and not text[start - 1].isspace():
        left = _FIRST.sub("", left, count=1)
    if end < len(text) and not text[end].isspace():
        right = _LAST.sub("", right, count=1)
    return left, right


_FIRST, _LAST = re.compile(r"^\S*\s+"), re.compile(r"\s+\S*$")  # a word that was cut, where it is not all there is


def group_rows(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, ...]]:
    """A row for each group, as :data:`GROUP_COLUMNS` names them."""
    for one in groups(outcomes):
        yield (
            str(one.count), str(len(one.files)), one.tier, one.kind, one.rule, escape(one.before), escape(one.after),
            f"{one.confidence:.2f}", escape(one.where()), escape(one.evidence),
        )  # fmt: skip


def grouped_tsv(outcomes: Iterable[Outcome], signature: str) -> Iterator[str]:
    """The lines of a report in groups: signature, heads, a row for each group."""
    yield f"{GROUPS} · {signature}\n"
    yield "\t".join(GROUP_COLUMNS) + "\n"
    for row in group_rows(outcomes):
        yield "\t".join(map(guarded, row)) + "\n"


def as_json(outcomes: Sequence[Outcome], signature: str, *, indent: int | None = 1) -> str:
    """Everything as one JSON object: signature, totals, groups, and for each file its edits and notices."""
    files = [
        {
            "file": outcome.path,
            "written": outcome.written,
            "backup": outcome.backup,
            "error": outcome.error,
            "edits": [{**asdict(edit), "line": line} for edit, line in outcome.lined()],
            "notices": [asdict(notice) for notice in outcome.notices],
        }
        for outcome in outcomes
    ]
    found = {"signature": signature, "totals": totals(outcomes), "groups": as_records(outcomes), "files": files}
    return json.dumps(found, ensure_ascii=False, indent=indent)


def totals(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Counts of edits by tier and class."""
    counts: dict[str, Counter[str]] = {"auto": Counter(), "suggest": Counter()}
    for outcome in outcomes:
        for edit in outcome.edits:
            counts[edit.tier][edit.kind] += 1
    return {tier: dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))) for tier, found in counts.items()}


def summary(outcomes: Sequence[Outcome], signature: str) -> Iterator[str]:
    """Lines for the terminal: a line a file, the totals, the signature."""
    yield from file_lines(outcomes)
    yield from total_lines(outcomes)
    yield signature


def file_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each file that could be read, and what its reader had to say."""
    for outcome in outcomes:
        if outcome.error:
            continue
        made = len(outcome.made)
        target = f" → {outcome.written}" if outcome.written else ""
        yield f"{outcome.path}: {made} corrected, {len(outcome.edits) - made} suggested{target}"
        yield from _said(outcome)


def total_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """How many edits of each class were made, and how many are only suggested."""
    found = totals(outcomes)
    for tier, word in (("auto", "corrected"), ("suggest", "suggested")):
        if found[tier]:
            parts = ", ".join(f"{kind} {number}" for kind, number in found[tier].items())
            yield f"{word}: {sum(found[tier].values())} ({parts})"


def _said(outcome: Outcome) -> Iterator[str]:
    """What the reader and the writer had to say, once for each message; what a reader skips is still corrected."""
    lines: dict[str, list[int]] = {}
    for notice in outcome.notices:
        if notice.code != "markup-dropped":
            lines.setdefault(notice.message, []).extend([notice.line] if notice.line else [])
    for message, where in lines.items():
        shown = ", ".join(map(str, where[:5])) + (" …" if len(where) > 5 else "")
        yield f"  {message}" + (f" (line {shown})" if where else "")


def diff(outcome: Outcome) -> Iterator[str]:
    """A unified diff of the automatic edits, ZWNJ made visible as ¦ (U+00A6)."""
    from difflib import unified_diff

    from termlode.edits import apply

    before = outcome.text.splitlines()
    after = apply(outcome.text, outcome.edits).splitlines()
    for line in unified_diff(before, after, outcome.path, f"{outcome.path} (corrected)", lineterm="", n=0):
        yield visible(line) if line else line
