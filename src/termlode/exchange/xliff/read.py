"""Read the translated segments of XLIFF, and the matches (``alt-trans``, ``mtc:match``) it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from termlode.errors import FormatError, InputError, UsageError
from termlode.exchange import xml
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.xliff.inline import content
from termlode.languages.tags import normalise
from termlode.model import Context, Note, Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

VERSIONS = frozenset({"1.0", "1.1", "1.2", "2.0", "2.1", "2.2"})
_NAMESPACE = re.compile(r"urn:oasis:names:tc:xliff:document:(\d+\.\d+)\Z")
# States whose text nobody has approved (1.2: 2.3 state; 2.x: state="initial").
_UNAPPROVED = re.compile(r"needs-.*|new|rejected|initial\Z")


def read(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None
) -> Iterator[TranslationUnit]:
    """The translated units of an XLIFF file, in order. ``options.fuzzy`` takes unapproved ones too.

    Raises FormatError, UnreadableError, or UsageError where the target language is not said.
    """
    notices = Notices() if notices is None else notices
    options = options or ReadOptions()
    reader: _Reader | None = None
    for record in xml.records(
        path,
        {"trans-unit", "bin-unit", "unit"},
        notices,
        encoding=options.encoding,
        recover=options.recover,
        root={"xliff"},
        kind="XLIFF",
    ):
        if reader is None:
            try:
                reader = _Reader(record, options, notices)
            except InputError as error:
                raise xml.placed(error, path, 1) from error
        try:
            yield from reader.units(record)
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from error


@dataclass(slots=True)
class _File:
    """What a ``file`` element says of the units in it."""

    source: str
    target: str
    original: str
    ids: set[str] = field(default_factory=set)


class _Reader:
    def __init__(self, record: xml.Record, options: ReadOptions, notices: Notices) -> None:
        self._options, self._notices = options, notices
        self._files: dict[int, _File] = {}
        name, attributes = record.around[0]
        self._version = self._check_version(xml.namespace(name), attributes.get("version"))
        self._modern = self._version.startswith("2")
        self._line = 0

    def _check_version(self, namespace: str, version: str | None) -> str:
        named = _NAMESPACE.match(namespace)
        if not namespace:
            self._notices.add("no-namespace", "<xliff> has no namespace: read by its version", line=1)
        found = version or (named[1] if named else "1.2")
        if found not in VERSIONS:
            raise FormatError(f"is XLIFF {found}: not a version we read", cure="versions 1.0 to 1.2 and 2.0 to 2.2")
        return found

    # ── files ────────────────────────────────────────────────────────────────────────────────────

    def _file(self, record: xml.Record) -> _File:
        attributes = next((a for name, a in record.around if xml.local(name) == "file"), {})
        known = self._files.get(id(attributes))
        if known is None:
            root = record.around[0][1]
            languages = (root.get("srcLang"), root.get("trgLang")) if self._modern else _languages(attributes)
            known = _File(
                self._language(languages[0], self._options.source, "source"),
                self._language(languages[1], self._options.target, "target"),
                attributes.get("original", ""),
            )
            self._files = {id(attributes): known}  # the attributes live as long as their file
            self._held = attributes
            self._check_original(known.original)
        return known

    def _language(self, said: str | None, wanted: str | None, which: str) -> str:
        if said is None:
            if wanted is None:
                option = "--from" if which == "source" else "--to"
                raise UsageError(f"the file names no {which} language: say {option} LANGUAGE")
            return wanted
        tag = normalise(said)
        if tag != said:
            self._notices.add("language-tag", f"language {said!r} is read as {tag}")
        return tag

    def _check_original(self, original: str) -> None:
        if unsafe(original):
            shown = original[:60].encode("unicode_escape").decode()
            self._notices.add("original", f"original={shown!r} is no plain file name: kept as text only")

    # ── units ────────────────────────────────────────────────────────────────────────────────────

    def units(self, record: xml.Record) -> Iterator[TranslationUnit]:
        """The translations that one unit element holds."""
        self._line = record.line
        element, file = record.element, self._file(record)
        self._check_id(element, file)
        if xml.local(element.tag) == "bin-unit":
            self._notices.skip("binary", "a bin-unit holds no text", line=record.line)
            return
        notes = tuple(
            Note("".join(note.itertext())) for note in element.iter() if xml.local(note.tag) == "note" and note.text
        )
        preserve = _preserves(record)
        if self._modern:
            yield from self._segments(element, file, notes, preserve=preserve)
        else:
            yield from self._trans_unit(element, file, notes, preserve=preserve)

    def _check_id(self, element: Element, file: _File) -> None:
        key = element.get("id")
        if key is not None and key in file.ids:
            self._notices.add("duplicate-id", "two units have one id: both are read", line=self._line, text=key)
        elif key is not None:
            file.ids.add(key)

    def _trans_unit(
        self, element: Element, file: _File, notes: tuple[Note, ...], *, preserve: bool
    ) -> Iterator[TranslationUnit]:
        source, target = _child(element, "source"), _child(element, "target")
        segmented = _child(element, "seg-source")
        approved = element.get("approved") != "no" and (target is None or self._approved(target.get("state")))
        context = Context(key=element.get("resname"))
        for left, right in _parallel(segmented, target) or ((source, target),):
            yield from self._pair(left, right, file, context, notes, approved=approved, preserve=preserve)
        for alternative in _children(element, "alt-trans"):
            yield from self._alternative(alternative, source, file, preserve=preserve)

    def _segments(
        self, element: Element, file: _File, notes: tuple[Note, ...], *, preserve: bool
    ) -> Iterator[TranslationUnit]:
        held = _child(element, "originalData")
        data = {item.get("id", ""): "".join(item.itertext()) for item in held} if held is not None else {}
        context = Context(key=element.get("name"))
        for segment in _children(element, "segment"):
            left, right = _child(segment, "source"), _child(segment, "target")
            approved = self._approved(segment.get("state"))
            yield from self._pair(left, right, file, context, notes, approved=approved, preserve=preserve, data=data)
        for match in element.iter():
            if xml.local(match.tag) == "match":
                yield from self._alternative(match, None, file, preserve=preserve)

    def _approved(self, state: str | None) -> bool:
        return state is None or not _UNAPPROVED.match(state)

    def _alternative(
        self, element: Element, source: Element | None, file: _File, *, preserve: bool
    ) -> Iterator[TranslationUnit]:
        """A match: only with a source of its own, or as a full match of the unit's."""
        own, target = _child(element, "source"), _child(element, "target")
        full = element.get("match-quality", "100").rstrip("%") in ("100", "101", "100.0", "100.00")
        left = own if own is not None else source if full else None
        if element.get("alttranstype", "proposal") not in ("proposal", "accepted") or left is None:
            self._notices.skip("match", "a fuzzy match names no source of its own: left out", line=self._line)
            return
        machine = "mt" in (element.get("type", ""), element.get("origin", "").lower())
        yield from self._pair(left, target, file, Context(), (), approved=True, preserve=preserve, machine=machine)

    def _pair(
        self,
        source: Element | None,
        target: Element | None,
        file: _File,
        context: Context,
        notes: tuple[Note, ...],
        *,
        approved: bool,
        preserve: bool,
        data: Mapping[str, str] | None = None,
        machine: bool = False,
    ) -> Iterator[TranslationUnit]:
        left = content(source, data, preserve=preserve) if source is not None else ("", ())
        right = content(target, data, preserve=preserve) if target is not None else ("", ())
        if not right[0].strip() or not left[0].strip():
            self._notices.skip("untranslated", "a unit has no translation: left out", line=self._line)
        elif not approved and not self._options.fuzzy:
            self._notices.skip("unapproved", "a translation is not approved: left out (--fuzzy)", line=self._line)
        else:
            origin = Origin(kind="machine" if machine else "import", document=file.original or None)
            variants = (Variant(file.source, *left), Variant(file.target, *right))
            yield TranslationUnit(variants, source_language=file.source, notes=notes, context=context, origin=origin)


def _languages(attributes: dict[str, str]) -> tuple[str | None, str | None]:
    return attributes.get("source-language"), attributes.get("target-language")


def _preserves(record: xml.Record) -> bool:
    inherited = [attributes.get(xml.XML_SPACE) for _, attributes in record.around]
    said = [value for value in (*inherited, record.element.get(xml.XML_SPACE)) if value is not None]
    return bool(said) and said[-1] == "preserve"


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if xml.local(child.tag) == name), None)


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if xml.local(child.tag) == name]


def _parallel(segmented: Element | None, target: Element | None) -> list[tuple[Element, Element | None]]:
    """The segments of ``seg-source`` with those of the target that bear the same ``mid``."""
    if segmented is None or target is None:
        return []
    marks = {mark.get("mid"): mark for mark in target.iter() if mark.get("mtype") == "seg"}
    return [(mark, marks.get(mark.get("mid"))) for mark in segmented.iter() if mark.get("mtype") == "seg"]


def unsafe(original: str) -> bool:
    """Whether a path in a file would lead elsewhere if it were used to write (it never is)."""
    device = PureWindowsPath(original).stem.upper() in _DEVICES
    return (
        original.startswith(("/", "\\", "~"))
        or ".." in re.split(r"[\\/]", original)
        or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", original) is not None
        or any(not character.isprintable() for character in original)
        or device
        or len(original) > 1024
    )


_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))})
