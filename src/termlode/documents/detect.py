"""What kind of file this is: its content decides, its name only where the content leaves it open."""

from __future__ import annotations

import re
from pathlib import Path

from termlode.errors import UnreadableError

KINDS = ("txt", "html", "docx", "pdf")
_CURE = "name a .txt, .html, .docx or .pdf file"
# The first bytes of what people mistake for a text, what it is, and what to do.
_FOREIGN = (
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
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
_ZIPPED = (
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an e-book"),
)
_EXCHANGE = re.compile(rb"<(?:\w+:)?(tmx|martif|tbx|xliff|TS|resources)[\s>]")
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE\s+html|<html|<head|<body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht"})


def detect(data: bytes, path: Path | str) -> str:
    """``txt``, ``html``, ``docx`` or ``pdf``. Raises UnreadableError for any other kind of file, naming it."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
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
    suffix = path.suffix.lower()
    if _HTML.match(head) or suffix in _HTML_SUFFIXES:
        return "html"
    if suffix in (".pdf", ".docx"):
        cure = "it may be damaged or misnamed: fetch it again"
        raise UnreadableError(f"is no {suffix[1:]} file inside", path=path, cure=cure)
    return "txt"


def _zip(data: bytes, path: Path | str) -> str:
    if b"word/document" in data or b"word/" in data:
        return "docx"
    for mark, what in _ZIPPED:
        if mark in data:
            raise UnreadableError(f"is {what}", path=path, cure="save it as .docx, .html or .txt")
    if Path(path).suffix.lower() == ".docx":
        return "docx"  # its reader names what is wrong
    raise UnreadableError("is a ZIP archive, not a text", path=path, cure="unpack it first")


def _compound(data: bytes, path: Path | str) -> UnreadableError:
    """An OLE compound file: an old or an encrypted Office document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(
            "is encrypted with a password", path=path, cure="open it in Word and save it without one"
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError("is an old Word file (.doc)", path=path, cure="save it as .docx")
    return UnreadableError("is an old Office file", path=path, cure="save it as .docx or .txt")
