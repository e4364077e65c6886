"""The recogniser's compiled automaton, kept beside the compiled termbase: made when it is first asked for."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from termlode.errors import UnreadableError
from termlode.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from termlode.model import ConceptEntry
    from termlode.termbase.recognition import Recogniser


def open_recogniser(cache: Path, state: tuple[str, Mapping[str, str]], entries: Iterable[ConceptEntry]) -> Recogniser:
    """The recogniser of the compiled termbase ``cache``, from its file where that is of the same state.

    Else it is built from ``entries`` and written.
    """
    from termlode.termbase.recognition import Recogniser

    path = cache.with_suffix(".automaton")
    header = _header(*state)
    data = _read(path, header)
    if data is not None:
        with suppress(ValueError):
            return Recogniser.from_bytes(data, lambda: Recogniser.build(entries))
    recogniser = Recogniser.build(entries)
    with suppress(UnreadableError):
        _write(path, header, recogniser.to_bytes())
    return recogniser


def _header(code: str, stamps: Mapping[str, str]) -> bytes:
    """What the automaton was built from: a line of the state's checksums."""
    files = "\n".join(f"{name} {stamp}" for name, stamp in stamps.items())
    return b"termlode automaton %08x %08x %d\n" % (zlib.crc32(code.encode()), zlib.crc32(files.encode()), len(files))


def _read(path: Path, header: bytes) -> bytes | None:
    """The automaton's bytes, or None where the file is missing, out of date or damaged."""
    try:
        data = read_bytes(path)
    except UnreadableError:
        return None
    body = len(header) + 9
    if not data.startswith(header) or data[len(header) : body] != b"%08x\n" % zlib.crc32(data[body:]):
        return None
    return data[body:]


def _write(path: Path, header: bytes, data: bytes) -> None:
    from termlode.files import atomic_writer

    with atomic_writer(path) as handle:
        handle.write(header + b"%08x\n" % zlib.crc32(data) + data)
