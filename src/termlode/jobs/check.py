"""What is wrong with translations: coded checks over bilingual files."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termlode.jobs.events import Failure, silent
from termlode.quality import baseline as known
from termlode.quality.run import Checker, Tally, every_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.checks import Check
    from termlode.exchange.options import ReadOptions
    from termlode.jobs.events import Progress
    from termlode.quality.pair import Knowledge
    from termlode.quality.unit import Finding, Unit
    from termlode.workspace import Workspace


@dataclass(slots=True)
class Checked:
    """The findings, as they are met; what was looked at, and files of a batch that could not be read, after them."""

    findings: Iterator[Finding]
    tally: Tally = field(default_factory=Tally)
    failures: list[Failure] = field(default_factory=list)


def check(
    workspace: Workspace | None,
    files: Sequence[Path],
    options: ReadOptions | None = None,
    *,
    format: str | None = None,  # noqa: A002  # the word of the field
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: Path | None = None,
    progress: Progress = silent,
) -> Checked:
    """The findings in bilingual files. Terms are checked with the termbase of ``workspace``, where there is one.

    ``select`` and ``ignore`` are beginnings of codes (``E``, ``W3``, ``E201``); the findings of ``baseline`` are
    waved through. ``progress`` has the one stage ``check`` and counts units. Raises UsageError for an unknown code,
    FormatError for a baseline that is none, and while findings are read InputError, TermbaseError.
    """
    checker, failures = Checker(select, ignore), list[Failure]()
    if baseline is not None:
        checker.baseline = known.read(baseline)

    def run() -> Iterator[Finding]:
        with ExitStack() as stack:
            checker.known = _terms(workspace, stack)
            yield from checker.findings(_units(files, options, format, progress, failures))

    return Checked(run(), checker.tally, failures)


def check_texts(
    workspace: Workspace | None,
    texts: Sequence[tuple[str, str]],
    source: str,
    target: str,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[Finding]:
    """The findings in texts and their translations, which go by their numbers, from 1. Raises as :func:`check` does."""
    from termlode.quality.unit import Text, Unit

    checker = Checker(select, ignore)
    units = (
        Unit("", str(number), Text(original, source), Text(translation, target))
        for number, (original, translation) in enumerate(texts, 1)
    )
    with ExitStack() as stack:
        checker.known = _terms(workspace, stack)
        return list(checker.findings(units))


def write(
    found: Checked, *, page: Path | None = None, sarif: Path | None = None, baseline: Path | None = None
) -> list[Finding]:
    """Read all findings and write them as a web page, as SARIF 2.1.0, and as what is waved through next time."""
    import json

    from termlode import __version__
    from termlode.files import write_text
    from termlode.quality import sarif as form
    from termlode.report.check import render

    findings = list(found.findings)
    if page is not None:
        names = sorted({one.file for one in findings})
        write_text(page, render(", ".join(names[:3]) or "translations", findings, found.tally))
    if sarif is not None:
        said = form.sarif(findings, checks(), __version__)
        write_text(sarif, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    if baseline is not None:
        write_text(baseline, known.text(findings))
    return findings


def _units(
    files: Sequence[Path], options: ReadOptions | None, name: str | None, progress: Progress, failures: list[Failure]
) -> Iterator[Unit]:
    """The units of all files; of several, one that cannot be read does not stop the others."""
    from termlode.errors import InputError, UsageError
    from termlode.exchange.bilingual import read

    done = 0
    for path in files:
        try:
            for unit in read(path, options, wanted=name):
                if done % 100 == 0:
                    progress("check", done, None)
                done += 1
                yield unit
        except (InputError, UsageError) as error:
            if len(files) == 1:
                raise
            failures.append(Failure(str(path), error))


def _terms(workspace: Workspace | None, stack: ExitStack) -> Knowledge | None:
    """The termbase as checks ask it; None where there is none."""
    if workspace is None or not workspace.termbase.is_dir():
        return None
    from termlode.quality.terms import Terms

    compiled = stack.enter_context(workspace.terms())
    return Terms(compiled.recogniser(), compiled.entry)


def checks() -> list[Check]:  # type: ignore[type-arg]  # of units and of what was seen before
    """All checks of translations, by code."""
    return list(every_check())
