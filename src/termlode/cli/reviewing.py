"""What ``termlode review apply`` does: finds out what a review file is about and hands it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from termlode.correction import review
from termlode.correction.report import KIND
from termlode.errors import FormatError, NothingFound, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_ALIGNMENT = "# termlode alignment"


def apply(file: Path, out: Path | None, *, store: bool, output: Path | None) -> int:
    """Make the accepted rows of ``file``. Raises FormatError where its first line is no signature of ours."""
    line = review.signature_line(file).lstrip('"')  # a spreadsheet quotes it
    if line.startswith(_ALIGNMENT):
        if out:
            raise UsageError("--out is for corrections; an alignment's pairs go to --store or -o FILE")
        return _alignment(file, store=store, output=output)
    if line.startswith(KIND):
        if store or output:
            raise UsageError("--store and -o are for alignments; corrections go into --out or in place")
        return _corrections(file, out)
    raise FormatError(
        "is no review file: its first line does not say what it reviews", path=file, line=1,
        cure="take the file that fix --report or align --review wrote",
    )  # fmt: skip


def _corrections(file: Path, out: Path | None) -> int:
    done = review.apply_review(file, out=out)
    if not done:
        raise NothingFound(f"{file}: no row is accepted")
    for name, number, written in done:
        typer.echo(f"{name}: {number} corrections made → {written}")
    return 0


def _alignment(file: Path, *, store: bool, output: Path | None) -> int:
    from termlode.cli import align_review

    return align_review.apply(file, store=store, output=output)
