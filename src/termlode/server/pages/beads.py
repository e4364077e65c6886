"""The page of an alignment, and its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.server.problems import Problem

if TYPE_CHECKING:
    from termlode.jobs.reviewing.alignment import AlignmentReview, Changed
    from termlode.server.pages.drawing import Drawer
    from termlode.server.pages.steps import Step


def page(session: AlignmentReview) -> dict[str, Any]:
    """What the template says."""
    return {
        "documents": session.documents,
        "languages": session.languages,
        "beads": session.beads(),
        **_state(session),
    }


def _state(session: AlignmentReview) -> dict[str, Any]:
    kept = session.kept
    return {"revision": kept.revision, "undoable": kept.undoable, "counts": _counts(session)}


def _counts(session: AlignmentReview) -> dict[str, Any]:
    said = session.counts()
    text = (
        f"{said['doubtful']} doubtful · {said['accepted']} accepted · {said['refused']} refused · {said['beads']} beads"
    )
    return {**said, "text": text}


def step(session: AlignmentReview, action: str, said: Step, drawer: Drawer) -> dict[str, Any]:
    """Do a step; the beads that changed. Raises Problem (404), UsageError, ReplayError."""
    changed = _done(session, action, said)
    return {
        **_state(session),
        "gone": changed.gone,
        "beads": [
            {"after": before, "html": drawer.macro("alignment_parts.html", "bead", bead, session.languages)}
            for before, bead in changed.beads
        ],
        "focus": changed.focus,
    }


def _done(session: AlignmentReview, action: str, said: Step) -> Changed:
    match action:
        case "decide":
            return session.decide(said.revision, said.row, said.said)
        case "merge":
            return session.merge(said.revision, said.row)
        case "split":
            return session.split(said.revision, said.row)
        case "shift":
            return session.shift(said.revision, said.row, said.side, up=said.up)
        case "text":
            return session.retext(said.revision, said.side, said.number, said.text)
        case "undo":
            return session.undo(said.revision)
    raise Problem(404, f"there is no step {action[:40]}")
