"""The report of a build: one self-contained HTML page a translator reads in a browser."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from termlode import __version__, html
from termlode.report import sections

if TYPE_CHECKING:
    from termlode.results import BuildResult
    from termlode.workspace import Workspace

__all__ = ["render"]


def render(result: BuildResult, workspace: Workspace) -> str:
    """The page: figures, sources, corrections by class, aligned beads side by side, term candidates, drafts, files."""
    signature = f"{result.signature or f'termlode {__version__}'} · languages {' '.join(workspace.languages)}"
    title = f"{workspace.name}: build report"
    body = [
        f"<h1>{escape(title)}</h1>",
        sections.figures(result),
        *sections.failures(result),
        *sections.sources(result),
        *sections.corrections(result),
        *sections.alignments(result),
        *sections.candidates(result),
        *sections.drafts(result, workspace),
        *sections.files(result, workspace.output),
    ]
    return html.page(title, body, signature=signature, style=sections.STYLE)
