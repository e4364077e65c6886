"""An analysis as a table for each file and all together, as JSON lines, and as CSV.

JSON: one object a file, then one for all. CSV: a row for each file and all together, three columns for each band,
as Trados writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.cli import output

if TYPE_CHECKING:
    from termlode.leverage.analysis import Analysis, FileAnalysis


def show(found: Analysis, *, json: bool, csv: bool) -> None:
    """The analysis as it was asked for; rows with a header when piped."""
    from termlode.report.analysis import as_csv, files_and_total

    if json:
        for file in files_and_total(found):
            output.record(_record(file, found))
    elif csv:
        output.out(as_csv(found), end="")
    elif output.is_drawing():
        _draw(found)
    else:
        output.rows([("file", "band", "segments", "words", "characters", "rate"), *_rows(found)])


def _record(file: FileAnalysis, found: Analysis) -> dict[str, Any]:
    bands = {
        band: {"segments": row.segments, "words": row.count.words, "characters": row.count.characters}
        for band, row in file.rows.items()
    }
    total = file.total
    return {
        "file": file.name,
        "bands": bands,
        "segments": total.segments,
        "words": total.count.words,
        "characters": total.count.characters,
        "weighted": round(file.weighted(found.rates), 2),
    }


def _rows(found: Analysis) -> list[tuple[object, ...]]:
    from termlode.report.analysis import files_and_total, lines_of

    return [
        (file.name, band, row.segments, row.count.words, row.count.characters, f"{rate:g}")
        for file in files_and_total(found)
        for band, row, rate in lines_of(file, found)
    ]


def _draw(found: Analysis) -> None:
    from termlode.cli.render import Screen
    from termlode.report.analysis import files_and_total, lines_of

    screen = Screen("auto")
    for file in files_and_total(found):
        table = screen.table("band", "segments", "words", "characters", "%", "rate")
        whole = file.total
        for band, row, rate in lines_of(file, found):
            share = 100 * row.count.words / max(whole.count.words, 1)
            counts = (str(row.segments), str(row.count.words), str(row.count.characters))
            table.add_row(band, *counts, f"{share:.1f}", f"{rate:g}")
        counts = (str(whole.segments), str(whole.count.words), str(whole.count.characters))
        table.add_row("total", *counts, "100.0", f"{file.weighted(found.rates):.1f} weighted")
        screen.rule(file.name)
        screen.print(table)
