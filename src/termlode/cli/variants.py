"""``termlode variants``: misreadings of terms found in a text, and their way into the termbase."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = "Example: termlode variants propose bulletin.txt; termlode variants accept 3 7"


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(no_args_is_help=True, help="Find misreadings of terms in a text; record them in the termbase.")
    group.command("propose", epilog=EPILOG)(propose)
    group.command("accept", epilog=EPILOG)(accept)
    app.add_typer(group, name="variants")


def propose(files: options.Files, *, output: options.Proposals = None, json: options.Json = False) -> None:
    """List words that look like misreadings of terms, with counts and contexts, numbered for accept."""
    from termlode.cli import variants_view
    from termlode.cli.reading import open_text, sources
    from termlode.errors import NothingFound, UsageError
    from termlode.jobs import variants
    from termlode.workspace import require

    workspace, documents = require(), sources(files)
    if output is not None and output.resolve() in {path.resolve() for path in documents if not isinstance(path, bytes)}:
        raise UsageError(f"-o {output} is one of the documents: choose another name")
    texts = [open_text(document).text for document in documents]
    found = variants.propose(workspace, texts, ", ".join(map(str, files)), output)
    if not found:
        raise NothingFound("no word looks like a misreading of a term")
    variants_view.proposals(found, json=json)


def accept(numbers: options.Numbers, *, file: options.Kept = None, kind: options.VariantKind = None) -> None:
    """Record proposals as variants of their terms in termbase/*.yaml; comments and order are kept."""
    from termlode.cli import variants_view
    from termlode.jobs import variants
    from termlode.workspace import require

    chosen, changed = variants.accept(require(), numbers, file, kind)
    variants_view.accepted(chosen, changed, kind)
