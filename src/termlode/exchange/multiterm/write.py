"""Write MultiTerm XML, as MultiTerm 2009 and later export it (by its documentation; not run)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from termlode.exchange.losses import no_pair
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer
from termlode.languages import registry
from termlode.languages.tags import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.model import ConceptEntry, TermSection


def write(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write the entries (with both languages, where a pair is given); how many."""
    wanted = [tag for tag in (options.source, options.target) if tag]
    count = 0
    with atomic_writer(destination) as handle:
        handle.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n')
        for entry in entries:
            if all(entry.section(tag) for tag in wanted):
                count += 1
                handle.write("".join(_concept(entry, count, wanted)).encode())
            else:
                no_pair(entry, options.notices)
        handle.write(b"</mtf>\n")
    return count


def _text(text: str) -> str:
    return escape(ILLEGAL.sub("", text).strip())


def _descrip(kind: str, text: str | None) -> str:
    return f"<descripGrp><descrip type={quoteattr(kind)}>{_text(text)}</descrip></descripGrp>" if text else ""


def _concept(entry: ConceptEntry, number: int, wanted: list[str]) -> Iterator[str]:
    yield f"<conceptGrp><concept>{number}</concept>"
    yield _descrip("ID", entry.id) + _descrip("Subject", entry.subject_field)
    yield _descrip("Definition", entry.definition) + _descrip("Note", entry.note) + _descrip("Source", entry.source)
    for section in entry.languages:
        if wanted and not any(same(section.language, tag) for tag in wanted):
            continue
        name = registry.pack(section.language).name or section.language
        yield f'<languageGrp><language lang="{section.language.upper()}" type="{name}"/>'
        yield _descrip("Definition", section.definition) + _descrip("Note", section.note)
        yield from (_term(term) for term in section.terms)
        yield "</languageGrp>"
    yield "</conceptGrp>\n"


def _term(term: TermSection) -> str:
    inside = _descrip("Status", term.status.title()) + _descrip("Reliability", term.reliability)
    inside += _descrip("Part of Speech", term.part_of_speech) + _descrip("Gender", term.gender)
    inside += _descrip("Type", term.type) + _descrip("Source", term.source) + _descrip("Note", term.note)
    return f"<termGrp><term>{_text(term.term)}</term>{inside}</termGrp>"
