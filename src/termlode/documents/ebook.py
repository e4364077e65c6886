"""E-books (EPUB 2 and 3): the chapters in reading order, each an HTML page, written back in place.

https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from termlode.documents import gather, html, sourcemap
from termlode.documents.package import Package
from termlode.documents.xmltags import attribute
from termlode.errors import UnreadableError
from termlode.model import Document

if TYPE_CHECKING:
    from pathlib import Path


_TAG = r"<(?:[\w.-]+:)?{}\b([^<>]*)>"
_LANGUAGE = re.compile(r"<dc:language[^<>]*>\s*([A-Za-z]{2,3})\b")
_PAGES = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes, path: Path | str) -> Document:
    """An e-book. Raises UnreadableError where it is damaged, encrypted or too large."""
    package = Package(data, path)
    gathered, _, language = _gather(package)
    text, blocks = gathered.finish(language)
    return Document(str(path), "epub", text, blocks, places=tuple(gathered.places))


def open_epub(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The book opened for writing; None where its text is no longer the document's."""
    package = Package(data, document.path)
    gathered, parts, _ = _gather(package)
    if gathered.extract.text != document.text:
        return None
    return gather.package_file(data, package, parts, gathered.extract.atoms)


def _gather(package: Package) -> tuple[gather.Gathering, gather.Parts, str]:
    gathered, parts = gather.Gathering(), gather.Parts()
    names, language = _spine(package)
    for number, name in enumerate(names, start=1):
        page = package.text(name, checked=False)
        base = parts.add(name, page)
        gathered.absorb(*html.fragment(page), base, place=f"page {number}, {posixpath.basename(name)}")
    return gathered, parts, language


def _spine(package: Package) -> tuple[list[str], str]:
    """The pages in reading order, and the book's language."""
    if "META-INF/encryption.xml" in package.names() and "rights.xml" in " ".join(package.names()):
        raise UnreadableError("is protected against copying", path=package.path, cure="ask its publisher for a text")
    container = package.text("META-INF/container.xml", checked=False)
    root = next(
        (found for rest in re.findall(_TAG.format("rootfile"), container) if (found := attribute(rest, "full-path"))),
        "",
    )
    if root not in package.names():
        raise UnreadableError("names no contents", path=package.path, cure="download it again")
    contents = package.text(root, checked=False)
    items = {attribute(rest, "id"): rest for rest in re.findall(_TAG.format("item"), contents)}
    pages = []
    for rest in re.findall(_TAG.format("itemref"), contents):
        item = items.get(attribute(rest, "idref"), "")
        if attribute(item, "media-type") in _PAGES and "nav" not in (attribute(item, "properties") or "").split():
            target = unquote(attribute(item, "href") or "")
            pages.append(posixpath.normpath(posixpath.join(posixpath.dirname(root), target)))
    language = _LANGUAGE.search(contents)
    return [name for name in dict.fromkeys(pages) if name in package.names()], language[1].lower() if language else ""
