"""Checks of PO."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.exchange.lint.check import Checks, Finding
from termlode.exchange.lint.text import TAG, TEXT, Text
from termlode.exchange.po.read import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.po.parse import Catalogue, Message

_DIRECTIVE = re.compile(r"%(?:\d+\$|\([^)]+\))?[-+ 0#]*\d*(?:\.\d+)?(?:hh|ll|[hlLqjzt])?[diouxXeEfgGcrsp]")
FILE, ENTRY = Checks(), Checks()


@dataclass(slots=True)
class State:
    """The catalogue, its messages so far, and what its plural forms should be."""

    catalogue: Catalogue
    seen: dict[tuple[str | None, str], int] = field(default_factory=dict)

    @property
    def forms(self) -> int | None:
        """nplurals of the header."""
        found = re.search(r"nplurals\s*=\s*(\d{1,4})", self.catalogue.metadata.get("Plural-Forms", ""))
        return int(found[1]) if found else None


@dataclass(slots=True)
class Entry:
    """A message and its file."""

    entry: Message
    state: State


def lint(path: Path, client: str | None, notices: Notices, encoding: str | None) -> Iterator[Finding]:
    """The findings of a PO file, in order."""
    state = State(catalogue(path, encoding, notices))
    language = state.catalogue.metadata.get("Language", "").strip()
    yield from FILE.on(state, path, 1, "", client)
    if language:
        yield from TAG.on(language.replace("_", "-"), path, 1, "", client)
    for entry in state.catalogue:
        if entry.obsolete:
            continue
        name = entry.msgid[:40]
        yield from ENTRY.on(Entry(entry, state), path, entry.linenum, name, client)
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                yield from TEXT.on(Text(language or "?", text), path, entry.linenum, name, client)


@FILE.add("P101", "error", "add one with Content-Type and Language")
def no_header(item: State) -> Iterator[str]:
    """There is no header."""
    if not item.catalogue.metadata:
        yield ""


@FILE.add("P102", "warning", "write Language: fa")
def no_language(item: State) -> Iterator[str]:
    """The header names no language."""
    if item.catalogue.metadata and not item.catalogue.metadata.get("Language", "").strip():
        yield ""


@FILE.add("P103", "error", "write charset=UTF-8", fixable=True)
def charset(item: State) -> Iterator[str]:
    """The header's charset is a placeholder or not UTF-8."""
    found = re.search(r"charset=(\S+)", item.catalogue.metadata.get("Content-Type", ""))
    if item.catalogue.metadata and (found is None or found[1].lower() not in ("utf-8", "utf8")):
        yield found[1] if found else "none"


@FILE.add("P104", "error", "is it the right file?")
def no_entries(item: State) -> Iterator[str]:
    """There is no message."""
    if not len(item.catalogue):
        yield ""


@ENTRY.add("P201", "error", "take one out, or give them contexts")
def duplicate(item: Entry) -> Iterator[str]:
    """A message stands twice."""
    key = (item.entry.msgctxt, item.entry.msgid)
    if key in item.state.seen:
        yield f"first in line {item.state.seen[key]}"
    item.state.seen.setdefault(key, item.entry.linenum)


@ENTRY.add("P202", "error", "write as many forms as nplurals says")
def plural_forms(item: Entry) -> Iterator[str]:
    """The number of plural forms is not the header's."""
    wanted = item.state.forms
    if item.entry.msgid_plural and wanted is not None and len(item.entry.msgstr_plural) != wanted:
        yield f"{len(item.entry.msgstr_plural)}, wanted {wanted}"


@ENTRY.add("P203", "error", "keep the directives of the original")
def directives(item: Entry) -> Iterator[str]:
    """A c-format or python-format translation has other directives than its message."""
    if not {"c-format", "python-format"} & set(item.entry.flags) or not item.entry.msgstr:
        return
    left, right = (sorted(_DIRECTIVE.findall(text)) for text in (item.entry.msgid, item.entry.msgstr))
    if left != right:
        yield f"{' '.join(left) or 'none'} and {' '.join(right) or 'none'}"


@ENTRY.add("P204", "error", "begin and end as the message does")
def line_ends(item: Entry) -> Iterator[str]:
    """Message and translation do not both begin or end with a line break."""
    left, right = item.entry.msgid, item.entry.msgstr
    if right and (left.startswith("\n"), left.endswith("\n")) != (right.startswith("\n"), right.endswith("\n")):
        yield ""


@ENTRY.add("P205", "warning", "review it and take the mark off: importers leave it out")
def fuzzy(item: Entry) -> Iterator[str]:
    """A translation is marked fuzzy."""
    if item.entry.fuzzy:
        yield ""
