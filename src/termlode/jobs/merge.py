"""A translated bilingual file back into its document, and what was confirmed into the memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import NothingFound, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.slots import DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.jobs.bilingual import Merged
    from termlode.memory import AddReport
    from termlode.model import TranslationUnit
    from termlode.slots import Slot
    from termlode.workspace import Workspace


def merge(path: Path, destination: Path | None = None) -> Merged:
    """Write the document that is inside an XLIFF file with its targets; what has none stays in the source language.

    ``destination`` is NAME.LANGUAGE.SUFFIX beside the file where not said. Raises FormatError where the file holds
    no document of ours, UnreadableError, UsageError.
    """
    return _written(path, _slots(path), destination)


def _written(path: Path, slots: Sequence[Slot], destination: Path | None) -> Merged:
    from termlode.documents.kinds import KINDS, by_suffix
    from termlode.files import atomic_writer
    from termlode.jobs.bilingual import merged
    from termlode.jobs.worklist import apart

    data, report, name = merged(path, slots)
    original = Path(name)
    if (kind := by_suffix(original.suffix)) is not None and KINDS[kind].as_text:
        original = original.with_suffix(".txt")  # nothing but the text of a .pdf or .rtf can be written
    if destination is None:
        destination = path.with_name(f"{original.stem}.{slots[0].languages[1]}{original.suffix}")
    promised = by_suffix(destination.suffix)
    if promised not in (None, by_suffix(original.suffix)):
        raise UsageError(f"{destination}: the document is {original.suffix}, and is written as nothing else")
    with atomic_writer(apart(destination, path)) as handle:
        handle.write(data)
    report.written = destination
    return report


def _slots(path: Path) -> Sequence[Slot]:
    from termlode.exchange.slots import open_job

    slots = open_job(path, ReadOptions(), Notices()).slots
    if not slots:
        raise NothingFound(f"{path}: holds no segments")
    return slots


def deliver(workspace: Workspace, path: Path, destination: Path | None = None) -> tuple[Merged, AddReport]:
    """Write the document of a bilingual file, then put its confirmed segments into the memory, as a person's.

    Raises what :func:`merge` does, and StoreError.
    """
    slots = _slots(path)
    report = _written(path, slots, destination)
    done = [slot for slot in slots if slot.target and slot.state in DONE]
    units = [_unit(slot, path.name, workspace) for slot in done if not slot.leveraged]
    if len(units) < len(done):
        left = "are as the memory put them, confirmed by nobody: not added to it"
        report.said = (*report.said, f"{len(done) - len(units)} sentences {left}")
    with workspace.memory(write=True) as store:
        added = store.add(units)
    return report, added


def _unit(slot: Slot, document: str, workspace: Workspace) -> TranslationUnit:
    from termlode.alignment.translation import now
    from termlode.model import Details, Origin, TranslationUnit, Variant

    source, target = slot.languages
    variants = (Variant(source, slot.source, slot.codes), Variant(target, slot.target, slot.target_codes))
    origin = Origin("human", document, client=workspace.client, domain=workspace.domain)
    details = Details(created=now())
    return TranslationUnit(variants, source_language=source, context=slot.context, origin=origin, details=details)
