"""PO files as files to work in: each message a slot; only the lines of translations that are filled change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import FormatError, UnreadableError
from termlode.exchange.po.parse import parse
from termlode.exchange.po.read import target_language
from termlode.exchange.source import read_whole
from termlode.exchange.xml import ILLEGAL
from termlode.model import Context
from termlode.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.po.parse import Message
    from termlode.slots import Filling, State

_LIMIT = 64 << 20
_FUZZY = re.compile(r"^(\s*#,)(.*)$")


class PoJob:
    """A catalogue: its messages as slots, and its text with some of them filled."""

    takes_terms = True

    def __init__(self, path: Path, options: ReadOptions, notices: Notices) -> None:
        data = read_whole(path, _LIMIT)
        try:
            self._text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            cure = "convert it first: msgconv -t UTF-8"
            raise UnreadableError("is not UTF-8", path=path, line=line, cure=cure) from error
        if "\0" in self._text:
            raise FormatError(
                "holds NUL characters", path=path, line=self._text[: self._text.index("\0")].count("\n") + 1
            )
        catalogue = parse(self._text.removeprefix("\ufeff"), path, notices)
        languages = (options.source or "en", target_language(catalogue.metadata, options, notices, path))
        self._messages = [one for one in catalogue if not one.obsolete and one.msgid.strip()]
        self._plural = frozenset(n for n, one in enumerate(self._messages) if one.msgid_plural)
        self.slots: Sequence[Slot] = [self._slot(number, one, languages) for number, one in enumerate(self._messages)]

    def _slot(self, number: int, one: Message, languages: tuple[str, str]) -> Slot:
        target = one.msgstr or next(iter(one.msgstr_plural.values()), "")
        state: State = "empty" if not target.strip() else "draft" if one.fuzzy else "human"
        key = one.msgctxt
        return Slot(
            number, key or one.msgid, one.linenum, languages, one.msgid, (), target, (), state,
            number not in self._plural, context=Context(key=key),
        )  # fmt: skip

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with translations in the place of what the messages had; below 100 they are fuzzy."""
        lines = self._text.split("\n")
        for number in sorted(fillings, reverse=True):
            one, message = fillings[number], self._messages[number]
            if one.text is not None:
                first, last = message.written
                ending = "\r" if lines[first - 1].endswith("\r") else ""
                text = _ended(message.msgid, one.text)
                lines[first - 1 : last] = [line + ending for line in _strings("msgstr", text)]
            self._comment(lines, message.linenum - 1, one)
        return "\n".join(lines).encode()

    def _comment(self, lines: list[str], at: int, one: Filling) -> None:
        """The comments of the message at a line: what is told goes before references and flags, as gettext has it."""
        ending = "\r" if lines[at].endswith("\r") else ""
        start = at
        while start and lines[start - 1].lstrip().startswith("#") and not lines[start - 1].lstrip().startswith("#~"):
            start -= 1
        kept = lines[start:at]
        if one.text is not None:
            fuzzy = one.score < 100 or one.machine
            kept = [*_unmarked(kept), *([f"#, fuzzy{ending}"] if fuzzy else [])]
        place = next((n for n, line in enumerate(kept) if line.lstrip()[1:2] in (":", ",", "|")), len(kept))
        told = [f"#. {line}{ending}" for line in _told(one)]
        lines[start:at] = [*kept[:place], *told, *kept[place:]]


def _ended(source: str, text: str) -> str:
    """The text with the line breaks that the source begins and ends with: msgfmt asks for the same."""
    kept = ILLEGAL.sub("", text).strip("\n")
    return source[: len(source) - len(source.lstrip("\n"))] + kept + source[len(source.rstrip("\n")) :]


def _strings(keyword: str, text: str) -> list[str]:
    """A keyword with its string, a line of the file for each line of the text."""
    import polib

    parts = [polib.escape(part) for part in text.splitlines(keepends=True)]
    if len(parts) <= 1:
        return [f'{keyword} "{"".join(parts)}"']
    return [f'{keyword} ""', *(f'"{part}"' for part in parts)]


def _told(one: Filling) -> Iterator[str]:
    if one.terms:
        yield "; ".join(f"{source} = {target}" for source, target in one.terms)
    yield from one.note.splitlines()


def _unmarked(comments: Sequence[str]) -> Iterator[str]:
    """The comments of a message without its fuzzy mark and the source that its old translation was of."""
    for line in comments:
        if line.lstrip().startswith("#|"):
            continue
        found = _FUZZY.match(line.rstrip("\r"))
        flags = [flag.strip() for flag in found[2].split(",")] if found else []
        if found is None or "fuzzy" not in flags:
            yield line
        elif others := [flag for flag in flags if flag != "fuzzy"]:
            yield f"{found[1]} {', '.join(others)}" + ("\r" if line.endswith("\r") else "")


def open_job(path: Path, options: ReadOptions, notices: Notices) -> PoJob:
    """The slots of a PO file. Raises FormatError, UnreadableError, UsageError where no language is named."""
    return PoJob(path, options, notices)
