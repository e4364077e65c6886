"""Memory matches as rows and drawn. Imports next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.cli.render import Screen
    from termlode.model import Match, Variant


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
