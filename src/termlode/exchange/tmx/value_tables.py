"""Tables of what a file says over and over, worked out once: language tags, source languages, sets of attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import InputError
from termlode.exchange.tmx.values import DETAIL_NAMES, details
from termlode.languages.tags import normalise, same
from termlode.model import Details

if TYPE_CHECKING:
    from collections.abc import Callable

    from termlode.exchange.notices import Notices
    from termlode.exchange.tmx.header import Header

    type Say = Callable[[str, str], None]

NO_DETAILS = Details()
_TABLE = 4096  # entries of the table of details before it is begun anew


class ValueTables:
    """The tables of one file, shared by the fast and the exact path.

    What is odd is told to ``say(code, message)``, and each time again.
    """

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self.segment_type: str | None = None  # these two are the header's defaults
        self.datatype: str | None = None
        self._source_language: str | None = None  # the header's, perhaps ``*all*``
        self.tags: dict[str | None, str | None] = {}
        self.odd: set[str] = set()
        self._sources: dict[tuple[str | None, ...], str | None] = {}
        self._details: dict[tuple[object, ...], Details] = {(None,): NO_DETAILS}

    def inherit(self, header: Header) -> None:
        """Take over what the header says for all units."""
        self.segment_type, self.datatype = header.inherited_segment_type, header.inherited_datatype
        self._source_language = header.source_language
        self._sources.clear()

    def language(self, tag: str | None, say: Say) -> str | None:
        """The language of a variant; odd tags are counted each time."""
        if tag not in self.tags:
            return self.tag(tag, say)
        if self.odd and tag in self.odd:
            self._notices.again("language-tag")
        return self.tags[tag]

    def tag(self, tag: str | None, say: Say) -> str | None:
        """The BCP 47 form of ``tag``, counted where it had to be changed; None where it is no tag."""
        if tag is None:
            return None
        try:
            found: str | None = normalise(tag)
        except InputError:
            found = None
        if found is None or found == "und" or not found.isascii():
            found = None
        elif found != tag:
            say("language-tag", f"language {tag!r} is read as {found}")
            self.odd.add(tag)
        self.tags[tag] = found
        return found

    def source(self, own: str | None, languages: list[str], say: Say) -> str | None:
        """The source language of a unit with such variants; remembered where there is nothing to say of it."""
        key = (own, *languages)
        if key in self._sources:
            return self._sources[key]
        before = self._notices.total
        source = self.tag(own, say) if own and own != "*all*" else own or self._source_language
        if source is None or source == "*all*":
            source = None
        elif not any(same(language, source) for language in languages):
            say("source-missing", f"a unit has no text in its source language {source}")
        if self._notices.total == before:
            if len(self._sources) > _TABLE:
                self._sources.clear()
            self._sources[key] = source
        return source

    def details(self, pairs: dict[str, str], say: Say, datatype: str | None = None) -> Details:
        """The Details that attributes give; equal ones are one object."""
        key = (datatype, *[item for item in pairs.items() if item[0] in DETAIL_NAMES])
        found = self._details.get(key)
        if found is None:
            before = self._notices.total
            found = details(pairs, say, datatype)
            if self._notices.total == before:
                if len(self._details) > _TABLE:
                    self._details.clear()
                self._details[key] = found
        return found
