"""The exit statuses of the command line (docs/cli.md), free of the framework that parses it."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from termlode.cli.output import warn
from termlode.errors import MissingExtra, NothingFound, StoreError, TermlodeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

EXIT_NOTHING, EXIT_USAGE, EXIT_INPUT, EXIT_STORE, EXIT_PARTLY, EXIT_INTERRUPTED = 1, 2, 3, 4, 5, 130


def exit_code(error: TermlodeError) -> int:
    """The exit status of an error (docs/cli.md, exit codes)."""
    if isinstance(error, NothingFound):
        return EXIT_NOTHING
    if isinstance(error, UsageError | MissingExtra):
        return EXIT_USAGE
    return EXIT_STORE if isinstance(error, StoreError) else EXIT_INPUT


def of_batch(done: int, failed: int) -> int:
    """The exit status of a batch: all is well, some inputs failed, or all of them did."""
    if not failed:
        return 0
    return EXIT_PARTLY if done else EXIT_INPUT


def guarded(work: Callable[[], object]) -> int:
    """Do ``work`` and give the exit status; what it raises becomes one line on standard error.

    A reader that has seen enough (head, less) is no error. SystemExit of the framework passes through.
    """
    if sys.stdout is None:  # closed by the caller: >&-
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # a device, open until the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _flushing(work)
    except TermlodeError as error:
        return _told(str(error), exit_code(error))
    except BrokenPipeError:
        return _abandoned(0)
    except UnicodeEncodeError as error:  # bytes that are not UTF-8 reach us as halves of surrogate pairs
        wrong = error.object[error.start : error.end]
        return _told(f"{wrong!a} is not text: it was not given as UTF-8 (is the locale a UTF-8 one?)", EXIT_INPUT)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        cure = " (is the disk full?)" if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        return _abandoned(_told(f"{name}{error.strerror or error}{cure}", EXIT_INPUT))
    except KeyboardInterrupt:
        return _told("interrupted", EXIT_INTERRUPTED)
    return 0


def _flushing(work: Callable[[], object]) -> None:
    """Do ``work`` and write out what is buffered, while an error of that can still be told."""
    try:
        work()
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # the framework makes it a status of its own
            raise left.__context__ from None
        if left.code == EXIT_INTERRUPTED:  # the framework says nothing
            raise KeyboardInterrupt from None
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def _told(message: str, status: int) -> int:
    warn(message)
    return status


def _abandoned(status: int) -> int:
    """Send what is left in the buffer nowhere: it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status
