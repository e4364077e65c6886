"""Where the ``termlode`` command begins: plain look-ups and the like answer at once, all else goes to the full one."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if "_TERMLODE_COMPLETE" not in os.environ and (status := _quickly(args)) is not None:
            sys.exit(status)
        from termlode.cli.app import main as full

        full(args)
    except KeyboardInterrupt:  # while a module was loaded; the commands themselves are guarded
        print("termlode: interrupted", file=sys.stderr)
        sys.exit(130)


def _quickly(args: Sequence[str]) -> int | None:
    """The exit status of a plain call of a verb that answers at once; None where the call is another."""
    from termlode.cli.quick import parse, place

    folder, rest = place(args)
    call = parse(rest)
    if call is None:
        return None
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError:
            return None  # the full command says what is wrong with it
    from termlode.cli.exits import guarded

    answer = import_module(call.module).answer
    return guarded(lambda: answer(**call.parameters))


if __name__ == "__main__":
    main()
