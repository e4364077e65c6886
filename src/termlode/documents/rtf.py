"""Rich Text Format: its text; it goes back as plain text, as that of a PDF does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.documents import plain
from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import Document


def read_rtf(data: bytes, path: Path | str) -> Document:
    """The text of an RTF file, a paragraph a line. Raises UnreadableError where it cannot be decoded."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(data.decode("cp1252", "replace"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError("is a damaged RTF file", path=path, cure="open it and save it as .docx") from error
    return plain.document(text, path, kind="rtf")
