"""Read TMX as a stream: units one by one, memory bounded, everything the file says about them kept.

What cannot be kept as it is (odd language tags, bad dates, unknown tags, unpaired codes, variants
without text) is said through :class:`~termlode.exchange.notices.Notices`; damage refuses the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import FormatError, InputError
from termlode.exchange import xml
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.source import CHUNK
from termlode.exchange.tmx.header import Header
from termlode.exchange.tmx.make import unit as make_unit
from termlode.exchange.tmx.make import variant as make_variant
from termlode.exchange.tmx.own import absorb, interesting
from termlode.exchange.tmx.slices import Slices
from termlode.exchange.tmx.values import DETAIL_NAMES, details
from termlode.languages.tags import normalise, primary
from termlode.model import Context, Details, Note, Origin, Prop, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4", "1.4b"})
LONG = 100_000  # characters of a segment that no tool will take
_NO_DETAILS, _NO_CONTEXT, _NO_ORIGIN = Details(), Context(), Origin()
_TABLE = 4096  # entries of the table of details before it is begun anew
_TEXT_OF = ("prop", "note")


def read(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None
) -> Iterator[TranslationUnit]:
    """The units of a TMX file, in order. Raises FormatError or UnreadableError, perhaps after some units."""
    notices = Notices() if notices is None else notices
    options = options or ReadOptions()
    reader = _Reader(notices, options)
    for _ in xml.feed(
        path,
        reader.attach,
        notices,
        encoding=options.encoding,
        recover=options.recover,
        done=reader.progressed,
        chunk=reader.more,
    ):
        yield from reader.take()


read_memory = read


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
        chunk=reader.more,
    ):
        if reader.take():
            break
    return reader.header


class _Reader:
    """The handlers of elements outside segments; what is inside them is cut out of ``_buffer``."""

    def __init__(self, notices: Notices, options: ReadOptions) -> None:
        self.header = Header()
        self._notices, self._options = notices, options
        self._ready: list[TranslationUnit] = []
        self._stack: list[str] = []
        self._tags: dict[str | None, str | None] = {}
        self._text: list[str] = []
        self._finished = 0
        self._seen = 0
        self._buffer = b""  # the input from offset _base on
        self._base = 0
        self._late: list[bytes] = []  # what came since a segment was opened
        self._opened = -1  # where the open <seg> begins
        self._segment = Slices(notices, lambda: self._parser.CurrentLineNumber)
        self._header_seen = False
        self._tu: dict[str, str] = {}
        self._tuv: dict[str, str] = {}
        self._field: dict[str, str] = {}
        self._odd: set[str] = set()
        self._sources: dict[tuple[str | None, ...], str | None] = {}
        self._known_details: dict[tuple[object, ...], Details] = {(None,): _NO_DETAILS}
        self._segment_type: str | None = None
        self._datatype: str | None = None
        self._reset_unit()
        self._reset_variant()

    def attach(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def take(self) -> list[TranslationUnit]:
        ready, self._ready = self._ready, []
        return ready

    def progressed(self) -> bool:
        moved, self._seen = self._finished != self._seen, self._finished
        return moved

    def more(self, chunk: bytes) -> None:
        """The next piece of input; of what was there, an open segment or an unfinished tag is kept."""
        if self._opened >= 0:
            self._late.append(chunk)  # joined once, when the segment ends: it may be long
            return
        buffer = self._buffer
        keep = buffer.rfind(b"<")
        if keep < 0 or (len(buffer) - keep > CHUNK and buffer.find(b">", keep) >= 0):
            keep = len(buffer)  # no tag is open, but a long text
        self._base += keep
        self._buffer = buffer[keep:] + chunk if keep < len(buffer) else chunk

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
            self._opened = parser.CurrentByteIndex
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
            raise FormatError(f"elements lie more than {xml.MAX_DEPTH} deep in each other: refused")
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
            cure = "is it another format? say --format" if name != "TMX" else "element names are lower-case"
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
        elif name in _TEXT_OF and self._stack and self._stack[-1] in ("tu", "tuv", "header"):
            self._parser.CharacterDataHandler = None
            self._end_field(name)

    def _end_field(self, name: str) -> None:
        attributes, text, parent = self._field, "".join(self._text), self._stack[-1]
        tag = attributes.get("xml:lang") or attributes.get("lang")
        language, encoding = (self._tag(tag) or tag if tag else None), attributes.get("o-encoding")
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
        self._segment_type, self._datatype = self.header.inherited_segment_type, self.header.inherited_datatype
        source = self.header.source_language
        if source is None:
            self._say("no-source-language", "the header names no srclang")
        elif source != "*all*":
            self.header.source_language = self._tag(source)

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
        parser, base = self._parser, self._base
        if self._late:
            self._buffer = b"".join((self._buffer, *self._late))
            self._late.clear()
        whole = self._buffer[self._opened - base : parser.CurrentByteIndex - base]
        if not self._segment.take(whole[whole.find(b">") + 1 :]):
            return
        self._opened = -1
        self._stack.pop()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _end_variant(self) -> None:
        attributes = self._tuv
        tag = attributes.get("xml:lang")
        if tag is None:
            tag = attributes.get("lang")
        segment = self._segment
        language = self._language(tag)
        if self._segments != 1:
            self._skip("seg-count", f"a variant has {self._segments} <seg>: left out")
        elif language is None:
            self._skip("language", f"a variant's language is {tag!r}: left out, with its text" if tag else _NO_LANGUAGE)
        elif not segment.text.strip() and not segment.codes:
            self._skip("empty", f"the {language} text is empty: left out")
        else:
            if len(segment.text) > LONG:
                self._say("long", f"a segment of {len(segment.text)} characters: most tools refuse it")
            found = self._details(attributes) if len(attributes) > 1 else _NO_DETAILS
            props, notes = tuple(self._props), tuple(self._notes)
            self._variants.append(make_variant(language, segment.text, segment.codes, props, notes, found))
        self._segments = 0
        if self._props or self._notes:
            self._props, self._notes = [], []

    def _end_unit(self) -> None:
        self._finished += 1
        if len(self._variants) < 2:
            if self._variants:
                self._skip("one-language", f"a unit has only one text ({self._variants[0].language}): left out")
            else:
                self._skip("no-text", "a unit has no text that can be used: left out")
            return
        attributes = self._tu
        own = attributes.get("srclang")
        key = (own, *[variant.language for variant in self._variants])
        source = self._sources[key] if key in self._sources else self._source(own, key)
        props, context, origin = tuple(self._unit_props), _NO_CONTEXT, _NO_ORIGIN
        if props and interesting(props):
            props, context, origin = absorb(props)
        kind = attributes.get("segtype") or self._segment_type
        found = self._details(attributes, self._datatype)
        notes = tuple(self._unit_notes)
        self._ready.append(
            make_unit(tuple(self._variants), attributes.get("tuid"), source, kind, props, notes, found, context, origin)
        )

    def _source(self, own: str | None, key: tuple[str | None, ...]) -> str | None:
        """The source language of a unit with such variants; remembered where there is nothing to say of it."""
        source = self._tag(own) if own and own != "*all*" else own or self.header.source_language
        if source is None or source == "*all*":
            self._sources[key] = None
            return None
        languages = [variant.language for variant in self._variants]
        if all(primary(language) != primary(source) for language in languages):
            self._say("source-missing", f"a unit has no text in its source language {source}")
        elif own is None:
            self._sources[key] = source
        return source

    def _details(self, pairs: dict[str, str], datatype: str | None = None) -> Details:
        """The Details that attributes give; equal ones are one object."""
        key = (datatype, *[item for item in pairs.items() if item[0] in DETAIL_NAMES])
        found = self._known_details.get(key)
        if found is None:
            before = self._notices.total
            found = details(pairs, self._say, datatype)
            if self._notices.total == before:
                if len(self._known_details) > _TABLE:
                    self._known_details.clear()
                self._known_details[key] = found
        return found

    def _language(self, tag: str | None) -> str | None:
        """The language of a variant; odd tags are counted each time."""
        if tag not in self._tags:
            return self._tag(tag)
        if self._odd and tag in self._odd:
            self._notices.again("language-tag")
        return self._tags[tag]

    def _tag(self, tag: str | None) -> str | None:
        """The BCP 47 form of ``tag``, counted where it had to be changed; None where it is no tag."""
        if tag is None:
            return None
        try:
            found: str | None = normalise(tag)
        except InputError:
            found = None
        if found is None or found == "und" or not found.isascii():
            self._tags[tag] = found = None
        elif found == tag:
            self._tags[tag] = found
        else:
            self._say("language-tag", f"language {tag!r} is read as {found}")
            self._tags[tag] = found
            self._odd.add(tag)
        return found

    def _say(self, code: str, message: str) -> None:
        self._notices.add(code, message, line=self._parser.CurrentLineNumber, text=self._unit())

    def _skip(self, code: str, message: str) -> None:
        self._notices.skip(code, message, line=self._parser.CurrentLineNumber, text=self._unit())

    def _unit(self) -> str:
        return self._tu.get("tuid", "")


_NO_LANGUAGE = "a variant names no language: left out"
