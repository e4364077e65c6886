"""What the shell completes, asked of the workspace and the formats. A failure completes nothing, silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from termlode.errors import TermlodeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.termbase.cache import Compiled
    from termlode.workspace import Workspace

_MOST = 50


def complete_terms(ctx: typer.Context, incomplete: str) -> list[str]:
    """The rest of terms that begin with the words typed so far (a query needs no quotes)."""
    compiled = _terms()
    words = [word for word in ctx.params.get("query") or () if word != incomplete]
    start = " ".join([*words, incomplete])
    if compiled is None or not start:
        return []
    found = [term for term, _ in compiled.complete(start, None, _MOST)]
    return [rest for term in found if (rest := " ".join(term.split(" ")[len(words) :]))]


def complete_ids(incomplete: str) -> list[str]:
    """Concept ids that begin with what is typed."""
    compiled = _terms()
    return _beginning(compiled.ids(), incomplete) if compiled else []


def complete_languages(incomplete: str) -> list[str]:
    """The workspace's languages; after a comma, further ones."""
    workspace = _workspace()
    before, comma, last = incomplete.rpartition(",")
    said = before.split(",")
    tags = [tag for tag in (workspace.languages if workspace else ()) if tag not in said]
    return [f"{before}{comma}{tag}" for tag in _beginning(tags, last)]


def complete_pairs(incomplete: str) -> list[str]:
    """Two of the workspace's languages."""
    workspace = _workspace()
    tags = workspace.languages if workspace else ()
    sign = ":" if ":" in incomplete else "-"
    return _beginning((f"{one}{sign}{other}" for one in tags for other in tags if one != other), incomplete)


def complete_origins(incomplete: str) -> list[str]:
    """Who can have made a unit."""
    from termlode.jobs.lookup import ORIGINS

    return _beginning(ORIGINS, incomplete)


def complete_bidi(incomplete: str) -> list[str]:
    """Ways to lay out right-to-left text."""
    from termlode.cli.render import MODES

    return _beginning(MODES, incomplete)


def complete_clients(incomplete: str) -> list[str]:
    """The clients whose units the memory holds."""
    from termlode.jobs.memory import owners

    workspace = _workspace()
    try:
        return _beginning(owners(workspace, "client"), incomplete) if workspace else []
    except TermlodeError:
        return []


def complete_formats(incomplete: str) -> list[str]:
    """Names of formats."""
    from termlode.jobs.formats import formats

    return _beginning((item.name for item in formats()), incomplete)


def complete_writable(incomplete: str) -> list[str]:
    """Names of formats that can be written."""
    from termlode.jobs.formats import formats

    return _beginning((item.name for item in formats() if item.write_memory or item.write_terms), incomplete)


def complete_profiles(incomplete: str) -> list[str]:
    """Names of the programs that files are written for."""
    from termlode.jobs.formats import clients

    return _beginning(clients(), incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _workspace() -> Workspace | None:
    from termlode.workspace import find

    try:
        return find()
    except TermlodeError:
        return None


def _terms() -> Compiled | None:
    workspace = _workspace()
    try:
        return workspace.terms() if workspace else None
    except TermlodeError:
        return None
