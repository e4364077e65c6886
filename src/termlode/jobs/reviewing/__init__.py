"""Review files as a page edits them: one person's decisions, saved as they are made, each of them undone in turn.

A session holds one file. What it writes is the same table that a person edits by hand, so both ways mix: where
another program has written the file meanwhile, nothing is written and the page is asked to load it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.jobs.reviewing.alignment import AlignmentReview
from termlode.jobs.reviewing.rows import CorrectionReview, DraftReview

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.jobs.review import Kind

type Session = AlignmentReview | CorrectionReview | DraftReview
_KINDS: dict[Kind, type[AlignmentReview] | type[CorrectionReview] | type[DraftReview]] = {
    "alignment": AlignmentReview,
    "corrections": CorrectionReview,
    "drafts": DraftReview,
}


def open_review(file: Path) -> Session:
    """The session of a review file; its first line says what it reviews. Raises FormatError, UnreadableError."""
    from termlode.jobs.review import kind_of

    return _KINDS[kind_of(file)](file)
