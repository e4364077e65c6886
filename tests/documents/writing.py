"""Edits made in the bytes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.documents import gather, readers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.model import Document, Edit, Notice


def made(data: bytes, document: Document, edits: Sequence[Edit]) -> tuple[bytes, tuple[Notice, ...]]:
    """The file with the edits made in it, and what could not be."""
    return gather.written(readers.opened(document, data), document, edits)
