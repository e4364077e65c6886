"""One ``<tu>`` of the usual shape at a time, taken apart by a few patterns instead of expat.

The patterns accept only well-formed markup of that shape: plain attributes without references, props
and notes before variants and segments, text and simple codes. A unit of any other shape, and any unit
of which there is something to say, is left to the exact path, which alone reports (a test holds the
two equal). Whoever calls checks that the text is legal: see :func:`legal`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.tmx.fast.markup import Irregular, attributes, characters
from termlode.exchange.tmx.fast.objects import new_unit, new_variant
from termlode.exchange.tmx.own_props import take_own_props, tells_context
from termlode.exchange.tmx.value_tables import NO_DETAILS, ValueTables
from termlode.model import Context, Details, Note, Origin, Prop, TranslationUnit, Variant

if TYPE_CHECKING:
    from termlode.exchange.notices import Notices
    from termlode.exchange.tmx.fast.segments import SegmentPatterns
    from termlode.memory.unit_batches import UnitOrBatch

type _Fields = tuple[tuple[Prop, ...], tuple[Note, ...]]
type Head = tuple[str | None, str | None, Details, str | None]  # srclang, segtype, details, tuid
type _Around = tuple[tuple[Prop, ...], Context, Origin, tuple[Note, ...]]

LONG_SEGMENT = 100_000  # characters of a segment that no tool will take
_TABLE = 4096  # entries of each table before it is begun anew …
_SHORT = 300  # … of keys that are shorter than this
_FIELDS = r"((?:<(?:prop|note)[^<>]*>[^<]*</(?:prop|note)>[ \t\n]*)*)"
_UNIT = re.compile(rf'[ \t\n]*<tu(?: tuid="([^"<>&\t\n]*)")?([^<>]*)>[ \t\n]*{_FIELDS}')
_VARIANT = re.compile(
    rf"<tuv([^<>]*)>[ \t\n]*{_FIELDS}<seg>([^<]*+(?:<(?!/seg>)[^<]*+)*+)</seg>[ \t\n]*</tuv>[ \t\n]*(</tu>)?"
)
_FIELD = re.compile(r"<(prop|note)([^<>]*)>([^<]*)</\1>[ \t\n]*")
NO_CONTEXT, NO_ORIGIN = Context(), Origin()
_CONTROLS = tuple(code for code in range(32) if code not in b"\t\n\r")


def legal(data: bytes) -> str | None:
    """``data`` as text with ``\n`` for line ends, or None where it holds what no unit may hold."""
    if any(code in data for code in _CONTROLS):  # a search for each single byte: much faster than a pattern
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\ufffe" in text or "\uffff" in text or ("]" in text and "]]>" in text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _keep[V](table: dict[str, V], raw: str, value: V) -> V:
    """The value, put into the table for the next time unless it is long (then there will hardly be one)."""
    if len(table) > _TABLE:
        table.clear()
    if len(raw) < _SHORT:
        table[raw] = value
    return value


def refuse(_code: str, _message: str) -> None:
    """Instead of saying something of a unit: the exact path will, with its line."""
    raise Irregular


class RegularUnits:
    """Takes units off a text, one after the other, as long as they are regular; tables keep what attributes mean."""

    def __init__(self, values: ValueTables, segments: SegmentPatterns, notices: Notices) -> None:
        self._values, self._segments, self._notices = values, segments, notices
        self._units: dict[str, Head] = {}
        self._variants: dict[str, tuple[str, Details, bool]] = {}
        self._fields: dict[str, _Fields] = {"": ((), ())}
        self._around: dict[str, _Around] = {"": ((), NO_CONTEXT, NO_ORIGIN, ())}

    def take(self, text: str, at: int, ready: list[UnitOrBatch]) -> int:
        """Append the units that begin at ``at`` to ``ready``; where the first begins that is not regular."""
        try:
            while head := _UNIT.match(text, at):
                unit, at = self._unit(head, text)
                ready.append(unit)
        except Irregular:
            pass
        return at

    def head(self, raw: str) -> Head:
        """What the attributes of a unit say. Raises Irregular."""
        return self._units.get(raw) or self._new_unit(raw)

    def variant(self, raw: str) -> tuple[str, Details, bool]:
        """Language and details that such attributes of a variant give; whether the tag is odd. Raises Irregular."""
        return self._variants.get(raw) or self._new_variant(raw)

    def _unit(self, head: re.Match[str], text: str) -> tuple[TranslationUnit, int]:
        name, raw, fields = head.groups()
        own, kind, details, named = self._units.get(raw) or self._new_unit(raw)
        if name is None:
            name = named
        elif named is not None:
            raise Irregular
        props, context, origin, notes = self._around.get(fields) or self._new_around(fields)
        variants, languages, odd, at = self._texts(text, head.end())
        source = self._values.source(own, languages, refuse)
        for _ in range(odd):
            self._notices.again("language-tag")
        return new_unit(variants, name, source, kind, props, notes, details, context, origin), at

    def _texts(self, text: str, at: int) -> tuple[tuple[Variant, ...], list[str], int, int]:
        """The variants that begin at ``at``, their languages, how many tags are odd, and where the unit ends."""
        variants, languages, odd = [], [], 0
        simple, known_variants, known_fields = self._segments.simple, self._variants, self._fields
        end = None
        while end is None:
            found = _VARIANT.match(text, at)
            if found is None:
                raise Irregular
            raw, fields, inside, end = found.groups()
            language, details, is_odd = known_variants.get(raw) or self._new_variant(raw)
            content, codes, problem = simple(inside)
            if problem or len(content) > LONG_SEGMENT or not (codes or content.strip()):
                raise Irregular
            props, notes = known_fields.get(fields) or self._new_fields(fields)
            variants.append(new_variant(language, content, codes, props, notes, details))
            languages.append(language)
            odd += is_odd
            at = found.end()
        if len(variants) < 2:
            raise Irregular
        return tuple(variants), languages, odd, at

    def _new_unit(self, raw: str) -> Head:
        """What the attributes of a unit say; ``tuid``, where it comes first, is not among them."""
        pairs, values = attributes(raw), self._values
        details = values.details(pairs, refuse, values.datatype)
        found = pairs.get("srclang"), pairs.get("segtype") or values.segment_type, details, pairs.get("tuid")
        return _keep(self._units, raw, found)

    def _new_variant(self, raw: str) -> tuple[str, Details, bool]:
        """Language and details of a variant with such attributes, and whether its tag is an odd one."""
        pairs = attributes(raw)
        tag = pairs.get("xml:lang")
        if tag is None:
            tag = pairs.get("lang")
        language = self._values.tags.get(tag)
        if tag is None or language is None:
            raise Irregular
        details = self._values.details(pairs, refuse) if len(pairs) > 1 else NO_DETAILS
        return _keep(self._variants, raw, (language, details, tag in self._values.odd))

    def _new_around(self, raw: str) -> _Around:
        props, notes = self._new_fields(raw)
        around = take_own_props(props) if tells_context(props) else (props, NO_CONTEXT, NO_ORIGIN)
        return _keep(self._around, raw, (*around, notes))

    def _new_fields(self, raw: str) -> _Fields:
        """Props and notes."""
        props, notes, at = [], [], 0
        while at < len(raw):
            field = _FIELD.match(raw, at)
            if field is None:
                raise Irregular
            pairs, content, at = attributes(field[2]), characters(field[3]), field.end()
            tag = pairs.get("xml:lang") or pairs.get("lang")
            language = self._values.tags.get(tag)
            if tag and (language is None or tag in self._values.odd):
                raise Irregular
            encoding = pairs.get("o-encoding")
            if field[1] == "note":
                notes.append(Note(content, language, encoding))
            else:
                props.append(Prop(pairs.get("type", ""), content, language, encoding))
        return _keep(self._fields, raw, (tuple(props), tuple(notes)))
