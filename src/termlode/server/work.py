"""What a process of its own does for the server: functions of plain values that give plain values.

Each calls the job of its verb.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from termlode.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from termlode.exchange.importing import ImportReport
    from termlode.jobs.align import Options
    from termlode.jobs.answers.edits import CorrectionAnswer
    from termlode.quality.unit import Finding
    from termlode.server.api.shapes import AlignmentAnswer, Findings, Imported, Segments, Terms
    from termlode.workspace import Workspace


def as_json(job: Callable[..., Any], *values: Any) -> bytes:
    """What ``job`` gives as JSON, made here: nobody waits while many megabytes are written."""
    return json.dumps(job(*values), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def terms(workspace: Workspace, text: str, language: str | None, targets: Sequence[str], nested: bool) -> Terms:
    """The known terms of a text."""
    from termlode.jobs.answers.terms import term
    from termlode.jobs.terms import terms as job

    found = job(workspace, text, language=language, targets=targets, nested=nested)
    return {"terms": [term(one) for one in found]}


def fix(workspace: Workspace, text: str, options: Mapping[str, Any]) -> CorrectionAnswer:
    """A text corrected: with what is sure, and all edits."""
    from termlode.jobs.answers.edits import correction
    from termlode.jobs.fix import fix_text, settings_of

    return correction(fix_text(text, settings_of(workspace, **options)))


def segments(text: str, language: str | None) -> Segments:
    """The segments of a text."""
    from termlode.jobs.reading import as_document
    from termlode.jobs.segment import segment

    found = []
    for one in segment(as_document(text, language)):
        assert one.location is not None, "segments of a document have a place"
        place = one.location
        found.append({"text": one.text, "language": one.language, "start": place.start, "end": place.end})
    return {"segments": found}  # type: ignore[typeddict-item]  # a list of what was made just now


def align(workspace: Workspace, source: str, target: str, options: Options) -> AlignmentAnswer:
    """Two texts aligned."""
    from termlode.jobs.align import align as job
    from termlode.jobs.reading import as_document

    one, other = options.languages
    found, doubts = job(as_document(source, one), as_document(target, other), options, workspace=workspace)
    return {
        "source_language": found.languages[0],
        "target_language": found.languages[1],
        "score": found.score,
        "source": [segment.text for segment in found.source],
        "target": [segment.text for segment in found.target],
        "beads": [
            {
                "source": list(bead.source),
                "target": list(bead.target),
                "confidence": float(bead.confidence),
                "reasons": list(bead.reasons),
            }
            for bead in found.beads
        ],
        "doubts": list(doubts),
    }


def check(
    workspace: Workspace, texts: Sequence[tuple[str, str]], languages: tuple[str, str], select: Sequence[str],
    ignore: Sequence[str],
) -> Findings:  # fmt: skip
    """The findings in texts and their translations."""
    from termlode.jobs.answers.findings import finding
    from termlode.jobs.check import check_texts

    found = check_texts(workspace, texts, *languages, select=select, ignore=ignore)
    return {"findings": [finding(one) for one in found]}


def findings(workspace: Workspace, source: str, target: str, languages: tuple[str, str]) -> list[Finding]:
    """What is wrong with one translation."""
    from termlode.jobs.check import check_texts

    return check_texts(workspace, [(source, target)], *languages)


def findings_in(workspace: Workspace, path: Path, most: int) -> list[Finding]:
    """The first findings in a bilingual file."""
    from termlode.jobs.check import check as job

    return list(islice(job(workspace, [path]).findings, most))


def import_file(workspace: Workspace, path: Path, options: Mapping[str, Any], how: Mapping[str, Any]) -> Imported:
    """A file that was sent into the memory or the termbase; errors do not name where it was kept."""
    from termlode.exchange.options import ReadOptions
    from termlode.jobs.import_ import import_

    try:
        for report in import_(workspace, [path], ReadOptions(**options), **how):
            return _imported(report)  # type: ignore[arg-type]  # the failure of a single file is raised
    except InputError as error:
        if error.path is not None and str(error.path) == str(path):
            error.path = "the file"
        raise
    raise AssertionError("one file gives one report")


def _imported(report: ImportReport) -> Imported:
    return {
        "format": report.format,
        "route": report.route,
        "units": report.units,
        "added": report.added,
        "merged": report.merged,
        "unchanged": report.unchanged,
        "skipped": dict(report.skipped),
        "notices": [
            {"code": one.code, "message": one.message, "count": count, "line": one.line}
            for one, count in report.notices.lines()
        ],
        "conflicts": list(report.conflicts),
    }


def export_file(workspace: Workspace, path: Path, how: Mapping[str, Any], choice: Mapping[str, Any]) -> int:
    """The memory or termbase written into ``path``; how many units or concepts. Raises UsageError for several files."""
    from termlode.errors import UsageError
    from termlode.jobs.export import export, selection

    files = export(workspace, path, keep=selection(**choice), **how)
    if [one.path for one in files] != [path]:
        raise UsageError("that becomes several files: name one pair")
    return files[0].units
