"""What a job costs: its words by what the memory, its own repetitions and its last version are worth to it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from termlode.errors import NothingFound, UsageError
from termlode.jobs.events import silent
from termlode.slots import DONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from termlode.jobs.events import Progress
    from termlode.jobs.worklist import Work
    from termlode.leverage.analysis import Analysis, Score
    from termlode.leverage.pretranslating import Previous
    from termlode.memory import Store
    from termlode.memory.penalties import Penalties
    from termlode.memory.query import Query
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
    from termlode.leverage.bands import LEAST, USUAL
    from termlode.leverage.pretranslating import is_perfect

    works = [open_work(path, source, target) for path in files]
    total = sum(len(work.slots) for work in works)
    if not total:
        raise NothingFound("there is nothing to translate in these files")
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress("analysis", done, total)

    taken = _taken(previous, works)
    work = (slot for one in works for slot in one.slots if slot.translate and slot.state not in DONE)
    asked = [slot for slot in work if not is_perfect(taken(slot))]
    with searching(workspace, asked, least=LEAST, top=_TOP) as search:
        score = _scoring(search, taken)
        named = [(str(work.path), work.slots) for work in works]
        found = list(analyse(named, score, internal=internal, step=step))
    return Analysis(found, {**USUAL, **workspace.rates})


def _taken(path: Path | None, works: Sequence[Work]) -> Previous:
    """What the last version of a file has for a segment."""
    from termlode.leverage.pretranslating import previous

    if path is None:
        return lambda _slot: None
    return previous(old_slots(path, works[0]))


def old_slots(path: Path, work: Work) -> Sequence[Slot]:
    """The segments of the last version of a bilingual file.

    Raises UsageError where it is in other languages or nothing of it is translated.
    """
    from termlode.jobs.worklist import open_work
    from termlode.languages.tags import same

    languages = work.slots[0].languages if work.slots else (None, None)
    slots = open_work(path, *languages).slots
    if not any(slot.state in DONE for slot in slots):
        raise UsageError(f"--previous {path}: nothing of it is translated: name the translated file")
    if work.slots and not all(map(same, slots[0].languages, work.slots[0].languages)):
        pairs = ["-".join(one[0].languages) for one in (slots, work.slots)]
        raise UsageError(f"--previous {path}: is {pairs[0]}, and the new file {pairs[1]}")
    return slots


def _scoring(search: Callable[[Slot], list[Match]], taken: Previous) -> Score:
    from termlode.leverage.analysis import PERFECT
    from termlode.leverage.pretranslating import is_perfect

    def score(slot: Slot) -> int:
        old = taken(slot)
        if is_perfect(old):
            return PERFECT
        best = next((match.score for match in search(slot)), 0)
        return best if old is None else max(best, old.score)

    return score


@contextmanager
def searching(
    workspace: Workspace, slots: Sequence[Slot], *, least: int, top: int
) -> Iterator[Callable[[Slot], list[Match]]]:
    """A function from a segment to its matches in the workspace's memory, with its codes and neighbours told.

    ``slots`` are those that will be asked for, in their order: the memory is asked for many at a time.
    """
    from termlode.memory.penalties import told

    if not workspace.has_memory:
        yield lambda _slot: []
        return
    with workspace.memory() as store:
        penalties = told(workspace.penalties)
        yield _Ahead(store, slots, lambda slot: _query(slot, least, top, penalties)).matches


def _query(slot: Slot, least: int, top: int, penalties: Penalties) -> Query:
    from termlode.memory.query import Query

    return Query(slot.source, *slot.languages, least, top, codes=slot.codes, context=slot.context, penalties=penalties)


_AHEAD = 256  # segments asked for at once
_KEPT = 1024  # answers kept for segments that come again


class _Ahead:
    """Answers for segments, asked some hundred at a time in their order."""

    def __init__(self, store: Store, slots: Sequence[Slot], query: Callable[[Slot], Query]) -> None:
        self._store, self._slots, self._query = store, slots, query
        self._next = 0
        self._known: dict[object, list[Match]] = {}

    def matches(self, slot: Slot) -> list[Match]:
        """The matches of a segment."""
        if _key(slot) not in self._known:
            self._ask(slot)
        return self._known[_key(slot)]

    def _ask(self, first: Slot) -> None:
        wanted = {_key(first): first}
        while self._next < len(self._slots) and len(wanted) < _AHEAD:
            slot = self._slots[self._next]
            self._next += 1
            if _key(slot) not in self._known:
                wanted[_key(slot)] = slot
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        asked = {key: self._query(slot) for key, slot in wanted.items() if slot.source.strip()}
        self._known.update((key, []) for key in wanted)
        self._known.update(zip(asked, self._store.search_many(asked.values()), strict=True))


def _key(slot: Slot) -> object:
    """What the memory is asked: where all of it is the same, so is the answer."""
    return slot.source, slot.codes, slot.context, slot.languages


def write_reports(found: Analysis, *, html: Path | None = None, xml: Path | None = None) -> None:
    """Write an analysis as a web page and as XML in the shape of Trados's, where they are asked for."""
    from termlode.files import write_text
    from termlode.report.analysis import as_page, as_xml

    if html is not None:
        write_text(html, as_page(found))
    if xml is not None:
        write_text(xml, as_xml(found))
