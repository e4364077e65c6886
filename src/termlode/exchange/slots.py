"""Bilingual files as translators work in them: slots to fill, the state of each, and what is put into them.

A slot is one segment of a job: a source, its inline codes, and a target that may be missing. Reading and filling a
format are a pair of functions (``xliff.slots``, ``po.slots``, ``ttk.slots``); filling changes the targets that were
filled, with their states, and leaves all else as it was.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from termlode.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.slots import Filling, Slot


class Job(Protocol):
    """An opened bilingual file."""

    slots: Sequence[Slot]
    takes_terms: bool  # whether the file has a place for the terms of a segment that nothing else is harmed by

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with its slots filled, by their numbers."""


_FORMATS = {"xliff": "xliff.slots", "po": "po.slots", "ts": "ttk.slots"}


def opens(path: Path | str) -> bool:
    """Whether a file is a bilingual one that has slots, by its content and name."""
    from termlode.errors import TermlodeError
    from termlode.exchange import registry

    try:
        return registry.detect(path).name in _FORMATS
    except TermlodeError:
        return False


def open_job(path: Path, options: ReadOptions, notices: Notices) -> Job:
    """The slots of a bilingual file. Raises FormatError, UnreadableError, UsageError."""
    from termlode.exchange import registry

    found = registry.detect(path)
    if found.name not in _FORMATS:
        cure = "give XLIFF, PO or a document"
        raise FormatError(f"{found.title} has no segments to translate", path=path, cure=cure)
    module = import_module(f"termlode.exchange.{_FORMATS[found.name]}")
    return cast("Job", module.open_job(path, options, notices))
