"""One concept put into the termbase, or taken out, by who has read it: a concurrent edit is noticed."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from termlode.errors import NothingFound, ReplayError, TermbaseError, UsageError
from termlode.jobs.lookup import must_know

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termlode.model import ConceptEntry, LanguageSection, Status
    from termlode.workspace import Workspace


def revision(entry: ConceptEntry) -> str:
    """What names a state of a concept: 16 hexadecimal digits, other ones once anything of it has changed."""
    from termlode.termbase.records import to_record

    said = json.dumps([entry.id, entry.subject_field, to_record(entry)], ensure_ascii=True, sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def find(workspace: Workspace, concept: str) -> ConceptEntry:
    """The concept as its file says now. Raises NothingFound, TermbaseError."""
    with workspace.terms() as compiled:
        try:
            return compiled.entry(concept)
        except KeyError as error:
            raise NothingFound(f"there is no concept {concept}") from error


def put(
    workspace: Workspace, concept: str, subject_field: str, record: Mapping[str, Any], seen: str | None
) -> ConceptEntry:
    """Write a concept whose ``record`` has the keys of the YAML files; the concept as it is now.

    ``seen`` is the revision that the edit was made from; None: the concept is new. Raises ReplayError where it is
    another by now, or there is one that should be new; TermbaseError for a record that is none; UsageError for a
    language that is none of the workspace's.
    """
    from termlode.termbase.load import SUFFIX
    from termlode.termbase.records import from_record
    from termlode.termbase.schema import Reader
    from termlode.termbase.slugs import is_slug

    if not is_slug(subject_field):
        raise TermbaseError(
            f"{subject_field!r} is not a subject field", cure="use a-z, 0-9 and hyphens, such as energy"
        )
    try:
        checked = Reader(workspace.termbase / f"{subject_field}{SUFFIX}").concepts(json.dumps({concept: record}))
    except TermbaseError as error:  # it stands in no line of the file
        raise TermbaseError(error.reason, unit=concept, cure=error.cure) from error
    after = from_record(concept, subject_field, checked[concept])
    must_know(workspace, [section.language for section in after.languages])
    _save(workspace, _before(workspace, concept, seen), after)
    return after


class Written(NamedTuple):
    """A term as a person writes it in a form; ``was``: how it was read, empty where it is new; no ``term``: it goes."""

    language: str
    was: str
    term: str
    status: Status


def revise(
    workspace: Workspace,
    concept: str,
    seen: str,
    terms: Sequence[Written],
    *,
    definition: str = "",
    note: str = "",
    subject_field: str = "",
) -> ConceptEntry:
    """Write what a person changed in a form; all that the form does not show stays. The concept as it is now.

    Raises NothingFound, ReplayError where it is another than that of revision ``seen``, UsageError for a term that
    stands twice or a language that is none of the workspace's, TermbaseError.
    """
    from termlode.termbase.slugs import is_slug

    before = _before(workspace, concept, seen)
    assert before is not None, "a concept that was read"
    must_know(workspace, [one.language for one in terms])
    field = subject_field or before.subject_field
    if not is_slug(field):
        raise UsageError(f"{field!r} is not a subject field: use a-z, 0-9 and hyphens, such as energy")
    said = {"definition": definition or None, "note": note or None, "subject_field": field}
    after = replace(before, languages=tuple(_sections(before, terms)), **said)  # type: ignore[arg-type]  # texts
    _save(workspace, before, after)
    return after


def _sections(before: ConceptEntry, terms: Sequence[Written]) -> Iterator[LanguageSection]:
    from termlode.model import LanguageSection, TermSection

    had = {(section.language, term.term): term for section in before.languages for term in section.terms}
    found: dict[str, list[TermSection]] = {}
    for language, was, text, status in terms:
        if not text:
            continue
        if any(one.term == text for one in found.get(language, ())):
            raise UsageError(f"the term {text} stands twice in {language}")
        old = had.get((language, was), TermSection(text))
        found.setdefault(language, []).append(replace(old, term=text, status=status))
    for section in before.languages:
        some = found.pop(section.language, [])
        if some or section.note:
            yield replace(section, terms=tuple(some))
    yield from (LanguageSection(language, tuple(some)) for language, some in found.items())


def remove(workspace: Workspace, concept: str, seen: str) -> None:
    """Take a concept out. Raises NothingFound, ReplayError where it is another than that of revision ``seen``."""
    find(workspace, concept)
    _save(workspace, _before(workspace, concept, seen), None)


def _before(workspace: Workspace, concept: str, seen: str | None) -> ConceptEntry | None:
    """The concept, of the revision ``seen``; None where it is to be new and is."""
    try:
        now = find(workspace, concept)
    except NothingFound:
        if seen is None:
            return None
        raise
    if revision(now) != seen:
        what = "exists already" if seen is None else "was changed by someone else since it was read"
        raise ReplayError(f"concept {concept} {what}; nothing is written", cure="read it again and repeat the edit")
    return now


def _save(workspace: Workspace, before: ConceptEntry | None, after: ConceptEntry | None) -> None:
    from termlode.termbase.save import Change, save

    change = Change(before, after)
    try:
        save(workspace.termbase, [change])
    except TermbaseError:
        _before(workspace, change.concept, None if before is None else revision(before))  # changed just now?
        raise
