"""Which elements pieces of markup open and close, so that they can be put into another order and still nest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TAG = re.compile(r"""<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


class Net(NamedTuple):
    """What markup closes that was open before it, and what it leaves open, outermost first."""

    closed: tuple[str, ...]
    opened: tuple[str, ...]

    @property
    def container(self) -> tuple[str, tuple[str, ...]] | None:
        """What is opened ("open") or closed ("close") beyond elements that are closed and opened again."""
        back = tuple(reversed(self.closed))
        if len(self.opened) > len(back) and self.opened[len(self.opened) - len(back) :] == back:
            return "open", self.opened[: len(self.opened) - len(back)]
        inside = tuple(reversed(self.opened))
        if len(self.closed) > len(inside) and self.closed[: len(inside)] == inside:
            return "close", tuple(reversed(self.closed[len(inside) :]))
        return None


def net(pieces: Iterable[str]) -> Net:
    """The effect of pieces of markup one after the other; void elements of HTML and comments have none."""
    closed: list[str] = []
    opened: list[str] = []
    for match in TAG.finditer(_COMMENT.sub("", "".join(pieces))):
        name = match["name"]
        if match["empty"] or name.lower() in _VOID:
            continue
        if not match["end"]:
            opened.append(name)
        elif opened and opened[-1].lower() == name.lower():
            opened.pop()
        else:
            closed.append(name)
    return Net(tuple(closed), tuple(opened))


def effect(pieces: Iterable[str]) -> Net:
    """The same, less what is closed and at once opened again: two orders with the same effect nest alike."""
    closed, opened = map(list, net(pieces))
    while closed and opened and closed[-1] == opened[0]:
        del closed[-1], opened[0]
    return Net(tuple(closed), tuple(opened))


def containers(raws: Sequence[str]) -> dict[int, int]:
    """Pieces that open a container and those that close the same one, by index."""
    stack: list[tuple[int, tuple[str, ...]]] = []
    found: dict[int, int] = {}
    for index, raw in enumerate(raws):
        what = net([raw]).container
        if what is None:
            continue
        side, names = what
        if side == "open":
            stack.append((index, names))
        elif stack and stack[-1][1] == names:
            found[stack.pop()[0]] = index
        else:
            stack.clear()
    return found
