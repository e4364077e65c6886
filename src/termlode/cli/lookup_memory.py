"""The memory's half of ``termlode lookup``: matches as rows, as JSON, and drawn. Imports next to nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from termlode.cli.asked import Request
    from termlode.cli.render import Screen
    from termlode.memory.query import Query
    from termlode.model import Match, Variant
    from termlode.workspace import Workspace


@contextmanager
def searcher(workspace: Workspace, request: Request) -> Iterator[Callable[[str], list[Match]]]:
    """A function from a query to its matches, best first; the memory is open inside the block."""
    query = asking(workspace, request)
    with workspace.memory() as store:

        def search(text: str) -> list[Match]:
            found: list[Match] = []
            for target in request.targets or (None,):
                found += store.ask(query(text, target))
            if len(request.targets) > 1:
                found.sort(key=lambda match: -match.score)
            if found or request.tm:
                return found[: request.top]
            return store.fragments(query(text, request.targets[0] if request.targets else None))

        yield search


def asking(workspace: Workspace, request: Request) -> Callable[[str, str | None], Query]:
    """A function that makes the query of a text and a target language. Raises UsageError for an unknown origin."""
    from termlode.memory.query import Query

    if request.origin not in (None, "human", "aligned", "machine", "import"):
        raise UsageError(f"--origin {request.origin} is unknown: one of human, aligned, machine, import")
    said: dict[str, Any] = {"client": request.client, "origin": request.origin, "since": request.since}
    if request.previous is not None or request.following is not None:
        from termlode.model import Context

        said["context"] = Context(request.previous, request.following)
    if workspace.penalties:
        from termlode.memory.penalties import Penalties

        known = {"machine", "aligned", "pivot", "numbers"}
        points = workspace.penalties
        own = {name: value for name, value in points.items() if name in known}
        others = {name: value for name, value in points.items() if name not in known}
        said["penalties"] = Penalties(**own, origins=others)
    return lambda text, target: Query(text, request.source, target, request.min, request.top, **said)


def row(line: int, match: Match) -> tuple[object, ...]:
    """Line of the query, score, source, target, languages (``en-fa``), kind."""
    target = match.target or _around(match)
    pair = match.source.language if target is None else f"{match.source.language}-{target.language}"
    return line, match.score, match.source.text, _shown(match), pair, kind(match)


def kind(match: Match) -> str:
    """What sort of match it is: its kind, and whether it came through a third language.

    ``fragment-in``: what translates the stretch cannot be told; the target is that of the whole unit.
    """
    if match.target is None and match.kind == "fragment":
        return "fragment-in"
    return f"{match.kind}+pivot" if match.pivot is not None else match.kind


def _around(match: Match) -> Variant | None:
    """The translation of the unit that a fragment without a target of its own stands in."""
    return next((v for v in match.unit.variants if v.language != match.source.language), None)


def as_json(match: Match) -> dict[str, Any]:
    """A match as JSON; keys are never missing."""
    origin = match.unit.origin
    return {
        "unit": match.unit_key,
        "score": match.score,
        "kind": match.kind,
        "source": _variant(match.source),
        "target": None if match.target is None else _variant(match.target),
        "adapted": match.adapted,
        "pivot": None if match.pivot is None else _variant(match.pivot),
        "penalties": dict(match.penalties),
        "origin": {"kind": origin.kind, "document": origin.document, "client": origin.client, "domain": origin.domain},
        "changed": match.unit.details.changed,
    }


def _variant(variant: Variant) -> dict[str, str]:
    return {"language": variant.language, "text": variant.text}


def _shown(match: Match) -> str:
    if match.target is None:
        around = _around(match)
        return around.text if around is not None else ""
    return match.target.text if match.adapted is None else match.adapted


def draw(screen: Screen, matches: Sequence[Match]) -> None:
    """Each match on a terminal: score and kind, the source, the target."""
    grid = screen.grid(4, None)
    width = max(20, screen.width - 6)
    for match in matches:
        grid.add_row(str(match.score), screen.text(match.source.text, match.source.language, width=width))
        target = match.target or _around(match)
        if target is not None:
            style = "bold" if match.target is not None else "quiet"
            grid.add_row("", screen.text(_shown(match), target.language, style, width=width))
        grid.add_row("", screen.text(_remark(match), "en", "quiet", width=width))
    screen.print(grid)


def _remark(match: Match) -> str:
    target = "" if match.target is None else f" → {match.target.language}"
    parts = [f"{match.source.language}{target}", kind(match)]
    if match.adapted is not None:
        parts.append("numbers adapted")
    parts += [f"{reason} −{points}" for reason, points in match.penalties]
    parts += [name for name in (match.unit.origin.client, match.unit.origin.document) if name]
    return " · ".join(parts)
