"""Jobs for ``import termlode as tl``: on plain texts, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from termlode.errors import UsageError
from termlode.jobs.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from termlode.alignment import Alignment
    from termlode.correction import Correction
    from termlode.exchange.lint.check import Finding
    from termlode.extraction import Candidate
    from termlode.model import ConceptEntry, Document, Segment
    from termlode.quality.unit import Finding as Flaw
    from termlode.termbase.located import Found
    from termlode.termbase.lookup import TermMatch


def open(folder: Path | str = ".") -> Session:  # noqa: A001  # called as termlode.open
    """The workspace that ``folder`` lies in, as a :class:`~termlode.jobs.session.Session`.

    Raises UsageError where there is no ``termlode.toml`` in the folder or above it, InputError where it is broken.
    """
    from termlode.workspace import require

    return Session(require(Path(folder)))


def init(folder: Path | str, *, samples: bool = False, termbase: bool = False) -> Session:
    """A new workspace in ``folder``, opened; ``samples`` and ``termbase`` as in ``termlode init``.

    Raises UsageError where there is one already.
    """
    from termlode.jobs.init import init as make

    return Session(make(Path(folder), samples=samples, termbase=termbase).workspace)


def read(source: Path | str, language: str | None = None) -> Document:
    """The document in a file: its text and its blocks with their languages (all ``language``, where given).

    Raises UnreadableError.
    """
    from termlode.jobs.reading import read as job

    return job(Path(source), language)


def fix(
    text: str,
    language: str | None = None,
    *,
    select: Sequence[str] | None = None,
    minimum: float = 0.0,
    style: Mapping[str, str] | None = None,
) -> Correction:
    """``text`` corrected: ``.text`` is the result, ``.edits`` says what was changed and what is only suggested.

    ``select`` names classes of edits (``"zwnj"``, ``"char"`` …; default: all), ``minimum`` is the confidence
    (0 to 1) below which an edit is only suggested, ``style`` the house styles (``{"demonstratives": "zwnj"}``: see
    docs/correction.md; a workspace has them in its ``termlode.toml``). Raises UsageError for an unknown class or style.
    """
    from termlode.jobs.fix import Settings, fix_text

    classes = None if select is None else tuple(select)
    chosen = tuple((style or {}).items())
    return fix_text(text, Settings(select=classes, minimum=minimum, language=language, style=chosen))


def segment(text: str | Document, language: str | None = None, *, srx: Path | None = None) -> list[Segment]:
    """The sentences of a text or document, with their places; ``language`` is found where it is not said.

    ``srx`` is a file of other rules than ours. Raises FormatError for rules that are not SRX.
    """
    from termlode.jobs.reading import as_document
    from termlode.jobs.segment import segment as job

    return list(job(as_document(text, language), srx))


def align(
    source: str | Document,
    target: str | Document | None = None,
    languages: tuple[str | None, str | None] = (None, None),
) -> Alignment:
    """The aligned pairs of a text (or document) and its translation: ``.beads`` with their confidence.

    Without ``target``, ``source`` holds both languages. It is ``termlode align`` outside a workspace.

    A bead's ``source`` and ``target`` are indexes into the segments of both sides (``.source``, ``.target``).
    ``languages`` are found where they are not said. Raises NotParallelError where the two do not translate each
    other, UsageError where a language is neither said nor found.
    """
    from termlode.jobs import align as job
    from termlode.jobs.reading import as_document

    other = None if target is None else as_document(target)
    return job.align(as_document(source), other, job.Options(languages=languages))[0]


def terms(
    text: str, termbase: Termbase | Path | str, language: str | None = None, to: Sequence[str] = ()
) -> list[Found]:
    """The terms of a termbase (or of a folder with one) in ``text``, with their equivalents in ``to``.

    Raises TermbaseError, UnreadableError.
    """
    if isinstance(termbase, Termbase):
        return termbase.find(text, language, to)
    with Termbase(termbase) as opened:
        return opened.find(text, language, to)


def extract(
    texts: str | Sequence[str], language: str | None = None, *, top: int = 50, minimum: int = 1
) -> list[Candidate]:
    """Phrases that may be terms, best first: ``top`` of each language, with ``minimum`` occurrences at least."""
    from termlode.jobs.extract import extract as job

    every = [texts] if isinstance(texts, str) else texts
    segments = [one for text in every for one in segment(text, language)]
    return job(segments, languages=(language,) if language else (), top=top, minimum=minimum)


def lint(path: Path | str, client: str | None = None) -> list[Finding]:
    """What is wrong with a file of another tool; ``client`` adds what that program minds (``"omegat"`` …).

    Raises UsageError for an unknown client or a format without checks, UnreadableError.
    """
    from termlode.jobs.lint import lint as job

    return list(job([Path(path)], client))


def check(
    path: Path | str,
    source: str | None = None,
    target: str | None = None,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Flaw]:
    """What is wrong with the translations in a bilingual file: ``.code``, ``.message``, ``.unit``, and where.

    ``source`` and ``target`` are its languages, where the file does not say them; ``select`` and ``ignore`` are
    beginnings of codes (docs/checks.md). Terms are checked by :meth:`Session.check_files`. Raises UsageError for an
    unknown code, InputError for a file that cannot be read.
    """
    from termlode.jobs.check import check as job
    from termlode.jobs.formats import reading

    said = reading(source=source, target=target)
    return list(job(None, [Path(path)], said, select=select, ignore=ignore).findings)


class Termbase:
    """The concept entries of a folder of YAML files, open for look-ups; a context manager.

    The compiled form is kept in ``cache`` (default: a hidden file in the folder) and made anew when a file
    changes. Raises TermbaseError and UnreadableError where a file cannot be read.
    """

    def __init__(self, folder: Path | str, cache: Path | str | None = None) -> None:
        from termlode.termbase.cache import open_compiled

        place = Path(folder)
        if not place.is_dir():
            raise UsageError(f"{place} is not a folder: a termbase is a folder of YAML files")
        self._compiled = open_compiled(place, Path(cache) if cache else place / ".termbase.cache")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the compiled file."""
        self._compiled.close()

    def __len__(self) -> int:
        return len(self._compiled.ids())

    def __iter__(self) -> Iterator[ConceptEntry]:
        return self._compiled.entries()

    def __getitem__(self, identifier: str) -> ConceptEntry:
        """The concept with an id. Raises KeyError."""
        return self._compiled.entry(identifier)

    def lookup(self, text: str, source: str | None = None, to: Sequence[str] = ()) -> list[TermMatch]:
        """Concepts that ``text`` names or resembles, the surest first."""
        return self._compiled.lookup(text, source, tuple(to) or None)

    def find(self, text: str, language: str | None = None, to: Sequence[str] = ()) -> list[Found]:
        """The known terms of a running text, in order, with their equivalents in the languages ``to``."""
        from termlode.termbase.located import locate

        hits = self._compiled.recogniser().find(text, language, False)
        return list(locate(text, hits, self._compiled, to))
