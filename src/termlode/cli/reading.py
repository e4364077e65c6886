"""Documents named on the command line; ``-`` is standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from termlode.cli.output import warn_of
from termlode.jobs.reading import paths_of, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.model import Document


def open_text(file: str | Path | bytes, language: str | None = None) -> Document:
    """The document called ``file``; what its reader had to guess is said on standard error."""
    document = read(sys.stdin.buffer.read() if str(file) == "-" else file, language)
    warn_of(document)
    return document


def sources(files: Sequence[Path]) -> list[Path | bytes]:
    """The documents named and those in folders; what comes on standard input as bytes, last."""
    named = [path for path in files if str(path) != "-"]
    found: list[Path | bytes] = [*(paths_of(named) if named else ())]
    return found + ([sys.stdin.buffer.read()] if len(named) < len(files) else [])


def shown_name(file: str) -> str:
    """What messages call the document."""
    return "standard input" if file == "-" else file
