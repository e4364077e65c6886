"""How the commands of ``termlode termbase`` show what they found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.cli import output
from termlode.cli.output import is_drawing, out, record, remark
from termlode.jobs.termbase import as_record, as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.jobs.drafts import Decided
    from termlode.jobs.termbase import Merged, Written
    from termlode.model import ConceptEntry
    from termlode.termbase.checks import Finding
    from termlode.termbase.diff import Difference
    from termlode.termbase.stats import LanguageStats, Stats
    from termlode.workspace import Workspace

_STATUSES = ("preferred", "admitted", "deprecated", "forbidden")


def findings(found: Sequence[Finding], *, as_json: bool = False) -> None:
    """One line a finding, as compilers write them: file:line: code message: particulars."""
    for finding in found:
        path, line = _short(finding.place.path), finding.place.line
        if as_json:
            names = {"code": finding.code, "message": finding.message, "concept": finding.concept}
            record({**names, "detail": finding.detail, "file": path, "line": line})
        else:
            out(f"{path}:{line}: {finding.code} {finding.message}: {finding.detail} [{finding.concept}]")
    if not as_json and is_drawing():
        out(f"{len(found)} finding{'s' * (len(found) != 1)}")


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def counts(found: Stats, *, as_json: bool = False) -> None:
    """Two tables: languages and subject fields."""
    if as_json:
        record({**_numbers(found), "languages": {tag: _numbers(share) for tag, share in found.languages.items()}})
        return
    languages = [
        (
            tag,
            share.concepts,
            share.terms,
            *(share.statuses[status] for status in _STATUSES),
            share.verified,
            share.variants,
        )
        for tag, share in found.languages.items()
    ]
    heads = ("language", "concepts", "terms", *_STATUSES, "verified", "misread")
    summary = f"{found.concepts} concepts, {found.defined} defined, {found.complete} with a term in every language"
    table(heads, languages, summary)
    table(("subject field", "concepts"), found.fields.most_common())


def _numbers(found: Stats | LanguageStats) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__slots__}


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table on a terminal, rows with a head line when piped; numbers stand to the right."""
    if not is_drawing():
        output.rows([heads, *rows])
        return
    from termlode.cli.render import Screen

    screen = Screen("off")
    grid = screen.table(*heads, gap=1 if len(heads) > 6 else 2)
    for column in grid.columns[1:]:
        column.justify = "right"
    for row in rows:
        grid.add_row(*map(str, row))
    if title:
        screen.print(title)
    screen.print(grid)
    screen.print("")


def concept_cards(entries: Sequence[ConceptEntry], workspace: Workspace, *, as_json: bool, bidi: str) -> None:
    """Concepts by themselves: cards, YAML when piped, or JSON."""
    if as_json:
        for entry in entries:
            record({"concept": entry.id, "subject_field": entry.subject_field, **as_record(entry)})
    elif is_drawing():
        from termlode.cli.cards import show
        from termlode.cli.render import Screen

        screen = Screen(bidi)
        for entry in entries:
            others = [section.language for section in entry.languages]
            show(screen, entry, list(dict.fromkeys([*workspace.languages, *others])))
    else:
        out("\n".join(map(as_yaml, entries)), end="")


def differences(found: Sequence[Difference], *, as_json: bool = False, bidi: str = "auto") -> None:
    """Concepts that differ, and in what."""
    if as_json:
        for difference in found:
            record(asdict(difference))
    elif is_drawing():
        _draw_differences(found, bidi)
    else:
        for difference in found:
            for detail in difference.details:
                out(f"{difference.concept}\t{difference.kind}\t{detail}")


def _draw_differences(found: Sequence[Difference], bidi: str) -> None:
    from rich.text import Text

    from termlode.cli.render import Screen

    screen = Screen(bidi)
    signs = {"added": ("+", "preferred"), "removed": ("-", "deprecated"), "changed": ("~", "kind")}
    for difference in found:
        sign, style = signs[difference.kind]
        screen.print(Text(f"{sign} {difference.concept}", style=style))
        for detail in difference.details:
            for line in screen.lines(str(detail), "en", screen.width - 4):
                screen.print(Text(f"    {line}"))
    screen.print("1 concept differs" if len(found) == 1 else f"{len(found)} concepts differ")


def written(files: Sequence[Written]) -> None:
    """The files that were changed, and the concepts in them."""
    for file in files:
        out(f"{_short(file.path)}: {', '.join(file.concepts) or 'changed'}")
    if not files:
        out("nothing to change")


def homonyms(found: Sequence[Finding]) -> None:
    """Other concepts that have the same term."""
    for finding in found:
        remark(f"note: {finding.message}: {finding.detail}")


def merged(result: Merged, *, dry: bool) -> None:
    """What a merge changes, its contradictions, and what was written."""
    differences(result.differences)
    for conflict in result.conflicts:
        remark(f"conflict: {conflict.concept}, {conflict.what}: kept {conflict.ours}; theirs: {conflict.theirs}")
    if not dry:
        written(result.written)
    elif not (result.changes or result.conflicts):
        out("nothing to change")


def decided(done: Decided) -> None:
    """What became of drafts."""
    if done.accepted:
        out(f"accepted: {', '.join(done.accepted)}")
    if done.refused:
        out(f"refused: {', '.join(done.refused)}")
    for concept in done.stale:
        remark(f"note: {concept} is no longer as you saw it: nothing is done about it")
    if not done.written:
        out("nothing to change")
