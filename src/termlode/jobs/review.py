"""Make what a person decided in a review file, exactly: corrections in their documents, aligned pairs in the memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from termlode.errors import FormatError, NothingFound, UsageError
from termlode.languages.tags import same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.alignment.review import Decision, Review
    from termlode.correction.review import Applied, Choice
    from termlode.jobs.review_table import Reviewed
    from termlode.memory.store import Store
    from termlode.model import TranslationUnit
    from termlode.workspace import Workspace

type Kind = Literal["alignment", "corrections", "drafts"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the accepted pairs in the memory; ``kept``: what a person wrote before stands there instead."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0


def kind_of(file: Path) -> Kind:
    """What a review file is about. Raises FormatError where its first line does not say, UnreadableError."""
    from termlode.alignment.review import SIGNATURE
    from termlode.correction import review
    from termlode.correction.report import KIND
    from termlode.termbase.drafts.review import SIGNATURE as DRAFTS

    line = review.signature_line(file).lstrip('"')  # a spreadsheet quotes it
    if line.startswith(SIGNATURE):
        return "alignment"
    if line.startswith(KIND):
        return "corrections"
    if line.startswith(DRAFTS):
        return "drafts"
    raise FormatError(
        "is not a review file: its first line does not say what it reviews", path=file, line=1,
        cure="take the file that fix --report or align --review wrote",
    )  # fmt: skip


def is_review(file: Path) -> bool:
    """Whether a file says that it is a review. Raises UnreadableError."""
    try:
        kind_of(file)
    except FormatError:
        return False
    return True


def is_table(file: Path) -> bool:
    """Whether a review file is a table of a bilingual file (.xlsx, .docx)."""
    from termlode.exchange.reviewtable.files import is_table as by_name

    return by_name(file)


def apply_table(file: Path, named: Sequence[Path]) -> Reviewed:
    """Put a review table into the one bilingual file that is named. Raises UsageError, FormatError."""
    from termlode.jobs.review_table import apply

    if len(named) != 1:
        raise UsageError(f"{file}: name the one file that the table is of: termlode review apply TABLE FILE.xlf")
    return apply(file, named[0])


def corrections(
    file: Path,
    named: Sequence[Path] = (),
    *,
    root: Path | None = None,
    out: Path | None = None,
    choice: Choice | None = None,
) -> list[Applied]:
    """Make the accepted corrections in place, or in the folder ``out``; ``choice`` decides on many rows at once.

    Only documents beneath the review's folder, beneath ``root``, or ``named`` are changed. Raises NothingFound,
    FormatError, ReplayError.
    """
    from termlode.correction import review

    done = review.apply_review(file, named, root=root, out=out, choice=choice)
    if not done:
        raise NothingFound(f"{file}: no row is accepted")
    return done


def write(file: Path, output: Path) -> int:
    """Write the accepted pairs of an alignment as TMX; how many. Raises NothingFound, FormatError."""
    from termlode.alignment import review
    from termlode.exchange.tmx.write import write as write_tmx

    units = [decision.unit for decision in review.read(file).accepted]
    if not units:
        raise NothingFound(f"{file}: no row is accepted")
    write_tmx(units, output, source=units[0].variants[0].language, target=units[0].variants[1].language)
    return len(units)


def store(file: Path, workspace: Workspace) -> Stored:
    """Put the accepted pairs of an alignment into the memory, and remember which ones a person refused.

    They take the place of what a machine, or the same person before, made of those segments. A row that the person
    left as it was proposed does not replace what somebody wrote about its segments before. Raises NothingFound
    where nothing is decided, FormatError, StoreError.
    """
    from termlode.alignment import review

    found = review.read(file)
    if not found.accepted and not found.refused:
        raise NothingFound(f"{file}: no row is accepted")
    with workspace.memory(write=True) as opened:
        return _stored(opened, workspace, found)


def _stored(opened: Store, workspace: Workspace, found: Review) -> Stored:
    from termlode.jobs import identity
    from termlode.memory.document_units import Changes

    identity.adopt(opened, workspace)
    names = {name: identity.settled_name(name, workspace) for name in found.documents}
    pair = (names[found.documents[0]], names[found.documents[1]])
    present = identity.hashes_of(pair, workspace)
    identity.follow(opened, workspace, present)
    plan = _Plan(opened.documents.units(pair), found)
    for decision in found.accepted:
        plan.accept(decision, _placed(decision.unit, names, workspace))
    for texts in found.refused:
        plan.refuse(texts)
    changes = Changes(
        plan.replaced, plan.added, frozenset(plan.deleted), tuple(found.refused), tuple(plan.accepted_texts)
    )
    opened.documents.change(pair, changes)
    opened.documents.record(present)
    return Stored(len(plan.added), len(plan.replaced), plan.unchanged, plan.kept, len(found.refused))


def _placed(unit: TranslationUnit, names: dict[str, str], workspace: Workspace) -> TranslationUnit:
    """The unit as of now, with its documents' names in this workspace and the workspace's client and domain."""
    from termlode.alignment.translation import now
    from termlode.memory.document_units import renamed

    unit = renamed(unit, names)
    document = unit.origin.document or next(iter(names.values()))
    origin = replace(unit.origin, document=document, client=workspace.client, domain=workspace.domain)
    return replace(unit, origin=origin, details=replace(unit.details, created=now()))


class _Plan:
    """What a review does to the stored units of its documents."""

    def __init__(self, stored: dict[int, TranslationUnit], review: Review) -> None:
        from termlode.memory.unit_rows import source_of

        self.stored, self._review = stored, review
        self._sources = {key: source_of(unit) for key, unit in stored.items()}
        self._places: dict[int, set[int]] = {}  # segments of the review's source side, by stored unit
        self.replaced: dict[int, TranslationUnit] = {}
        self.added: list[TranslationUnit] = []
        self.deleted: set[int] = set()
        self.unchanged = self.kept = 0
        self.accepted_texts: list[tuple[tuple[str, str], tuple[str, str]]] = []

    def _segments(self, key: int) -> set[int]:
        """The segments of the source side that a stored unit speaks of, or of whose target it speaks."""
        from termlode.jobs.decisions import claimed, texts_of
        from termlode.languages.tags import primary

        if key not in self._places:
            found: set[int] = set()
            source = self._sources[key]
            languages = [primary(tag) for tag in self._review.languages]
            theirs = {primary(v.language) for v in self.stored[key].variants if v is not source}
            if same(source.language, languages[0]) and languages[1] in theirs:
                found = claimed(self._review.segments[0], texts_of(source))
            elif same(source.language, languages[1]) and languages[0] in theirs:
                targets = claimed(self._review.segments[1], texts_of(source))
                found = {
                    s for d in self._review.accepted if not targets.isdisjoint(d.bead.target) for s in d.bead.source
                }
            self._places[key] = found
        return self._places[key]

    def accept(self, decision: Decision, unit: TranslationUnit) -> None:
        """The person accepted a pair."""
        from termlode.model import ALIGNED, PERSON, rank

        wanted = set(decision.bead.source)
        about = [key for key in self.stored if key not in self.deleted and not wanted.isdisjoint(self._segments(key))]
        persons = [key for key in about if rank(self.stored[key]) == PERSON and key not in self.replaced]
        same = next((key for key in persons if _says(self.stored[key]) == _says(unit)), None)
        self.accepted_texts.append(_refusal(unit))
        if same is not None:
            self.unchanged += 1
            persons.remove(same)
        elif persons and not decision.explicit:
            self.kept += 1
            persons = []
        else:
            self._put(unit, [key for key in about if key not in self.replaced])
            return
        machines = {key for key in about if rank(self.stored[key]) <= ALIGNED}
        self.deleted.update(machines, persons if decision.explicit else ())

    def _put(self, unit: TranslationUnit, about: list[int]) -> None:
        """Put ``unit`` in the place of the units ``about`` its segments; imported ones stay beside it."""
        from termlode.model import IMPORTED, rank

        about = [key for key in about if rank(self.stored[key]) != IMPORTED]
        if not about:
            self.added.append(unit)
            return
        self.replaced[about[0]] = unit
        self.deleted.update(about[1:])

    def refuse(self, texts: tuple[tuple[str, str], tuple[str, str]]) -> None:
        """The person refused a pair of texts: nothing of these documents says it any more."""
        from termlode.memory.document_units import pair_key
        from termlode.model import IMPORTED, rank

        wanted = pair_key(*texts)
        for key, unit in self.stored.items():
            says = pair_key(*_refusal(unit)) if len(unit.variants) == 2 else None
            if says == wanted and rank(unit) != IMPORTED and key not in self.replaced:
                self.deleted.add(key)


def _says(unit: TranslationUnit) -> set[tuple[str, str]]:
    return {(variant.language, variant.text) for variant in unit.variants}


def _refusal(unit: TranslationUnit) -> tuple[tuple[str, str], tuple[str, str]]:
    one, other = unit.variants[:2]
    return (one.language, one.text), (other.language, other.text)


def choice(
    accept_rules: Sequence[str], accept_words: Sequence[str], refuse_rules: Sequence[str], refuse_words: Sequence[str]
) -> Choice | None:
    """What a person decides for many rows of a review of corrections at once; ``\\z`` in a word is its ZWNJ."""
    from termlode.correction.report import unescape
    from termlode.correction.review import Choice

    words = (tuple(unescape(word).strip() for word in some) for some in (accept_words, refuse_words))
    accepted, refused = words
    if not (accept_rules or accepted or refuse_rules or refused):
        return None
    return Choice(tuple(accept_rules), accepted, tuple(refuse_rules), refused)


def check_places(kind: Kind, *, for_corrections: bool, for_pairs: bool) -> None:
    """Refuse places that do not fit what is reviewed. Raises UsageError."""
    if kind == "drafts":
        raise UsageError("a review of drafts is carried out by 'termlode termbase accept FILE'")
    if kind == "corrections" and for_pairs:
        raise UsageError("--store and -o are for alignments; corrections go into --out or in place")
    if kind == "alignment" and for_corrections:
        raise UsageError(
            "--out, --root, --accept-…, --refuse-… and documents are for corrections; pairs go to --store or -o"
        )
    if kind == "alignment" and not for_pairs:
        raise UsageError("nowhere to write to: give -o FILE.tmx, or --store for the workspace's memory")
