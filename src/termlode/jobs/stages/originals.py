"""What a segment was before its document was corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.correction.documents import CorrectedDocument
    from termlode.model import Segment


def with_original(segment: Segment, found: CorrectedDocument) -> Segment:
    """The segment with its text before correction, where that was another."""
    if segment.location is None or not found.edits:
        return segment
    before = found.before(segment.location.start, segment.location.end)
    return segment if before == segment.text else replace(segment, original=before)
