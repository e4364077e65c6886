"""The visible text of a stretch of Markdown, with the place of every character in it.

markdown-it-py (CommonMark 0.31, GFM tables) parses; it keeps no offsets inside a line, so a state of our own
notes them as its rules go by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

# Markup of wider dialects: footnote references, Liquid tags and Hugo's, heading attributes, call-outs, task boxes,
# the first word of a MkDocs block, wiki links, highlighting, the colon before a definition.
_WIDER = re.compile(
    r"(?m)^:{3,}[^\n]*|[\[\ue000]\^[^\]\s]{1,60}\]:?|\{%.{0,500}?%\}|\s*\{[#.:][^{}\n]{0,100}\}\s*$"
    r"|^\[![A-Z]{3,12}\]|^\[[ xX]\](?=\s)|\{\{[<%].{0,500}?[%>]\}\}"
    r"|\A(?:!!!|\?{3}\+?|===\+?)[ \t]+(?:[\w-]+(?=\s|\Z)[ \t]*)?|(?<=\n):[ \t]+"
)
_PAIRED = re.compile(
    r"(?<!\w)\[\[(?:[^\[\]|\n]{1,100}\|)?([^\[\]|\n]{1,100})\]\](?!\()|(?<![\w=])==(?=\S)([^=\n]{1,200})(?<=\S)==(?![\w=])"
)
NO_REFERENCE = "\ue000"  # stands for the bracket that opens a note, so that CommonMark sees no link there
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_PAIRS = ("balance_pairs", "strikethrough", "emphasis")


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` shown for ``content[start:end]``; ``break``: a line break that is meant."""

    text: str
    start: int
    end: int
    kind: Literal["text", "code", "soft", "break"] = "text"


@cache
def parser() -> MarkdownIt:
    """The block parser; the text of blocks stays raw for :func:`pieces`."""
    found = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    found.core.ruler.disable(["inline", "text_join"])
    return found


@cache
def _inline_parser() -> MarkdownIt:
    """The same within a block: a run of brackets costs its length times this depth."""
    found = MarkdownIt("commonmark", {"maxNesting": 6}).enable(["table", "strikethrough"])
    found.core.ruler.disable(["inline", "text_join"])
    return found


class _State(StateInline):
    """Notes for every token where it stands."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], out: list[Token]) -> None:
        self._since, self._is_new = 0, True  # where the text that is no token yet began, and whether there is none
        super().__init__(src, md, env, out)

    def append_pending(self, text: str) -> None:
        if self._is_new:
            self._since, self._is_new = self.pos, False
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  # the library's name
        token = super().pushPending()
        token.meta = {"at": self._since}
        self._is_new = True
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        self._is_new = self._is_new or not self.pending  # a line break may have taken its blanks away
        before = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        at = self.pos
        if before is not None and before is self.tokens[-2] and ttype == before.type == "text" and before.meta:
            at = max(at, before.meta["at"] + len(before.content))  # a run of markers, one token each
        token.meta = {"at": at}
        return token


def pieces(content: str, env: dict[str, Any]) -> list[Piece]:
    """What a reader sees of ``content``; ``env`` holds the document's link definitions."""
    tokens: list[Token] = []
    markdown = _inline_parser()
    state = _State(content, markdown, env, tokens)
    markdown.inline.tokenize(state)
    for name, rule in zip(markdown.inline.ruler2.get_active_rules(), markdown.inline.ruler2.getRules(""), strict=True):
        if name in _PAIRS:
            rule(state)
    return list(_without_markup(list(_shown(content, state.tokens))))


def _shown(content: str, tokens: list[Token]) -> Iterator[Piece]:
    before = ""
    for token in tokens:
        at = token.meta.get("at", 0) + (before == "autolink")  # behind its <
        before = token.markup if token.type == "link_open" else ""
        if token.type == "text" and token.content:
            yield Piece(token.content, at, at + len(token.content))
        elif token.type == "text_special":
            yield Piece(token.content, at, at + len(token.markup))
        elif token.type == "code_inline":
            yield _code(content, token, at)
        elif token.type == "softbreak":
            yield Piece(" ", at, _after_break(content, at), "soft")
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.match(token.content)):
            yield Piece("\n", at, _after_break(content, at), "break")
        elif token.type == "image" and token.content:
            start = content.find(token.content, at + 2)
            yield Piece(token.content, start, start + len(token.content)) if start >= 0 else Piece("", at, at)


def _code(content: str, token: Token, at: int) -> Piece:
    inside = at + len(token.markup)
    start = content.find(token.content, inside)
    if start < 0 or start > inside + 1:  # a line break inside became a space
        start = inside
    return Piece(token.content, start, start + len(token.content), "code")


def _after_break(content: str, at: int) -> int:
    """Where the next line's text begins."""
    match = re.compile(r"[ \\]*(?:\n[ \t]*)?").match(content, at)
    return match.end() if match else at


def _gone(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that are markup of wider dialects."""
    yield from (match.span() for match in _WIDER.finditer(text))
    for match in _PAIRED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        yield match.start(), start
        yield end, match.end()


def _defines(gone: list[tuple[int, int]], at: int, text: str) -> bool:
    """Whether a definition begins at ``at``: a term and what it means are two texts."""
    return text[at : at + 1] == ":" and any(a == at for a, _ in gone)


def _without_markup(found: list[Piece]) -> Iterator[Piece]:
    """The pieces without the markup of wider dialects, which CommonMark takes for text."""
    text = "".join("\n" if piece.kind == "soft" else piece.text for piece in found)
    gone = sorted(_gone(text))
    if not gone:
        yield from found
        return
    at = 0
    for piece in found:
        start, at = at, at + len(piece.text)
        cuts = [(max(a, start), min(b, at)) for a, b in gone if a < at and b > start]
        if piece.kind == "soft" and _defines(gone, at, text):
            yield Piece("\n", piece.start, piece.end, "break")
            continue
        if piece.kind != "text" or not cuts or piece.end - piece.start != len(piece.text):
            yield piece
            continue
        last = start
        for a, b in [*cuts, (at, at)]:
            if a > last:
                yield Piece(piece.text[last - start : a - start], piece.start + last - start, piece.start + a - start)
            last = b
