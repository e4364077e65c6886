"""The messages of a PO file, as GNU gettext's own lexer and grammar (po-lex.c, po-gram.y) take them.

White space and line ends mean nothing outside of comments: keywords and strings may stand on one line or on many,
blank or not, with or without a blank between them. ``#~`` opens an obsolete line in every spelling. Where gettext
refuses what is still plain (a comment within a message, an unknown escape), it is read, with a notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices

_TOKEN = re.compile(
    r'[ \t\r\f\v]*(?:"((?:[^"\\]|\\.)*)"|(domain|msgctxt|msgid_plural|msgid|msgstr)(?![\w.-])|\[\s*(\d{1,3})\s*\])'
)
_OBSOLETE = re.compile(r"[ \t\r\f\v]*#~[ \t\r\f\v]?")
_COMMENT = re.compile(r"[ \t\r\f\v]*#(.?)(.*)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
_SIMPLE = {
    "n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"', "e": "\x1b",
}  # fmt: skip
_PLACE = re.compile(r"\u2068([^\u2069]*)\u2069|(\S+)")  # a name with blanks stands between isolates


@dataclass(slots=True)
class Message:
    """An entry of the file; ``linenum`` is the line of its first keyword.

    ``written``: the first and last line of its ``msgstr`` (not of plural forms); (0, 0) where it has none.
    """

    linenum: int
    obsolete: bool = False
    msgctxt: str | None = None
    msgid: str = ""
    msgid_plural: str = ""
    msgstr: str = ""
    msgstr_plural: dict[int, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    tcomments: list[str] = field(default_factory=list)  # of translators
    comments: list[str] = field(default_factory=list)  # of programmers, extracted
    occurrences: list[tuple[str, str]] = field(default_factory=list)  # files and lines
    written: tuple[int, int] = (0, 0)

    @property
    def fuzzy(self) -> bool:
        """Whether the translation is marked as a guess."""
        return "fuzzy" in self.flags


@dataclass(slots=True)
class Catalogue:
    """The messages of a file without its header, and what the header says."""

    messages: list[Message]
    metadata: dict[str, str]

    def __iter__(self) -> Iterator[Message]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)


def parse(text: str, path: Path | str, notices: Notices) -> Catalogue:
    """The catalogue in ``text``. Raises FormatError with the line."""
    found = list(_Parser(path, notices).messages(text))
    header = next((one for one in found if _is_header(one)), None)
    return Catalogue([one for one in found if one is not header], header_of(found))


def header_of(messages: Iterable[Message]) -> dict[str, str]:
    """What the header among the messages says, by its names."""
    said = next((one.msgstr for one in messages if _is_header(one)), "")
    pairs = (line.partition(":") for line in said.split("\n"))
    return {key.strip(): value.strip() for key, colon, value in pairs if colon}


def _is_header(message: Message) -> bool:
    return message.msgid == "" and message.msgctxt is None and not message.obsolete


class _Parser:
    """Goes through the lines; ``_message`` is the entry being read, ``_field`` where its next string goes."""

    def __init__(self, path: Path | str, notices: Notices) -> None:
        self._path, self._notices = path, notices
        self._line = 0
        self._message: Message | None = None
        self._pending = Message(0)  # holds the comments of the next message
        self._field: str | int | None = None
        self._texts: dict[str | int, list[str]] = {}

    def messages(self, text: str) -> Iterator[Message]:
        """The entries, in order."""
        for self._line, line in enumerate(text.split("\n"), 1):
            obsolete = _OBSOLETE.match(line)
            rest = line[obsolete.end() :] if obsolete else line
            if obsolete and rest.startswith("|"):
                continue  # a former message, beside the obsolete one
            yield from self._take(rest, obsolete=obsolete is not None)
        yield from self._finish()

    def _take(self, line: str, *, obsolete: bool) -> Iterator[Message]:
        at = 0
        while at < len(line):
            found = _TOKEN.match(line, at)
            if found is None:
                rest = line[at:]
                if (comment := _COMMENT.match(rest)) is not None:
                    yield from self._comment(comment[1], comment[2])
                elif rest.strip(" \t\r\f\v"):
                    raise self._error(rest)
                return
            at = found.end()
            if found[2] is not None:
                yield from self._keyword(found[2], obsolete=obsolete)
            elif found[3] is not None:
                self._index(int(found[3]))
            else:
                self._string(found[1], obsolete=obsolete)

    def _error(self, rest: str) -> FormatError:
        rest = rest.strip()
        reason = "a string is not closed" if rest.startswith('"') else "a line that is not PO"
        return self._refusal(reason)

    def _refusal(self, reason: str, line: int | None = None) -> FormatError:
        return FormatError(f"is not valid PO: {reason}", path=self._path, line=line or self._line)

    # ── comments ─────────────────────────────────────────────────────────────────────────────────

    def _comment(self, sign: str, text: str) -> Iterator[Message]:
        if sign == "|":
            return
        if self._message is not None and self._texts.keys().isdisjoint(_STRINGS):
            self._notices.add("comment-inside", "a comment stands within a message: msgfmt refuses it", line=self._line)
        else:
            yield from self._finish()
        here = self._message or self._pending
        if sign == ".":
            here.comments.append(text.removeprefix(" ").rstrip("\r"))
        elif sign == ":":
            here.occurrences += [_occurrence(found[1] or found[2]) for found in _PLACE.finditer(text)]
        elif sign in (",", "="):
            here.flags += [flag for part in text.split(",") if (flag := part.strip()) and flag not in here.flags]
        else:
            here.tcomments.append((text if sign == " " else sign + text).rstrip("\r"))

    # ── messages ─────────────────────────────────────────────────────────────────────────────────

    def _keyword(self, word: str, *, obsolete: bool) -> Iterator[Message]:
        if word == "domain":
            yield from self._finish()
            self._notices.add("domain", "it has domains, which are read as one", line=self._line)
            self._field = "domain"
            return
        begun = self._texts
        if word == "msgctxt" or (word == "msgid" and "msgid" in begun):
            yield from self._finish()
        if self._message is None:
            if word not in ("msgctxt", "msgid"):
                raise self._refusal(f"{word} without msgid")
            self._message, self._pending = self._pending, Message(0)
            self._message.linenum, self._message.obsolete = self._line, obsolete
        elif word == "msgid_plural" and ("msgid" not in begun or not begun.keys().isdisjoint(_STRINGS)):
            raise self._refusal("msgid_plural does not follow msgid")
        elif word == "msgstr" and ("msgid" not in begun or "msgstr" in begun):
            raise self._refusal("msgstr without msgid")
        self._same(obsolete=obsolete)
        self._field = word
        if word == "msgstr":
            self._message.written = (self._line, self._line)
        else:
            self._texts[word] = []

    def _index(self, number: int) -> None:
        if self._field != "msgstr" or "msgstr" in self._texts:
            raise self._refusal("an index that follows no msgstr")
        if "msgid_plural" not in self._texts:
            raise self._refusal("msgid_plural is missing")
        self._field = number
        self._texts[number] = []

    def _string(self, raw: str, *, obsolete: bool) -> None:
        if self._field == "domain":
            self._field = None
            return
        if self._field is None or self._message is None:
            raise self._refusal("a string that belongs to no keyword")
        if self._field == "msgstr" and "msgid_plural" in self._texts:
            raise self._refusal("a plural message wants msgstr[0]")
        self._same(obsolete=obsolete)
        if self._field == "msgstr":
            self._message.written = (self._message.written[0] or self._line, self._line)
        text = self._unescaped(raw) if "\\" in raw else raw
        self._texts.setdefault(self._field, []).append(text)

    def _same(self, *, obsolete: bool) -> None:
        if self._message is not None and self._message.obsolete != obsolete:
            raise self._refusal("a message is obsolete (#~) in some of its lines only")

    def _finish(self) -> Iterator[Message]:
        message, texts = self._message, self._texts
        self._message, self._texts, self._field = None, {}, None
        if message is None:
            return
        joined = {name: "".join(parts) for name, parts in texts.items()}
        if joined.keys().isdisjoint(_STRINGS):
            raise self._refusal("a message has no msgstr", message.linenum)
        message.msgctxt, message.msgid = joined.get("msgctxt"), joined.get("msgid", "")
        message.msgid_plural, message.msgstr = joined.get("msgid_plural", ""), joined.get("msgstr", "")
        message.msgstr_plural = {name: text for name, text in joined.items() if isinstance(name, int)}
        yield message

    # ── strings ──────────────────────────────────────────────────────────────────────────────────

    def _unescaped(self, raw: str) -> str:
        """A string as C reads it; numbers are bytes of UTF-8."""
        if not re.search(r"\\[x0-7]", raw):
            return _ESCAPE.sub(lambda found: self._simple(found[3]), raw)
        data = b""
        at = 0
        for found in _ESCAPE.finditer(raw):
            data += raw[at : found.start()].encode("utf-8", "surrogatepass")
            code = int(found[1], 16) if found[1] else int(found[2], 8) if found[2] else None
            data += self._simple(found[3]).encode() if code is None else bytes([code & 0xFF])
            at = found.end()
        return (data + raw[at:].encode("utf-8", "surrogatepass")).decode("utf-8", "replace")

    def _simple(self, sign: str) -> str:
        if sign not in _SIMPLE:
            self._notices.add("escape", f"the escape \\{sign} is not known in PO: kept as it is", line=self._line)
        return _SIMPLE.get(sign, f"\\{sign}")


_STRINGS = {"msgstr", *range(1000)}  # the fields that hold translations


def _occurrence(place: str) -> tuple[str, str]:
    """File and line of ``name.c:12``."""
    name, colon, line = place.rpartition(":")
    return (name, line) if colon and line.isdecimal() else (place, "")
