"""A document as a bilingual file, and back: sentences with their formatting out, translations with it in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.documents.formatting import Code, Gap, Rewrite
    from termlode.documents.sourcemap import Opened
    from termlode.exchange.xliff.skeleton import Mark, Unit
    from termlode.jobs.worklist import Work
    from termlode.model import Document, InlineCode
    from termlode.slots import Slot

_ID = re.compile(r"""\sid\s*=\s*["'](\d{1,9})["']""")


# ── out ──────────────────────────────────────────────────────────────────────────────────────────


def as_xliff(work: Work, version: str = "1.2") -> bytes:
    """The sentences of a document as XLIFF, with the document inside. Raises FormatError, UsageError."""
    from termlode.documents import LIMIT
    from termlode.documents.readers import load, opened
    from termlode.exchange.xliff.skeleton import Original, made

    document = work.document
    assert document is not None
    data = load(work.path, LIMIT)
    file = opened(document, data)
    languages = work.slots[0].languages if work.slots else ("und", "und")
    units = list(_units(document, file, work))
    return made(Original(work.path.name, document.kind, data), languages, units, version)


def _units(document: Document, file: Opened, work: Work) -> Iterator[Unit]:
    from termlode.documents.formatting import codes, gaps, sentence

    found = gaps(file, document)
    for slot, segment in zip(work.slots, work.segments, strict=True):
        assert segment.location is not None
        start, end = segment.location.start, segment.location.end
        inside = codes(file, found, start, end, document.kind)
        text, places = sentence(document.text, found, inside, start, end)
        yield replace(slot, source=text), (start, end), list(_marks(inside, places))


def _marks(found: Sequence[Code], places: Sequence[int]) -> Iterator[Mark]:
    """Codes as the marks of a unit, numbered from 1; a pair has the number of what opens it."""
    from termlode.exchange.xliff.skeleton import Mark

    ids = {code.number: place for place, code in enumerate(found, 1)}
    for code, place in zip(found, places, strict=True):
        number = ids[code.number if code.partner is None else min(code.number, code.partner)]
        yield Mark(number, place, code.side)


# ── back ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Merged:
    """A translated document: how many of its sentences were translated, how many were not, what was lost."""

    translated: int = 0
    untranslated: int = 0
    said: tuple[str, ...] = ()
    written: Path | None = None


def merged(path: Path, slots: Sequence[Slot]) -> tuple[bytes, Merged, str]:
    """The document inside an XLIFF file with the targets in it, what came of it, and the document's name.

    Raises FormatError where the file holds no document of ours or its sources were changed.
    """
    from termlode.documents.direction import directed
    from termlode.documents.formatting import gaps, rewrite
    from termlode.documents.kinds import KINDS
    from termlode.documents.readers import opened, parse
    from termlode.exchange.xliff.skeleton import read

    skeleton = read(path)
    name = Path(skeleton.name).name or "document.txt"
    document = parse(skeleton.data, name)
    file = opened(document, skeleton.data)
    found, report, said = gaps(file, document), Merged(), list[str]()
    wanted: list[Rewrite] = []
    for slot in slots:
        place = skeleton.places.get(slot.unit.partition("/")[0])
        if place is None:
            continue
        one = _Sentence(file, found, place, document)
        if one.text != slot.source:
            cure = "sources are not to be edited: make the file anew"
            raise FormatError("its source is not the document's text", path=path, unit=slot.unit, cure=cure)
        if not slot.target or slot.state == "empty":
            report.untranslated += 1
            continue
        report.translated += 1
        wanted += _rewrite(slot, place, one, said)
    report.said = tuple(said)
    if not wanted and not KINDS[document.kind].as_text:
        return skeleton.data, report, name
    data = rewrite(file, found, wanted, document.kind)
    return directed(data, document.kind, slots[0].languages[1]), report, name


class _Sentence:
    """The codes of a sentence of a document, by the ids that they have in XLIFF."""

    def __init__(self, file: Opened, found: Sequence[Gap], place: tuple[int, int], document: Document) -> None:
        from termlode.documents.formatting import codes, sentence

        self._file, self._found, self._kind = file, found, document.kind
        self.codes = codes(file, found, *place, document.kind)
        self.text, _ = sentence(document.text, found, self.codes, *place)
        self.ids = dict(enumerate(self.codes, 1))
        self.blanks = {code.number for code in self.codes if found[code.number].start < found[code.number].end}
        self.points = [code.number for code in self.codes if code.partner is None]

    def nests(self, numbers: Sequence[int]) -> bool:
        """Whether the gaps can stand in this order."""
        from termlode.documents.formatting import nests

        return nests(self._file, self._found, numbers, self.codes, self._kind)

    def numbers(self, target: Sequence[InlineCode]) -> list[int | None]:
        """The gap that each code of a target stands for; None for one that is not of this sentence."""
        pairs: dict[str, Code] = {}
        found: list[int | None] = []
        for code in target:
            raw = "".join(piece for piece in code.data if isinstance(piece, str))
            number = dict(code.attributes).get("i", "")
            said = _ID.search(raw)
            known = self.ids.get(int(said[1])) if said else None
            if code.kind == "ept":
                opening = pairs.get(number)
                found.append(opening.partner if opening is not None else None)
                continue
            if code.kind == "bpt" and known is not None and known.side == "open":
                pairs[number] = known
            found.append(known.number if known is not None and (code.kind == "bpt") == (known.side == "open") else None)
        return found


def _rewrite(slot: Slot, place: tuple[int, int], sentence: _Sentence, said: list[str]) -> Iterator[Rewrite]:
    """A sentence as it is written into the document; None where nothing changes.

    What stands alone in the source (a picture, a note, a line break) and is missing in the target comes at the end.
    """
    from termlode.documents.formatting import Rewrite

    numbers = sentence.numbers(slot.target_codes)
    own = [code.number for code in sentence.codes]
    if slot.target == slot.source and numbers == own:
        return
    if None in numbers or len(set(numbers)) != len(numbers) or not set(own) <= set(numbers):
        said.append(f"unit {slot.unit}: its codes are not those of the source; formatting of the sentence may be lost")
    pieces: list[str | int] = []
    at, seen = 0, set[int]()
    whole = _whole(numbers, sentence)
    for code, number in zip(slot.target_codes, numbers, strict=True):
        if number is None or number in seen or number not in whole:
            continue
        pieces += [slot.target[at : code.offset], number]
        at = max(at, code.offset)
        seen.add(number)
    pieces.append(slot.target[at:])
    pieces += [number for number in sentence.points if number not in seen]
    if not sentence.nests([piece for piece in pieces if isinstance(piece, int)]):
        said.append(f"unit {slot.unit}: its codes cannot stand in this order; they come at the end of the sentence")
        pieces = [slot.target, *own]
    yield Rewrite(*place, tuple(_unblanked(pieces, sentence)))


def _unblanked(pieces: Sequence[str | int], sentence: _Sentence) -> Iterator[str | int]:
    """The pieces without the blanks that stand for line breaks and tabs, and without empty ones."""
    last: str | int = ""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            text = piece.removeprefix(" ") if last in sentence.blanks else piece
            text = text.removesuffix(" ") if following in sentence.blanks else text
            if text:
                yield text
        else:
            yield piece
        last = piece


def _whole(numbers: Sequence[int | None], sentence: _Sentence) -> set[int]:
    """The gaps that may be written: points, and pairs of which both sides are there in their order."""
    places = {number: place for place, number in enumerate(numbers) if number is not None}
    kept = {number for number in sentence.points if number in places}
    for code in sentence.codes:
        partner = code.partner
        opens = code.side == "open" and partner is not None and partner in places
        if opens and partner is not None and places.get(code.number, len(numbers)) < places[partner]:
            kept |= {code.number, partner}
    return kept
