"""Misreadings of terms: found in texts, accepted into the termbase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.correction import propose as proposals
from termlode.correction import record
from termlode.errors import UsageError
from termlode.files import write_text
from termlode.jobs.fix import settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.correction.propose import Proposal
    from termlode.model import VariantKind
    from termlode.workspace import Workspace

_NAME = "variants.tsv"


def propose(workspace: Workspace, texts: Sequence[str], source: str, output: Path | None = None) -> list[Proposal]:
    """Words of ``texts`` that look like misreadings of terms, best first; kept for :func:`accept`.

    ``source`` names the texts in the file that keeps them: ``output``, or one of the workspace's own.
    Raises TermbaseError, UnreadableError.
    """
    settings = settings_of(workspace)
    corrector = settings.corrector()
    found = proposals.propose("\n\n".join(texts), tuple(settings.concepts()), settings.words)
    if found:
        target = output or workspace.private / _NAME
        write_text(target, record.tsv(found, f"{corrector.signature()} · {source}"))
    return found


def accept(
    workspace: Workspace, numbers: Sequence[int], file: Path | None = None, kind: VariantKind | None = None
) -> tuple[list[Proposal], list[Path]]:
    """Record proposals, by their numbers, as variants of their terms; what was chosen, and the files changed.

    ``file`` holds the proposals (default: the last ones), ``kind`` overrides how they are recorded. Comments and
    order of the YAML are kept. Raises UsageError, FormatError, TermbaseError.
    """
    chosen = record.choose(file or _kept(workspace), numbers)
    return chosen, record.accept(workspace.termbase, chosen, kind)


def _kept(workspace: Workspace) -> Path:
    path = workspace.private / _NAME
    if not path.is_file():
        raise UsageError("there are no proposals yet: run 'termlode variants propose FILE' first")
    return path
