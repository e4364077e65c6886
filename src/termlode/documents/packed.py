"""Lines and blocks of a text, packed: a few bytes each in arrays, objects only while somebody looks at one.

A text of millions of short lines would otherwise need hundreds of bytes for each of them.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args, overload

from termlode.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_KINDS: tuple[BlockKind, ...] = get_args(BlockKind.__value__)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it, without the white space around it; ``after_gap``: a blank line precedes."""

    text: str
    start: int
    number: int
    after_gap: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


class Texts(Sequence[str]):
    """Stretches of a text, each cut out when it is wanted."""

    __slots__ = ("_ends", "_starts", "_text")

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self._text, self._starts, self._ends = text, starts, ends

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        text = self._text
        return (text[start:end] for start, end in zip(self._starts, self._ends, strict=True))

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Texts: ...
    def __getitem__(self, index: int | slice) -> str | Texts:
        if isinstance(index, slice):
            return Texts(self._text, self._starts[index], self._ends[index])
        return self._text[self._starts[index] : self._ends[index]]


class _Packed[Item](Sequence[Item]):
    """Something of which there are many, each a stretch of one text, made anew whenever it is looked at."""

    __slots__ = ("ends", "numbers", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends, self.numbers = array("I"), array("I"), array("I")

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, range(len(self.starts)))

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        wanted = range(len(self.starts))[index]
        return tuple(map(self._item, wanted)) if isinstance(wanted, range) else self._item(wanted)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    @abstractmethod
    def _item(self, index: int) -> Item:
        """The item at ``index``, made anew."""

    @property
    def texts(self) -> Texts:
        """The texts of all, and nothing else."""
        return Texts(self.text, self.starts, self.ends)


class Lines(_Packed[Line]):
    """The lines of a text on which something stands."""

    __slots__ = ("gaps",)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.gaps = bytearray()

    def _item(self, index: int) -> Line:
        return Line(self.texts[index], self.starts[index], self.numbers[index], bool(self.gaps[index]))

    def add(self, start: int, end: int, number: int, after_gap: bool) -> None:
        """Append a line."""
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(number)
        self.gaps.append(after_gap)


class Blocks(_Packed[Block]):
    """The blocks of a document, ``text[start:end]`` each."""

    __slots__ = ("_codes", "_kinds", "_languages", "_levels", "_tags")

    def __init__(self, text: str, blocks: Iterable[Block] = ()) -> None:
        super().__init__(text)
        self._kinds, self._levels, self._languages = bytearray(), bytearray(), array("H")
        self._codes: dict[str, int] = {}
        self._tags: list[str] = []
        for block in blocks:
            self.add(block.start, block.end, block.line, kind=block.kind, language=block.language, level=block.level)

    def _item(self, index: int) -> Block:
        start, end = self.starts[index], self.ends[index]
        kind, tag = _KINDS[self._kinds[index]], self._tags[self._languages[index]]
        return Block(self.text[start:end], start, end, self.numbers[index], kind, tag, self._levels[index])

    def add(self, start: int, end: int, line: int, *, kind: BlockKind, language: str, level: int) -> None:
        """Append a block."""
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(line)
        self._kinds.append(_CODES[kind])
        self._levels.append(min(level, 255))
        if language not in self._codes:
            self._codes[language] = len(self._tags)
            self._tags.append(language)
        self._languages.append(self._codes[language])


def lines(text: str, start: int = 0, end: int | None = None) -> Lines:
    """The non-blank lines of ``text[start:end]``."""
    found = Lines(text)
    number, seen, previous = 1, 0, None
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        at, until = match.span()
        if at - seen == 1:
            number += text[seen] in "\n\r"
        elif at > seen:
            number += breaks(text, seen, at)
        seen = until
        stripped = match[0].strip()
        if stripped and stripped != "\ufeff":
            at += match[0].index(stripped[0])
            found.add(at, at + len(stripped), number, previous is None or number - previous > 1)
            previous = number
    return found


def breaks(text: str, start: int, end: int) -> int:
    """How many line ends (LF, CR LF, CR) stand in ``text[start:end]``."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)
