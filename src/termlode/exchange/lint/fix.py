"""Mend what can be mended safely, into a new file: no text changes its words, no unit goes unsaid."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange import registry
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.exchange.profiles import LOSSLESS, profile
from termlode.exchange.source import read_text, utf8_chunks
from termlode.exchange.xml import without_illegal
from termlode.files import atomic_writer, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.model import TranslationUnit

_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>\s*")
_CHARSET = re.compile(r"(Content-Type:[^\n]*charset=)[^\\\n\"]+")


def fix(
    path: Path, destination: Path, client: str | None = None, *, wanted: str | None = None, encoding: str | None = None
) -> Notices:
    """Write a mended copy of ``path``; returns what was mended and what had to be left out.

    TMX is read with ``--recover`` and written anew (tags of languages, header, dates, pairing of codes;
    with ``client``: its profile). Other XML becomes UTF-8 without illegal characters; PO and tables
    become UTF-8 without mark, PO with the right charset. Raises UsageError for other formats.
    """
    notices = Notices()
    form = registry.detect(path, wanted)
    if form.name == "tmx":
        _tmx(path, destination, client, ReadOptions(encoding=encoding, recover=True), notices)
    elif form.name in ("tbx", "xliff"):
        _xml(path, destination, encoding, notices)
    elif form.name in ("po", "csv", "tsv", "omegat-glossary"):
        text = read_text(path, notices, encoding)
        write_text(destination, _CHARSET.sub(r"\1UTF-8", text) if form.name == "po" else text)
    else:
        raise UsageError(f"{path}: {form.title} files cannot be repaired")
    return notices


def _tmx(path: Path, destination: Path, client: str | None, options: ReadOptions, notices: Notices) -> None:
    from termlode.exchange.tmx.read import read, read_header
    from termlode.exchange.tmx.write import tidied, write

    chosen = replace(profile(client), explode=False, duplicates="keep", longest=None) if client else LOSSLESS

    def units() -> Iterator[TranslationUnit]:
        for unit in read(path, options, notices):
            texts = (v if v.codes else replace(v, text=tidied(v.text)) for v in unit.variants)
            yield replace(unit, variants=tuple(texts))

    write(units(), destination, client=chosen, header=read_header(path, options), notices=notices)


def _xml(path: Path, destination: Path, encoding: str | None, notices: Notices) -> None:
    first = True
    with atomic_writer(destination) as handle:
        for chunk in without_illegal(utf8_chunks(path, notices, encoding), notices):
            data = chunk
            if first and data:
                data = b'<?xml version="1.0" encoding="UTF-8"?>\n' + _DECLARATION.sub(b"", data)
                first = False
            handle.write(data)
