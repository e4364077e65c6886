"""Read PO: translated entries as units; contexts, comments, flags and plural forms kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.errors import FormatError, InputError, UsageError
from termlode.exchange import plurals
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.po.parse import parse
from termlode.exchange.source import lookup, read_text
from termlode.languages.tags import normalise
from termlode.model import Context, Note, Prop, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.po.parse import Catalogue, Message

FLAGS, REFERENCE = "x-flags", "x-reference"
_LIMIT = 64 << 20  # the whole file is held
_CHARSET = re.compile(r"charset=([^\s\\\"]+)", re.IGNORECASE)
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")


def read(
    path: Path | str, options: ReadOptions | None = None, notices: Notices | None = None
) -> Iterator[TranslationUnit]:
    """The translated entries of a PO file; ``options.fuzzy`` and ``options.obsolete`` take more.

    The source language is ``options.source`` (default English), the target the header's or
    ``options.target``. Raises FormatError, UnreadableError, or UsageError without a target language.
    """
    notices = Notices() if notices is None else notices
    options = options or ReadOptions()
    yield from units_of(catalogue(path, options.encoding, notices), path, options, notices)


def units_of(entries: Catalogue, path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[TranslationUnit]:
    """The translated messages of a catalogue as units. Raises UsageError where nobody says the target language."""
    source, target = options.source or "en", target_language(entries.metadata, options, notices, path)
    singular = _singular(entries.metadata, notices)
    seen: dict[tuple[str | None, str], int] = {}
    for entry in entries:
        if not _wanted(entry, options, notices):
            continue
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            message = f"the message of line {seen[key]} again: both translations are kept"
            notices.add("duplicate-message", message, line=entry.linenum, text=entry.msgid)
        seen[key] = entry.linenum
        yield _unit(entry, source, target, singular)


def catalogue(path: Path | str, encoding: str | None, notices: Notices) -> Catalogue:
    """The messages of the file. Raises FormatError or UnreadableError."""
    return parse(_text(path, encoding, notices), path, notices)


def _text(path: Path | str, encoding: str | None, notices: Notices) -> str:
    """The file, as UTF-8 where it is UTF-8 whatever its header says, else by the header."""
    try:
        text = read_text(path, notices, encoding, _LIMIT)
    except FormatError:
        raise
    except InputError:
        charset = _CHARSET.search(read_text(path, Notices(), "iso8859-1", _LIMIT))
        if encoding or charset is None or lookup(charset[1], path) == "utf-8":
            raise
        return read_text(path, notices, charset[1], _LIMIT)
    charset = _CHARSET.search(text)
    if charset is not None and encoding is None and charset[1].lower().replace("-", "") not in ("utf8", "usascii"):
        notices.add("charset", f"its header says charset={charset[1]}, but it is UTF-8", line=1)
    return text


def target_language(header: dict[str, str], options: ReadOptions, notices: Notices, path: Path | str) -> str:
    said = header.get("Language", "").strip()
    if not header:
        notices.add("no-header", "has no header: read as UTF-8", line=1)
    if said:
        try:
            return normalise(said)
        except InputError:
            notices.add("language", f"its header says Language: {said[:40]!r}, which is not a language", line=1)
    if options.target is None:
        raise UsageError(f"{path}: the header names no language: add --to LANGUAGE")
    return options.target


def _singular(header: dict[str, str], notices: Notices) -> int:
    """The index of the form for one thing (``Plural-Forms``, C syntax)."""
    from gettext import c2py

    found = _PLURAL.search(header.get("Plural-Forms", ""))
    if found is None:
        return 0
    try:
        return int(c2py(found[1])(1))
    except (ValueError, ArithmeticError, RecursionError):
        notices.add("plural-forms", "its Plural-Forms cannot be understood: the first form is the singular", line=1)
        return 0


def _wanted(entry: Message, options: ReadOptions, notices: Notices) -> bool:
    skip: str | None = None
    if entry.obsolete and not options.obsolete:
        skip = "obsolete"
    elif entry.fuzzy and not options.fuzzy:
        skip = "fuzzy"
    elif not entry.msgid.strip() or not (entry.msgstr.strip() or any(form.strip() for form in _forms(entry))):
        skip = "untranslated"
    if skip is None:
        return True
    option = f" (--{skip})" if skip != "untranslated" else ""
    notices.skip(skip, f"an entry is {skip}: left out{option}", line=entry.linenum, text=entry.msgid)
    return False


def _forms(entry: Message) -> list[str]:
    return [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]


def _unit(entry: Message, source: str, target: str, singular: int) -> TranslationUnit:
    forms = _forms(entry)
    props: list[Prop] = []
    translation = entry.msgstr
    if forms:
        # the plural forms do not translate the singular: they travel beside it
        translation = plurals.of_one(forms, singular)
        props += plurals.props(entry.msgid_plural, forms)
    if flags := [flag for flag in entry.flags if flag != "fuzzy"]:
        props.append(Prop(FLAGS, ", ".join(flags)))
    props += [Prop(REFERENCE, f"{file}:{line}" if line else file) for file, line in entry.occurrences]
    notes = tuple(Note(text) for lines in (entry.tcomments, entry.comments) if (text := "\n".join(lines)))
    return TranslationUnit(
        variants=(Variant(source, entry.msgid), Variant(target, translation)),
        source_language=source,
        props=tuple(props),
        notes=notes,
        context=Context(key=entry.msgctxt),
    )
