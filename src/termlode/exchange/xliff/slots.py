"""XLIFF 1.x and 2.x as files to work in: each segment a slot, targets spliced into the file's own bytes.

1.2: OASIS 2008; 2.x: ISO 21720:2017. What a dialect (memoQ, Trados, Phrase) states of a segment it states in its
own attributes (:mod:`~termlode.exchange.xliff.dialects`); only those that it has there already are set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from termlode.errors import FormatError, UsageError
from termlode.exchange import xml
from termlode.exchange.standing import standing
from termlode.exchange.xliff import dialects, offers, status
from termlode.exchange.xliff.elements import child, children, pair_of, preserves, translates, version_of
from termlode.exchange.xliff.raw import Content, content, woven
from termlode.exchange.xliff.segments import is_mark
from termlode.exchange.xliff.spans import BytePatch, scan
from termlode.languages.tags import normalise
from termlode.model import Context
from termlode.slots import Filling, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.slots import State


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a slot stands: its unit, the elements of its two texts, and the segment of 2.x or the mark's ``mid``."""

    record: xml.Record
    source: Element
    target: Element | None
    segment: Element | None = None  # of 2.x
    mid: str | None = None  # of a segment mark in 1.2
    space: tuple[str, str] = ("", "")


class XliffJob:
    """An XLIFF file: its slots, and the file with some of them filled."""

    def __init__(self, path: Path, options: ReadOptions, notices: Notices) -> None:
        self._path, self._options = path, options
        self._spans = scan(path, notices, options.encoding)
        self.slots: Sequence[Slot] = []
        self._places: list[_Place] = []
        self._marks: dict[tuple[Element, str | None], _Place] = {}  # by unit and segment mark
        self._modern = False
        found: list[Slot] = []
        if self._spans.records:
            try:
                version_of(self._spans.records[0], notices)
            except FormatError as error:
                raise xml.placed(error, path) from error
        for record in self._spans.records:
            for place in self._of(record):
                found.append(self._slot(place, len(found)))
                self._marks[record.element, place.mid] = place
                self._places.append(place)
        self.slots = _in_context(found)
        self._dialect = dialects.of(self._spans.body)
        self.takes_terms = self._dialect is None

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def _of(self, record: xml.Record) -> Iterator[_Place]:
        name = xml.local(record.element.tag)
        if name == "unit":
            self._modern = True
            for segment in children(record.element, "segment"):
                source = child(segment, "source")
                if source is not None:
                    yield _Place(record, source, child(segment, "target"), segment)
        elif name == "trans-unit":
            yield from self._trans_unit(record)

    def _trans_unit(self, record: xml.Record) -> Iterator[_Place]:
        source, target = child(record.element, "source"), child(record.element, "target")
        segmented = child(record.element, "seg-source")
        marks = [mark for mark in segmented.iter() if is_mark(mark)] if segmented is not None else []
        if target is not None and marks and _has_own_text(target):
            marks = []
        for mark in marks:
            mid = mark.get("mid")
            found = target.iter() if target is not None else ()
            right = next((one for one in found if is_mark(one) and one.get("mid") == mid), None)
            yield _Place(record, mark, right, mid=mid)
        if not marks and source is not None:
            yield _Place(record, source, target)

    def _slot(self, place: _Place, number: int) -> Slot:
        keep = preserves(place.record)
        left = content(self._spans, place.source, preserve=keep)
        right = content(self._spans, place.target, preserve=keep) if place.target is not None else Content("", ())
        element = place.record.element
        unit = element.get("id", "")
        part = place.mid or (place.segment.get("id") if place.segment is not None else None)
        open_to_work = translates(place.record) and not dialects.locked(element, place.mid)
        return Slot(
            number,
            f"{unit}/{part}" if part else unit,
            place.record.line,
            self._languages(place.record),
            left.text,
            left.codes,
            right.text,
            right.codes,
            self._state(place, right, copied=left.text == right.text),
            open_to_work,
            _leveraged(place),
            Context(key=element.get("resname") or element.get("name")),
        )

    def _state(self, place: _Place, right: Content, *, copied: bool) -> State:
        """What the target is worth; ``copied``: it says what the source says, which in a draft is no translation."""
        if not right.text and not right.codes:
            return "empty"
        element = place.record.element
        defined = status.definitions(element)
        if place.mid in defined:
            own = status.definition_facts(defined[place.mid])
        else:
            own = chain.from_iterable(map(status.definition_facts, defined.values()))
        target = child(element, "target") if place.segment is None else place.target
        found = standing(chain(status.facts(element, place.segment, target), own))
        unsaid = target is not None and target.get("state") is None and self._ours(place.record)
        return "empty" if copied and (found == "draft" or unsaid) else found

    def _ours(self, record: xml.Record) -> bool:
        """Whether the file was made by us, who put a source into a target only where there is no translation yet."""
        file = next((a for name, a in record.around if xml.local(name) == "file"), {})
        return file.get("tool-id") == "termlode"

    def _languages(self, record: xml.Record) -> tuple[str, str]:
        said = pair_of(record, modern=self._modern)
        return self._tag(said[0], self._options.source, "--from"), self._tag(said[1], self._options.target, "--to")

    def _tag(self, said: str | None, wanted: str | None, option: str) -> str:
        tag = (said or "").strip() or wanted
        if not tag:
            raise UsageError(f"{self._path}: the file does not name both languages: say {option} LANGUAGE")
        return normalise(tag)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with the fillings in it. A unit of 1.2 whose segments have no targets yet gets them all."""
        patches: list[BytePatch] = []
        groups: dict[int, list[Filling]] = {}
        for number in sorted(fillings):
            groups.setdefault(id(self._places[number].record), []).append(fillings[number])
        for group in groups.values():
            patches += self._unit(group)
        if any(one.text is not None for one in fillings.values()):
            patches += self._language_said()
        return self._spans.written(patches)

    def _language_said(self) -> Iterator[BytePatch]:
        """The target language, in a file that has targets from now on and does not name it."""
        wanted, name = self._options.target, "trgLang" if self._modern else "target-language"
        tags = dialects.ROOT.finditer(self._spans.body) if self._modern else dialects.FILE.finditer(self._spans.body)
        for match in tags if wanted else ():
            if f" {name}=" not in (tag := match[0].decode()) and f"\n{name}=" not in tag:
                yield BytePatch(*match.span(), dialects.attributed(match[0], {name: wanted or ""}))

    def _unit(self, group: list[Filling]) -> Iterator[BytePatch]:
        set_ones = [one for one in group if one.text is not None]
        first = self._places[group[0].number]
        if set_ones and self._modern:
            for one in set_ones:
                yield from self._modern_target(one)
        elif set_ones and first.mid is not None:
            yield from self._marked(set_ones)
        elif set_ones:
            yield self._old_target(set_ones[0])
        if set_ones and self._dialect is not None:
            percents = {self._places[one.number].mid: one for one in set_ones}
            yield from dialects.states(self._dialect, self._spans, first.record.element, percents)
        if self._dialect is None:
            keyed = [(one, self._key(self._places[one.number])) for one in group]
            yield from offers.beside(self._spans, first.record.element, keyed, modern=self._modern)

    def _key(self, place: _Place) -> str | None:
        return place.segment.get("id") if place.segment is not None else place.mid

    def _inner(self, filling: Filling) -> bytes:
        before, after = self._edges(self._places[filling.number])
        return (before + woven(filling.text or "", filling.codes) + after).encode()

    def _edges(self, place: _Place) -> tuple[str, str]:
        found = content(self._spans, place.source, preserve=preserves(place.record))
        return found.before, found.after

    def _modern_target(self, filling: Filling) -> Iterator[BytePatch]:
        place = self._places[filling.number]
        assert place.segment is not None
        full = filling.score >= 100
        state = {"state": "translated" if full else "initial", "subState": f"termlode:{filling.kind}"}
        if filling.reviewed:
            state = {"state": "final"}
        span = self._spans.of(place.segment)
        tag = self._spans.body[span.start : span.inner]
        yield BytePatch(span.start, span.inner, dialects.attributed(tag, state))
        yield self._put(place, self._inner(filling), b"")

    def _old_target(self, filling: Filling) -> BytePatch:
        return self._put(self._places[filling.number], self._inner(filling), self._states([filling]))

    def _states(self, fillings: Sequence[Filling], *, full: bool = True) -> bytes:
        """The attributes of a 1.2 target (state, state-qualifier); dialects say it elsewhere.

        ``full``: no segment of the unit is left without a target.
        """
        if self._dialect is not None:
            return b""
        if not full:
            return b' state="needs-translation"'
        worst = min(fillings, key=lambda one: one.score)
        if worst.kind == "source":
            return b""
        if worst.reviewed:
            return b' state="final"'
        state = "translated" if worst.score >= 100 and not worst.machine else "needs-review-translation"
        return f' state="{state}" state-qualifier="{offers.qualifier(worst)}"'.encode()

    def _put(self, place: _Place, inner: bytes, states: bytes) -> BytePatch:
        """The target with new content: in the place of the old one, else behind the source."""
        if place.target is not None:
            span = self._spans.of(place.target)
            tag = self._spans.body[span.start : span.inner]
            name = dialects.name_of(tag)
            opening = dialects.opened(dialects.restated(tag, states))
            return BytePatch(span.start, span.end, opening + inner + b"</" + name + b">")
        after = child(place.record.element, "seg-source") if place.segment is None else None
        span = self._spans.of(after if after is not None else place.source)
        name = offers.prefix(self._spans, place.record.element).encode() + b"target"
        return BytePatch(span.end, span.end, b"<" + name + states + b">" + inner + b"</" + name + b">")

    def _marked(self, fillings: Sequence[Filling]) -> Iterator[BytePatch]:
        """The segments of a unit: each into its mark, or all marks of the source into a new target."""
        element = self._places[fillings[0].number].record.element
        target, segmented = child(element, "target"), child(element, "seg-source")
        assert segmented is not None
        lacking = [one for one in fillings if self._places[one.number].target is None]
        if not lacking:
            for one in fillings:
                yield self._put(self._places[one.number], self._inner(one), b"")
            if target is not None:
                span = self._spans.of(target)
                tag = self._spans.body[span.start : span.inner]
                yield BytePatch(span.start, span.inner, dialects.restated(tag, self._states(fillings)))
            return
        yield self._whole(element, target, segmented, {self._places[one.number].mid: one for one in fillings})

    def _whole(
        self, element: Element, target: Element | None, segmented: Element, wanted: Mapping[str | None, Filling]
    ) -> BytePatch:
        """A target with the layout of ``seg-source``: what is between the marks as it stands there."""
        outer = self._spans.of(segmented)
        pieces, at = [], outer.inner
        for mark in (mark for mark in segmented.iter() if is_mark(mark)):
            span = self._spans.of(mark)
            mid = mark.get("mid")
            known = self._target_of(element, mid)
            inner = self._inner(wanted[mid]) if mid in wanted else known
            tag = dialects.opened(self._spans.body[span.start : span.inner])
            pieces += [self._spans.body[at : span.start], tag, inner, b"</" + dialects.name_of(tag) + b">"]
            at = span.end
        inner = b"".join([*pieces, self._spans.body[at : outer.close]])
        place = _Place(self._places[next(iter(wanted.values())).number].record, segmented, target)
        full = all(
            mark.get("mid") in wanted or self._target_of(element, mark.get("mid"))
            for mark in segmented.iter()
            if is_mark(mark)
        )
        return self._put(place, inner, self._states(list(wanted.values()), full=full))

    def _target_of(self, element: Element, mid: str | None) -> bytes:
        place = self._marks[element, mid]
        if place.target is None:
            return b""
        span = self._spans.of(place.target)
        return self._spans.body[span.inner : span.close]


def _leveraged(place: _Place) -> bool:
    """Whether a target says that it came from a memory, and not that anybody has confirmed it."""
    element = place.record.element
    if place.segment is not None:
        ours = place.segment.get("subState", "").startswith("termlode:")
        return ours and place.segment.get("state") in ("initial", "translated")
    target = child(element, "target")
    if target is None or element.get("approved") == "yes":
        return False
    taken = target.get("state-qualifier", "") in _TAKEN or target.get("state-qualifier", "").startswith("leveraged")
    return taken and target.get("state", "translated") in ("translated", "needs-review-translation", "new")


_TAKEN = frozenset({"exact-match", "fuzzy-match", "id-match"})


def _has_own_text(target: Element) -> bool:
    """Whether a target has text but no segment marks: then it is the translation of the whole unit."""
    return not any(map(is_mark, target.iter())) and bool("".join(target.itertext()).strip())


def _in_context(slots: list[Slot]) -> list[Slot]:
    """The slots, each knowing the sources before and after it."""
    texts: list[str | None] = [None, *(slot.source for slot in slots), None]
    return [
        replace(slot, context=Context(texts[index], texts[index + 2], slot.context.key))
        for index, slot in enumerate(slots)
    ]


def open_job(path: Path, options: ReadOptions, notices: Notices) -> XliffJob:
    """The slots of an XLIFF file. Raises FormatError, UnreadableError, UsageError where no language is named."""
    return XliffJob(path, options, notices)
