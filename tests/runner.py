"""The command line in this process: as quick as a call, with what a process of its own would show."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def run_here(*arguments: str | Path, cwd: Path, stdin: str | None = None) -> CompletedProcess[str]:
    """Run ``termlode ARGUMENTS`` in ``cwd``: its exit status, and what it wrote to each stream.

    The streams are files, as in a pipe no terminal; folder, environment and streams are put back afterwards.
    An exception that the command line lets through comes through here as well, so that no traceback is missed.
    """
    from termlode.cli.entry import main

    args = [str(argument) for argument in arguments]
    with _streams(stdin) as (out, err), _place(cwd):
        try:
            main(args)
        except SystemExit as left:
            status = left.code
        sys.stdout.flush()
        sys.stderr.flush()
        code = status if isinstance(status, int) else int(status is not None)
        return CompletedProcess(["termlode", *args], code, _written(out), _written(err))


@contextmanager
def _streams(stdin: str | None) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    before = sys.stdin, sys.stdout, sys.stderr
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write((stdin or "").encode("utf-8", "surrogateescape"))
        given.seek(0)
        sys.stdin, sys.stdout, sys.stderr = (io.TextIOWrapper(one, "utf-8", newline="") for one in (given, out, err))
        ours = sys.stdin, sys.stdout, sys.stderr
        try:
            yield out, err
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
            for stream in ours:
                stream.detach()


@contextmanager
def _place(folder: Path) -> Iterator[None]:
    before, environment = os.getcwd(), dict(os.environ)  # noqa: PTH109  # a str, to go back to
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)


def _written(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8").replace("\r\n", "\n")  # as a pipe in text mode is read
