"""Where candidates stand: in how many blocks and documents, and where a text sets them apart or says what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from termlode.extraction.corpus import Corpus
    from termlode.extraction.table import Table
    from termlode.model import Segment

    type Floats = NDArray[np.float64]
    type Mask = NDArray[np.bool_]

_QUOTED = re.compile('[“«「『《„"‹]([^“”«»「」『』《》„"‹›]{2,60})[”»」』》"›]')
_BRACKET = re.compile(r"\s?[(（]\s?[\"“]?(?=[^()（）]{2,60}[)）])")
_MOSTLY = 0.5
_SHORT = 80  # characters of a heading
_LABEL = re.compile(r"(?:^|[.!?؟。]\s?)([^:：.…!?؟。\n]{2,30}?)(?=\s?(?:[:：]|\.{3}|…)\s*\S)")
_CLOSING = re.compile(r"[.!?؟。!?;;:：،,…۔][\"”»」』)）]*\s*$")


@dataclass(frozen=True, slots=True)
class Places:
    """What the segments say of the words of a corpus: arrays with one row a word."""

    blocks: NDArray[np.int64]
    documents: NDArray[np.int64]
    after: Mask  # a cue of definition ends right before it
    before: Mask  # an explanation in brackets or a cue begins right behind it
    opens: Mask  # a heading, quotation or highlighted stretch begins with it
    closes: Mask  # … and ends with it
    labels: Mask  # a label of the format ("Source:") begins its segment with it
    labelled: Mask  # … and ends with it

    def columns(self, table: Table) -> dict[str, Floats]:
        """The features of all groups."""
        at = table.at
        marked = self.opens[at.places] & self.closes[at.lasts] | self.after[at.places] | self.before[at.lasts]
        return {
            "spread": np.log2(self.distinct(table, self.blocks)),
            "marked": (table.share(marked) > 0).astype(float),
        }

    def repeated_labels(self, table: Table) -> Mask:
        """Which groups are labels that recur: most of two occurrences or more begin a sentence up to a colon."""
        share = table.share(self.labels[table.at.places] & self.labelled[table.at.lasts])
        out: Mask = (table.groups.counts > 1) & (share > _MOSTLY)
        return out

    def distinct(self, table: Table, what: NDArray[np.int64]) -> NDArray[np.int64]:
        """In how many blocks or documents each group occurs."""
        met = np.unique((table.at.groups << 32) | what[table.at.places])
        return np.maximum(1, np.bincount(met >> 32, minlength=len(table.groups.counts)))


def places(corpus: Corpus, segments: Sequence[Segment], language: str) -> Places:
    """Where the words of ``segments`` stand."""
    blocks, documents = _numbers(segments)
    after, before, opens, closes, labels, labelled = (np.zeros(len(corpus.words), dtype=bool) for _ in range(6))
    bounds = np.searchsorted(corpus.segments, np.arange(len(segments) + 1))
    for number, segment in enumerate(segments):
        low, high = int(bounds[number]), int(bounds[number + 1])
        if low == high:
            continue
        starts, ends = corpus.starts[low:high].tolist(), corpus.ends[low:high].tolist()
        if _is_heading(segment, blocks, number):
            opens[low], closes[high - 1] = True, True
        for match in _LABEL.finditer(segment.text):
            _set(labels, low, _first(starts, match.start(1)))
            _set(labelled, low, _last(ends, match.end()))
        for start, end in _marked(segment):
            _set(opens, low, _first(starts, start))
            _set(closes, low, _last(ends, end))
        for place in _cues(segment.text, language):
            _set(after, low, _first(starts, place))
        for match in _BRACKET.finditer(segment.text):
            _set(before, low, _last(ends, match.start()))
    where = corpus.segments
    return Places(blocks[where], documents[where], after, before, opens, closes, labels, labelled)


def _set(marks: Mask, low: int, place: int) -> None:
    if place >= 0:
        marks[low + place] = True


def _first(starts: list[int], place: int) -> int:
    """The word that begins at ``place`` or one character behind it."""
    found = bisect_left(starts, place)
    return found if found < len(starts) and starts[found] - place < 2 else -1


def _last(ends: list[int], place: int) -> int:
    """The word that ends at ``place`` or one character before it."""
    found = bisect_left(ends, place - 1)
    return found if found < len(ends) and ends[found] <= place else -1


def _numbers(segments: Sequence[Segment]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The block and the document of each segment, numbered; a segment from nowhere is a block of its own."""
    blocks: dict[object, int] = {}
    documents: dict[str, int] = {}
    out = []
    for number, segment in enumerate(segments):
        place = segment.location
        key = (place.document, place.block) if place else number
        name = place.document if place else ""
        out.append((blocks.setdefault(key, len(blocks)), documents.setdefault(name, len(documents))))
    table = np.array(out, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _is_heading(segment: Segment, blocks: NDArray[np.int64], number: int) -> bool:
    """Whether a segment is a short block by itself that closes with no sign."""
    alone = (number == 0 or blocks[number - 1] != blocks[number]) and (
        number + 1 == len(blocks) or blocks[number + 1] != blocks[number]
    )
    return bool(alone) and len(segment.text) <= _SHORT and not _CLOSING.search(segment.text)


def _marked(segment: Segment) -> Iterator[tuple[int, int]]:
    """The spans between quotation marks, and those that a format highlights."""
    for match in _QUOTED.finditer(segment.text):
        yield match.span(1)
    start = None
    for code in segment.codes:
        if code.kind == "hi":
            start = code.offset
        elif code.kind == "/hi" and start is not None:
            yield start, code.offset
            start = None


def _cues(text: str, language: str) -> Iterator[int]:
    """Where the cues of definition end."""
    pattern = _pattern(language)
    if pattern:
        for match in pattern.finditer(text):
            yield match.end()


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    cues = registry.lines(language, "cues.txt")
    gap = r"\s+" if registry.pack(language).spaced else ""
    border = r"(?<!\w)" if gap else ""
    return re.compile(f'{border}(?:{"|".join(cues)}){gap}["“«「『《]?') if cues else None
