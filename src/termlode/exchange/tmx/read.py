"""Read TMX as a stream: units one by one, memory bounded, everything the file says about them kept.

What cannot be kept as it is (odd language tags, bad dates, unknown tags, unpaired codes, variants
without text) is said through :class:`~termlode.exchange.notices.Notices`; damage refuses the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.exchange import xml
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.tmx.fast.objects import new_unit, new_variant
from termlode.exchange.tmx.fast.plain import PlainUnits
from termlode.exchange.tmx.fast.router import InputRouter
from termlode.exchange.tmx.fast.segments import SegmentPatterns
from termlode.exchange.tmx.fast.units import LONG_SEGMENT, NO_CONTEXT, NO_ORIGIN, RegularUnits
from termlode.exchange.tmx.header import Header
from termlode.exchange.tmx.own_props import take_own_props, tells_context
from termlode.exchange.tmx.value_tables import NO_DETAILS, ValueTables
from termlode.memory.unit_batches import one_by_one
from termlode.model import Note, Prop, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.model import TranslationUnit

VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4", "1.4b"})
_TEXT_OF = ("prop", "note")


def read(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None
) -> Iterator[TranslationUnit]:
    """The units of a TMX file, in order. Raises FormatError or UnreadableError, perhaps after some units."""
    return one_by_one(stream(path, options, notices, batches=False))


def stream(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None, *, batches: bool = True
) -> Iterator[UnitOrBatch]:
    """As :func:`read`, but with ``batches`` units that are two texts and no more come many at once."""
    notices = Notices() if notices is None else notices
    options = options or ReadOptions()
    reader = _Reader(notices, options, batches=batches)
    for _ in xml.feed(
        path,
        reader.attach,
        notices,
        encoding=options.encoding,
        recover=options.recover,
        done=reader.progressed,
        through=reader.router.through,
    ):
        yield from reader.take()


read_memory = read
read_bulk = stream


def read_header(path: Path | str, options: ReadOptions | None = None) -> Header:
    """The header of a TMX file. Raises as :func:`read` does."""
    options = options or ReadOptions()
    reader = _Reader(Notices(), options)
    for _ in xml.feed(
        path,
        reader.attach,
        Notices(),
        encoding=options.encoding,
        recover=options.recover,
        done=reader.progressed,
        through=reader.router.through,
    ):
        if reader.take():
            break
    return reader.header


class _Reader:
    """The handlers of elements outside segments; what is inside them is cut out of the input."""

    def __init__(self, notices: Notices, options: ReadOptions, *, batches: bool = False) -> None:
        self.header = Header()
        self._notices, self._options, self._batches = notices, options, batches
        self._ready: list[UnitOrBatch] = []
        self._stack: list[str] = []
        self._text: list[str] = []
        self._finished = 0
        self._seen = 0
        self._patterns = SegmentPatterns(notices, lambda: self._parser.CurrentLineNumber)
        self._header_seen = False
        self._tu: dict[str, str] = {}
        self._tuv: dict[str, str] = {}
        self._field: dict[str, str] = {}
        self._values = ValueTables(notices)
        self._open_fast_path()
        self.router = InputRouter(self._take_units)
        self._reset_unit()
        self._reset_variant()

    def attach(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _open_fast_path(self) -> None:
        self._regular = RegularUnits(self._values, self._patterns, self._notices)
        self._plain = PlainUnits(self._values, self._regular, self._notices) if self._batches else None

    def take(self) -> list[UnitOrBatch]:
        ready, self._ready = self._ready, []
        return ready

    def progressed(self) -> bool:
        moved, self._seen = self._finished != self._seen, self._finished
        return moved

    def _reset_unit(self) -> None:
        self._variants: list[Variant] = []
        self._unit_props: list[Prop] = []
        self._unit_notes: list[Note] = []

    def _reset_variant(self) -> None:
        self._segments = 0
        self._props: list[Prop] = []
        self._notes: list[Note] = []

    # ── elements ─────────────────────────────────────────────────────────────────────────────────

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        stack = self._stack
        parent = stack[-1] if stack else ""
        stack.append(name)
        if name == "seg" and parent == "tuv":
            self._segments += 1
            parser = self._parser
            self.router.segment_opened(parser.CurrentByteIndex)
            parser.StartElementHandler, parser.EndElementHandler = None, self._segment_end
        elif name == "tuv" and parent == "tu":
            self._tuv = attributes
        elif name == "tu":
            self._begin_unit(attributes, parent)
        elif name in _TEXT_OF and parent in ("tu", "tuv", "header"):
            self._field, self._text = attributes, []
            self._parser.CharacterDataHandler = self._text.append
        else:
            self._other(name, attributes, parent)

    def _other(self, name: str, attributes: dict[str, str], parent: str) -> None:
        if len(self._stack) > xml.MAX_DEPTH:
            raise FormatError(f"elements are nested more than {xml.MAX_DEPTH} deep inside each other: refused")
        if not parent:
            self._root(name, attributes)
        elif name == "header":
            self._header_seen = True
            self.header = Header.from_attributes(attributes)
            self._check_header()
        elif name not in ("body", "ude", "map"):
            self._say("unknown-element", f"<{name}> is not TMX: passed over")

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "tmx":
            cure = "is it another format? add --format" if name != "TMX" else "element names are lower-case"
            raise FormatError(f"its root element is {name}: not TMX", cure=cure)
        version = attributes.get("version")
        if version not in VERSIONS:
            self._say("version", f"TMX version {version!r} is unknown: read as 1.4")

    def _end(self, _name: str) -> None:
        name = self._stack.pop()
        if name == "tuv" and self._stack[-1] == "tu":
            self._end_variant()
        elif name == "tu":
            self._end_unit()
            self._finished += 1
            self._tu = {}
            if self._stack[-1] == "body":
                self.router.unit_ended(self._parser.CurrentByteIndex)
        elif name in _TEXT_OF and self._stack and self._stack[-1] in ("tu", "tuv", "header"):
            self._parser.CharacterDataHandler = None
            self._end_field(name)

    def _end_field(self, name: str) -> None:
        attributes, text, parent = self._field, "".join(self._text), self._stack[-1]
        tag = attributes.get("xml:lang") or attributes.get("lang")
        language, encoding = (self._values.tag(tag, self._say) or tag if tag else None), attributes.get("o-encoding")
        props, notes = {
            "tu": (self._unit_props, self._unit_notes),
            "tuv": (self._props, self._notes),
            "header": (self.header.props, self.header.notes),
        }[parent]
        if name == "note":
            notes.append(Note(text, language, encoding))
        else:
            props.append(Prop(attributes.get("type", ""), text, language, encoding))

    # ── header ───────────────────────────────────────────────────────────────────────────────────

    def _check_header(self) -> None:
        source = self.header.source_language
        if source is None:
            self._say("no-source-language", "the header names no srclang")
        elif source != "*all*":
            self.header.source_language = self._values.tag(source, self._say)
        self._values.inherit(self.header)
        self._open_fast_path()

    def _take_units(self, text: str, at: int) -> int:
        """Read regular units; where the first begins that is not."""
        end = at if self._plain is None else self._plain.take(text, at, self._ready)
        end = self._regular.take(text, end, self._ready)
        self._finished += end > at
        return end

    def _begin_unit(self, attributes: dict[str, str], parent: str) -> None:
        if parent == "tmx":
            self._say("unit-outside-body", "<tu> stands outside <body>: read all the same")
        elif parent != "body":
            raise FormatError(f"<tu> stands inside <{parent}>", cure="is the file damaged?")
        if not self._header_seen and not self._finished:
            self._say("no-header", "there is no header before the units: the source language is unknown")
        self._tu = attributes
        self._reset_unit()

    # ── units ────────────────────────────────────────────────────────────────────────────────────

    def _segment_end(self, name: str) -> None:
        if name != "seg" and (":" not in name or not name.endswith(":seg")):
            return
        parser = self._parser
        inside = self.router.segment(parser.CurrentByteIndex)
        if inside is None or not self._patterns.take(inside):
            return
        self.router.segment_closed()
        self._stack.pop()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _end_variant(self) -> None:
        attributes = self._tuv
        tag = attributes.get("xml:lang")
        if tag is None:
            tag = attributes.get("lang")
        segment = self._patterns
        language = self._values.language(tag, self._say)
        if self._segments != 1:
            self._skip("seg-count", f"a variant has {self._segments} <seg>: left out")
        elif language is None:
            self._skip("language", f"a variant's language is {tag!r}: left out, with its text" if tag else _NO_LANGUAGE)
        elif not segment.text.strip() and not segment.codes:
            self._skip("empty", f"the {language} text is empty: left out")
        else:
            if len(segment.text) > LONG_SEGMENT:
                self._say("long", f"a segment of {len(segment.text)} characters: most tools refuse it")
            found = self._values.details(attributes, self._say) if len(attributes) > 1 else NO_DETAILS
            props, notes = tuple(self._props), tuple(self._notes)
            self._variants.append(new_variant(language, segment.text, segment.codes, props, notes, found))
        self._segments = 0
        if self._props or self._notes:
            self._props, self._notes = [], []

    def _end_unit(self) -> None:
        if len(self._variants) < 2:
            if self._variants:
                self._skip("one-language", f"a unit has only one text ({self._variants[0].language}): left out")
            else:
                self._skip("no-text", "a unit has no text that can be used: left out")
            return
        attributes = self._tu
        values, say = self._values, self._say
        source = values.source(attributes.get("srclang"), [variant.language for variant in self._variants], say)
        props, context, origin = tuple(self._unit_props), NO_CONTEXT, NO_ORIGIN
        if props and tells_context(props):
            props, context, origin = take_own_props(props)
        kind = attributes.get("segtype") or values.segment_type
        found = values.details(attributes, say, values.datatype)
        notes = tuple(self._unit_notes)
        self._ready.append(
            new_unit(tuple(self._variants), attributes.get("tuid"), source, kind, props, notes, found, context, origin)
        )

    def _say(self, code: str, message: str) -> None:
        self._notices.add(code, message, line=self._parser.CurrentLineNumber, text=self._unit())

    def _skip(self, code: str, message: str) -> None:
        self._notices.skip(code, message, line=self._parser.CurrentLineNumber, text=self._unit())

    def _unit(self) -> str:
        return self._tu.get("tuid", "")


_NO_LANGUAGE = "a variant names no language: left out"
