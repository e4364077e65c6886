"""Write tables: CSV, TSV and XLSX, of a memory or of terms.

A memory's table has a column a language (or source, target for one pair), and context and note where
there are any. A termbase's has a row a concept and a column a language, synonyms parted by `` | ``.
"""

from __future__ import annotations

import csv
import io
import re
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from termlode.exchange.losses import no_pair
from termlode.exchange.selection import text_pairs
from termlode.exchange.tabular.rows import encoded
from termlode.files import atomic_writer
from termlode.sheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from openpyxl import Workbook

    from termlode.exchange.options import WriteOptions
    from termlode.model import ConceptEntry, LanguageSection, TranslationUnit

_GOOD = ("preferred", "admitted")
SYNONYMS = " | "


def csv_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write units as CSV; the number of rows."""
    return text_table(_memory_rows(units, options), destination, options, ",")


def tsv_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write units as a tab-separated table; the number of rows."""
    return text_table(_memory_rows(units, options), destination, options, "\t")


def xlsx_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write units as an Excel workbook; the number of rows."""
    return _workbook(_memory_rows(units, options), destination, options)


def csv_terms(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write concept entries as CSV; the number of rows."""
    return text_table(_term_rows(entries, options), destination, options, ",")


def tsv_terms(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write concept entries as a tab-separated table; the number of rows."""
    return text_table(_term_rows(entries, options), destination, options, "\t")


def xlsx_terms(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write concept entries as an Excel workbook; the number of rows."""
    return _workbook(_term_rows(entries, options), destination, options)


def text_table(rows: Iterator[list[str]], destination: Path | str, options: WriteOptions, delimiter: str) -> int:
    """Write rows, the heading first, as delimited text; the number of rows after the heading."""
    count = -1
    with atomic_writer(destination) as handle:
        stream = io.TextIOWrapper(handle, encoding="utf-8-sig" if options.bom else "utf-8", newline="")
        writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
        for row in rows:
            writer.writerow([guarded(cell) if options.escape else cell for cell in row])
            count += 1
        stream.flush()
        stream.detach()
    return max(count, 0)


def _workbook(rows: Iterator[list[str]], destination: Path | str, options: WriteOptions) -> int:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Termlode")
    sheet.freeze_panes = "A2"
    count = -1
    for row in rows:
        if not _fits(row, count + 1, options):
            continue
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=_sheet_text(text))
            cell.data_type = "s"  # never a formula, whatever it begins with
            if count < 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
        count += 1
    with atomic_writer(destination) as handle:
        _save(book, handle)
    return max(count, 0)


def _save(book: Workbook, handle: IO[bytes]) -> None:
    """Write a workbook without the time of writing, which stands in its properties and at each of its members."""
    packed = io.BytesIO()
    book.save(packed)
    with ZipFile(packed) as old, ZipFile(handle, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = ZipInfo(member.filename)  # 1980
            info.compress_type = ZIP_DEFLATED
            with old.open(member) as source, new.open(info, "w", force_zip64=member.file_size >= 1 << 31) as target:
                while block := source.read(1 << 20):
                    target.write(
                        _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z", block) if "core.xml" in info.filename else block
                    )


_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
MAX_ROWS, MAX_TEXT = 1 << 20, 32_767  # of a sheet and of a cell (Excel specifications and limits)


def _fits(row: list[str], number: int, options: WriteOptions) -> bool:
    """Whether a sheet can hold the row; if not it is counted."""
    if number >= MAX_ROWS:
        options.notices.skip("rows", f"a sheet holds {MAX_ROWS:,} rows: the rest is left out (CSV has no such limit)")
    elif max(map(len, row), default=0) > MAX_TEXT:
        message = f"a cell holds {MAX_TEXT:,} characters: a row with a longer text is left out (CSV has no such limit)"
        options.notices.skip("long", message, text=next(cell for cell in row if len(cell) > MAX_TEXT))
    else:
        return True
    return False


def _sheet_text(text: str) -> str:
    from termlode.exchange.xml import ILLEGAL

    text = ILLEGAL.sub("", text)
    # there is no formula here, but reading takes one apostrophe off, and the text of an error for one
    return encoded(guarded(text) if text.startswith(("'", "#", "Err:")) else text)


# ── memory ───────────────────────────────────────────────────────────────────────────────────────


def _memory_rows(units: Iterable[TranslationUnit], options: WriteOptions) -> Iterator[list[str]]:
    if options.source and options.target:
        yield ["source", "target", "context", "note"]
        for unit in units:
            for part in text_pairs(unit, options.source, options.target):
                left, right = part.variants
                yield [left.text, right.text, unit.context.key or "", _notes(unit)]
        return
    kept = list(units)  # the languages must be known before the heading is written
    languages = list(dict.fromkeys(variant.language for unit in kept for variant in unit.variants))
    yield [*languages, "context", "note"]
    for unit in kept:
        for texts in _lines(unit, languages):
            yield [*texts, unit.context.key or "", _notes(unit)]


def _lines(unit: TranslationUnit, languages: Sequence[str]) -> Iterator[list[str]]:
    """A unit as a row with a cell a language; further texts of a language in rows of their own, beside the others."""
    texts = {tag: [v.text for v in unit.variants if v.language == tag] for tag in languages}
    for number in range(max(map(len, texts.values()), default=0)):
        yield [have[min(number, len(have) - 1)] if have else "" for have in texts.values()]


def _notes(unit: TranslationUnit) -> str:
    return "\n".join(note.text for note in unit.notes)


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


def _term_rows(entries: Iterable[ConceptEntry], options: WriteOptions) -> Iterator[list[str]]:
    kept = list(entries)
    wanted = [tag for tag in (options.source, options.target) if tag]
    languages = wanted or list(dict.fromkeys(s.language for entry in kept for s in entry.languages))
    kept_as_is = any(entry.do_not_translate for entry in kept)
    avoided = [tag for tag in languages if any(_avoid(_section(entry, tag, wanted)) for entry in kept)]
    yield [
        *("id", "subject field", "definition", "note", *(["do not translate"] if kept_as_is else [])),
        *(name for tag in languages for name in ([tag, f"{tag}.avoid"] if tag in avoided else [tag])),
    ]
    for entry in kept:
        cells = [entry.id, entry.subject_field, entry.definition or "", entry.note or ""]
        cells += ["yes" if entry.do_not_translate else ""] if kept_as_is else []
        for tag in languages:
            section = _section(entry, tag, wanted)
            cells.append(SYNONYMS.join(_good(section)))
            if tag in avoided:
                cells.append(SYNONYMS.join(_avoid(section)))
        if not wanted or all(_good(entry.section(tag)) for tag in wanted):
            yield cells
        else:
            no_pair(entry, options.notices)


def _section(entry: ConceptEntry, tag: str, wanted: Sequence[str]) -> LanguageSection | None:
    """The terms of a column: those of a language that was asked for, else of just this tag."""
    return entry.section(tag) if wanted else next((s for s in entry.languages if s.language == tag), None)


def _good(section: LanguageSection | None) -> list[str]:
    terms = section.terms if section else ()
    return [term.term for term in sorted(terms, key=lambda t: t.status != "preferred") if term.status in _GOOD]


def _avoid(section: LanguageSection | None) -> list[str]:
    return [term.term for term in section.terms if term.status not in _GOOD] if section else []
