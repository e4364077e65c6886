"""The phrases of some documents that may be terms, best first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from termlode.jobs.events import Failure, silent
from termlode.jobs.reading import read_each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from termlode.extraction import Candidate
    from termlode.jobs.events import Progress
    from termlode.model import Document, Segment
    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reading:
    """The segments of the documents that could be read, and those that could not."""

    segments: tuple[Segment, ...]
    read: int  # documents
    failures: tuple[Failure, ...] = ()


def segments_of(
    sources: Sequence[Path | bytes],
    *,
    progress: Progress = silent,
    met: Callable[[Document], object] = lambda _document: None,
) -> Reading:
    """Read and segment documents (bytes: standard input); ``met`` is told of each.

    Raises UsageError where none is named, InputError for a single document that cannot be read; among several that is
    a failure.
    """
    from termlode import segmentation

    segments: list[Segment] = []
    failures: list[Failure] = []
    for document in read_each(sources, failures, progress):
        met(document)
        segments += segmentation.segment(document)
    return Reading(tuple(segments), len(sources) - len(failures), tuple(failures))


def extract(
    segments: Sequence[Segment],
    workspace: Workspace | None = None,
    *,
    languages: Sequence[str] = (),
    top: int = 50,
    minimum: int = 1,
    new: bool = False,
    progress: Progress = silent,
) -> list[Candidate]:
    """The ``top`` candidates of each language (default: those of the segments), best first.

    What the workspace's termbase has is marked as known; ``new`` leaves it out. ``minimum`` is the fewest
    occurrences. ``progress`` is told of the stage ``extract``. Raises TermbaseError, UnreadableError.
    """
    from termlode import extraction
    from termlode.languages.tags import primary

    present = [tag for tag, _ in Counter(primary(segment.language) for segment in segments).most_common()]
    chosen = [primary(tag) for tag in languages] or [tag for tag in present if tag != "und"]
    entries = workspace.concepts() if workspace else []
    found: list[Candidate] = []
    for tag in dict.fromkeys(chosen):
        terms = [term for entry in entries if (section := entry.section(tag)) for term in section.terms]
        found += extraction.candidates(
            segments,
            tag,
            [term.term for term in terms],
            minimum=minimum,
            top=top,
            new=new,
            progress=partial(progress, "extract"),
            misreadings={variant.text: term.term for term in terms for variant in term.variants},
        )
    return found
