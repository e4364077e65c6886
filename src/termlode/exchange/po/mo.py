"""Read MO, the compiled form of PO (GNU gettext manual, "The Format of GNU MO Files"; revisions 0.0, 0.1, 1.0 and 1.1).

Revision x.1 has strings beside the tables that depend on the system (``PRIu64`` and its like): their pieces are put
together with the name where the system's own text would stand, as PO writes it: ``%<PRIu64>``.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.exchange.po.parse import Catalogue, Message, header_of
from termlode.exchange.po.read import units_of
from termlode.exchange.source import lookup, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.model import TranslationUnit

_LIMIT = 64 << 20
_MAGIC = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}
_CHARSET = re.compile(rb"charset=([^\s\\\"]+)", re.IGNORECASE)
_LAST_SEGMENT = 0xFFFFFFFF


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[TranslationUnit]:
    """The translated messages. Raises FormatError, UnreadableError, or UsageError without a target language."""
    data = read_whole(path, _LIMIT)
    try:
        pairs = list(_pairs(data))
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise FormatError("is not a valid MO file: its tables lead out of it", path=path) from error
    header = next((text for key, text in pairs if not key), b"")
    charset = (
        options.encoding or ((found := _CHARSET.search(header)) and found[1].decode("ascii", "replace")) or "utf-8"
    )
    encoding = lookup(charset, path)
    try:
        messages = [_message(n, key.decode(encoding), text.decode(encoding)) for n, (key, text) in enumerate(pairs, 1)]
    except UnicodeDecodeError as error:
        raise FormatError(f"is not {charset}", path=path, cure="add --encoding NAME") from error
    yield from units_of(Catalogue([one for one in messages if one.msgid], header_of(messages)), path, options, notices)


def _message(number: int, key: str, text: str) -> Message:
    context, parted, source = key.rpartition("\x04")
    singular, _, plural = source.partition("\0")
    made = Message(number, msgctxt=context if parted else None, msgid=singular, msgid_plural=plural)
    if plural:
        made.msgstr_plural = dict(enumerate(text.split("\0")))
    else:
        made.msgstr = text
    return made


def _pairs(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    order = _MAGIC[data[:4]]
    revision, count, keys, texts = struct.unpack_from(f"{order}4I", data, 4)
    if revision >> 16 > 1 or count > len(data):
        raise ValueError("an unknown revision, or more strings than bytes")
    for number in range(count):
        yield _string(data, order, keys + 8 * number), _string(data, order, texts + 8 * number)
    if revision & 0xFFFF:
        yield from _system_pairs(data, order)


def _string(data: bytes, order: str, place: int) -> bytes:
    length, start = struct.unpack_from(f"{order}2I", data, place)
    if start + length > len(data):
        raise ValueError("a string leads out of the file")
    return data[start : start + length]


def _system_pairs(data: bytes, order: str) -> Iterator[tuple[bytes, bytes]]:
    kinds, kinds_at, count, keys, texts = struct.unpack_from(f"{order}5I", data, 28)
    if kinds + count > len(data):
        raise ValueError("more strings than bytes")
    names = [_string(data, order, kinds_at + 8 * number).rstrip(b"\0") for number in range(kinds)]
    for number in range(count):
        places = struct.unpack_from(f"{order}I", data, keys + 4 * number) + struct.unpack_from(
            f"{order}I", data, texts + 4 * number
        )
        key, text = (_pieces(data, order, place, names) for place in places)
        yield key, text


def _pieces(data: bytes, order: str, place: int, names: list[bytes]) -> bytes:
    """A string of pieces: each is some bytes of the text, then the name of what the system puts after them."""
    (start,) = struct.unpack_from(f"{order}I", data, place)
    found = b""
    while True:
        length, name = struct.unpack_from(f"{order}2I", data, place + 4)
        if start + length > len(data):
            raise ValueError("a string leads out of the file")
        found += data[start : start + length]
        if name == _LAST_SEGMENT:
            return found.removesuffix(b"\0")
        found += b"<" + names[name] + b">"
        start += length
        place += 8
