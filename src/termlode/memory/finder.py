"""What a concordance looks for in a text: a stretch as it is spelt, one with wildcards, or a regular expression.

Stretches are compared folded, as everywhere. A regular expression is matched with the text as it is stored, without
regard to case; ``*`` in a wildcard stretch is any part of a word, ``?`` one letter. What may run long is timed.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Literal, Protocol

from termlode.errors import UsageError
from termlode.languages.folding import fold, fold_with_offsets
from termlode.memory.index.keys import rough
from termlode.memory.score import SPACELESS

if TYPE_CHECKING:
    from collections.abc import Callable

type How = Literal["plain", "wildcards", "regex"]
type Spans = tuple[tuple[int, int], ...]

WILD = "*?"
SECONDS = 20.0  # that matching of one search may take in all …
_ONE_TEXT = 1.0  # … and of one text
_LONGEST = 1000  # characters of an expression
_SINGLE = re.compile(rf"[{SPACELESS}]")
_WILD = re.compile("([*?])")


class Finder(Protocol):
    """Finds what is looked for; ``key`` is its rough key, where that says something of the texts that have it."""

    key: str | None
    wild: str  # signs in the key that stand for others

    def spans(self, text: str, language: str) -> Spans:
        """The places in ``text``. Raises UsageError where that takes too long."""


def finder(text: str, how: How, *, word: bool) -> Finder:
    """What finds ``text``. Raises UsageError where there is nothing to find in it, or it is no expression."""
    if how == "regex":
        return _Expression(text, word=word)
    if not rough(text).strip(WILD + " " if how == "wildcards" else ""):
        raise UsageError("concordance needs something to look for")
    return _Stretch(text, word=word, wild=WILD if how == "wildcards" else "")


class _Clock:
    """What is left of the time of a search."""

    def __init__(self) -> None:
        self._left = SECONDS

    def run[T](self, action: Callable[[float], T]) -> T:
        """The outcome of ``action``, which is told how many seconds it has. Raises UsageError."""
        start = time.perf_counter()
        try:
            return action(min(self._left, _ONE_TEXT))
        except (TimeoutError, MemoryError):  # an expression that calls itself fills the memory first
            raise _too_long() from None
        finally:
            self._left -= time.perf_counter() - start
            if self._left <= 0:
                raise _too_long()


def _too_long() -> UsageError:
    return UsageError("the search takes too long: say more of what is looked for, or name a language with --in")


class _Stretch:
    """A stretch of text; where it has wildcards its patterns are timed."""

    def __init__(self, text: str, *, word: bool, wild: str) -> None:
        self._text, self._word, self.wild = text, word, wild
        self.key: str | None = rough(text)
        self._patterns: dict[str, Any] = {}
        self._clock = _Clock()

    def spans(self, text: str, language: str) -> Spans:
        pattern = self._patterns.get(language)
        if pattern is None:
            pattern = self._patterns[language] = self._pattern(language)
        folded = fold_with_offsets(text, language)
        if not self.wild:
            found = [match.span() for match in pattern.finditer(folded.text)]
        else:
            found = self._clock.run(lambda left: [m.span() for m in pattern.finditer(folded.text, timeout=left)])
        return tuple(folded.span(start, end) for start, end in found if end > start)

    def _pattern(self, language: str) -> Any:
        """Finds the folded stretch in a folded text; white space agrees with white space."""
        if self.wild:
            import regex

            return regex.compile(self._bounded(_wild(self._text, language), self._text.strip()))
        text = fold(self._text, language).strip()
        return re.compile(self._bounded(_literal(text), text))

    def _bounded(self, pattern: str, text: str) -> str:
        """With the edges of words, where whole words are wanted: what is written without spaces has none."""
        if not self._word or not text:
            return pattern
        left, right = (
            "" if _SINGLE.match(char) else edge for char, edge in zip((text[0], text[-1]), _EDGES, strict=True)
        )
        return f"{left}{pattern}{right}"


_EDGES = (r"(?<!\w)", r"(?!\w)")


def _literal(folded: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", folded))


def _wild(text: str, language: str) -> str:
    """The pattern of a stretch with wildcards; one that ends it takes the rest of the word."""
    pieces = _WILD.split(text.strip())
    last = len(pieces) - 1
    signs = {"*": r"\w*?", "?": r"\w"}
    return "".join(
        r"\w*" if piece == "*" and not any(pieces[place + 1 :]) and place < last
        else signs.get(piece) or _literal(fold(piece, language))
        for place, piece in enumerate(pieces)
    )  # fmt: skip


class _Expression:
    """A regular expression; it may say nothing of the words in a text, so all texts are read."""

    key: str | None = None
    wild = ""

    def __init__(self, text: str, *, word: bool) -> None:
        import regex

        if len(text) > _LONGEST:
            raise UsageError(f"the expression is longer than {_LONGEST} characters")
        edged = rf"{_EDGES[0]}(?:{text}){_EDGES[1]}" if word else text
        try:
            self._pattern: Any = regex.compile(edged, regex.IGNORECASE)
        except (regex.error, ValueError, LookupError, OverflowError, MemoryError, RecursionError) as error:
            raise UsageError(f"no regular expression: {error}") from error
        self._clock = _Clock()

    def spans(self, text: str, language: str) -> Spans:  # noqa: ARG002  # the text as it is, in any language
        found = self._clock.run(lambda left: [match.span() for match in self._pattern.finditer(text, timeout=left)])
        return tuple((start, end) for start, end in found if end > start)
