"""Every known term of a text, with its equivalents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.jobs.lookup import must_know
from termlode.termbase.located import locate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.termbase.cache import Compiled
    from termlode.termbase.located import Found
    from termlode.workspace import Workspace


def terms(
    workspace: Workspace,
    text: str,
    *,
    language: str | None = None,
    targets: Sequence[str] = (),
    nested: bool = False,
) -> list[Found]:
    """The terms of the workspace's termbase in ``text``, in order, with their equivalents in ``targets`` (none: in
    every other language).

    ``language`` is the text's, where it is known; ``nested`` also gives terms inside or across others. Raises
    TermbaseError, UnreadableError, UsageError for a language that is none of the workspace's.
    """
    must_know(workspace, (language, *targets))
    with workspace.terms() as compiled:
        return terms_in(compiled, text, language=language, targets=targets, nested=nested)


def terms_in(
    compiled: Compiled,
    text: str,
    *,
    language: str | None = None,
    targets: Sequence[str] = (),
    nested: bool = False,
) -> list[Found]:
    """The same, of a termbase that is open."""
    hits = compiled.recogniser().find(text, language, nested)
    return list(locate(text, hits, compiled, targets))


def write_page(path: Path, name: str, text: str, found: Sequence[Found]) -> None:
    """Write ``text`` with its terms marked as a web page; ``name`` is what the text is called in it."""
    from termlode.files import write_text
    from termlode.report.terms import render

    write_text(path, render(name, text, found))
