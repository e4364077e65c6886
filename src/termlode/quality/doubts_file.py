"""The doubts about a memory as a file for a person: a signature, heads, a row a doubt; and the decisions back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlode.errors import FormatError
from termlode.files import read_bytes
from termlode.sheets import guarded, unguarded, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.quality.doubts import Doubt

KIND = "# termlode memory doubts 1"
COLUMNS = ("decision", "unit", "quality", "codes", "by a person", "digest", "languages", "source", "target")
_REMOVE = frozenset({"remove", "delete", "x", "y", "yes", "+", "1"})
_KEEP = frozenset({"", "?", "keep", "k", "n", "no", "-", "0"})
_LARGEST = 1 << 62


class Decided(NamedTuple):
    """A unit that a person takes out, and what its texts were known by."""

    key: int
    digest: str
    line: int


def row(doubt: Doubt, decision: str = "?") -> tuple[str, ...]:
    """The cells of a doubt, in the order of :data:`COLUMNS`."""
    return (
        decision, str(doubt.key), f"{doubt.quality:.3f}", " ".join(doubt.codes), "yes" if doubt.person else "",
        doubt.digest, f"{doubt.source.language} {doubt.target.language}", doubt.source.text, doubt.target.text,
    )  # fmt: skip


def lines(doubts: Iterable[Doubt], signature: str) -> Iterator[str]:
    """The lines of the file. ``decision`` starts as ``?``; a person writes ``remove`` or ``keep``."""
    yield f"{KIND} · {signature}\n"
    yield "\t".join(COLUMNS) + "\n"
    for doubt in doubts:
        yield "\t".join(guarded(" ".join(cell.split())) for cell in row(doubt)) + "\n"


def read(path: Path) -> list[Decided]:
    """The units to take out. Raises FormatError with the line that cannot be understood, UnreadableError."""
    try:
        found = [line.rstrip("\r") for line in read_bytes(path).decode("utf-8-sig").split("\n")]
    except UnicodeDecodeError as error:
        raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
    if not found[0].startswith(KIND):
        raise FormatError("holds no doubts about a memory", path=path, line=1, cure="memory check -o FILE makes one")
    heads = found[1].split("\t") if len(found) > 1 else []
    if missing := [name for name in ("decision", "unit", "digest") if name not in heads]:
        raise FormatError(f"lacks the column {missing[0]}", path=path, line=2, cure="keep the heads as they were")
    decided = []
    for number, line in enumerate(found[2:], 3):
        cells = dict(zip(heads, map(unguarded, line.split("\t")), strict=False)) if line.strip() else {}
        if cells and _removes(cells["decision"], path, number):
            decided.append(Decided(_key(cells.get("unit", ""), path, number), cells.get("digest", ""), number))
    return decided


def _removes(said: str, path: Path, number: int) -> bool:
    word = said.strip().lower()
    if word not in _REMOVE | _KEEP:
        raise FormatError(f"the decision {said[:20]!r} is unknown", path=path, line=number, cure="write remove or keep")
    return word in _REMOVE


def _key(cell: str, path: Path, number: int) -> int:
    try:
        return whole_number(cell, _LARGEST)
    except ValueError as error:
        raise FormatError(f"the unit {error}", path=path, line=number, cure="keep the column as it was") from error
