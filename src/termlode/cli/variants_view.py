"""Proposed and accepted misreadings of terms."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.correction.propose import Proposal

_HEADS = ("number", "variant", "term", "concept", "kind", "count", "beside", "score", "context")


def proposals(found: Sequence[Proposal], *, json: bool) -> None:
    """The proposals, numbered from 1."""
    if json:
        for number, proposal in enumerate(found, 1):
            output.record({"number": number, **asdict(proposal)})
    elif output.is_drawing():
        _draw(found)
    else:
        output.rows([_HEADS, *(_row(number, one) for number, one in enumerate(found, 1))])


def _row(number: int, one: Proposal) -> tuple[object, ...]:
    score = f"{one.score:.2f}"
    return (number, one.variant, one.term, one.concept, one.kind, one.count, one.beside, score, one.contexts[0])


def _draw(found: Sequence[Proposal]) -> None:
    from termlode.cli.render import Screen

    screen = Screen()
    table = screen.table("", "variant", "term", "concept", "kind", "times", "score", "context")
    for number, one in enumerate(found, 1):
        shown = (screen.text(text, "fa", width=30) for text in (one.variant, one.term))
        context = screen.text(one.contexts[0], "fa", width=44)
        table.add_row(str(number), *shown, one.concept, one.kind, str(one.count), f"{one.score:.2f}", context)
    screen.print(table)


def accepted(chosen: Sequence[Proposal], changed: Sequence[Path], kind: str | None) -> None:
    """What was recorded, and where."""
    for proposal in chosen:
        output.out(f"{proposal.variant} → {proposal.term} ({proposal.concept}, {kind or proposal.kind})")
    for path in changed:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        output.out(f"written: {shown}")
    if not changed:
        output.out("nothing to change: recorded already")
