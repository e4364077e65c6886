"""An analysis as CSV and XML in the shape of Trados's, which cost tools read, and as a web page."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from termlode.leverage.bands import ACROSS, BANDS, CONTEXT, INTERNAL, LOCKED, NEW, PERFECT, REPEATED, TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.leverage.analysis import Analysis, FileAnalysis, Row

_TITLES = {PERFECT: "PerfectMatch", CONTEXT: "Context Match", REPEATED: "Repetitions", ACROSS: "Cross-file Repetitions"}
# Elements of Trados's analyse-files report.
_ELEMENTS = {PERFECT: "perfect", CONTEXT: "inContextExact", "100": "exact", LOCKED: "locked", REPEATED: "repeated",
             ACROSS: "crossFileRepeated", NEW: "new", TRANSLATED: "translated"}  # fmt: skip


def files_and_total(found: Analysis) -> list[FileAnalysis]:
    """Each file, and all together where there are several."""
    return [*found.files, found.total] if len(found.files) > 1 else found.files


class Line(NamedTuple):
    """A band of a file that occurs, and what a word costs in it."""

    band: str
    row: Row
    rate: float


def lines_of(file: FileAnalysis, found: Analysis) -> list[Line]:
    """The bands of a file in the order of the table."""
    return [Line(band, file.rows[band], found.rates.get(band, 1.0)) for band in BANDS if band in file.rows]


def as_csv(found: Analysis) -> str:
    """A row for each file and one for all, separated by semicolons: segments, words and characters of each band."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    titles = [_TITLES.get(band, band if band in (NEW, LOCKED, TRANSLATED) else f"{band}%") for band in BANDS]
    writer.writerow(["File", *(title for name in [*titles, "Total"] for title in (name, "", ""))])
    writer.writerow(["", *("Segments", "Words", "Characters") * (len(BANDS) + 1)])
    for file in files_and_total(found):
        writer.writerow([_cell(file.name), *_counts(file)])
    return text.getvalue()


def _cell(value: str) -> str:
    from termlode.sheets import guarded

    return guarded(value)


def _counts(file: FileAnalysis) -> Iterator[int]:
    for row in [*map(file.rows.get, BANDS), file.total]:
        yield row.segments if row else 0
        yield row.count.words if row else 0
        yield row.count.characters if row else 0


def as_xml(found: Analysis) -> str:
    """The same in the elements of Trados's report ``task name="analyse"``."""
    body = "".join(
        f"<file name={_quoted(file.name)}><analyse>{_elements(file)}</analyse></file>\n" for file in found.files
    )
    total = f"<batchTotal><analyse>{_elements(found.total)}</analyse></batchTotal>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<task name="analyse">\n{body}{total}\n</task>\n'


def _elements(file: FileAnalysis) -> str:
    found = []
    for band in BANDS:
        row = file.rows.get(band)
        if band in _ELEMENTS:
            name, range_ = _ELEMENTS[band], ""
        else:
            name = "internalFuzzy" if band in INTERNAL else "fuzzy"
            high, low = band.removeprefix("internal ").split("-")
            range_ = f' min="{low}" max="{high}"'
        counts = (row.segments, row.count.words, row.count.characters) if row else (0, 0, 0)
        found.append(f'<{name}{range_} segments="{counts[0]}" words="{counts[1]}" characters="{counts[2]}"/>')
    whole = file.total
    counts = (whole.segments, whole.count.words, whole.count.characters)
    return "".join(found) + f'<total segments="{counts[0]}" words="{counts[1]}" characters="{counts[2]}"/>'


def _quoted(value: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(value)


def as_page(found: Analysis) -> str:
    """A web page with a table for each file."""
    from termlode import __version__, html

    body = ["<h1>Analysis</h1>"]
    for file in files_and_total(found):
        body += [f"<h2>{escape(file.name)}</h2>", html.table(_HEADS, _lines(file, found), numbers=_NUMBERS)]
    return html.page("Analysis", body, signature=f"termlode {__version__} · analysis")


_HEADS = ("band", "segments", "words", "characters", "%", "rate")
_NUMBERS = frozenset(range(1, len(_HEADS)))


def _lines(file: FileAnalysis, found: Analysis) -> Iterator[tuple[str, ...]]:
    whole = file.total
    for band, row, rate in lines_of(file, found):
        share = 100 * row.count.words / max(whole.count.words, 1)
        counts = (str(row.segments), str(row.count.words), str(row.count.characters))
        yield escape(band), *counts, f"{share:.1f}", f"{rate:g}"
    counts = (str(whole.segments), str(whole.count.words), str(whole.count.characters))
    yield "total", *counts, "100.0", f"{file.weighted(found.rates):.1f} weighted"
