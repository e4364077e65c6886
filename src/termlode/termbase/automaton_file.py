"""The recogniser's compiled automaton, kept beside the compiled termbase: made when it is first asked for."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.termbase.cache import Compiled
    from termlode.termbase.recognition import Recogniser


def open_recogniser(compiled: Compiled) -> Recogniser:
    """The recogniser of a compiled termbase, from its file where that is current, else built and written."""
    from termlode.termbase.recognition import Recogniser

    path = compiled.cache.with_suffix(".automaton")
    header = _header(compiled)
    data = _read(path, header)
    if data is not None:
        with suppress(ValueError):  # written by another Python
            return Recogniser.from_bytes(data)
    recogniser = Recogniser.build(compiled.entries())
    with suppress(UnreadableError):
        _write(path, header, recogniser.to_bytes())
    return recogniser


def _header(compiled: Compiled) -> bytes:
    """What the automaton was built from: a line of the state's checksums."""
    code, stamps = compiled.state
    files = "\n".join(f"{name} {stamp}" for name, stamp in stamps.items())
    return b"termlode automaton %08x %08x %d\n" % (zlib.crc32(code.encode()), zlib.crc32(files.encode()), len(files))


def _read(path: Path, header: bytes) -> bytes | None:
    """The automaton's bytes, or None where the file is missing, out of date or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = len(header) + 9
    if not data.startswith(header) or data[len(header) : body] != b"%08x\n" % zlib.crc32(data[body:]):
        return None
    return data[body:]


def _write(path: Path, header: bytes, data: bytes) -> None:
    from termlode.files import atomic_writer

    with atomic_writer(path) as handle:
        handle.write(header + b"%08x\n" % zlib.crc32(data) + data)
