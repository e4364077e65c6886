"""The memory's matches put into a bilingual file, with their scores and origins in the file's own way."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.jobs.analyze import old_slots, searching
from termlode.jobs.events import silent
from termlode.jobs.worklist import apart, open_work
from termlode.leverage.pretranslating import Rules, fill, is_open, is_perfect, previous

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from termlode.exchange.slots import Job
    from termlode.jobs.events import Progress
    from termlode.jobs.worklist import Work
    from termlode.leverage.repairing import Terms
    from termlode.model import Match
    from termlode.slots import Filling, Slot
    from termlode.termbase.cache import Compiled
    from termlode.termbase.recognition import TermHit
    from termlode.workspace import Workspace

_MATCHES = 5
OVERWRITABLE = ("draft", "machine", "rejected")


@dataclass(slots=True)
class Pretranslation:
    """What was put into a file: how many segments came to what, and how many were filled by each kind of match."""

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    fillings: dict[int, Filling] = field(default_factory=dict)
    written: Path | None = None
    said: tuple[str, ...] = ()


def pretranslate(
    workspace: Workspace,
    path: Path,
    destination: Path | None = None,
    *,
    threshold: int = 75,
    overwrite: Iterable[str] = (),
    source: str | None = None,
    target: str | None = None,
    terms: bool = False,
    old: Path | None = None,
    in_place: bool = False,
    version: str = "1.2",
    client: str | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Pretranslation:
    """Fill the open segments of a bilingual file with the memory's best matches, and write it.

    ``destination`` is FILE.pre.xlf beside FILE where not said; ``in_place`` writes into the file itself and keeps
    the old one, as what stood at ``destination`` is kept. Matches of ``threshold`` or more are put in, over targets
    that are ``overwrite`` (draft, machine, rejected). ``terms`` tells of the termbase's terms, ``old`` is the last
    version, whose unchanged segments are taken over; ``client`` "omegat" copies sources into targets, as OmegaT
    wants it. Raises UnreadableError, FormatError, UsageError, StoreError, TermbaseError.
    """
    if destination is not None:
        if in_place:
            raise UsageError("--in-place writes into the file itself: leave -o out")
        apart(destination, path)
    rules = Rules(threshold, frozenset(overwrite))
    check(rules, client)
    work = open_work(path, source, target)
    if work.document is not None and in_place:
        raise UsageError(f"{path}: a document becomes an XLIFF file beside it: leave --in-place out")
    least = min(rules.threshold, 75)
    with bilingual(work, version) as job, _terms(workspace) as compiled:
        base = _Termbase(compiled) if compiled is not None else None
        taken = previous(old_slots(old, work)) if old is not None else lambda _slot: None
        asked = [slot for slot in job.slots if is_open(slot, rules) is None and not is_perfect(taken(slot))]
        with searching(workspace, asked, least=least, top=_MATCHES) as search:
            found = _filled(job.slots, rules, _Sources(search, taken, base), progress)
            if client == "omegat":
                _copy_sources(found, job)
            if terms:
                _tell_terms(found, job, base)
        found.said = (*found.said, *_elsewhere(work))
        if not dry_run:
            found.written = _write(work, job.filled(found.fillings), destination, in_place=in_place)
    return found


@contextmanager
def bilingual(work: Work, version: str) -> Iterator[Job]:
    """The bilingual file of some work; of a document, the XLIFF that is made of it."""
    if work.job is not None:
        yield work.job
        return
    from termlode.exchange.slots import open_job
    from termlode.files import atomic_writer
    from termlode.jobs.bilingual import as_xliff

    data = as_xliff(work, version)
    with TemporaryDirectory(prefix="termlode-") as folder:
        made = Path(folder) / "made.xlf"
        with atomic_writer(made) as handle:
            handle.write(data)
        yield open_job(made, ReadOptions(), Notices())


def _elsewhere(work: Work) -> Iterator[str]:
    if work.elsewhere:
        yield f"{work.elsewhere} segments are in another language than the rest and are left out (--from says which)"


def check(rules: Rules, client: str | None) -> None:
    """Raises UsageError for kinds of targets that nobody may replace, and for a program that needs nothing special."""
    if client not in (None, "omegat"):
        raise UsageError(f"--for {client}: only OmegaT wants its files otherwise; leave it out")
    unknown = sorted(rules.overwrite.difference(OVERWRITABLE))
    if unknown:
        raise UsageError(f"--overwrite {unknown[0]}: one or more of {', '.join(OVERWRITABLE)}")


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where translations come from: the memory, the last version of the file, the termbase that mends them."""

    search: Callable[[Slot], Sequence[Match]]
    taken: Callable[[Slot], Filling | None]
    base: Terms | None


def _filled(slots: Sequence[Slot], rules: Rules, asked: _Sources, progress: Progress) -> Pretranslation:
    found = Pretranslation()
    for number, slot in enumerate(slots, 1):
        closed = is_open(slot, rules)
        if closed is not None:
            found.outcomes[closed] += 1
        else:
            _add(found, slot, rules, asked)
        progress("segments", number, len(slots))
    return found


def _add(found: Pretranslation, slot: Slot, rules: Rules, asked: _Sources) -> None:
    """What an open segment comes to."""
    taken, outcome = asked.taken(slot), "filled"
    one = taken
    if not is_perfect(taken):
        one, outcome = fill(slot, asked.search(slot), rules, asked.base)
        if taken is not None and rules.threshold <= 100 and (one is None or one.text is None or one.score < 100):
            one, outcome = replace(taken, offers=one.offers if one is not None else ()), "filled"
    found.outcomes[outcome] += 1
    if one is not None:
        found.fillings[slot.number] = one
        if one.text is not None:
            found.kinds[one.kind] += 1
            found.repaired += bool(one.note)


def _write(work: Work, data: bytes, destination: Path | None, *, in_place: bool) -> Path:
    from termlode.files import atomic_writer, back_up, read_bytes

    if in_place:
        destination = work.path
    elif destination is None:
        suffix = ".xlf" if work.document is not None else f".pre{work.path.suffix}"
        destination = apart(work.path.with_suffix(suffix), work.path)
    if destination.exists() and read_bytes(destination) != data:
        back_up(destination)  # somebody may have translated in it since
    with atomic_writer(destination) as handle:
        handle.write(data)
    return destination


def _copy_sources(found: Pretranslation, job: Job) -> None:
    """The source as the target of each open segment: OmegaT sees nothing else, and takes matches from TMX."""
    from termlode.slots import Filling

    for slot in job.slots:
        if slot.translate and slot.state == "empty" and slot.source:
            found.fillings[slot.number] = Filling(slot.number, slot.source, slot.codes, kind="source")
    found.said = (*found.said, "for OmegaT: targets are copies of the sources; its matches come from tm/ (export TMX)")


def _tell_terms(found: Pretranslation, job: Job, base: _Termbase | None) -> None:
    if base is not None and job.takes_terms:
        _with_terms(found, job.slots, base)
    else:
        why = "there is no termbase" if base is None else "this kind of file has no place for them"
        found.said = (*found.said, f"no terms are told: {why}")


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


def _terms(workspace: Workspace) -> AbstractContextManager[Compiled | None]:
    return workspace.terms() if workspace.termbase.is_dir() else nullcontext()


class _Termbase:
    """The termbase as mending asks it."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._known: dict[tuple[str, str], list[TermHit]] = {}

    def find(self, text: str, language: str) -> Sequence[TermHit]:
        """The terms in a text, in order."""
        if (text, language) not in self._known:
            if len(self._known) > 4096:  # a job of a million segments must not fill the memory
                self._known.clear()
            self._known[text, language] = self._compiled.recogniser().find(text, language)
        return self._known[text, language]

    def equivalent(self, concept: str, language: str) -> str | None:
        """The preferred term of a concept in a language."""
        section = self._compiled.entry(concept).section(language)
        usable = [term for term in section.ranked if term.status in ("preferred", "admitted")] if section else []
        return usable[0].term if usable else None


def _with_terms(found: Pretranslation, slots: Sequence[Slot], base: _Termbase) -> None:
    """The terms of each open segment, with their equivalents, on what is put into it."""
    from termlode.slots import Filling

    for slot in slots:
        if not slot.translate:
            continue
        pairs: dict[str, str] = {}
        for hit in base.find(slot.source, slot.languages[0]):
            wanted = base.equivalent(hit.concept, slot.languages[1])
            if wanted is not None:
                pairs.setdefault(hit.surface, wanted)
        if pairs:
            one = found.fillings.get(slot.number) or Filling(slot.number, None)
            found.fillings[slot.number] = replace(one, terms=tuple(pairs.items()))
