"""The kinds of documents: their names, suffixes, and the functions that read them and write them back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from termlode.model import Document, Edit, Notice

    type Reader = Callable[[bytes, Path | str], Document]
    type Writer = Callable[[bytes, Document, Sequence[Edit]], tuple[bytes, tuple[Notice, ...]] | None]


class Kind(NamedTuple):
    """A kind of document; ``module`` (of this package) has its reader ``read`` and, unless empty, its ``write``."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    read: str
    write: str = ""
    as_text: bool = False  # what is corrected is written as a text file

    def reader(self) -> Reader:
        """The function that reads such a file, loaded now."""
        return cast("Reader", getattr(import_module(f"termlode.documents.{self.module}"), self.read))

    def writer(self) -> Writer | None:
        """The function that writes edits back into such a file; None where its text is all of it."""
        if not self.write:
            return None
        return cast("Writer", getattr(import_module(f"termlode.documents.{self.module}"), self.write))


_ALL = (
    Kind("txt", (".txt",), "plain", "read_plain"),
    Kind("html", (".html", ".htm", ".xhtml", ".shtml"), "html", "read_html", "write_html"),
    Kind("docx", (".docx",), "docx", "read_docx", "write_docx"),
    Kind("pdf", (".pdf",), "pdf", "read_pdf", as_text=True),
    Kind("md", (".md", ".markdown", ".mkd"), "markdown", "read_markdown", "write_markdown"),
    Kind("srt", (".srt",), "subtitles", "read_srt", "write_subtitles"),
    Kind("vtt", (".vtt",), "subtitles", "read_vtt", "write_subtitles"),
    Kind("odt", (".odt",), "office", "read_odt", "write_office"),
    Kind("pptx", (".pptx",), "office", "read_pptx", "write_office"),
    Kind("xlsx", (".xlsx",), "office", "read_xlsx", "write_office"),
    Kind("epub", (".epub",), "ebook", "read_epub", "write_epub"),
    Kind("rtf", (".rtf",), "rtf", "read_rtf", as_text=True),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
SUFFIXES = tuple(suffix for kind in _ALL for suffix in kind.suffixes)
NAMED = ", ".join(f".{name}" for name in KINDS)  # for messages


def by_suffix(suffix: str) -> str | None:
    """The kind that a file's suffix promises."""
    return next((kind.name for kind in _ALL if suffix.lower() in kind.suffixes), None)
