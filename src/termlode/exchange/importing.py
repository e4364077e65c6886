"""Where an import goes, and what became of it: nothing is guessed, nothing goes silently."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import TYPE_CHECKING, Literal

from termlode.exchange import registry
from termlode.exchange.alternatives import parted
from termlode.exchange.merging import TermPlan
from termlode.exchange.notices import Notices
from termlode.exchange.selection import of_language, sides
from termlode.memory.unit_batches import PlainBatch, one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.options import ReadOptions
    from termlode.exchange.registry import Format
    from termlode.memory import Policy, Store
    from termlode.memory.unit_batches import UnitOrBatch
    from termlode.model import ConceptEntry, TranslationUnit

type Route = Literal["memory", "terms"]
type Progress = Callable[[int, int | None], None]

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did (or would do). ``units`` counts units or concepts that could be read."""

    path: str
    format: str
    route: Route
    units: int = 0
    added: int = 0
    merged: int = 0  # units updated, concepts that got something new
    unchanged: int = 0
    skipped: dict[str, int] = field(default_factory=dict)  # reason → how many
    notices: Notices = field(default_factory=Notices)
    conflicts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    dry: bool = False


def plan(path: Path, options: ReadOptions, wanted: str | None, route: Route | None) -> tuple[Format, Route]:
    """The format of a file and where its content goes. Raises UsageError, FormatError, UnreadableError."""
    found = registry.detect(path, wanted)
    return found, route or found.goes_to(path, options)


# ── memory ───────────────────────────────────────────────────────────────────────────────────────


def import_memory(
    path: Path,
    format: Format,  # noqa: A002  # the word of the field; the built-in is not used here
    options: ReadOptions,
    store: Store | None = None,
    *,
    on_conflict: Policy = "keep",
    progress: Progress | None = None,
) -> ImportReport:
    """Read units into ``store``; without one this is a dry run.

    Damage leaves the memory as it was: what came before it is taken back. ``progress`` is told how many units
    were read, and about how many there are, by how much of the file they took.
    """
    notices = Notices()
    if progress is not None:
        progress = _estimating(progress, path, notices)
    reading = _units(path, format, options, notices)
    if options.check:
        reading = _sifted(one_by_one(reading), notices)
    report = ImportReport(str(path), format.name, "memory", skipped=notices.skipped, notices=notices)
    if store is None:
        tally = _Tally()
        for unit in one_by_one(reading):
            tally.see(unit)
            if progress is not None and tally.units % 1000 == 0:
                progress(tally.units, None)
        same = tally.units - len(tally.seen)
        return replace(report, units=tally.units, added=len(tally.seen), unchanged=same, dry=True)
    done = store.add(reading, on_conflict=on_conflict, progress=progress)
    for refusal in done.reasons:
        notices.add("refused", f"unit {refusal.number}: {refusal.reason}", text=refusal.id or "")
    if done.refused:
        notices.skipped["refused"] = done.refused
    return replace(report, units=done.seen, added=done.added, merged=done.updated, unchanged=done.unchanged)


def _sifted(units: Iterable[TranslationUnit], notices: Notices) -> Iterator[UnitOrBatch]:
    """The units without those that are probably no translations, which are told."""
    from termlode.quality.doubts import BATCH, doubts

    for batch in batched(units, BATCH):
        doubtful = {one.key: one for one in doubts(enumerate(batch))}
        for number, unit in enumerate(batch):
            found = doubtful.get(number)
            if found is None:
                yield unit
            else:
                message = "units are probably no translations: left out (import without --check takes them)"
                notices.skip("no-translation", message, text=found.source.text)


def _estimating(progress: Progress, path: Path, notices: Notices) -> Progress:
    size = path.stat().st_size if path.is_file() else 0

    def tell(done: int, _total: int | None) -> None:
        read = notices.position
        progress(done, max(done, done * size // read) if read else None)

    return tell


@dataclass(slots=True)
class _Tally:
    units: int = 0
    seen: set[int] = field(default_factory=set)

    def see(self, unit: TranslationUnit) -> None:
        self.units += 1
        self.seen.add(hash((unit.variants, unit.context, unit.origin.client)))


def _units(path: Path, found: Format, options: ReadOptions, notices: Notices) -> Iterator[UnitOrBatch]:
    for item in found.function("read_bulk" if found.read_bulk else "read_memory")(path, options, notices):
        if isinstance(item, PlainBatch) and options.source is None and options.target is None:
            _inspect(("", *item.texts), notices)
            yield replace(item, like=_owned(item.like, options))
            continue
        for unit in one_by_one((item,)):
            if not _wanted(unit, options.source, options.target):
                pair = f"{options.source or 'any'} and {options.target or 'any'}"
                notices.skip("other-languages", f"a unit has not both {pair}: left out", text=unit.id or "")
                continue
            _inspect((unit.id or "", *(variant.text for variant in unit.variants)), notices)
            yield _owned(unit, options)


def _wanted(unit: TranslationUnit, source: str | None, target: str | None) -> bool:
    """Whether the unit has texts of the languages asked for."""
    if source is not None and target is not None and source != target:
        return all(sides(unit, source, target))
    return all(of_language(unit, tag) for tag in (source, target) if tag is not None)


def _owned(unit: TranslationUnit, options: ReadOptions) -> TranslationUnit:
    if options.client is None and options.domain is None and options.project is None:
        return unit
    said = {name: getattr(options, name) for name in ("client", "domain", "project")}
    return replace(unit, origin=replace(unit.origin, **{name: value for name, value in said.items() if value}))


def _inspect(texts: Iterable[str], notices: Notices) -> None:
    """Say what may deceive the eye: direction overrides and control characters, kept as they are."""
    for text in texts:
        if text.isprintable():  # neither is; the usual text
            continue
        if _BIDI.search(text):
            notices.add("bidi-control", "a text holds invisible direction controls, kept", text=shown(text))
        if found := _CONTROL.search(text):
            message = f"a text holds the control character U+{ord(found[0]):04X}, kept"
            notices.add("control-character", message, text=shown(text))


def shown(text: str) -> str:
    """``text`` with controls escaped, safe to print."""
    escaped = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    return _BIDI.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


def import_terms(
    path: Path,
    format: Format,  # noqa: A002  # as above
    options: ReadOptions,
    folder: Path | None,
    *,
    dry: bool = False,
) -> ImportReport:
    """Read concepts into the YAML files of ``folder``; all of them are written, or none.

    Concepts merge as :mod:`termlode.exchange.merging` says; ``options.subject_field`` names the file
    for new ones. Without a folder, or with ``dry``, nothing is written.
    """
    with _without_collections():
        return _import_terms(path, format, options, folder, dry=dry)


@contextmanager
def _without_collections() -> Iterator[None]:
    """No garbage is looked for while concepts are read: they all stay, and the search took a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _import_terms(path: Path, found: Format, options: ReadOptions, folder: Path | None, *, dry: bool) -> ImportReport:
    from termlode.termbase.load import load
    from termlode.termbase.save import save

    notices = Notices()
    entries = list(_entries(path, found, options, notices))
    current = load(folder).concepts if folder is not None and folder.is_dir() else {}
    merging = TermPlan(current, options.subject_field)
    for entry in entries:
        merging.take(entry, named=entry.id not in notices.unnamed)
    merging.relate()
    written: list[Path] = []
    changes = merging.changes()
    if folder is not None and not dry and changes:
        written = save(folder, changes)
    return ImportReport(
        str(path),
        found.name,
        "terms",
        len(entries),
        merging.added,
        merging.merged,
        merging.unchanged,
        notices.skipped,
        notices,
        tuple(merging.report()),
        tuple(file.name for file in written),
        dry or folder is None,
    )


def _entries(path: Path, found: Format, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    for whole in found.function("read_terms")(path, options, notices):
        entry = parted(whole, options, notices)
        missing = [tag for tag in (options.source, options.target) if tag and _lacks(entry, tag)]
        if missing:
            message = f"a concept has no {' and no '.join(missing)} term: left out"
            notices.skip("other-languages", message, text=entry.id)
            continue
        for section in entry.languages:
            for term in section.terms:
                if _BIDI.search(term.term):
                    message = "a term holds invisible direction controls, kept"
                    notices.add("bidi-control", message, text=shown(term.term))
        yield entry


def _lacks(entry: ConceptEntry, tag: str) -> bool:
    section = entry.section(tag)
    return section is None or not section.terms
