"""Changes to concept entries: pure functions, and the draft that an editor is opened on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import TermbaseError, UsageError
from termlode.files import read_bytes
from termlode.languages.named import tag
from termlode.languages.tags import primary, same
from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.blocks import Blocks
from termlode.termbase.load import decode, parse
from termlode.termbase.save import Change
from termlode.termbase.slugs import is_slug, slug
from termlode.termbase.surfaces import key, tight

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

    from termlode.model import Status

type Pairs = Sequence[tuple[str, str]]  # (language, term)


def pair(text: str) -> tuple[str, str]:
    """``fa=خاکی کمیاب`` as language and term. Raises UsageError."""
    language, sign, term = text.partition("=")
    term = " ".join(term.split())
    if not sign or not term or not language.strip():
        raise UsageError(f'{text!r} names no term: write LANG=TERM, such as en="heat pump"')
    return tag(language.strip(), repr(text)), term


def new_entry(
    subject_field: str,
    terms: Pairs,
    *,
    concept: str | None = None,
    definition: str | None = None,
    note: str | None = None,
    source: str | None = None,
    taken: Container[str] = (),
) -> ConceptEntry:
    """A new concept: the first term of each language is preferred, others are admitted, all unverified.

    Raises UsageError where no id can be made, or the given one is not free or not an id.
    """
    if concept is None:
        english = next((term for language, term in terms if same(language, "en")), None)
        concept = slug(english or (terms[0][1] if terms else ""), taken)
    elif not is_slug(concept):
        raise UsageError(f"{concept!r} is not a concept id: use a-z, 0-9 and single hyphens")
    elif concept in taken:
        raise UsageError(f"concept {concept} exists already: choose another --id, or edit it")
    if not is_slug(subject_field):
        raise UsageError(f"{subject_field!r} is not a subject field: use a-z, 0-9 and hyphens, such as energy")
    entry = ConceptEntry(concept, subject_field, (), definition, note, source)
    return add_terms(entry, terms)


def add_terms(entry: ConceptEntry, terms: Pairs) -> ConceptEntry:
    """``entry`` with more terms; a language's first is preferred. Raises UsageError where one is there already."""
    for language, text in terms:
        section = entry.section(language)
        if section is None:
            new = LanguageSection(language, (TermSection(text),))
            entry = replace(entry, languages=(*entry.languages, new))
            continue
        if any(term.term == text for term in section.terms):
            raise UsageError(f"{entry.id} has the term {text} in {language} already")
        status: Status = "admitted" if any(term.status == "preferred" for term in section.terms) else "preferred"
        entry = _with(entry, section, (*section.terms, TermSection(text, status)))
    return entry


def drop_terms(entry: ConceptEntry, terms: Pairs) -> ConceptEntry:
    """``entry`` without some terms; a language without terms goes. Raises UsageError where one is not there."""
    for language, text in terms:
        section, term = find(entry, language, text)
        entry = _with(entry, section, tuple(other for other in section.terms if other is not term))
    return entry


def prefer(entry: ConceptEntry, terms: Pairs) -> ConceptEntry:
    """``entry`` with these terms preferred and first; the former preferred ones become admitted."""
    for language, text in terms:
        section, wanted = find(entry, language, text)
        others = [
            replace(term, status="admitted") if term.status == "preferred" else term
            for term in section.terms
            if term is not wanted
        ]
        entry = _with(entry, section, (replace(wanted, status="preferred"), *others))
    return entry


def with_status(entry: ConceptEntry, terms: Pairs, status: Status) -> ConceptEntry:
    """``entry`` with another status for some terms. Raises UsageError where one is not there."""
    for language, text in terms:
        section, wanted = find(entry, language, text)
        changed = (replace(term, status=status) if term is wanted else term for term in section.terms)
        entry = _with(entry, section, tuple(changed))
    return entry


def deprecate(entry: ConceptEntry, terms: Pairs) -> ConceptEntry:
    """``entry`` with some terms deprecated."""
    return with_status(entry, terms, "deprecated")


def forbid(entry: ConceptEntry, terms: Pairs) -> ConceptEntry:
    """``entry`` with some terms forbidden."""
    return with_status(entry, terms, "forbidden")


ACTIONS = {"add": add_terms, "prefer": prefer, "deprecate": deprecate, "forbid": forbid, "drop": drop_terms}


def find(entry: ConceptEntry, language: str, text: str) -> tuple[LanguageSection, TermSection]:
    """A term of a concept and the section it is in. Raises UsageError."""
    section = entry.section(language)
    term = next((term for term in section.terms if term.term == text), None) if section else None
    if section is None or term is None:
        known = " · ".join(term.term for term in section.terms) if section else "none"
        raise UsageError(f"{entry.id} has no term {text} in {language} (it has: {known})")
    return section, term


def _with(entry: ConceptEntry, section: LanguageSection, terms: tuple[TermSection, ...]) -> ConceptEntry:
    sections = (replace(one, terms=terms) if one is section else one for one in entry.languages)
    return replace(entry, languages=tuple(one for one in sections if one.terms))


def draft(entry: ConceptEntry, path: Path) -> str:
    """The YAML text of a concept as it stands in its file, comments and all."""
    blocks = Blocks(decode(read_bytes(path), path), path)
    block = next((block for block in blocks.blocks if block.concept == entry.id), None)
    if block is None:
        raise TermbaseError(f"concept {entry.id} is no longer there", path=path, cure="look it up again")
    return "".join(block.lines).strip("\r\n") + "\n"


def edited(before: ConceptEntry, text: str, path: Path) -> Change:
    """The change that an edited draft makes. Raises TermbaseError naming ``path``, the draft's own file."""
    entries, _places = parse(text, path)
    if [entry.id for entry in entries] != [before.id]:
        found = ", ".join(entry.id for entry in entries) or "none"
        raise TermbaseError(
            f"the draft must hold the one concept {before.id}; it holds {found}",
            path=path,
            cure="ids are stable; add other concepts with 'termlode termbase add'",
        )
    return Change(before, replace(entries[0], subject_field=before.subject_field), text)


def must_be_new(terms: Pairs, entries: Iterable[ConceptEntry]) -> None:
    """Raises UsageError where a term is one of another concept already: an id then has to be given on purpose."""
    wanted = {(primary(language), tight(key(term, language))): term for language, term in terms}
    for entry in entries:
        for section in entry.languages:
            for term in section.terms:
                known = (primary(section.language), tight(key(term.term, section.language)))
                if known in wanted:
                    raise UsageError(
                        f"{wanted[known]} is a term of {entry.id}: edit that one, or give --id for a homonym of it"
                    )
