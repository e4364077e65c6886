"""What is wrong with a file of another tool, and a repaired copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.lint.check import Check, Finding
    from termlode.exchange.notices import Notices


@dataclass(frozen=True, slots=True)
class Mended:
    """A repaired copy, and what was done. ``is_cut``: the file was cut off and its rest is lost."""

    path: Path
    copy: Path
    notices: Notices

    @property
    def is_cut(self) -> bool:
        """Whether something is lost."""
        return "damaged" in self.notices.counts


def lint(
    files: Sequence[Path],
    client: str | None = None,
    *,
    format: str | None = None,  # noqa: A002  # the word of the field
    encoding: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Iterator[Finding]:
    """The findings of the files, as they are met; ``client`` adds what that program minds.

    ``select`` and ``ignore`` are beginnings of codes. Raises UsageError for a client, format or code that is
    unknown, UnreadableError for a missing file.
    """
    from termlode.exchange.lint.run import lint as run
    from termlode.files import read_bytes

    known = [check.code for check in checks()]
    for begin in (*select, *ignore):
        if not any(code.startswith(begin) for code in known):
            raise UsageError(f"no code begins with {begin!r}: 'termlode lint --codes' lists them")
    for path in files:
        read_bytes(path, 1)  # a missing file is an error, not a finding
    for path in files:
        for finding in run(path, client, wanted=format, encoding=encoding):
            chosen = not select or finding.code.startswith(tuple(select))
            if chosen and not (ignore and finding.code.startswith(tuple(ignore))):
                yield finding


def mend(
    files: Sequence[Path],
    client: str | None = None,
    *,
    output: Path | None = None,
    format: str | None = None,  # noqa: A002  # the word of the field
    encoding: str | None = None,
) -> Iterator[Mended]:
    """Write a repaired copy of each file: to ``output``, else beside it as ``NAME.fixed.SUFFIX``.

    Raises UsageError for an output that is the file itself or that several files share, InputError.
    """
    from termlode.exchange.lint.fix import fix

    if output is not None and len(files) > 1:
        raise UsageError("-o names one file: give one FILE, or leave -o out")
    for path in files:
        copy = output or path.with_name(f"{path.stem}.fixed{path.suffix}")
        if copy.exists() and path.exists() and copy.samefile(path):
            raise UsageError(f"-o {copy} is the file itself: name another one for the repaired copy")
        yield Mended(path, copy, fix(path, copy, client, wanted=format, encoding=encoding))


def checks() -> list[Check]:
    """All checks, by code."""
    from termlode.exchange.lint.run import every_check

    return every_check()
