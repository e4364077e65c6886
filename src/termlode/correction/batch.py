"""Correct many files with all cores; one that cannot be read does not stop the others."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from termlode import documents
from termlode.correction.documents import correct_document
from termlode.correction.edits import automatic
from termlode.correction.engine import Corrector
from termlode.errors import InputError, TermlodeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.model import ConceptEntry, Edit, Notice

type Mode = Literal["look", "folder", "in-place"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to correct, in a form that other processes can be told."""

    termbase: Path | None = None
    cache: Path | None = None
    words: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    minimum: float = 0.0
    language: str | None = None

    def concepts(self) -> Iterable[ConceptEntry]:
        """The termbase's entries; none where there is no termbase."""
        if self.termbase is None or not self.termbase.is_dir():
            return ()
        from termlode.termbase.cache import read_entries

        return read_entries(self.termbase, self.cache or self.termbase / ".termbase.cache")

    def corrector(self) -> Corrector:
        """A corrector with these settings. Raises UsageError for unknown classes."""
        return Corrector(self.concepts(), self.words, select=self.select, minimum=self.minimum)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file. ``error`` says why there is nothing."""

    path: str
    text: str = ""  # as read
    edits: tuple[Edit, ...] = ()
    written: str | None = None
    notices: tuple[Notice, ...] = ()
    error: str | None = None

    @property
    def made(self) -> list[Edit]:
        """The automatic edits."""
        return automatic(self.edits)


def run(
    paths: Sequence[Path],
    settings: Settings,
    *,
    mode: Mode = "look",
    folder: Path | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> list[Outcome]:
    """Correct the files, in the order of ``paths``.

    ``look`` writes nothing; ``folder`` writes each corrected file into ``folder`` (a PDF as text);
    ``in-place`` changes the file and keeps the old one as ``NAME.bak``. Raises UsageError for settings
    that cannot be; what is wrong with one file is said in its outcome.
    """
    tasks = _tasks(paths, mode, folder)
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    done: dict[int, Outcome] = {}
    if progress:
        progress(0, len(tasks))
    for index, outcome in _outcomes(tasks, settings, workers):
        done[index] = outcome
        if progress:
            progress(len(done), len(tasks))
    return [done[index] for index in range(len(tasks))]


type _Task = tuple[int, Path, Path | None, bool]  # index, file, destination, keep a .bak


def _tasks(paths: Sequence[Path], mode: Mode, folder: Path | None) -> list[_Task]:
    if mode == "look":
        return [(index, path, None, False) for index, path in enumerate(paths)]
    if mode == "in-place":
        return [(index, path, path, True) for index, path in enumerate(paths)]
    if folder is None:
        raise UsageError("no folder to write to: name one with --out")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; --out names a folder")
    targets = destinations(paths, folder)
    return [(index, path, target, False) for index, (path, target) in enumerate(zip(paths, targets, strict=True))]


def destinations(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Where in ``folder`` each file goes: under its name, with its own folder's where two have one name.

    A PDF goes into a text file, and so does what else cannot be written back.
    """
    names = [path.with_suffix(".txt").name if documents.becomes_text(path) else path.name for path in paths]
    often = Counter(names)
    taken: set[str] = set()
    targets = []
    for path, plain in zip(paths, names, strict=True):
        name = plain if often[plain] == 1 else f"{path.absolute().parent.name}-{plain}"
        while name in taken:
            name = f"_{name}"
        taken.add(name)
        targets.append(folder / name)
    return targets


def _outcomes(tasks: list[_Task], settings: Settings, workers: int) -> Iterator[tuple[int, Outcome]]:
    if workers <= 1:
        corrector = settings.corrector()
        for task in tasks:
            yield task[0], _one(task, corrector, settings.language)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    settings.corrector()  # what is wrong with the settings is said once, here
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
    ) as pool:
        waiting = {pool.submit(_work, task): task for task in tasks}
        for future in as_completed(waiting):
            index, path, *_ = waiting[future]
            try:
                yield index, future.result()
            except BrokenProcessPool:
                yield index, Outcome(str(path), error=f"{path}: the process that read it died (is it too large?)")


_settings = Settings()


def _start(settings: Settings) -> None:
    global _settings  # noqa: PLW0603  # a worker process has one corrector for its life
    _settings = settings


@cache
def _corrector() -> Corrector:
    return _settings.corrector()


def _work(task: _Task) -> Outcome:
    return _one(task, _corrector(), _settings.language)


def _one(task: _Task, corrector: Corrector, language: str | None) -> Outcome:
    """Correct one file; everything that can be wrong with it becomes the outcome's error."""
    _, path, destination, keep = task
    try:
        return _corrected(path, destination, keep, corrector, language)
    except TermlodeError as error:
        return Outcome(str(path), error=str(error))
    except MemoryError:
        return Outcome(str(path), error=f"{path}: does not fit into memory (split it)")


def _corrected(path: Path, destination: Path | None, keep: bool, corrector: Corrector, language: str | None) -> Outcome:
    document = documents.read(path)
    if destination is not None and documents.KINDS[document.kind].as_text:
        if keep:
            raise InputError(
                f"a .{document.kind} file cannot be corrected in place",
                path=path,
                cure="use --out; the text is written there",
            )
        destination = destination.with_suffix(".txt")
    corrected = correct_document(document, corrector, language)
    notices, written = document.notices, None
    if destination is not None and (corrected.made or not keep):
        if keep:
            shutil.copy2(path, path.with_name(path.name + ".bak"))
        notices += documents.write(document, corrected.made, destination)
        written = str(destination)
    return Outcome(str(path), document.text, corrected.edits, written, notices)
