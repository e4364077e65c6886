"""What a job costs: its words by what the memory, its own repetitions and its last version are worth to it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from termlode.errors import NothingFound
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from termlode.jobs.events import Progress
    from termlode.jobs.worklist import Work
    from termlode.leverage.analysis import Analysis, Score
    from termlode.model import Match
    from termlode.slots import Slot
    from termlode.workspace import Workspace

_TOP = 1  # the best match tells the band


def analyze(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    source: str | None = None,
    target: str | None = None,
    previous: Path | None = None,
    internal: bool = True,
    progress: Progress = silent,
) -> Analysis:
    """The analysis of bilingual files and documents, in the order given: see :mod:`termlode.leverage.analysis`.

    ``source`` and ``target`` are for files that do not say their languages, ``previous`` is the last version of a
    bilingual file. Raises NothingFound where there is no segment, UnreadableError, FormatError, UsageError, StoreError.
    """
    from termlode.jobs.worklist import open_work
    from termlode.leverage.analysis import Analysis, analyse
    from termlode.leverage.bands import USUAL

    works = [open_work(path, source, target) for path in files]
    total = sum(len(work.slots) for work in works)
    if not total:
        raise NothingFound("there is nothing to translate in these files")
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress("analysis", done, total)

    with searching(workspace, least=50, top=_TOP) as search:
        score = _scoring(search, _taken(previous, works))
        named = [(str(work.path), work.slots) for work in works]
        found = list(analyse(named, score, internal=internal, step=step))
    return Analysis(found, {**USUAL, **workspace.rates})


def _taken(path: Path | None, works: Sequence[Work]) -> Callable[[Slot], object | None]:
    """What the last version of a file has for a segment."""
    from termlode.leverage.pretranslating import previous

    if path is None:
        return lambda _slot: None
    return previous(old_slots(path, works[0]))


def old_slots(path: Path, work: Work) -> Sequence[Slot]:
    """The segments of the last version of a bilingual file."""
    from termlode.jobs.worklist import open_work

    languages = work.slots[0].languages if work.slots else (None, None)
    return open_work(path, *languages).slots


def _scoring(search: Callable[[Slot], list[Match]], taken: Callable[[Slot], object | None]) -> Score:
    from termlode.leverage.analysis import PERFECT

    def score(slot: Slot) -> int:
        if taken(slot) is not None:
            return PERFECT
        return next((match.score for match in search(slot)), 0)

    return score


@contextmanager
def searching(workspace: Workspace, *, least: int, top: int) -> Iterator[Callable[[Slot], list[Match]]]:
    """A function from a segment to its matches in the workspace's memory, with its codes and neighbours told."""
    from termlode.memory.penalties import told
    from termlode.memory.query import Query

    if not workspace.memory_file.is_file():
        yield lambda _slot: []
        return
    penalties = told(workspace.penalties)
    with workspace.memory() as store:
        known: dict[object, list[Match]] = {}

        def search(slot: Slot) -> list[Match]:
            """A text that comes again in the same place is not looked up again."""
            key = (slot.source, slot.codes, slot.context, slot.languages)
            if key not in known:
                known[key] = store.ask(
                    Query(
                        slot.source, *slot.languages, least, top,
                        codes=slot.codes, context=slot.context, penalties=penalties,
                    )
                ) if slot.source.strip() else []  # fmt: skip
            return known[key]

        yield search


def write_reports(found: Analysis, *, html: Path | None = None, xml: Path | None = None) -> None:
    """Write an analysis as a web page and as XML in the shape of Trados's, where they are asked for."""
    from termlode.files import write_text
    from termlode.report.analysis import as_page, as_xml

    if html is not None:
        write_text(html, as_page(found))
    if xml is not None:
        write_text(xml, as_xml(found))
