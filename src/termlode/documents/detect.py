"""What kind of file this is: its content decides, its name only where the content leaves it open."""

from __future__ import annotations

import re
from pathlib import Path

from termlode.documents.kinds import NAMED, by_suffix
from termlode.errors import UnreadableError

_CURE = f"name a {NAMED} file"
# The first bytes of what people mistake for a text, what it is, and what to do.
_FOREIGN = (
    (b"\x89PNG", "a PNG image", "run OCR over it first"),
    (b"\xff\xd8\xff", "a JPEG image", "run OCR over it first"),
    (b"GIF8", "a GIF image", "run OCR over it first"),
    (b"II*\0", "a TIFF image", "run OCR over it first"),
    (b"MM\0*", "a TIFF image", "run OCR over it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3\0", "an SQLite database", _CURE),
    (b"\x7fELF", "a program", _CURE),
    (b"%!PS", "a PostScript file", "convert it to PDF or text"),
)
# What a ZIP package holds, and the kind or the name of what it is.
_ZIPPED = (
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
)
_OTHER_ZIPPED = (
    (b"opendocument", "an OpenDocument file without text"),
    (b"epub+zip", "an unusual e-book"),
)
_BILINGUAL = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf", ".tmx", ".tbx", ".po", ".tipp", ".sdltm")
_EXCHANGE = re.compile(rb"<(?:\w+:)?(tmx|martif|tbx|xliff|TS|resources)[\s>]")
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE\s+html|<html|<head|<body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BY_SUFFIX = ("html", "md", "adoc", "srt", "vtt")  # texts whose kind their name says
_SUBTITLES = re.compile(r"\s*WEBVTT(?:[ \t\n]|\Z)|\s*1[ \t]*\n[ \t]*\d{1,3}:\d\d:\d\d,\d{1,3}[ \t]*-->")


def detect(data: bytes, path: Path | str) -> str:
    """The name of a kind (see kinds). Raises UnreadableError for any other kind of file, naming it."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, path)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _compound(data, path)
    for magic, what, cure in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(f"is {what}, not a text", path=path, cure=cure)
    return _text(data[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf"), Path(path))


def _text(head: bytes, path: Path) -> str:
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if match := _EXCHANGE.search(head) if head.lstrip().startswith(b"<") else None:
        what = f"is bilingual data ({match[1].decode()}), not a source text"
        raise UnreadableError(what, path=path, cure="use termlode import")
    promised = by_suffix(path.suffix)
    if _HTML.match(head):
        return "html"
    if subtitles := _SUBTITLES.match(head.decode("utf-8", "replace").replace("\r\n", "\n")):
        return "vtt" if "WEBVTT" in subtitles[0] else "srt"
    if promised in _BY_SUFFIX or promised is None or promised == "txt":
        return promised or ("html" if path.suffix.lower() == ".mht" else "txt")
    cure = "it may be damaged or misnamed: fetch it again"
    raise UnreadableError(f"is not a {path.suffix.lower()} file inside", path=path, cure=cure)


def _zip(data: bytes, path: Path | str) -> str:
    if b"word/document" in data or b"word/" in data:
        return "docx"
    for mark, kind in _ZIPPED:
        if mark in data:
            return kind
    for mark, what in _OTHER_ZIPPED:
        if mark in data:
            raise UnreadableError(f"is {what}", path=path, cure="save it as .docx, .html or .txt")
    promised = by_suffix(Path(path).suffix)
    if promised in ("docx", "odt", "pptx", "xlsx", "epub"):
        return promised  # its reader names what is wrong
    raise _archive(data, path)


def _archive(data: bytes, path: Path | str) -> UnreadableError:
    """A ZIP archive: what a CAT tool's package holds, and how to get at it."""
    import io
    import zipfile

    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        names = []
    held = [name for name in names if name.lower().endswith(_BILINGUAL)]
    if not held:
        return UnreadableError("is a ZIP archive, not a text", path=path, cure="unpack it first")
    shown = ", ".join(held[:3]) + (f" and {len(held) - 3} more" if len(held) > 3 else "")
    cure = f"unpack it (unzip {Path(path).name}) and import {Path(held[0].replace(chr(92), '/')).name}"
    return UnreadableError(f"is a package of a translation tool that holds {shown}", path=path, cure=cure)


def _compound(data: bytes, path: Path | str) -> UnreadableError:
    """An OLE compound file: an old or an encrypted Office document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(
            "is encrypted with a password", path=path, cure="open it in Word and save it without one"
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError("is an old Word file (.doc)", path=path, cure="save it as .docx")
    return UnreadableError("is an old Office file", path=path, cure="save it as .docx or .txt")
