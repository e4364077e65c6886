"""The corrections of a run in groups, drawn on a terminal: what was read, what it becomes, how often, why and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.cli.render import Screen
    from termlode.jobs.fix import Group

_HEADS = {"auto": "corrected", "suggest": "suggested: look at these"}
_WORD = 40  # letters of a change that are shown


def draw(groups: Sequence[Group], most: int | None) -> None:
    """Two tables, the changes made and the suggestions: the ``most`` frequent groups of each, or all."""
    from termlode.cli.render import Screen

    screen = Screen()
    for tier, title in _HEADS.items():
        chosen = [group for group in groups if group.tier == tier]
        if chosen:
            _table(screen, title, chosen[:most])
            _rest(screen, chosen[len(chosen[:most]) :])


def _table(screen: Screen, title: str, groups: Sequence[Group]) -> None:
    from rich.text import Text

    narrow = max(8, (screen.width - 30) // 5)
    grid = screen.table("", "was", "becomes", "rule", "why and where")
    grid.columns[0].justify = "right"
    for index in (1, 2):
        grid.columns[index].min_width = min(narrow, 12)
    for group in groups:
        was, becomes = (screen.text(_shown(text), width=narrow) for text in (group.before, group.after))
        becomes.stylize("preferred" if group.tier == "auto" else "mark")
        why = screen.text(group.evidence, width=_why(screen, narrow))
        where = Text(group.where(), style="note")
        grid.add_row(str(group.count), was, becomes, group.rule.replace("+", " + "), Text("\n").join([why, where]))
    screen.print("")
    screen.print(Text(title, style="head"))
    screen.print(grid)


def _why(screen: Screen, narrow: int) -> int:
    return max(20, screen.width - 2 * narrow - 26)


def _rest(screen: Screen, rest: Sequence[Group]) -> None:
    if rest:
        places = sum(group.count for group in rest)
        screen.print(f"   … and {len(rest)} more kinds of change ({places} places): --groups lists all")


def _shown(text: str) -> str:
    from termlode.jobs.fix import visible

    left, right = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    told = visible("␣" * left + text[left:right] + "␣" * (len(text) - max(left, right)))
    return told if len(told) <= _WORD else f"{told[: _WORD - 1]}…"
