"""Read the translated segments of XLIFF, and the matches (``alt-trans``, ``mtc:match``) it carries.

What a translation is worth is judged in one place (:mod:`~termlode.exchange.xliff.status` collects what the dialects
say, :mod:`~termlode.exchange.standing` decides); whatever is left out is counted with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.exchange import plurals, xml
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.standing import left_out, origin_kind, standing
from termlode.exchange.xliff import status
from termlode.exchange.xliff.elements import (
    FULL,
    child,
    children,
    data_of,
    language_of,
    notes_of,
    pair_of,
    preserves,
    quality,
    same,
    text_of,
    translates,
    unsafe,
    version_of,
)
from termlode.exchange.xliff.inline import content
from termlode.exchange.xliff.plurals import case, grouped
from termlode.exchange.xliff.segments import parallel
from termlode.languages.tags import normalise
from termlode.model import Context, Note, Origin, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from termlode.exchange.standing import Fact


def read(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None
) -> Iterator[TranslationUnit]:
    """The translated units of an XLIFF file, in order. ``options.fuzzy`` takes drafts, machine and rejected ones too.

    Raises FormatError, UnreadableError, or UsageError where the target language is not said.
    """
    notices = Notices() if notices is None else notices
    options = options or ReadOptions()
    found = xml.records(
        path,
        {"trans-unit", "bin-unit", "unit"},
        notices,
        encoding=options.encoding,
        recover=options.recover,
        root={"xliff"},
        kind="XLIFF",
    )
    reader: _Reader | None = None
    for group in grouped(found):
        try:
            reader = reader or _Reader(group[0], options, notices)
            yield from reader.units(group[0]) if len(group) == 1 else reader.plural(group)
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from error
        except InputError as error:
            raise error if error.path is not None else xml.placed(error, path, group[0].line) from error


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
        self._version = version_of(record, notices)
        self._modern = self._version.startswith("2")
        self._line = 0

    # ── files ────────────────────────────────────────────────────────────────────────────────────

    def _file(self, record: xml.Record) -> _File:
        attributes = next((a for name, a in record.around if xml.local(name) == "file"), {})
        known = self._files.get(id(attributes))
        if known is None:
            languages = pair_of(record, modern=self._modern)
            known = _File(
                self._language(languages[0], self._options.source, "source"),
                self._language(languages[1], self._options.target, "target"),
                attributes.get("original", ""),
            )
            self._files = {id(attributes): known}  # the attributes live as long as their file
            self._held, self._held_file = attributes, known
            self._check_original(known.original)
        return known

    def _language(self, said: str | None, wanted: str | None, which: str) -> str:
        """The language of a file; an empty attribute is as good as none."""
        if not (said or "").strip():
            if wanted is None:
                option = "--from" if which == "source" else "--to"
                raise UsageError(f"the file names no {which} language: say {option} LANGUAGE")
            return wanted
        assert said is not None
        tag = normalise(said)
        if tag != said:
            self._notices.add("language-tag", f"language {said!r} is read as {tag}")
        return tag

    def _check_original(self, original: str) -> None:
        if unsafe(original):
            shown = original[:60].encode("unicode_escape").decode()
            self._notices.add("original", f"original={shown!r} is not a plain file name: kept as text only")

    # ── units ────────────────────────────────────────────────────────────────────────────────────

    def units(self, record: xml.Record) -> Iterator[TranslationUnit]:
        """The translations that one unit element holds."""
        self._line = record.line
        element, file = record.element, self._file(record)
        self._check_id(element, file)
        if xml.local(element.tag) == "bin-unit":
            self._notices.skip("binary", "a bin-unit holds no text", line=record.line)
        elif not translates(record):
            self._notices.skip("translate-no", 'a unit says translate="no": left out', line=record.line)
        elif self._modern:
            yield from self._segments(element, file, preserve=preserves(record))
        else:
            yield from self._trans_unit(element, file, preserve=preserves(record))

    def plural(self, group: list[xml.Record]) -> Iterator[TranslationUnit]:
        """The forms of one message: the singular and its translation, the others as props beside it."""
        held: list[TranslationUnit | None] = []
        matched: list[TranslationUnit] = []
        for record in group:
            translation = text_of(record, "target")[0]
            units = list(self.units(record))
            own = units and units[0].variants[1].text == translation
            held.append(units[0] if own else None)
            matched += units[1:] if own else units
        sources, named = [text_of(record, "source") for record in group], [case(record) for record in group]
        one = named.index("one") if "one" in named else plurals.singular_index(self._held_file.target)
        chosen = (held[one] if one < len(held) else held[0]) or next(filter(None, held), None)
        if chosen is not None:
            left = replace(chosen.variants[0], text=(first := sources[one if "one" in named else 0])[0], codes=first[1])
            forms = [unit.variants[1].text if unit is not None else "" for unit in held]
            props = (*chosen.props, *plurals.props(sources[-1][0], forms))
            yield replace(chosen, variants=(left, *chosen.variants[1:]), props=props)
        yield from matched

    def _check_id(self, element: Element, file: _File) -> None:
        key = element.get("id")
        if key is not None and key in file.ids:
            self._notices.add("duplicate-id", "two units share an id: both are read", line=self._line, text=key)
        elif key is not None:
            file.ids.add(key)

    def _trans_unit(self, element: Element, file: _File, *, preserve: bool) -> Iterator[TranslationUnit]:
        source, target = child(element, "source"), child(element, "target")
        segmented = child(element, "seg-source")
        about = _About(file, Context(key=element.get("resname")), notes_of(element), preserve)
        said, defined = list(status.facts(element, target)), status.definitions(element)
        pairs = parallel(segmented, target)
        for left, right in pairs:
            definition = defined.get(left.get("mid", ""))
            own = status.definition_facts(definition) if definition is not None else ()
            facts = chain(said, status.facts(right), own)
            yield from self._pair(left, right, about, facts, language=language_of(target))
        if not pairs:
            whole = source if segmented is None or (source is not None and content(source)[0]) else segmented
            own = chain.from_iterable(map(status.definition_facts, defined.values()))
            yield from self._pair(whole, target, about, chain(said, own))
        parts = {left.get("mid"): left for left, _ in pairs}
        for alternative in children(element, "alt-trans"):
            part = parts.get(alternative.get("mid"), source)
            yield from self._alternative(alternative, part, replace(about, context=Context(), notes=()))

    def _segments(self, element: Element, file: _File, *, preserve: bool) -> Iterator[TranslationUnit]:
        about = _About(
            file, Context(key=element.get("name")), notes_of(element), preserve, data_of(child(element, "originalData"))
        )
        for segment in children(element, "segment"):
            left, right = child(segment, "source"), child(segment, "target")
            yield from self._pair(left, right, about, status.facts(element, segment, right))
        for match in element.iter():
            if xml.local(match.tag) == "match":
                own = data_of(child(match, "originalData"))
                yield from self._alternative(match, None, _About(file, Context(), (), preserve, own))

    def _alternative(self, element: Element, source: Element | None, about: _About) -> Iterator[TranslationUnit]:
        """A match: with a source of its own, or as a full match of the unit's; in the file's languages."""
        own, target = child(element, "source"), child(element, "target")
        if element.get("alttranstype", "proposal") not in ("proposal", "accepted", "rejected"):
            self._notices.skip("match", "a match is a reference or a former version: left out", line=self._line)
            return
        language = language_of(target) or element.get(xml.XML_LANG)
        if element.get("reference") == "yes" or (language and not same(language, about.file.target)):
            wanted = self._options.target
            if language is None or wanted is None or not same(language, wanted):
                how = f" (--to {language} takes it)" if language else ""
                message = f"a match is in another language: left out{how}"
                self._notices.skip("other-languages", message, line=self._line)
                return
        said = [*status.proposal_facts(element), *status.facts(target, own)]
        if own is None:
            percent = quality(element)
            if percent is not None and percent < FULL:
                self._notices.skip("match", "a fuzzy match names no source of its own: left out", line=self._line)
                return
            if percent is None and "machine" not in said:
                said.append("suggestion")  # of a text that is like the source, nobody knows how much
        yield from self._pair(own if own is not None else source, target, about, said, language=language)

    def _pair(
        self,
        source: Element | None,
        target: Element | None,
        about: _About,
        said: Iterable[Fact | None],
        *,
        language: str | None = None,
    ) -> Iterator[TranslationUnit]:
        left = content(source, about.data, preserve=about.preserve) if source is not None else ("", ())
        right = content(target, about.data, preserve=about.preserve) if target is not None else ("", ())
        found = standing(said)
        if not right[0].strip() or not left[0].strip():
            self._notices.skip("untranslated", "a unit has no translation: left out", line=self._line)
        elif not left_out(found, self._notices, fuzzy=self._options.fuzzy, line=self._line, text=left[0]):
            origin = Origin(kind=origin_kind(found), document=about.file.original or None)
            source_tag = self._tag(language_of(source), about.file.source)
            target_tag = self._tag(language_of(target) or language, about.file.target)
            variants = (Variant(source_tag, *left), Variant(target_tag, *right))
            yield TranslationUnit(
                variants, source_language=source_tag, notes=about.notes, context=about.context, origin=origin
            )

    def _tag(self, said: str | None, of_file: str) -> str:
        """The language of one text: the file's, unless the text says that it is in another one."""
        return of_file if not said or same(said, of_file) else normalise(said)


@dataclass(frozen=True, slots=True)
class _About:
    """What the texts of one unit share."""

    file: _File
    context: Context
    notes: tuple[Note, ...]
    preserve: bool
    data: Mapping[str, str] | None = None
