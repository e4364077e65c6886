"""Draft concept entries out of linked term candidates, and what a person makes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.jobs.named import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.extraction import Candidate
    from termlode.extraction.links import Link
    from termlode.extraction.links.concepts import Group
    from termlode.jobs.links import Linked
    from termlode.model import ConceptEntry, Location
    from termlode.termbase.drafts.folder import Written
    from termlode.termbase.drafts.record import Block, Draft
    from termlode.workspace import Workspace

TOP = 200  # new candidates of a language that drafts are made of
LEAST = 0.5  # probability of a draft
UNSORTED = "unsorted"  # the subject field of what stands beside nothing known
_COMMON = 13.0  # −log2 of the frequency in general language of one word: a commoner one is hardly ever a new concept
_SHARE, _FEW = 3, 30  # one candidate in so many may become part of a draft, of few candidates all
_CONTEXTS, _EVIDENCE, _SURFACES = 3, 6, 5


def draft(linked: Linked, folder: Path, workspace: Workspace | None = None, *, top: int = TOP) -> Written:
    """Write the drafts that links make into ``folder``, a file a subject field.

    Drafts that a person edited stay as they are, those that one refused do not come back. Raises TermbaseError,
    UnreadableError, UsageError where ``folder`` is that of the termbase.
    """
    from termlode.termbase.drafts.folder import update

    if workspace and folder.resolve() == workspace.termbase.resolve():
        raise UsageError(f"{folder} is the termbase itself: drafts need a folder of their own, such as drafts/")
    return update(folder, proposals(linked, workspace, top=top))


def proposals(linked: Linked, workspace: Workspace | None = None, *, top: int = TOP) -> list[Draft]:
    """The drafts that links make: what is new to the termbase, surest first. Raises TermbaseError, UnreadableError."""
    from termlode.extraction.links.concepts import groups
    from termlode.termbase.drafts import refused

    named = Named(workspace.concepts() if workspace else ())
    no = refused.pairs(workspace.termbase) if workspace else frozenset()
    worth = {id(one) for some in linked.candidates.values() for one in _worth(some, named, top)}
    links = [one for one in linked.links if id(one.source) in worth and id(one.target) in worth]
    links = [one for one in links if _pair(one) not in no and not _is_refused(one, named, no)]
    found = [group for group in groups(links, named.concepts) if group.probability >= LEAST]
    return _Drafter(named, found).drafts()


def _worth(some: Sequence[Candidate], named: Named, top: int) -> Iterator[Candidate]:
    """Known candidates, and the best of the others, parts of known terms and words of general language left out."""
    new = min(top, max(_FEW, len(some) // _SHARE))
    for one in some:
        if named.concepts(one):
            yield one
        elif new and not named.is_part(one) and not _is_general(one):
            new -= 1
            yield one


def _is_general(one: Candidate) -> bool:
    """Whether a candidate is one word, no name, that general language has too often: company, world."""
    said = {reason.feature: reason.value for reason in one.why}
    return "single name" not in said and said.get("single rarity", _COMMON) < _COMMON


def _pair(link: Link) -> frozenset[tuple[str, str]]:
    from termlode.termbase.drafts.refused import name

    return frozenset(name(one.language, one.term) for one in (link.source, link.target))


def _is_refused(link: Link, named: Named, no: frozenset[frozenset[tuple[str, str]]]) -> bool:
    """Whether a person said that one side is no term of a concept that the other names."""
    from termlode.termbase.drafts.refused import name

    sides = ((link.source, link.target), (link.target, link.source))
    return any(
        frozenset((("", concept), name(other.language, other.term))) in no
        for one, other in sides
        for concept in named.concepts(one)
    )


class _Drafter:
    """Makes drafts of groups."""

    def __init__(self, named: Named, groups: Sequence[Group]) -> None:
        self._named, self._groups = named, groups
        self._fields = [sum((named.fields(one) for one in group.new), Counter[str]()) for group in groups]
        self._all = sum(self._fields, Counter[str]())
        self._taken = set(named.entries)

    def drafts(self) -> list[Draft]:
        """A draft for each group."""
        return [self._draft(group, fields) for group, fields in zip(self._groups, self._fields, strict=True)]

    def _draft(self, group: Group, fields: Counter[str]) -> Draft:
        from termlode.termbase.drafts.record import Draft

        known = self._named.entries.get(group.concept or "")
        places = {(one.language, one.term): one for one in group.new}
        return Draft(
            self._entry(group, known, fields),
            round(group.probability, 2),
            tuple(_evidence(group)),
            known.id if known else None,
            {at: tuple(_contexts(one)) for at, one in places.items()},
            {at: one.count for at, one in places.items()},
        )

    def _entry(self, group: Group, known: ConceptEntry | None, fields: Counter[str]) -> ConceptEntry:
        from termlode.model import ConceptEntry, LanguageSection, TermSection

        sections: dict[str, list[TermSection]] = {}
        for one in group.new:
            others = tuple(text for text, _ in one.surfaces if text != one.term)[:_SURFACES]
            sections.setdefault(one.language, []).append(TermSection(one.term, "admitted", attested=others))
        languages = tuple(LanguageSection(tag, tuple(terms)) for tag, terms in sections.items())
        if known:
            return ConceptEntry(known.id, known.subject_field, languages)
        concept = _id(group.new, self._taken)
        self._taken.add(concept)
        return ConceptEntry(concept, self._field(fields), languages, source=_source(group.new))

    def _field(self, fields: Counter[str]) -> str:
        """The field that stands beside a group more than beside all others, for the number of its terms there."""
        share = fields.total() / max(1, self._all.total())

        def lead(name: str) -> float:
            expected = share * self._all[name]
            return (fields[name] - expected) / sqrt(expected + 1)

        return max(sorted(fields), key=lead, default=UNSORTED)


def _source(some: Iterable[Candidate]) -> str | None:
    """The documents that candidates stand in."""
    names = dict.fromkeys(place.location.document for one in some for place in one.contexts if place.location)
    return ", ".join(list(names)[:_CONTEXTS]) or None


def _contexts(one: Candidate) -> Iterator[str]:
    """Where a candidate stands: document, block, offsets in the document's text."""
    for context in one.contexts[:_CONTEXTS]:
        if context.location is not None:
            yield reference(context.location)


def reference(place: Location) -> str:
    """A place as drafts name it."""
    return f"{place.document} {place.block} {place.start}-{place.end}"


def _evidence(group: Group) -> Iterator[str]:
    """The surest links of what is new, with their reasons."""
    new = set(map(id, group.new))
    told = [one for one in group.links if id(one.source) in new or id(one.target) in new]
    for one in sorted(told, key=lambda one: -one.probability)[:_EVIDENCE]:
        sides = f"{one.source.language} {one.source.term} = {one.target.language} {one.target.term}"
        yield f"{one.probability:.2f} {sides}: {'; '.join(one.evidence) or 'alike'}"


def _id(some: Sequence[Candidate], taken: set[str]) -> str:
    """An id from the English term, else from the consonants of another one: a person may give a better one."""
    from hashlib import sha256

    from termlode.alignment.transliteration import skeleton
    from termlode.languages.folding import fold
    from termlode.termbase.slugs import slug

    for one in sorted(some, key=lambda one: one.language != "en"):
        if one.language == "en":
            return slug(one.term, taken)
        if sound := " ".join(map(skeleton, fold(one.term, "und").split())).strip():
            return slug(f"{one.language} {sound}", taken)
    text = "|".join(f"{one.language}={one.term}" for one in some)
    return slug(f"draft {sha256(text.encode()).hexdigest()[:6]}", taken)


# ── what a person decides ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of drafts: concepts that took some in, drafts refused, drafts that had changed since."""

    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    stale: tuple[str, ...]
    written: tuple[Path, ...]


def accept(
    workspace: Workspace,
    path: Path,
    which: Sequence[str] = (),
    *,
    refuse: Sequence[str] = (),
    source: str | None = None,
    preferred: bool = False,
) -> Decided:
    """Take drafts of a file into the termbase, by number, range or id (``all``), and ``refuse`` others.

    Terms are admitted and unverified; ``source`` is the authority that verifies them, ``preferred`` prefers the first
    of a language that has none. Raises UsageError, TermbaseError, UnreadableError; nothing is written then.
    """
    from termlode.termbase.drafts.choice import chosen
    from termlode.termbase.drafts.folder import load

    if not which and not refuse:
        raise UsageError("say which drafts: 3, 3-17, an id, or all; --refuse takes the same")
    file = load(path)
    yes, no = chosen(file.blocks, which, path), chosen(file.blocks, refuse, path)
    if both := [one.draft.entry.id for one in yes if one in no]:
        raise UsageError(f"{both[0]} is to be accepted and to be refused: choose one")
    name = path.stem
    return decide(
        workspace,
        path.parent,
        [(name, one) for one in yes],
        [(name, one) for one in no],
        source=source,
        preferred=preferred,
    )


def accept_review(
    workspace: Workspace, path: Path, folder: Path | None = None, *, source: str | None = None, preferred: bool = False
) -> Decided:
    """Do what a review says (:mod:`termlode.termbase.drafts.review`); drafts that changed since are left and named.

    ``folder``: where the drafts are, if not where the review says. Raises FormatError, UsageError, TermbaseError,
    UnreadableError; nothing is written then.
    """
    from termlode.files import leads_out
    from termlode.termbase.drafts import review
    from termlode.termbase.drafts.folder import files

    said, decisions = review.read(path)
    place = folder or workspace.root / said
    if folder is None and leads_out(place, workspace.root):
        raise UsageError(f"{path} names drafts outside the workspace: {said} (--drafts {said} if you mean them)")
    known = {(name, one.draft.entry.id): one for name, file in files(place).items() for one in file.blocks}
    seen = [(one, known.get((one.file, one.id))) for one in decisions]
    stale = [one.id for one, block in seen if block is None or block.written != one.state]
    fresh = [(one, block) for one, block in seen if block is not None and block.written == one.state]
    yes = [(one.file, block) for one, block in fresh if one.accepted]
    no = [(one.file, block) for one, block in fresh if not one.accepted]
    return decide(workspace, place, yes, no, stale=stale, source=source, preferred=preferred)


def decide(
    workspace: Workspace,
    folder: Path,
    yes: Sequence[tuple[str, Block]],
    no: Sequence[tuple[str, Block]],
    *,
    stale: Sequence[str] = (),
    source: str | None,
    preferred: bool,
) -> Decided:
    """Write the termbase, then what was refused, then the drafts that are left: the file and the draft of each.

    Raises UsageError for a concept that is not there, TermbaseError, UnreadableError; nothing is written then.
    """
    from datetime import UTC, datetime

    from termlode.termbase.drafts import refused
    from termlode.termbase.drafts.choice import changes
    from termlode.termbase.drafts.folder import remove
    from termlode.termbase.save import save

    entries = {entry.id: entry for entry in workspace.concepts()}
    wanted = changes([block.draft for _, block in yes], entries, source=source, preferred=preferred)
    written = list(save(workspace.termbase, wanted)) if wanted else []
    if no:
        today = datetime.now(UTC).strftime("%Y-%m-%d")
        written.append(refused.add(workspace.termbase, [block.draft for _, block in no], today))
    if yes or no:
        written += remove(folder, [(name, block.draft.entry.id) for name, block in (*yes, *no)])
    accepted = tuple(change.concept for change in wanted)
    return Decided(accepted, tuple(block.draft.entry.id for _, block in no), tuple(stale), tuple(written))
