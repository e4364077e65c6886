"""The pages of reviews whose rows are decided one by one, corrections and drafts, and their steps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from termlode.jobs.reviewing.rows import CorrectionReview, DraftReview
from termlode.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from termlode.server.pages.drawing import Drawer
    from termlode.server.pages.steps import Step

_PER_PAGE = 500
_SHOWN = ("", "open", "accept", "refuse")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows a page shows."""

    show: str = ""
    rule: str = ""
    text: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """What an address asks for; what is nonsense is left aside."""
        number = query.get("page", "1")
        page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
        show = query.get("show", "")
        return cls(show if show in _SHOWN else "", query.get("rule", ""), query.get("text", "").strip(), max(1, page))


type Rows = CorrectionReview | DraftReview


def page(session: Rows, chosen: Chosen) -> dict[str, Any]:
    """What the template says: the rows of one page, and what can be chosen."""
    found = [row for row in range(len(session.rows)) if _is_wanted(session, row, chosen)]
    pages = max(1, -(-len(found) // _PER_PAGE))
    at = min(chosen.page, pages)
    shown = found[(at - 1) * _PER_PAGE : at * _PER_PAGE]
    said = {"rows": [_shown(session, row) for row in shown], "found": len(found), "at": at, "pages": pages}
    return {**said, "chosen": chosen, "rules": _rules(session), **_state(session)}


def _is_wanted(session: Rows, row: int, chosen: Chosen) -> bool:
    cells, said = session.rows[row], session.decision(row) or "open"
    if chosen.show and said != chosen.show:
        return False
    if chosen.rule and chosen.rule not in (cells.get("rule", ""), cells.get("class", ""), cells.get("file", "")):
        return False
    return not chosen.text or any(chosen.text in text for text in _texts(session, row))


def _texts(session: Rows, row: int) -> Iterable[str]:
    if isinstance(session, CorrectionReview):
        one = session.shown(row)
        return (f"{one.left}{one.before}{one.right}", one.after, *one.words, one.file)
    return session.rows[row].values()


def _rules(session: Rows) -> list[tuple[str, int]]:
    """The rules (of drafts: the files) and how many rows each has."""
    head = "rule" if isinstance(session, CorrectionReview) else "file"
    return Counter(row.get(head, "") for row in session.rows).most_common()


def _shown(session: Rows, row: int) -> Any:
    if isinstance(session, CorrectionReview):
        return session.shown(row)
    cells = session.rows[row]
    told = {"row": row, "decision": session.decision(row), "terms": session.terms(row)}
    return {**told, "evidence": session.evidence(row), "cells": cells}


def _state(session: Rows) -> dict[str, Any]:
    said = session.counts()
    text = f"{said['open']} open · {said['accepted']} accepted · {said['refused']} refused"
    counts = {**said, "text": text}
    return {"revision": session.kept.revision, "undoable": session.kept.undoable, "counts": counts}


def step(session: Rows, action: str, said: Step, drawer: Drawer) -> dict[str, Any]:
    """Do a step; the rows that changed. Raises Problem (404), UsageError, ReplayError."""
    changed = _done(session, action, said)
    html = {row: drawer.macro("row_parts.html", session.kind, _shown(session, row)) for row in changed}
    return {**_state(session), "rows": html}


def _done(session: Rows, action: str, said: Step) -> list[int]:
    match action:
        case "decide":
            return session.decide(said.revision, [said.row], said.said)
        case "undo":
            return session.undo(said.revision)
    if isinstance(session, CorrectionReview):
        match action:
            case "many" if said.by == "rule":
                return session.decide_rule(said.revision, said.text, said.said)
            case "many":
                return session.decide_word(said.revision, said.text, said.said)
            case "text":
                return session.rewrite(said.revision, said.row, said.text)
    raise Problem(404, f"there is no step {action[:40]}")
