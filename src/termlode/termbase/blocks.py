"""A termbase file as blocks of lines, one a concept: what is not edited keeps every byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import TermbaseError
from termlode.termbase.load import parse
from termlode.termbase.plain_yaml import dump
from termlode.termbase.schema import Reader
from termlode.termbase.yaml_text import update

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import ConceptEntry
    from termlode.termbase.records import Record


@dataclass(slots=True)
class Block:
    """The lines of one concept; comment lines right above it are its own."""

    concept: str
    lines: list[str]
    is_new: bool = False  # or changed: it is not what was read


class Blocks:
    """The text of one file, cut into the lines before the first concept and a block for each."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        self.newline = "\r\n" if "\r\n" in text else "\n"
        entries, places = parse(text, path)
        self.read = {entry.id: (entry, places[entry.id,].line) for entry in entries}
        starts = sorted((place.line - 1, key[0]) for key, place in places.items() if len(key) == 1)
        lines = text.splitlines(keepends=True)
        for line, concept in starts:
            head = lines[line].split("#", 1)[0].rstrip()
            if head != f"{concept}:":
                raise TermbaseError(
                    f"concept {concept} cannot be edited by program",
                    path=path,
                    line=line + 1,
                    cure=f"write '{concept}:' on a line of its own and its keys on indented lines below",
                )
        cuts = [_with_comments(lines, line) for line, _ in starts] + [len(lines)]
        self.head = lines[: cuts[0]]
        self.blocks = [
            Block(concept, lines[cuts[number] : cuts[number + 1]]) for number, (_, concept) in enumerate(starts)
        ]
        self._names: set[str] = set()

    def holds(self, concept: str) -> bool:
        """Whether the file has the concept."""
        if len(self._names) != len(self.blocks):
            self._names = {block.concept for block in self.blocks}
        return concept in self._names

    def entry(self, concept: str) -> tuple[ConceptEntry, int]:
        """What the file says of a concept that it holds, and the line."""
        block = next(block for block in self.blocks if block.concept == concept)
        if not block.is_new:
            return self.read[concept]
        entries, places = parse(self.text(), self.path)
        return next(entry for entry in entries if entry.id == concept), places[concept,].line

    def text(self) -> str:
        """The whole text again."""
        return "".join(self.head) + "".join(line for block in self.blocks for line in block.lines)

    def check(self) -> None:
        """Read back what is new, so that nothing is written that cannot be read. Raises TermbaseError.

        The other blocks were read as they are; where the file has marks of documents, all of it is read.
        """
        marked = any(line.startswith(("---", "...", "%")) for line in self.head) or any(
            line.startswith(("---", "...")) for block in self.blocks for line in block.lines
        )
        names = [block.concept for block in self.blocks]
        if marked or len(set(names)) < len(names):
            parse(self.text(), self.path)
        else:
            Reader(self.path).concepts("".join(line for block in self.blocks if block.is_new for line in block.lines))

    def remove(self, concept: str) -> None:
        """Drop a concept with the comments right above it."""
        self.blocks = [block for block in self.blocks if block.concept != concept]
        self._names.discard(concept)

    def add(self, concept: str, record: Record) -> None:
        """Append a concept at the end, after an empty line."""
        last = self.blocks[-1].lines if self.blocks else self.head
        if last and not last[-1].endswith("\n"):
            last[-1] += self.newline
        gap = [self.newline] if last and last[-1].strip() else []
        self.blocks.append(Block(concept, gap + self._lines(dump({concept: record})), is_new=True))
        self._names.add(concept)

    def replace(self, concept: str, record: Record) -> None:
        """Bring a concept to ``record``, changing only the lines that differ."""
        block = next(block for block in self.blocks if block.concept == concept)
        tail = _blank_tail(block.lines)
        kept = block.lines[: len(block.lines) - tail]
        block.lines = self._lines(update("".join(kept), concept, record)) + block.lines[len(kept) :]
        block.is_new = True

    def put(self, concept: str, text: str) -> None:
        """Replace a concept's lines by ``text``."""
        block = next(block for block in self.blocks if block.concept == concept)
        tail = _blank_tail(block.lines)
        block.lines = self._lines(text.rstrip()) + block.lines[len(block.lines) - tail :]
        block.is_new = True

    def _lines(self, text: str) -> list[str]:
        return [line.rstrip("\r\n") + self.newline for line in text.splitlines()]


def _with_comments(lines: list[str], line: int) -> int:
    """The first of the comment lines that stand right above ``line``."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _blank_tail(lines: list[str]) -> int:
    """How many empty lines and unindented comments end a block."""
    count = 0
    while count < len(lines) and (not lines[-1 - count].strip() or lines[-1 - count].startswith("#")):
        count += 1
    return count
