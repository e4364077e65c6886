"""PDF: the text layer, page by page, as paragraphs in reading order; what it lacks is said, not guessed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any

from termlode.documents import columns, furniture, layout, pdf_lines, plain, structure
from termlode.errors import UnreadableError
from termlode.languages import scripts
from termlode.model import Document, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.documents.columns import Line

_PAGES = 10_000  # a source text beyond this is a mistake
_OCR = "run OCR over it first, for example: ocrmypdf -l fas+ara+eng IN.pdf OUT.pdf"
_LARGE = 1.15  # times the usual letters: a heading


def read_pdf(data: bytes, path: Path | str) -> Document:
    """The text of a PDF. Raises UnreadableError where it is encrypted, damaged, or a scan without text."""
    pages, scanned = _pages(data, path)
    if scanned and not any(pages):
        raise UnreadableError("is a scan without a text layer", path=path, cure=_OCR)
    pages, mended = _mended(pages)
    kept, dropped = _without_furniture(pages)
    rtl = _is_right_to_left(kept)
    parts = columns.paragraphs([column for page in kept for column in columns.ordered(page, rtl)], rtl)
    text = "\n\n".join(columns.joined(part.lines) for part in parts)
    found = plain.document(text, path, kind="pdf", notices=(*_scans(scanned), *dropped, *mended))
    return replace(found, blocks=_headings(found, parts), notices=(*found.notices, *_private(text)))


def _pages(data: bytes, path: Path | str) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers (from 1) of pages that are images without text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(str(error), path) from error
    pages: list[list[Line]] = []
    scanned: list[int] = []
    try:
        if len(document) > _PAGES:
            raise UnreadableError(f"has more than {_PAGES} pages", path=path, cure="split it")
        for number in range(len(document)):
            lines, image = _page(document, number)
            pages.append(lines)
            if image and not lines:
                scanned.append(number + 1)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"its page {len(pages) + 1} is damaged", path=path, cure="download it again") from error
    finally:
        document.close()
    return pages, scanned


def _page(document: Any, number: int) -> tuple[list[Line], bool]:
    """The lines of a page and, where it has none, whether there is an image instead."""
    import pypdfium2.raw as pdfium

    page = document[number]
    textpage = page.get_textpage()
    lines = pdf_lines.page_lines(textpage, number)
    image = not lines and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    textpage.close()
    page.close()
    return lines, image


def _unreadable(reason: str, path: Path | str) -> UnreadableError:
    if "password" in reason.lower():
        return UnreadableError("is encrypted with a password", path=path, cure="save it without one")
    if "security" in reason.lower():
        return UnreadableError("is encrypted in a way that PDFium cannot open", path=path, cure="save it without it")
    return UnreadableError("is a damaged PDF file", path=path, cure="download it again")


def _mended(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Notice]]:
    """The lines with the sure repairs of the layout room made, and how many of each kind."""
    lines = [line for page in pages for line in page]
    text = "\n".join(line.text for line in lines)
    found = layout.repairs(text)
    sure = [repair for repair in found if repair.sure]
    after = layout.apply(text, sure).split("\n")
    numbers = Counter(repair.rule for repair in sure)
    said = [Notice("text-repaired", f"{rule}: {count} repaired") for rule, count in sorted(numbers.items())]
    said += [
        Notice("text-suspect", f"{repair.rule}: {repair.evidence}", text=text[repair.start : repair.end][:200])
        for repair in found if not repair.sure
    ]  # fmt: skip
    fresh = iter(after)
    return [[replace(line, text=" ".join(next(fresh).split())) for line in page] for page in pages], said


def _without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Notice]]:
    """Pages without running heads, feet and page numbers, which are named."""
    sorted_pages = [sorted(page, key=lambda line: -line.middle) for page in pages]
    gone = furniture.repeated([[line.text for line in page] for page in sorted_pages])
    dropped = {id(sorted_pages[page][index]) for page, index in gone}
    kept = [[line for line in page if id(line) not in dropped and line.text] for page in pages]
    said = [
        Notice("furniture-dropped", f"page furniture left out on page {page + 1}", text=sorted_pages[page][index].text)
        for page, index in sorted(gone)
    ]
    return kept, said


def _is_right_to_left(pages: Sequence[Sequence[Line]]) -> bool:
    found: Counter[str] = Counter()
    for page in pages:
        for line in page:
            found += scripts.counts(line.text)
    return found["Arab"] + found["Hebr"] > found["Latn"] + 2 * found["Hani"]


def _headings(document: Document, parts: Sequence[columns.Paragraph]) -> Any:
    """The blocks, those in larger letters as headings."""
    sizes = sorted(line.size for part in parts for line in part.lines for _ in line.text)
    usual = median(sizes) if sizes else 0.0
    large: set[int] = set()
    start = 0
    for part in parts:
        if part.lines[0].size > _LARGE * usual:
            large.add(start)
        start += len(columns.joined(part.lines)) + 2
    return tuple(
        replace(block, kind="heading", level=1) if block.start in large and block.kind == "paragraph" else block
        for block in document.blocks
    )


def _scans(scanned: Sequence[int]) -> Iterator[Notice]:
    for number in scanned:
        yield Notice("no-text-layer", f"page {number} is an image without text: {_OCR}")


def _private(text: str) -> Iterator[Notice]:
    """Which glyphs of a font's own stand in the text, and where first."""
    first: dict[str, int] = {}
    numbers: Counter[str] = Counter()
    for start, end in layout.private_use(text):
        for offset in range(start, end):
            first.setdefault(text[offset], offset)
            numbers[text[offset]] += 1
    for glyph, count in numbers.items():
        line = 1 + structure.breaks(text, 0, first[glyph])
        around = text[max(first[glyph] - 20, 0) : first[glyph] + 20]
        said = f"U+{ord(glyph):04X}, {count} times: a glyph of a private font that cannot be read"
        yield Notice("private-use", said, line, around)
