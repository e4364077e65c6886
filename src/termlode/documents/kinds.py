"""The kinds of documents: their names, suffixes, and the functions that read them and write them back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termlode.documents.sourcemap import Opened
    from termlode.model import Document

    type Reader = Callable[[bytes, Path | str], Document]
    type Opener = Callable[[bytes, Document], Opened | None]


class Kind(NamedTuple):
    """A kind of document; ``module`` (of this package) has its reader ``read``, and ``open`` unless its text is all.

    ``open`` opens it for writing (:class:`~termlode.documents.sourcemap.Opened`); None for what has changed since.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    read: str
    open: str = ""
    as_text: bool = False  # what is corrected is written as a text file

    def reader(self) -> Reader:
        """The function that reads such a file, loaded now."""
        return cast("Reader", getattr(import_module(f"termlode.documents.{self.module}"), self.read))

    def opener(self) -> Opener | None:
        """The function that opens such a file for writing; None where its text is all of it."""
        if not self.open:
            return None
        return cast("Opener", getattr(import_module(f"termlode.documents.{self.module}"), self.open))


_ALL = (
    Kind("txt", (".txt",), "plain", "read_plain"),
    Kind("html", (".html", ".htm", ".xhtml", ".shtml"), "html", "read_html", "open_html"),
    Kind("docx", (".docx",), "docx", "read_docx", "open_docx"),
    Kind("pdf", (".pdf",), "pdf", "read_pdf", as_text=True),
    Kind("md", (".md", ".markdown", ".mkd"), "markdown", "read_markdown", "open_markdown"),
    Kind("adoc", (".adoc", ".asciidoc", ".asc"), "asciidoc", "read_asciidoc", "open_asciidoc"),
    Kind("srt", (".srt",), "subtitles", "read_srt", "open_subtitles"),
    Kind("vtt", (".vtt",), "subtitles", "read_vtt", "open_subtitles"),
    Kind("odt", (".odt",), "office", "read_odt", "open_office"),
    Kind("pptx", (".pptx",), "office", "read_pptx", "open_office"),
    Kind("xlsx", (".xlsx",), "office", "read_xlsx", "open_office"),
    Kind("epub", (".epub",), "ebook", "read_epub", "open_epub"),
    Kind("rtf", (".rtf",), "rtf", "read_rtf", as_text=True),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
SUFFIXES = tuple(suffix for kind in _ALL for suffix in kind.suffixes)
NAMED = ", ".join(f".{name}" for name in KINDS)  # for messages


def by_suffix(suffix: str) -> str | None:
    """The kind that a file's suffix promises."""
    return next((kind.name for kind in _ALL if suffix.lower() in kind.suffixes), None)
