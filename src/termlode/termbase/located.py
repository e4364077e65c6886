"""Recognised terms with their places in the lines of a text and their equivalents: plain values for all views."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.registry import root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.model import TermSection
    from termlode.termbase.cache import Compiled
    from termlode.termbase.recognition import TermHit


class Found(NamedTuple):
    """A hit with its place in the text and its equivalents."""

    line: int  # from 1
    start: int  # code points of the line, from 0
    end: int  # exclusive; beyond the line where the term runs over a line break
    hit: TermHit  # its own start and end are those of the whole text
    equivalents: tuple[tuple[str, TermSection], ...]

    def by_language(self) -> dict[str, list[str]]:
        """The equivalents' texts by language."""
        result: dict[str, list[str]] = {}
        for language, term in self.equivalents:
            result.setdefault(language, []).append(term.term)
        return result


def locate(text: str, hits: Sequence[TermHit], compiled: Compiled, targets: Sequence[str]) -> Iterator[Found]:
    """The hits with their lines and their equivalents in ``targets`` (none: in every other language)."""
    starts = _line_starts(text)
    for hit in hits:
        line = bisect_right(starts, hit.start)
        offset = starts[line - 1]
        yield Found(line, hit.start - offset, hit.end - offset, hit, tuple(_equivalents(hit, compiled, targets)))


def _line_starts(text: str) -> list[int]:
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def _equivalents(hit: TermHit, compiled: Compiled, targets: Sequence[str]) -> Iterator[tuple[str, TermSection]]:
    """The usable terms of the concept in the target languages (none: in all others), preferred ones first."""
    entry = compiled.entry(hit.concept)
    others = (section.language for section in entry.languages if root(section.language) != hit.language)
    for target in targets or others:
        section = entry.section(target)
        for term in section.ranked if section else ():
            if term.status in ("preferred", "admitted"):
                yield target, term
