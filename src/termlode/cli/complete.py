"""What the shell completes: terms and concept ids of the workspace. A failure completes nothing, silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer  # noqa: TC002  # typer reads the annotations

from termlode.errors import TermlodeError

if TYPE_CHECKING:
    from termlode.termbase.cache import Compiled

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
    return [concept for concept in compiled.ids() if concept.startswith(incomplete)] if compiled else []


def _terms() -> Compiled | None:
    from termlode.workspace import find

    try:
        workspace = find()
        return workspace.terms() if workspace else None
    except TermlodeError:
        return None
