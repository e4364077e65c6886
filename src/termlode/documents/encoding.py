"""Bytes to text and back without a loss: what the encoding is, and how sure that is.

Encodings are named as Python does, ``utf-8-sig`` among them; UTF-16 and UTF-32 with a byte order mark
are ``utf-16-le-sig`` and so on, so that :func:`encode` gives the same bytes again.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.documents import legacy
from termlode.errors import UnreadableError
from termlode.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CURE = "open it in an editor and save it as UTF-8 text"
_LEGACY = ["cp1256", "gb18030", "big5", "cp1252", "iso8859_6", "cp720", "cp864", "mac_arabic", "mac_farsi"]
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gives its bytes back, and what was guessed."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, path: Path | str, declared: str | None = None) -> Decoded:
    """The text of ``data``; ``declared`` is what the file itself says and is asked before guessing.

    Raises UnreadableError for binary data, NULs, surrogates and damaged UTF-8, with the line.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name, path)
    if wide := _wide(data):
        return Decoded(data.decode(wide), wide, (_guessed(wide, "no byte order mark"),))
    if b"\0" in data:
        raise _nul(data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error, path)
    return _legacy(data, path, declared)


def encode(text: str, encoding: str) -> bytes:
    """The bytes of ``text``, with the byte order mark where the encoding's name asks for one.

    Raises UnicodeEncodeError where the encoding lacks a character.
    """
    for mark, name in _MARKS:
        if encoding == f"{name}-sig":
            return mark + text.encode(name)
    return text.encode(encoding)


def line_at(text: str | bytes, offset: int) -> int:
    """The line of an offset, from 1; lines end with LF, CR LF or CR."""
    head = text[:offset]
    if isinstance(head, bytes):
        return 1 + head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n")
    return 1 + head.count("\n") + head.count("\r") - head.count("\r\n")


def _marked(data: bytes, name: str, path: Path | str) -> Decoded:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"its byte order mark says {name.upper()}, but byte {error.start} is not {name.upper()}",
            path=path,
            line=line_at(data, error.start) if name == "utf-8" else None,
            cure=_CURE,
        ) from error
    if "\0" in text:
        raise UnreadableError("holds a NUL character", path=path, line=line_at(text, text.index("\0")), cure=_CURE)
    return Decoded(text, f"{name}-sig")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every NUL is half of an ASCII space, stop or line end."""
    head = data[:_SAMPLE] if len(data) % 2 == 0 else b""
    low, high = head[0::2].count(0), head[1::2].count(0)
    if min(low, high) > 0 or max(low, high) * 20 < len(head) // 2 or not head:
        return None
    name = "utf-16-le" if high else "utf-16-be"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return name if "\0" not in text and text[:_SAMPLE].count(" ") * 40 >= len(head) // 2 else None


def _nul(data: bytes, path: Path | str) -> UnreadableError:
    if len(_CONTROLS.findall(data[:_SAMPLE])) * 20 > len(data[:_SAMPLE]):
        return UnreadableError("is a binary file, not a text", path=path, cure="name a .txt, .html, .docx or .pdf file")
    return UnreadableError("holds a NUL byte", path=path, line=line_at(data, data.index(0)), cure=_CURE)


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, path: Path | str) -> None:
    """Raise where the bytes are UTF-8 but for a few: guessing another encoding would garble the rest."""
    line = line_at(data, error.start)
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise UnreadableError("holds half of a surrogate pair, not a character", path=path, line=line, cure=_CURE)
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    wide = sum(char > "\x7f" for char in sample)
    if sample.count("\ufffd") * 2 < wide:  # text in another encoding gives four in five and more
        wrong = f"0x{data[error.start]:02X}"
        raise UnreadableError(f"is UTF-8 except for byte {error.start} ({wrong})", path=path, line=line, cure=_CURE)


def _legacy(data: bytes, path: Path | str, declared: str | None) -> Decoded:
    if len(_CONTROLS.findall(data[:_SAMPLE])) * 200 > len(data[:_SAMPLE]):
        raise UnreadableError("is a binary file, not a text", path=path, cure="name a .txt, .html, .docx or .pdf file")
    if declared and (text := _exact(data, declared)) is not None:
        return Decoded(text, declared)
    told = legacy.likely(data)
    if told and (text := _exact(data, told)) is not None:
        return Decoded(text, told, (_guessed(told, "not UTF-8"),))
    for name in _guesses(data[:_SAMPLE]):
        text = _exact(data, name)
        if text is not None:
            return Decoded(text, name, (_guessed(name, "not UTF-8"),))
    raise UnreadableError("is in an encoding that cannot be determined", path=path, cure=_CURE)


def _exact(data: bytes, name: str) -> str | None:
    """The text, if the encoding exists and gives the very same bytes back."""
    try:
        text = data.decode(name)
        return text if text.encode(name) == data else None
    except (UnicodeError, LookupError):
        return None


def _guesses(sample: bytes) -> Iterable[str]:
    """Candidate encodings, the likeliest first: charset-normalizer's answers, then its silence's common cases."""
    from charset_normalizer import from_bytes

    found = [match.encoding for match in from_bytes(sample, cp_isolation=_LEGACY, preemptive_behaviour=False)]
    return dict.fromkeys([*found, *_LEGACY])


def _guessed(name: str, why: str) -> Notice:
    return Notice("encoding-guessed", f"{why}; read as {name}: check a line or two, or save it as UTF-8")
