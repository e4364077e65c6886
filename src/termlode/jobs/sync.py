"""A project of a CAT tool kept current: glossary and memory go into it, what its translators confirmed comes back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from filecmp import cmp
from typing import TYPE_CHECKING

from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions, WriteOptions
from termlode.jobs.confirmed import plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.omegat.project import Project
    from termlode.jobs.confirmed import Conflict, Plan
    from termlode.model import TranslationUnit
    from termlode.workspace import Workspace

NAME = "termlode"
CONFLICTS = "termlode-conflicts.tsv"
_FUZZY = "[fuzzy] "  # OmegaT puts it before a match that it inserted and nobody confirmed


@dataclass(slots=True)
class Synced:
    """What became of a project: units that came back, conflicts, and the files that were written into it."""

    project: str
    languages: tuple[str, str]
    counts: Counter[str] = field(default_factory=Counter)  # added, updated, unchanged, memory, gone
    conflicts: list[Conflict] = field(default_factory=list)
    terms: int = 0  # rows of the glossary
    units: int = 0  # in the memories
    own_glossary: Path | None = None  # the terms that translators noted in the project
    new_terms: int = 0  # of these, not in the termbase
    notices: Notices = field(default_factory=Notices)
    written: list[Path] = field(default_factory=list)


def omegat(workspace: Workspace, folder: Path, *, dry: bool = False) -> Synced:
    """Bring an OmegaT project and the workspace up to date with each other; with ``dry``, only say what would be done.

    First what the translators confirmed goes into the memory as theirs: of two people's texts the newer one stands,
    and the other is listed in the project's ``omegat/termlode-conflicts.tsv``. Then the glossary and the memory of
    the project's pair are written beside its own, which are never changed. Raises UsageError where there is no
    project, FormatError, UnreadableError, StoreError, TermbaseError.
    """
    from termlode.exchange.omegat.project import read_project

    project = read_project(folder)
    done = Synced(project.name, (project.source, project.target))
    _take_back(workspace, project, done, dry=dry)
    _compare_terms(workspace, project, done)
    if not dry:
        _write_conflicts(project, done)
        _write_glossary(workspace, project, done)
        _write_memories(workspace, project, done)
    return done


# ── what comes back ──────────────────────────────────────────────────────────────────────────────


def _take_back(workspace: Workspace, project: Project, done: Synced, *, dry: bool) -> None:
    """Put the confirmed translations into the memory, all or nothing."""
    from termlode.jobs.identity import document_name

    document = document_name(project.saved, workspace)
    confirmed = list(_confirmed(workspace, project, document, done.notices)) if project.saved.is_file() else []
    if not workspace.has_memory and (dry or not confirmed):
        _tell(done, plan(confirmed, {}))
        return
    with workspace.memory(write=not dry) as store:
        made = plan(confirmed, store.documents.units((document, document)))
        if not dry and (made.changes.added or made.changes.replaced):
            store.documents.change((document, document), made.changes)
    _tell(done, made)


def _tell(done: Synced, made: Plan) -> None:
    done.counts, done.conflicts = made.counts, made.conflicts


def _confirmed(workspace: Workspace, project: Project, document: str, notices: Notices) -> Iterator[TranslationUnit]:
    """The project's translations, as a person's."""
    from termlode.exchange.selection import bilingual
    from termlode.exchange.tmx.read import read
    from termlode.model import Origin

    origin = Origin("human", document, client=workspace.client, domain=workspace.domain, project=project.name)
    told = Notices()
    for unit in read(project.saved, ReadOptions(), told):
        pair = bilingual(unit, project.source, project.target)
        if pair is None:
            message = f"a segment has not both {project.source} and {project.target}: left out"
            notices.skip("other-languages", message, text=unit.variants[0].text)
        elif pair.variants[-1].text.startswith(_FUZZY):
            notices.skip("fuzzy", "a match was inserted and not confirmed: left out", text=pair.variants[0].text)
        else:
            yield replace(pair, origin=origin, source_language=pair.variants[0].language)
    for _ in range(told.skipped.get("one-language", 0)):
        notices.skip("untranslated", "a segment has no translation: left out")


def _compare_terms(workspace: Workspace, project: Project, done: Synced) -> None:
    """Count the terms that translators noted in the project's own glossary and the termbase has not."""
    from termlode.exchange.omegat.read import read

    if not project.own_glossary.is_file() or not workspace.termbase.is_dir():
        return
    done.own_glossary = project.own_glossary
    options = ReadOptions(source=project.source, target=project.target)
    with workspace.terms() as compiled:
        known = {term.term for entry in compiled.entries() for one in entry.languages for term in one.terms}
    for entry in read(project.own_glossary, options, done.notices):
        terms = [term.term for section in entry.languages for term in section.terms]
        done.new_terms += not known.issuperset(terms)


def _write_conflicts(project: Project, done: Synced) -> None:
    """Add the conflicts to the project's list, each once."""
    from termlode.files import read_bytes, within, write_text
    from termlode.jobs.confirmed import HEADER

    if not done.conflicts:
        return
    path = within(project.root / "omegat" / CONFLICTS, project.root)
    lines = read_bytes(path).decode("utf-8-sig").splitlines() if path.is_file() else [HEADER]
    fresh = [row for row in dict.fromkeys(one.row() for one in done.conflicts) if row not in set(lines)]
    if fresh:
        write_text(path, "\n".join([*lines, *fresh]) + "\n")
        done.written.append(path)


# ── what goes in ─────────────────────────────────────────────────────────────────────────────────


def _write_glossary(workspace: Workspace, project: Project, done: Synced) -> None:
    from termlode.exchange.omegat.write import write

    if not workspace.termbase.is_dir():
        return
    with workspace.terms() as compiled:
        entries = list(compiled.entries())
    options = WriteOptions(source=project.source, target=project.target)
    path = project.glossaries / f"{NAME}.utf8"
    done.terms = _put(workspace, project, done, path, lambda stage: write(entries, stage, options))


def _write_memories(workspace: Workspace, project: Project, done: Synced) -> None:
    """The memory of the pair; what a machine translated stands in a folder by which OmegaT takes points off."""
    from termlode.exchange.tmx.write import write_memory
    from termlode.jobs.identity import document_name
    from termlode.memory.penalties import told
    from termlode.model import MACHINE, rank

    if not workspace.has_memory:
        return
    document = document_name(project.saved, workspace)
    options = WriteOptions(source=project.source, target=project.target, profile="omegat", notices=done.notices)
    penalty = f"penalty-{min(100, told(workspace.penalties).machine):03}"
    with workspace.memory() as store:
        for by_machine, folder in ((False, project.memories), (True, project.memories / penalty)):

            def write(stage: Path, by_machine: bool = by_machine) -> int:
                wanted = (unit for unit in store.units() if (rank(unit) == MACHINE) is by_machine)
                fitting = (part for unit in _not_its_own(wanted, document) if (part := _of_pair(unit, project)))
                return write_memory(fitting, stage, options).units

            done.units += _put(workspace, project, done, folder / f"{NAME}.tmx", write)


def _not_its_own(units: Iterable[TranslationUnit], document: str) -> Iterator[TranslationUnit]:
    """The units but for those that the project has in the same words: it would show them twice."""
    from termlode.model import ORIGINAL

    for unit in units:
        edited = any(prop.type == ORIGINAL for variant in unit.variants for prop in variant.props)
        if unit.origin.document != document or edited:
            yield unit


def _of_pair(unit: TranslationUnit, project: Project) -> TranslationUnit | None:
    """The unit in the project's languages: texts in plain English serve a project in American English, as its own."""
    from termlode.exchange.selection import bilingual
    from termlode.languages.tags import serves

    exact = bilingual(unit, project.source, project.target)
    if exact is not None:
        return exact
    sources = [variant for variant in unit.variants if serves(variant.language, project.source)]
    others = (variant for variant in unit.variants if variant not in sources)
    targets = [variant for variant in others if serves(variant.language, project.target)]
    if not sources or not targets:
        return None
    named = [replace(one, language=project.source) for one in sources]
    named += [replace(one, language=project.target) for one in targets]
    return replace(unit, variants=tuple(named), source_language=project.source)


def _put(workspace: Workspace, project: Project, done: Synced, path: Path, write: Callable[[Path], int]) -> int:
    """Write a file of ours into the project; one that would be the same stays, so that OmegaT need not read it again.

    How many rows or units it holds; none is made for nothing.
    """
    from termlode.files import copy, forget, make_folder, within

    stage = workspace.private / "sync" / path.name
    make_folder(stage.parent)
    try:
        count = write(stage)
        if (count or path.is_file()) and not _equal(stage, path):
            make_folder(within(path, project.root).parent)
            copy(stage, path)
            done.written.append(path)
    finally:
        forget(stage)
    return count


def _equal(one: Path, other: Path) -> bool:
    return other.is_file() and cmp(one, other, shallow=False)
