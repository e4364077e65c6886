"""The compiled terms as text: six lists of JSON lines, each line read when it is first asked for.

A look-up asks for a few dozen of thousands of lines, so that this loads faster than any format that must be read as a
whole; and a file from someone else can only be wrong, it cannot run anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS = ("patterns", "roots", "edges", "payloads", "terms", "signs")


def to_text(data: dict[str, Sequence[Any]]) -> str:
    """The lists, a line an item; the first line tells how many items each has."""
    from json import dumps

    counts = [len(data[name]) for name in LISTS]
    items = (item for name in LISTS for item in data[name])
    return "\n".join(dumps(item, ensure_ascii=False, separators=(",", ":")) for item in (counts, *items))


def from_text(text: str) -> dict[str, Any]:
    """The lists again: the patterns read, the others as :class:`Lines`. Raises ValueError for anything else."""
    from json import loads

    lines = text.split("\n")
    try:
        counts = [int(count) for count in loads(lines[0])]
    except (RecursionError, TypeError) as error:
        raise ValueError("no counts") from error
    if len(counts) != len(LISTS) or min(counts) < 0 or sum(counts) + 1 != len(lines):
        raise ValueError("the counts are wrong")
    found: dict[str, Any] = {}
    start = 1
    for name, count in zip(LISTS, counts, strict=True):
        found[name] = Lines(lines[start : start + count])
        start += count
    found["patterns"] = [str(pattern) for pattern in loads(f"[{','.join(lines[1 : counts[0] + 1])}]")]
    if counts[1] != counts[0] or counts[3] != counts[2] or not all(found["patterns"]):
        raise ValueError("the lists do not belong together")
    return found


class Lines:
    """A list of JSON lines. An item that is not JSON raises ValueError when it is asked for."""

    __slots__ = ("_lines", "_read")

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._read: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, index: int) -> Any:
        found = self._read.get(index)
        if found is None:
            from json import loads

            found = self._read[index] = loads(self._lines[index])
        return found

    def whole(self) -> list[Any]:
        """All items, read at once. Raises ValueError."""
        from json import loads

        found = loads(f"[{','.join(self._lines)}]")
        return found if isinstance(found, list) else []


def whole(part: Any) -> Any:
    """A list read as a whole, for long texts, which ask for most of it."""
    return part.whole() if isinstance(part, Lines) else part
