"""What ``termlode review apply`` does: finds out what a review file is about and hands it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli.exits import EXIT_INPUT, EXIT_PARTLY
from termlode.cli.output import out as say
from termlode.cli.output import warn
from termlode.correction import review
from termlode.correction.report import KIND
from termlode.errors import FormatError, NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ALIGNMENT = "# termlode alignment"


def apply(
    file: Path, named: Sequence[Path], root: Path | None, out: Path | None, *, store: bool, output: Path | None
) -> int:
    """Make the accepted rows of ``file``. Raises FormatError where its first line is no signature of ours."""
    line = review.signature_line(file).lstrip('"')  # a spreadsheet quotes it
    if line.startswith(_ALIGNMENT):
        if out or named or root:
            raise UsageError("--out, --root and documents are for corrections; pairs go to --store or -o FILE")
        return _alignment(file, store=store, output=output)
    if line.startswith(KIND):
        if store or output:
            raise UsageError("--store and -o are for alignments; corrections go into --out or in place")
        return _corrections(file, named, root, out)
    raise FormatError(
        "is no review file: its first line does not say what it reviews", path=file, line=1,
        cure="take the file that fix --report or align --review wrote",
    )  # fmt: skip


def _corrections(file: Path, named: Sequence[Path], root: Path | None, out: Path | None) -> int:
    done = review.apply_review(file, named, root=root, out=out)
    if not done:
        raise NothingFound(f"{file}: no row is accepted")
    failed = [one for one in done if one.error]
    for one in done:
        if one.error:
            warn(one.error)
        else:
            say(f"{one.name}: {one.edits} corrections made → {one.written}")
    return 0 if not failed else EXIT_INPUT if len(failed) == len(done) else EXIT_PARTLY


def _alignment(file: Path, *, store: bool, output: Path | None) -> int:
    from termlode.cli import align_review

    return align_review.apply(file, store=store, output=output)
