"""The exit statuses of the command line (docs/cli.md), free of the framework that parses it."""

from __future__ import annotations

from termlode.errors import MissingExtra, NothingFound, StoreError, TermlodeError, UsageError

EXIT_NOTHING, EXIT_USAGE, EXIT_INPUT, EXIT_STORE, EXIT_PARTLY, EXIT_INTERRUPTED = 1, 2, 3, 4, 5, 130


def exit_code(error: TermlodeError) -> int:
    """The exit status of an error (docs/cli.md, exit codes)."""
    if isinstance(error, NothingFound):
        return EXIT_NOTHING
    if isinstance(error, UsageError | MissingExtra):
        return EXIT_USAGE
    return EXIT_STORE if isinstance(error, StoreError) else EXIT_INPUT
