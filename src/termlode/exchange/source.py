"""Files as streams of UTF-8: byte order marks, declared encodings, gzip and zip, all within bounds.

Sources: XML 1.0 (5th ed.) 4.3.3 and appendix F; RFC 1952; the .ZIP application note 4.3.
"""

from __future__ import annotations

import codecs
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from termlode.errors import FormatError, InputError, UnreadableError
from termlode.files import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.exchange.notices import Notices

CHUNK = 1 << 16
HEAD = 1 << 14
MAX_UNPACKED = 8 << 30
MAX_RATIO = 200  # of text packed honestly: 5 to 50; of a bomb: up to 1032
FREE_RATIO = 32 << 20  # below this size a high ratio does no harm

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"']{1,60})["']""")
# Encodings of text only: Python's codecs also hold rot13, zlib, idna …, and UTF-7 hides markup from every filter.
_KNOWN = re.compile(
    r"utf-(8|8-sig|16|16-le|16-be|32|32-le|32-be)|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|hz"
    r"|big5(hkscs)?|shift_jis\w*|euc_\w+|iso2022_\w+|johab|kz1048|ptcp154|tis-620"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, for detection: unpacked bytes, and what they say when decoded."""

    name: str  # the file's name, without .gz or .zip
    data: bytes
    text: str
    encoding: str

    @property
    def root(self) -> str:
        """The local name of the XML root element, or the empty string."""
        found = _root(self.text)
        return found[1].rpartition(":")[2] if found else ""


_SKIPPED = (("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">"))
_NAME = re.compile(r"<([\w:.-]+)")


def _root(text: str) -> re.Match[str] | None:
    """The first start tag after declaration, comments and DOCTYPE, in one pass (no back-tracking)."""
    at = 0
    while at < len(text):
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        pair = next((pair for pair in _SKIPPED if text.startswith(pair[0], at)), None)
        if pair is None:
            return _NAME.match(text, at)
        end = text.find(pair[1], at)
        subset = text.find("[", at, end) if pair[1] == ">" else -1
        if subset >= 0:
            end = text.find("]>", at)
        if end < 0:
            return None
        at = end + (2 if subset >= 0 else len(pair[1]))
    return None


@contextmanager
def open_bytes(path: Path | str, *, raw: bool = False) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where it is gzip (or a .zip with one member), unless ``raw``.

    Raises UnreadableError where it is missing, unreadable, empty, or an archive under another name.
    """
    with open_file(path) as handle:
        magic = handle.read(4)
        handle.seek(0)
        if not magic:
            raise UnreadableError("is empty", path=path)
        if raw:
            yield handle
        elif magic[:2] == b"\x1f\x8b":
            yield from _gzip(handle, path)
        elif magic == b"PK\x03\x04":
            yield from _zip(handle, path)
        else:
            yield handle


def _gzip(handle: IO[bytes], path: Path | str) -> Iterator[IO[bytes]]:
    import gzip

    with gzip.GzipFile(fileobj=handle) as unpacked:
        yield cast("IO[bytes]", _Bounded(cast("IO[bytes]", unpacked), handle, path))


def _zip(handle: IO[bytes], path: Path | str) -> Iterator[IO[bytes]]:
    import zipfile

    if not str(path).lower().endswith(".zip"):
        raise FormatError("this is a ZIP archive", path=path, cure="unpack it, or name it .zip if it holds one file")
    try:
        archive = zipfile.ZipFile(handle)
    except zipfile.BadZipFile as error:
        raise FormatError(f"is a damaged ZIP archive: {error}", path=path) from error
    with archive:
        members = [item for item in archive.infolist() if not item.is_dir()]
        if len(members) != 1:
            raise FormatError(f"is a ZIP archive of {len(members)} files", path=path, cure="unpack it")
        try:
            unpacked = archive.open(members[0])
        except (RuntimeError, NotImplementedError) as error:
            raise UnreadableError(f"cannot be unpacked: {error}", path=path, cure="unpack it") from error
        with unpacked:
            yield cast("IO[bytes]", _Bounded(unpacked, handle, path))


class _Bounded:
    """A stream that is being unpacked, refused when it grows like a bomb."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes], path: Path | str) -> None:
        self._stream, self._packed, self._path, self._size = stream, packed, path, 0

    def read(self, size: int) -> bytes:
        import zipfile
        import zlib

        try:
            data = self._stream.read(size)
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            raise UnreadableError(f"is a damaged archive: {error}", path=self._path) from error
        self._size += len(data)
        if self._size > MAX_UNPACKED or self._size > max(FREE_RATIO, MAX_RATIO * self._packed.tell()):
            raise UnreadableError(f"unpacks to more than {self._size >> 20} MB: refused", path=self._path)
        return data

    def tell(self) -> int:
        """Where reading stands in the packed file: its size is known, that of what it holds is not."""
        return self._packed.tell()


def read_head(path: Path | str) -> Head:
    """The beginning of ``path``. Raises UnreadableError where it cannot be read."""
    name = Path(path).name
    lower = name.lower()
    if lower.endswith((".gz", ".zip")):
        name = name.rpartition(".")[0]
    packed_office = not lower.endswith(".zip")  # xlsx and the like are zip files themselves
    with open_bytes(path, raw=True) as handle:
        start = handle.read(4)
    if start == b"PK\x03\x04" and packed_office:
        return Head(name, start, "", "binary")
    with open_bytes(path) as handle:
        data = handle.read(HEAD)
    encoding, skip = _guess(data)
    return Head(name, data, data[skip:].decode(encoding, "replace"), encoding)


def _guess(data: bytes) -> tuple[str, int]:
    """The encoding that the bytes show, ignoring what they declare, and the length of the mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    wide = _wide(data)
    return (wide or "utf-8"), 0


def _wide(data: bytes) -> str | None:
    if len(data) >= 4 and data[0] and not data[1] and data[2] and not data[3]:
        return "utf-16-le"
    if len(data) >= 4 and not data[0] and data[1] and not data[2] and data[3]:
        return "utf-16-be"
    return None


def lookup(name: str, path: Path | str) -> str:
    """The codec of an encoding's name. Raises InputError where it is unknown or not of plain text."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        codec = ""
    if not _KNOWN.fullmatch(codec):
        raise UnreadableError(f"unknown encoding {name!r}", path=path, cure="add --encoding NAME, such as utf-8")
    return codec


def xml_encoding(data: bytes, path: Path | str, notices: Notices, wanted: str | None = None) -> tuple[str, int]:
    """The encoding of an XML file from its first bytes, and the length of its mark (XML 1.0, appendix F).

    What the bytes show stands before what the file declares, and ``wanted`` before both.
    """
    seen, skip = _guess(data)
    if wanted:
        return lookup(wanted, path), skip
    declared = _declaration(data, seen, skip)
    if skip:
        if declared and _family(lookup(declared, path)) != _family(seen):
            message = f"declares {declared}, but its byte order mark says {seen.upper()}"
            notices.add("encoding-declaration", message, line=1)
        return seen, skip
    if seen != "utf-8":
        notices.add("utf-16-no-mark", f"{seen.upper()} without a byte order mark, read all the same", line=1)
        return seen, 0
    if declared is None:
        return "utf-8", 0
    codec = lookup(declared, path)
    if codec.startswith(("utf-16", "utf-32")):
        notices.add("encoding-declaration", f"declares {declared}, but the bytes are not: read as UTF-8", line=1)
        return "utf-8", 0
    return ("utf-8" if codec in ("utf-8-sig", "ascii") else codec), 0


def _family(codec: str) -> list[str]:
    return codec.split("-")[:2]


def _declaration(data: bytes, seen: str, skip: int) -> str | None:
    start = data[skip : skip + 1024]
    if seen != "utf-8":
        start = start.decode(seen, "replace").encode("ascii", "replace")
    found = _DECLARED.match(start)
    return found[1].decode("ascii", "replace") if found else None


def utf8_chunks(path: Path | str, notices: Notices, encoding: str | None = None, size: int = CHUNK) -> Iterator[bytes]:
    """An XML file as UTF-8, in chunks, without its mark. UTF-8 files come as they are, unchecked.

    Raises InputError with the line where the bytes are not of the encoding.
    """
    with open_bytes(path) as handle:
        first = handle.read(size)
        notices.position = handle.tell()
        codec, skip = xml_encoding(first, path, notices, encoding)
        if codec in ("utf-8", "utf-8-sig"):
            yield first[skip:]
            while chunk := handle.read(size):
                notices.position = handle.tell()
                yield chunk
            return
        yield from _recode(handle, first[skip:], codec, path, notices)


def _recode(handle: IO[bytes], chunk: bytes, codec: str, path: Path | str, notices: Notices) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    latin: codecs.IncrementalDecoder | None
    latin = codecs.getincrementaldecoder("utf-8")() if codec in ("iso8859-1", "iso8859-15", "cp1252") else None
    line, wide = 1, False
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            raise UnreadableError(
                f"is not valid {codec}: {error.reason}", path=path, line=line, cure="add --encoding NAME"
            ) from error
        if latin is not None:
            wide = wide or not chunk.isascii()
            latin = _still_utf8(latin, chunk)
        yield text.encode("utf-8", "surrogatepass")
        if not chunk:
            break
        line += text.count("\n")
        chunk = handle.read(CHUNK)
        notices.position = handle.tell()
    if latin is not None and wide:
        notices.add("mojibake", f"declares {codec} but looks like UTF-8 (Ø®Ø§…): add --encoding utf-8", line=1)


def _still_utf8(decoder: codecs.IncrementalDecoder, chunk: bytes) -> codecs.IncrementalDecoder | None:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError:
        return None
    return decoder


def read_whole(path: Path | str, limit: int) -> bytes:
    """All bytes of a file, unpacked. Raises UnreadableError where there are more than ``limit``."""
    with open_bytes(path) as handle:
        data = handle.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"is longer than {limit >> 20} MB", path=path, cure="split it")
    return data


def read_text(path: Path | str, notices: Notices, encoding: str | None = None, limit: int = 256 << 20) -> str:
    """The whole of a text file (PO, CSV …): by its mark, by ``encoding``, else UTF-8.

    Raises UnreadableError with the line where it is not, where it holds NUL, or where it is too long.
    """
    data = read_whole(path, limit)
    codec, skip = _guess(data)
    if encoding and not skip:
        codec = lookup(encoding, path)
    if skip and codec == "utf-8":
        notices.add("byte-order-mark", "starts with a byte order mark", line=1)
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        line = data[: skip + error.start].count(b"\n") + 1
        cure = "add --encoding NAME, such as windows-1256"
        raise UnreadableError(f"is not valid {codec.upper()}", path=path, line=line, cure=cure) from error
    if "\0" in text:
        raise FormatError("holds NUL characters", path=path, line=text[: text.index("\0")].count("\n") + 1)
    if not text.strip():
        raise InputError("is empty", path=path)
    return text


def text_lines(path: Path | str, notices: Notices, encoding: str | None = None) -> list[str]:
    """The lines of a text file, parted at line feeds only: U+2028, U+0085 and the like are text."""
    lines = [line.removesuffix("\r") for line in read_text(path, notices, encoding).split("\n")]
    return lines if len(lines) > 1 or "\r" not in lines[0] else lines[0].split("\r")
