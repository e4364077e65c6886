"""What ``termlode variants`` does: proposals from texts, and accepting them into the termbase."""

from __future__ import annotations

import json as jsons
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from termlode import workspace as workspaces
from termlode.correction import propose as proposals
from termlode.correction import record
from termlode.errors import NothingFound, UsageError
from termlode.files import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.workspace import Workspace

_NAME = "variants.tsv"


def propose(files: Sequence[Path], output: Path | None, *, json: bool) -> int:
    """List the proposals and keep them for ``accept``."""
    from termlode.cli.fixing import paths_of, settings_here
    from termlode.cli.segmenting import read

    place = workspaces.require()
    corrector = settings_here().corrector()
    paths = paths_of(files)
    if output is not None and output.resolve() in {path.resolve() for path in paths}:
        raise UsageError(f"-o {output} is one of the documents: choose another name")
    texts = [read(str(path), None).text for path in paths]
    found = proposals.propose("\n\n".join(texts), tuple(settings_here().concepts()), corrector.lexicon)
    if not found:
        raise NothingFound("no word looks like a misreading of a term")
    target = output or place.private / _NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    source = ", ".join(map(str, files))
    write_text(target, record.tsv(found, f"{corrector.signature()} · {source}"))
    if json:
        for number, proposal in enumerate(found, 1):
            typer.echo(jsons.dumps({"number": number, **asdict(proposal)}, ensure_ascii=False))
    else:
        _list(found)
    return 0


def _list(found: Sequence[proposals.Proposal]) -> None:
    from termlode.cli import render

    if not render.is_drawing():
        rows = [("number", "variant", "term", "concept", "kind", "count", "beside", "score", "context")]
        rows += [
            (str(n), p.variant, p.term, p.concept, p.kind, str(p.count), str(p.beside), f"{p.score:.2f}", p.contexts[0])
            for n, p in enumerate(found, 1)
        ]
        typer.echo(render.tsv(rows), nl=False)
        return
    screen = render.Screen()
    table = screen.table("", "variant", "term", "concept", "kind", "times", "score", "context")
    for number, p in enumerate(found, 1):
        shown = (screen.text(text, "fa", width=30) for text in (p.variant, p.term))
        table.add_row(
            str(number), *shown, p.concept, p.kind, str(p.count), f"{p.score:.2f}",
            screen.text(p.contexts[0], "fa", width=44),
        )  # fmt: skip
    screen.print(table)


def accept(numbers: Sequence[int], file: Path | None, kind: str | None) -> int:
    """Write the numbered proposals into the termbase."""
    place = workspaces.require()
    if kind not in (None, "nonword", "realword"):
        raise UsageError(f"--kind {kind}: write nonword or realword")
    source = file or _kept(place)
    chosen = record.choose(source, numbers)
    changed = record.accept(place.termbase, chosen, kind)  # type: ignore[arg-type]  # checked above
    for proposal in chosen:
        typer.echo(f"{proposal.variant} → {proposal.term} ({proposal.concept}, {kind or proposal.kind})")
    for path in changed:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        typer.echo(f"written: {shown}")
    if not changed:
        typer.echo("nothing to change: recorded already")
    return 0


def _kept(place: Workspace) -> Path:
    path = place.private / _NAME
    if not path.is_file():
        raise UsageError("there are no proposals yet: run 'termlode variants propose FILE' first")
    return path
