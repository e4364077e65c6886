"""An open workspace: what ``termlode.open`` gives. Its termbase and memory are opened once and stay open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from termlode.jobs import lookup as looking
from termlode.jobs.events import silent
from termlode.jobs.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.alignment import Alignment
    from termlode.correction import Correction
    from termlode.exchange.exporting import ExportFile
    from termlode.exchange.importing import ImportReport
    from termlode.extraction import Candidate
    from termlode.jobs.align import Options
    from termlode.jobs.events import Failure, Progress
    from termlode.jobs.fix import Outcome
    from termlode.jobs.lookup import Answer
    from termlode.jobs.stats import Overview
    from termlode.memory.concordance import Hit
    from termlode.memory.store import Store
    from termlode.model import ConceptEntry
    from termlode.quality.unit import Finding as Flaw
    from termlode.results import BuildResult
    from termlode.termbase.checks import Finding
    from termlode.termbase.located import Found
    from termlode.workspace import Workspace


class Session:
    """A workspace that is being worked with; use it in a ``with`` block, or call :meth:`close` at the end.

    Each method is the job of the command with its name. All raise the errors of :mod:`termlode.errors`:
    TermbaseError where the termbase is broken, StoreError where the memory cannot be used.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._opened = Opened(workspace)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the termbase and the memory; the session opens them again when they are needed."""
        self._opened.close()

    def __repr__(self) -> str:
        return f"Session({str(self.workspace.root)!r})"

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def lookup(self, text: str, source: str | None = None, to: Sequence[str] = (), **limits: Any) -> Answer:
        """What termbase and memory know of ``text``: ``.terms`` and ``.memory``, best first.

        ``source`` is the query's language (None: any), ``to`` are the languages wanted (none: all). ``limits`` are
        the other fields of :class:`termlode.jobs.lookup.Request`: ``min=70``, ``top=5``, ``tm=False``, ``client`` …
        """
        request = looking.Request(source, tuple(to), **limits)
        return self._opened.answer(text, request)

    def concept(self, identifier: str) -> ConceptEntry:
        """The concept with an id. Raises UsageError where there is none."""
        from termlode.jobs.termbase import show

        return show(self.workspace, identifier)

    def concordance(self, text: str, language: str | None = None, **options: Any) -> list[Hit]:
        """Where ``text`` occurs in the memory; options as in :func:`termlode.jobs.concordance.concordance`."""
        from termlode.jobs.concordance import concordance

        return concordance(self.workspace, text, language=language, **options)

    def terms(
        self, text: str, language: str | None = None, to: Sequence[str] = (), *, nested: bool = False
    ) -> list[Found]:
        """The known terms of ``text``, with their equivalents in the languages ``to``."""
        from termlode.jobs.terms import terms

        return terms(self.workspace, text, language=language, targets=to, nested=nested)

    def stats(self) -> Overview:
        """How many sources, concepts, terms and units there are."""
        from termlode.jobs.stats import stats

        return stats(self.workspace)

    def check(self, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Finding]:
        """What is wrong with the termbase; ``select`` and ``ignore`` are beginnings of codes."""
        from termlode.jobs.termbase import check

        return check(self.workspace, select=select, ignore=ignore)

    def check_files(
        self,
        paths: Sequence[Path | str],
        source: str | None = None,
        target: str | None = None,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> list[Flaw]:
        """What is wrong with the translations in bilingual files, by the workspace's terms, too.

        The languages are those of the files where they are not said. Raises UsageError for an unknown code,
        InputError for one file that cannot be read; of several it is left out.
        """
        from termlode.jobs.check import check
        from termlode.jobs.formats import reading

        said, files = reading(source=source, target=target), [Path(path) for path in paths]
        return list(check(self.workspace, files, said, select=select, ignore=ignore).findings)

    # ── working ──────────────────────────────────────────────────────────────────────────────────

    def fix(self, text: str, language: str | None = None, **options: Any) -> Correction:
        """``text`` corrected with what the workspace knows: ``.text``, and ``.edits`` that explain it."""
        from termlode.jobs.fix import fix_text, settings_of

        return fix_text(text, settings_of(self.workspace, language=language, **options))

    def fix_files(self, paths: Sequence[Path | str], folder: Path | str, **options: Any) -> list[Outcome]:
        """Correct documents into ``folder``, with all cores; options as in :func:`termlode.jobs.fix.settings_of`."""
        from termlode.jobs.fix import fix, settings_of

        settings = settings_of(self.workspace, **options)
        return fix([Path(path) for path in paths], settings, mode="folder", folder=Path(folder))

    def extract(self, texts: Iterable[str], languages: Sequence[str] = (), **options: Any) -> list[Candidate]:
        """Phrases of ``texts`` that may be terms, best first; what the termbase has is marked."""
        from termlode.jobs.extract import extract
        from termlode.jobs.reading import as_document
        from termlode.jobs.segment import segment

        segments = [one for text in texts for one in segment(as_document(text))]
        return extract(segments, self.workspace, languages=languages, **options)

    def align(self, source: Path | str, target: Path | str | None = None, options: Options | None = None) -> Alignment:
        """Align two documents, or one that holds both languages, with what the workspace knows of them."""
        from termlode.jobs import align as job

        other = None if target is None else Path(target)
        return job.align(Path(source), other, options or job.Options(), workspace=self.workspace)[0]

    def build(self, *, prune: bool = False, progress: Progress = silent) -> BuildResult:
        """Build the workspace: sources in, memory and exports out; ``prune`` deletes units of sources that are gone."""
        from termlode.jobs.build import build

        self.close()
        return build(self.workspace, prune=prune, progress=progress)

    def import_(self, *files: Path | str, **options: Any) -> Iterator[ImportReport | Failure]:
        """Read files of other tools; options as in :func:`termlode.jobs.import_.import_`."""
        from termlode.jobs.import_ import import_

        return import_(self.workspace, [Path(file) for file in files], **options)

    def export(self, destination: Path | str, **options: Any) -> list[ExportFile]:
        """Write the memory or the termbase; options as in :func:`termlode.jobs.export.export`."""
        from termlode.jobs.export import export

        return export(self.workspace, Path(destination), **options)

    def memory(self, *, write: bool = False) -> Store:
        """The translation memory itself, a context manager; ``write`` makes it where there is none."""
        return self.workspace.memory(write=write)
