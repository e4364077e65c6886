"""Read a glossary of OmegaT into concept entries: rows with the same source are one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.identity import concept_id
from termlode.exchange.source import text_lines
from termlode.model import ConceptEntry, LanguageSection, TermSection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[ConceptEntry]:
    """The entries of a glossary; several targets of one source are one preferred and admitted terms.

    Raises UsageError where the two languages are not given, UnreadableError where it is not text.
    """
    if not options.source or not options.target:
        raise UsageError(f"{path}: a glossary does not say its languages: add --from en --to fa")
    found: dict[str, tuple[list[str], list[str]]] = {}
    for number, line in enumerate(text_lines(path, notices, options.encoding), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            notices.skip("incomplete-row", "the row has no source and target", line=number, text=line)
            continue
        targets, comments = found.setdefault(cells[0].lstrip("\u200b"), ([], []))
        targets += [cells[1]] if cells[1] not in targets else []
        comments += [text for text in cells[2:] if text and text not in comments]
    taken: set[str] = set()
    for source, (targets, comments) in found.items():
        name = concept_id([source, *targets], taken)
        terms = tuple(TermSection(text, "admitted" if index else "preferred") for index, text in enumerate(targets))
        yield ConceptEntry(
            id=name,
            subject_field=options.subject_field or "general",
            languages=(
                LanguageSection(options.source, (TermSection(source),)),
                LanguageSection(options.target, terms),
            ),
            note="; ".join(comments) or None,
        )
