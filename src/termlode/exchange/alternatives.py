"""Synonyms in one cell: how the texts of glossaries and tables part them.

``|`` and line ends are our own signs. Semicolons (``;`` of any width, the Arabic ``؛``) part synonyms in the tables of
other tools; they are parted too, with a notice, unless ``options.separators`` says which signs part, or that none does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.model import ConceptEntry, LanguageSection, TermSection

SEMICOLONS = ";；؛﹔"
ENUMERATION = "、"  # of Chinese and Japanese: it stands within titles and phrases too, so nobody parts there unasked
NONE = "none"
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")


def alternatives(text: str, options: ReadOptions, notices: Notices, *, line: int | None = None) -> list[str]:
    """The terms of a cell."""
    said = options.separators
    pieces = _split(text, "|\n" if said is None or said == NONE else f"|\n{said}")
    if said is None and len(pieces) == 1 and has_semicolon(text):
        pieces = _split(text, SEMICOLONS)
        if len(pieces) > 1:
            message = "terms in one cell parted at the semicolon (--separators none keeps them whole)"
            notices.add("alternatives", message, line=line, text=text)
    if said is None and ENUMERATION in text:
        message = f"a term holds {ENUMERATION}: kept whole (--separators '{ENUMERATION}' parts it into synonyms)"
        notices.add("enumeration", message, line=line, text=text)
    return pieces


def has_semicolon(text: str) -> bool:
    """Whether a text holds a semicolon that is not the end of a character reference such as ``&amp;``."""
    return any(sign in text for sign in SEMICOLONS) and not _ENTITY.search(text)


def parted(entry: ConceptEntry, options: ReadOptions, notices: Notices) -> ConceptEntry:
    """An entry with its terms parted where ``separators`` says so: most formats have a place for each synonym."""
    if options.separators == NONE:
        return entry
    if options.separators is None:
        for text in (term.term for section in entry.languages for term in section.terms):
            if has_semicolon(text):
                message = "a term holds a semicolon: kept whole (--separators ';' parts it into synonyms)"
                notices.add("alternatives", message, text=text)
        return entry
    signs = options.separators
    return replace(entry, languages=tuple(_parted(section, signs) for section in entry.languages))


def _parted(section: LanguageSection, signs: str) -> LanguageSection:
    terms: dict[str, TermSection] = {}
    for term in section.terms:
        for number, piece in enumerate(_split(term.term, signs) or [term.term]):
            status = "admitted" if number and term.status == "preferred" else term.status
            terms.setdefault(piece, replace(term, term=piece, status=status))
    return replace(section, terms=tuple(terms.values()))


def _split(text: str, signs: str) -> list[str]:
    return [piece for part in _pattern(signs).split(text) if (piece := part.strip())]


@lru_cache(maxsize=16)
def _pattern(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")
