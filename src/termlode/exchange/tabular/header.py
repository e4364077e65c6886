"""What the columns of a table mean, by their headings in the tools that write such tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.languages.tags import SUPPORTED, normalise

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.tabular.rows import Row

# Heading (lower case, spaces and underscores as hyphens) → role.
_ROLES = {
    "source": "source", "target": "target", "source-text": "source", "target-text": "target", "translation": "target",
    "source-term": "source", "target-term": "target", "src": "source", "tgt": "target",
    "id": "id", "entry-id": "id", "concept": "id", "concept-id": "id",
    "subject": "subject", "subject-field": "subject", "entry-subject": "subject", "domain": "subject",
    "definition": "definition", "note": "note", "notes": "note", "comment": "note", "comments": "note",
    "entry-note": "note", "description": "note", "explanation": "note", "translator-comments": "note",
    "developer-comments": "note", "context": "context", "key": "context", "location": "skip", "fuzzy": "fuzzy",
    "pos": "pos", "part-of-speech": "pos", "do-not-translate": "untranslated", "non-translatable": "untranslated",
    "source-language": "source-language", "target-language": "target-language", "origin": "skip",
    "entry-domain": "skip", "entry-clientid": "skip", "entry-projectid": "skip", "entry-created": "skip",
    "entry-creator": "skip", "entry-lastmodified": "skip", "entry-modifier": "skip", "term-info": "info",
    "term-example": "example",
}  # fmt: skip
_NATIVE = {
    "فارسی": "fa",
    "العربية": "ar",
    "عربی": "ar",
    "中文": "zh",
    "汉语": "zh",
    "پښتو": "ps",
    "انگلیسی": "en",
    "英语": "en",
}
_PART = re.compile(r"(?P<language>.+?)[._ ](?P<part>def|definition|note|avoid|variants)\Z", re.IGNORECASE)
_REGION = re.compile(r"(\w+)[_ ]?\(?(\w+)?\)?\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """The role of a column, and its language where it has one."""

    role: str  # term, definition, note, avoid, variants (of a language), or one of the roles above
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a table, in order."""

    columns: tuple[Column, ...]
    has_header: bool

    @property
    def languages(self) -> list[str]:
        """The languages that have a column of their own."""
        return list(dict.fromkeys(c.language for c in self.columns if c.role == "term" and c.language))

    def has(self, role: str) -> bool:
        """Whether a column has that role."""
        return any(column.role == role for column in self.columns)

    def __str__(self) -> str:
        return ", ".join(c.language if c.role == "term" and c.language else c.role for c in self.columns)


def mapping(first: Row, options: ReadOptions, notices: Notices, path: Path | str) -> Mapping:
    """The mapping of a table from its first row, or from ``options.columns``.

    A table without headings is taken as source, target, note where the two languages are given.
    Raises UsageError that says how to name the columns.
    """
    if options.columns:
        found = tuple(_column(name) or _refuse(name) for name in options.columns)
        header = [_column(cell) for cell in first.cells]
        return Mapping(found, has_header=all(header) and len(header) == len(found))
    columns = tuple(_column(cell) for cell in first.cells)
    known = [column for column in columns if column is not None]
    if any(column.role in ("term", "source", "target") for column in known):
        unknown = [cell for cell, column in zip(first.cells, columns, strict=True) if column is None and cell]
        if unknown:
            notices.add("unknown-column", f"not read: the column {', '.join(unknown)}", line=first.line)
        made = Mapping(tuple(column or Column("skip") for column in columns), has_header=True)
        notices.add("columns", f"columns read as {made}", line=first.line)
        return made
    if options.source and options.target and len(first.cells) >= 2:
        notices.add("no-header", "no headings: columns taken as source, target, note (say --columns)", line=first.line)
        return Mapping((Column("source"), Column("target"), Column("note")), has_header=False)
    raise UsageError(f"{path}: what its columns mean is not clear: say --columns fa,en,note (skip passes one over)")


def _refuse(name: str) -> Column:
    raise UsageError(
        f"no column {name!r}: a language tag, source, target, note, definition, context, id, subject or skip"
    )


def _column(heading: str) -> Column | None:
    """The column a heading stands for, or None."""
    text = heading.strip()
    if not text:
        return None
    role = _ROLES.get(re.sub(r"[\s_]+", "-", text.lower()))
    if role or text.lower() == "skip":
        return Column(role or "skip")
    part = _PART.match(text)
    if part and (language := _language(part["language"])):
        name = part["part"].lower()
        return Column("definition" if name == "def" else name, language)
    language = _language(text)
    return Column("term", language) if language else None


def _language(text: str) -> str | None:
    """A tag out of ``fa-IR``, ``Persian``, ``Chinese_PRC``, ``Chinese (Simplified)`` or ``فارسی``."""
    if text in _NATIVE:
        return _NATIVE[text]
    region = _REGION.match(text)
    if region and len(region[1]) > 3:
        text = region[1]
    try:
        tag = normalise(text)
    except InputError:
        return None
    return tag if tag.split("-")[0] in SUPPORTED or _is_registered(tag) else None


def _is_registered(tag: str) -> bool:
    """Whether a tag names a language of ISO 639-1, so that a heading such as ``no`` or ``de`` is one."""
    import langcodes

    primary = tag.split("-", maxsplit=1)[0]
    return len(primary) == 2 and langcodes.Language.get(primary).is_valid()
