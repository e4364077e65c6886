"""Building a document out of a marked-up source: its text, its blocks, and where each character stands in the source.

What the readers of Markdown, subtitles, OpenDocument, slides and e-books have in common. A source of several
parts (the members of a package) is one long string; :class:`Parts` says which stretch is which member.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.documents import sourcemap
from termlode.documents.encoding import encode
from termlode.languages.identify import identify_all
from termlode.model import Block, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termlode.documents.package import Package
    from termlode.model import BlockKind, Document, Edit

_SEPARATOR = "\n\n"  # between blocks
_SPACE = " \t\r\n\f"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Open:
    kind: BlockKind
    level: int
    language: str
    line: int | None
    place: str
    start: int = -1  # in the gathered text; -1: nothing visible yet


@dataclass(slots=True)
class Gathering:
    """Text and blocks, gathered in the order in which a reader of the document sees them."""

    extract: sourcemap.Extract = field(default_factory=sourcemap.Extract)
    places: list[tuple[int, str]] = field(default_factory=list)
    _found: list[tuple[_Open, int]] = field(default_factory=list)
    _open: _Open | None = None

    def begin(
        self,
        kind: BlockKind = "paragraph",
        level: int = 0,
        *,
        language: str = "",
        line: int | None = None,
        place: str = "",
    ) -> None:
        """A block begins here; what was open ends. One without visible text comes to nothing."""
        self.end()
        self._open = _Open(kind, level, language, line, place)

    def add(self, text: str, start: int, end: int, *, literal: bool = True, fixed: bool = False) -> None:
        """Append ``text`` that stands at ``source[start:end]`` (see :class:`sourcemap.Atom`)."""
        block = self._open
        if block is None:
            return
        if block.start < 0:
            kept = text.lstrip(_SPACE)
            if not kept:
                return
            if literal:
                start += len(text) - len(kept)
            text = kept
            if self.extract.length:
                self.extract.add(_SEPARATOR, start, start, literal=False, fixed=True)
            block.start = self.extract.length
            if block.place:
                self.mark(block.place)
        self.extract.add(text, start, end, literal=literal, fixed=fixed)

    def mark(self, place: str) -> None:
        """What follows stands at ``place`` (a timecode, a cell, a slide)."""
        self.places.append((self.extract.length, place))

    @property
    def is_empty(self) -> bool:
        """Whether the open block has no visible text yet."""
        return self._open is None or self._open.start < 0

    @property
    def after_space(self) -> bool:
        """Whether another space would show nothing."""
        return self.is_empty or next((p[-1] in _SPACE for p in reversed(self.extract.pieces) if p), True)

    def end(self) -> None:
        """The open block ends."""
        block, self._open = self._open, None
        if block is None or block.start < 0:
            return
        end = self.extract.length
        for piece in reversed(self.extract.pieces):  # white space at the end belongs to no block
            kept = piece.rstrip(_SPACE)
            end -= len(piece) - len(kept)
            if kept:
                break
        self._found.append((block, end))

    def absorb(
        self,
        extract: sourcemap.Extract,
        blocks: Sequence[Block],
        base: int,
        *,
        place: str = "",
        line: int | None = None,
    ) -> None:
        """Take over what another reader extracted from ``source[base:]``."""
        self.end()
        if not blocks:
            return
        if self.extract.length:
            self.extract.add(_SEPARATOR, base, base, literal=False, fixed=True)
        shift = self.extract.length
        if place:
            self.mark(place)
        for atom, piece in zip(extract.atoms, extract.pieces, strict=True):
            self.extract.add(piece, atom.origin + base, atom.origin_end + base, literal=atom.literal, fixed=atom.fixed)
        for block in blocks:
            opened = _Open(
                block.kind, block.level, block.language, line and line + block.line - 1, place, block.start + shift
            )
            self._found.append((opened, block.end + shift))

    def finish(self, sure: str = "") -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks, each in its language; ``sure``: what the document declares for all of it."""
        self.end()
        text = self.extract.text
        found = [(block, end) for block, end in self._found if text[block.start : end].strip()]
        shown = [text[block.start : end] for block, end in found]
        languages = identify_all(shown, [block.language or sure for block, _ in found])
        line, seen, blocks = 1, 0, []
        for (block, end), content, language in zip(found, shown, languages, strict=True):
            line += text.count("\n", seen, block.start)
            seen = block.start
            number = line if block.line is None else block.line
            blocks.append(Block(content, block.start, end, number, block.kind, language, block.level))
        return text, tuple(blocks)


@dataclass(slots=True)
class Parts:
    """The members of a package as one long source."""

    pieces: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, name: str, text: str) -> int:
        """Append a member; where it begins."""
        start = self.length
        self.names.append(name)
        self.pieces.append(text)
        self.starts.append(start)
        self.length += len(text)
        return start

    def patched(self, patches: Iterable[sourcemap.Patch]) -> dict[str, str]:
        """The members that patches of the long source change, changed."""
        groups: dict[int, list[sourcemap.Patch]] = {}
        for patch in patches:
            index = max(0, bisect_right(self.starts, patch.start) - 1)
            start = self.starts[index]
            groups.setdefault(index, []).append(sourcemap.Patch(patch.start - start, patch.end - start, patch.text))
        return {self.names[index]: sourcemap.apply(self.pieces[index], found) for index, found in groups.items()}


def written(opened: sourcemap.Opened, document: Document, edits: Sequence[Edit]) -> tuple[bytes, tuple[Notice, ...]]:
    """The file with the edits made in it, and a notice for each that cannot be."""
    found, refused = sourcemap.patches(opened.atoms, edits)
    for shadow in opened.shadows:
        found += sourcemap.patches(shadow, edits)[0]
    escaped = [sourcemap.Patch(p.start, p.end, opened.escape(p)) for p in found]
    escaped.sort(key=lambda patch: (patch.start, patch.end))
    return opened.finish(escaped), not_made(document, refused)


def not_made(document: Document, refused: Sequence[Edit]) -> tuple[Notice, ...]:
    """What is said of edits that would have taken a paragraph mark or another element away."""
    lines = (document.text.count("\n", 0, edit.start) + 1 for edit in refused)
    why = "this correction would join or split paragraphs of the file and was not made"
    return tuple(Notice("edit-not-made", why, line, edit.before) for line, edit in zip(lines, refused, strict=True))


def escape_xml(text: str) -> str:
    """Text as XML content; what XML 1.0 cannot hold is left out."""
    return _NOT_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_xml(patch: sourcemap.Patch) -> str:
    """The text of a patch as XML content."""
    return escape_xml(patch.text)


def text_file(
    text: str, encoding: str, atoms: Sequence[sourcemap.Atom], escape: Callable[[sourcemap.Patch], str]
) -> sourcemap.Opened:
    """A marked-up text file opened for writing."""

    def finish(patches: list[sourcemap.Patch]) -> bytes:
        return encode(sourcemap.apply(text, patches), encoding)

    return sourcemap.Opened(text, atoms, escape, finish)


def package_file(data: bytes, package: Package, parts: Parts, atoms: Sequence[sourcemap.Atom]) -> sourcemap.Opened:
    """The members of a package opened for writing; ``data`` is the package as it was."""

    def finish(patches: list[sourcemap.Patch]) -> bytes:
        return package.replaced(parts.patched(patches)) if patches else data

    return sourcemap.Opened("".join(parts.pieces), atoms, as_xml, finish)
