"""The review of an alignment: a TSV file that a person corrects and that comes back as translation units.

First line: the signature with its particulars as JSON; second line: heads. A row is a bead: doubtful ones
first, nulls shown. A person writes accept or refuse, regroups segments by editing the numbers in ``source``
and ``target``, or edits the texts. The file holds all that is needed to apply it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode import __version__
from termlode.alignment.translation import joined, units
from termlode.errors import FormatError, InputError
from termlode.files import read_bytes, write_text
from termlode.languages.tags import normalise
from termlode.model import ORIGINAL, REVIEWED, Bead, Location, Prop, Segment, Variant
from termlode.sheets import control, decision, guarded, parse_json, quoted_rows, unguarded, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.alignment.pairing import Alignment
    from termlode.model import TranslationUnit

SIGNATURE = "# termlode alignment"
COLUMNS = (
    "decision", "confidence", "source", "target", "source text", "target text", "reasons", "bead",
    "source at", "target at", "source was", "target was",
)  # fmt: skip
_LATER = ("source was", "target was")  # columns that reviews of 0.1 lack
DOUBTFUL = 0.6  # below it a bead waits for a person
MOST = 10_000_000  # segments of a document
SEPARATOR = " ‖ "  # between the segments of a bead


def order(beads: Sequence[Bead], least: float = DOUBTFUL) -> list[Bead]:
    """Doubtful beads (less sure than ``least``) first, then nulls, then the rest, each in the order of the text."""

    def rank(item: tuple[int, Bead]) -> tuple[int, int]:
        index, bead = item
        null = not bead.source or not bead.target
        return (0 if bead.confidence < least and not null else 1 if null else 2), index

    return [bead for _, bead in sorted(enumerate(beads), key=rank)]


def render(alignment: Alignment, *, least: float = DOUBTFUL) -> str:
    """The review file; beads of a confidence of at least ``least`` are accepted beforehand."""
    particulars = {
        "termlode": __version__,
        "documents": _documents(alignment),
        "languages": alignment.languages,
        "score": round(alignment.score, 4),
        "accepted": least,
    }
    lines = [f"{SIGNATURE} {json.dumps(particulars, ensure_ascii=False)}", "\t".join(COLUMNS)]
    lines.extend("\t".join(map(guarded, _row(bead, alignment, least))) for bead in order(alignment.beads, least))
    return "\n".join(lines) + "\n"


def _documents(alignment: Alignment) -> list[str]:
    """The names that the segments give their documents, else those that the user gave."""
    sides = zip((alignment.source, alignment.target), alignment.names, strict=True)
    return [next((s.location.document for s in side if s.location), name) for side, name in sides]


def write(alignment: Alignment, path: Path, *, least: float = DOUBTFUL) -> None:
    """Write the review file atomically."""
    write_text(path, render(alignment, least=least))


def _row(bead: Bead, alignment: Alignment, least: float) -> tuple[str, ...]:
    left = [alignment.source[i] for i in bead.source]
    right = [alignment.target[j] for j in bead.target]
    sure = bool(left and right) and bead.confidence >= least
    numbers = (_numbers(bead.source), _numbers(bead.target))
    # the bead with a stroke: a spreadsheet takes 2:1 for a time of day
    return (
        "accept" if sure else "", f"{bead.confidence:.3f}", *numbers, _texts(left), _texts(right),
        "; ".join(bead.reasons), f"{numbers[0]}|{numbers[1]}", _places(left), _places(right),
        _texts(left), _texts(right),
    )  # fmt: skip


def _numbers(indexes: Sequence[int]) -> str:
    return " ".join(str(i + 1) for i in indexes)


def _texts(segments: Sequence[Segment]) -> str:
    return SEPARATOR.join(" ".join(s.text.split()) for s in segments)


def _places(segments: Sequence[Segment]) -> str:
    return " ".join(f"{s.location.block}/{s.location.start}-{s.location.end}" if s.location else "-" for s in segments)


# ── coming back ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a review file: its line and its cells by the heads."""

    number: int
    cells: dict[str, str]


def _cells(text: str) -> list[list[str]]:
    """The cells of each line. A spreadsheet quotes the first line, since it holds quotes, and others like it."""
    lines = text.splitlines()
    if text.startswith('"' + SIGNATURE):
        return quoted_rows(lines)
    return [line.split("\t") for line in lines]


class ReviewFile:
    """A review file as it came back: its rows, and the segments of both sides by number. Raises FormatError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            lines = _cells(read_bytes(path).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
        except ValueError as error:
            raise FormatError(
                f"is not a valid table: {error}", path=path, cure="save it as tab-separated text"
            ) from error
        if not lines or not lines[0][0].startswith(SIGNATURE):
            raise FormatError("is not a review of an alignment", path=path, line=1, cure="make one with align --review")
        self.head = "\t".join(lines[0]).rstrip("\t")
        self.documents, self.languages, self.least = self._particulars(lines[0][0])
        self.heads = heads = lines[1] if len(lines) > 1 else []
        missing = [name for name in COLUMNS if name not in heads and name not in _LATER]
        if missing:
            raise FormatError(f"lacks the column {missing[0]}", path=path, line=2, cure="keep the header row as it was")
        self.rows = [
            Line(number, dict(zip(heads, map(unguarded, cells), strict=False)))
            for number, cells in enumerate(lines[2:], 3)
            if any(map(str.strip, cells))
        ]
        self.segments = (self._segments(0, "text"), self._segments(1, "text"))
        self.before = (self._segments(0, "was"), self._segments(1, "was"))  # as they were proposed

    def _particulars(self, line: str) -> tuple[tuple[str, str], tuple[str, str], float]:
        try:
            data = parse_json(line.removeprefix(SIGNATURE))
            documents, languages = data["documents"], data["languages"]
            least = float(data.get("accepted", DOUBTFUL))
            tags = normalise(str(languages[0])), normalise(str(languages[1]))
            return (str(documents[0]), str(documents[1])), tags, least
        except (ValueError, KeyError, IndexError, TypeError, InputError) as error:
            raise FormatError(
                "the first line is damaged", path=self.path, line=1, cure="put it back as it was"
            ) from error

    def _segments(self, side: int, which: str) -> dict[int, Segment]:
        """All segments of a side by number, by the proposed beads; ``which``: their text, or what it was."""
        name = ("source", "target")[side]
        found: dict[int, Segment] = {}
        for row in self.rows:
            numbers = self.proposed(row)[side]
            text = row.cells.get(f"{name} {which}") or row.cells.get(f"{name} text", "")
            texts = text.split(SEPARATOR.strip()) if numbers else []
            places = row.cells.get(f"{name} at", "").split()
            for k, index in enumerate(numbers):
                text = texts[k].strip() if len(texts) == len(numbers) else (texts[0].strip() if k == 0 else "")
                place = self._place(places[k], side) if k < len(places) else None
                found[index] = Segment(text, self.languages[side], location=place)
        return found

    def proposed(self, row: Line) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The segments of both sides that a row was proposed with."""
        one, _, other = row.cells.get("bead", "").replace(":", "|").partition("|")
        return self.indexes(row, one), self.indexes(row, other)

    def _place(self, text: str, side: int) -> Location | None:
        block, _, span = text.partition("/")
        start, _, end = span.partition("-")
        try:
            return Location(self.documents[side], whole_number(block), whole_number(start), whole_number(end))
        except ValueError:
            return None

    def indexes(self, row: Line, text: str) -> tuple[int, ...]:
        """The segments (from 0) that a cell of a row numbers. Raises FormatError."""
        try:
            return tuple(_index(part) for part in text.replace(",", " ").replace("+", " ").split())
        except ValueError as error:
            raise FormatError(
                f"“{text}” are not segment numbers", path=self.path, line=row.number, cure="write numbers such as 3 4"
            ) from error

    def decision(self, row: Line) -> str:
        """What a person says of a row: accept, refuse or nothing. Raises FormatError where it is none of them."""
        said = row.cells.get("decision", "")
        found = decision(said)
        if found is None:
            raise FormatError(
                f"“{said.strip().lower()}” is not a decision", path=self.path, line=row.number,
                cure="write accept or refuse",
            )  # fmt: skip
        return found

    def accepted(self) -> Iterator[tuple[Line, Bead]]:
        """Accepted rows as beads. Raises FormatError for a decision that is none, or a segment taken twice."""
        taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
        for row in self.rows:
            decision = self.decision(row)
            if decision != "accept":
                continue
            sides = tuple(self.indexes(row, row.cells.get(name, "")) for name in ("source", "target"))
            for which, indexes in enumerate(sides):
                self._take(row, indexes, which, taken[which])
            self._check_texts(row)
            if all(sides):
                yield row, Bead(sides[0], sides[1], 1.0, ("accepted by a person",))

    def _check_texts(self, row: Line) -> None:
        """Raises FormatError where a text holds a control character that was not proposed."""
        for side in ("source", "target"):
            if wrong := control(row.cells.get(f"{side} text", ""), row.cells.get(f"{side} was", "")):
                raise FormatError(
                    f"the {side} text holds the control character {wrong}", path=self.path, line=row.number,
                    cure="take it out",
                )  # fmt: skip

    def _take(self, row: Line, indexes: tuple[int, ...], which: int, taken: dict[int, int]) -> None:
        for index in indexes:
            name = ("source", "target")[which]
            if index not in self.segments[which]:
                raise FormatError(f"there is no {name} segment {index + 1}", path=self.path, line=row.number)
            if index in taken:
                raise FormatError(
                    f"{name} segment {index + 1} is already in line {taken[index]}", path=self.path, line=row.number,
                    cure="refuse one of the two rows",
                )  # fmt: skip
            taken[index] = row.number

    def refused(self) -> Iterator[Bead]:
        """Rows that a person refused, as they were proposed; nulls say nothing."""
        for row in self.rows:
            if self.decision(row) == "refuse":
                sides = self.proposed(row)
                if all(sides):
                    yield Bead(*sides, 0.0)

    def explicit(self, row: Line, bead: Bead) -> bool:
        """Whether the person had a hand in an accepted row: it was not accepted beforehand, or says something else."""
        if (bead.source, bead.target) != self.proposed(row):
            return True
        if any(_said(row.cells, side) != _said(row.cells, side, "was") for side in ("source", "target")):
            return True
        try:
            return float(row.cells.get("confidence", "")) < self.least
        except ValueError:
            return True


def _said(cells: dict[str, str], side: str, which: str = "text") -> str:
    return " ".join((cells.get(f"{side} {which}") or cells.get(f"{side} text", "")).split())


@dataclass(frozen=True, slots=True)
class Decision:
    """An accepted bead as a translation unit. ``explicit``: the person did more than leave it as it was proposed."""

    bead: Bead
    unit: TranslationUnit
    explicit: bool


type Texts = tuple[tuple[str, str], tuple[str, str]]  # language and text of both sides


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided: accepted beads in the order of the text, and texts that do not translate each other.

    ``segments``: both sides as they were proposed.
    """

    documents: tuple[str, str]
    languages: tuple[str, str]
    segments: tuple[list[Segment], list[Segment]]
    accepted: tuple[Decision, ...]
    refused: tuple[Texts, ...]


def read(path: Path) -> Review:
    """Read a review file. Raises UnreadableError, FormatError with the line."""
    review = ReviewFile(path)
    rows = sorted(review.accepted(), key=lambda item: item[1].source)
    explicit = [review.explicit(row, bead) for row, bead in rows]
    places = tuple({number: place for place, number in enumerate(sorted(found))} for found in review.segments)
    found = [_placed(bead, places) for _, bead in rows]
    beads = sorted(
        [*found, *(_placed(bead, places) for bead in _others(review, [bead for _, bead in rows]))],
        key=lambda bead: bead.source,
    )
    now, before = (
        [[found[number] for number in sorted(found)] for found in sides] for sides in (review.segments, review.before)
    )
    made = units(beads, now[0], now[1], least=1.0)
    accepted = tuple(
        Decision(bead, _reviewed(unit, bead, before), had_a_hand)
        for bead, unit, had_a_hand in zip(found, made, explicit, strict=True)
    )
    refused = tuple(_texts_of(_placed(bead, places), before) for bead in review.refused())
    return Review(review.documents, review.languages, (before[0], before[1]), accepted, refused)


def _others(review: ReviewFile, accepted: Sequence[Bead]) -> Iterator[Bead]:
    """What was proposed of the other segments: it stands around what was accepted."""
    taken = ({i for bead in accepted for i in bead.source}, {j for bead in accepted for j in bead.target})
    for row in review.rows:
        source, target = review.proposed(row)
        left = tuple(i for i in source if i not in taken[0])
        if left:
            yield Bead(left, tuple(j for j in target if j not in taken[1]), 0.0)


def _placed(bead: Bead, places: Sequence[dict[int, int]]) -> Bead:
    """The bead with the places of its segments in the lists of those that the file has, for their numbers."""
    one, other = places
    return replace(bead, source=tuple(one[i] for i in bead.source), target=tuple(other[j] for j in bead.target))


def _texts_of(bead: Bead, sides: Sequence[Sequence[Segment]]) -> Texts:
    left, right = ([side[k] for k in chosen] for side, chosen in zip(sides, (bead.source, bead.target), strict=True))
    return (left[0].language, joined(left)), (right[0].language, joined(right))


def _index(text: str) -> int:
    """The index of a segment number, from 1. Raises ValueError."""
    number = whole_number(text, MOST)
    if not number:
        raise ValueError("segments are counted from 1")
    return number - 1


def apply(path: Path) -> list[TranslationUnit]:
    """The accepted beads of a review file as translation units, in the order of the text.

    Raises UnreadableError, FormatError with the line.
    """
    return [decision.unit for decision in read(path).accepted]


def _reviewed(unit: TranslationUnit, bead: Bead, before: Sequence[Sequence[Segment]]) -> TranslationUnit:
    """The unit as a person's, with what its sides were before where the person changed them."""
    texts = _texts_of(bead, before)
    variants = tuple(_changed(variant, text) for variant, (_, text) in zip(unit.variants, texts, strict=True))
    return replace(unit, variants=variants, props=(*unit.props, REVIEWED))


def _changed(variant: Variant, before: str) -> Variant:
    text = " ".join(variant.text.split())
    props = () if " ".join(before.split()) == text else (Prop(ORIGINAL, before),)
    return Variant(variant.language, text, variant.codes, props)
