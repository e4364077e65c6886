"""The sentences of a text or document, by our rules or by those of an SRX file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.model import Document, Segment


def segment(document: Document, srx: Path | None = None) -> Iterator[Segment]:
    """The segments of ``document`` with their places, one at a time. Raises InputError for rules that are not SRX."""
    from termlode import segmentation

    rules = segmentation.load(srx) if srx else None
    return iter(segmentation.stream(document, rules))


def write_rules(path: Path, srx: Path | None = None) -> None:
    """Write our rules (or those of ``srx``) as SRX 2.0. Raises InputError."""
    from termlode import segmentation

    segmentation.export(path, segmentation.load(srx) if srx else None)
