"""What a translator is given to do: the segments of bilingual files and of documents, ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.options import ReadOptions
from termlode.languages.tags import same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.exchange.slots import Job
    from termlode.model import Document, Segment
    from termlode.slots import Slot


@dataclass(frozen=True, slots=True)
class Work:
    """A file to translate: its segments, and the bilingual file or the document that they are of.

    ``elsewhere`` counts the segments of a document that are in another language than the rest, which nobody
    translates.
    """

    path: Path
    slots: Sequence[Slot]
    notices: Notices
    job: Job | None = None
    document: Document | None = None
    segments: Sequence[Segment] = ()
    elsewhere: int = 0


def open_work(path: Path, source: str | None, target: str | None) -> Work:
    """The segments of a file. Raises UnreadableError, FormatError, UsageError where a language is not said."""
    from termlode.exchange import slots
    from termlode.files import open_file

    notices = Notices()
    if slots.opens(path):
        job = slots.open_job(path, ReadOptions(source=source, target=target), notices)
        return Work(path, job.slots, notices, job)
    if target is None:
        with open_file(path):  # a name that is wrong is the first thing to say
            pass
        raise UsageError(f"{path}: a document does not say what it is translated into: add --to LANGUAGE")
    return _document(path, source, target, notices)


def apart(destination: Path, path: Path) -> Path:
    """``destination``, which is to be made of ``path``. Raises UsageError where they are the same file."""
    if destination.exists() and path.exists() and destination.samefile(path):
        raise UsageError(f"{destination}: would overwrite the file that it is made of: name another")
    return destination


def _document(path: Path, source: str | None, target: str, notices: Notices) -> Work:
    from termlode.jobs.reading import read
    from termlode.segmentation import segment

    document = read(path)
    found = segment(document)
    wanted = source or _main(found)
    if same(wanted, target):
        raise UsageError(f"{path}: is in {wanted} already: say --from LANGUAGE for what is to be translated")
    kept = [one for one in found if one.language == "und" or same(one.language, wanted)]
    return Work(path, slots_of(kept, wanted, target), notices, None, document, kept, len(found) - len(kept))


def _main(segments: Sequence[Segment]) -> str:
    """The language of most of a document, by letters."""
    counts: dict[str, int] = {}
    for one in segments:
        if one.language != "und":
            counts[one.language] = counts.get(one.language, 0) + len(one.text)
    if not counts:
        raise UsageError("no language could be told: say --from LANGUAGE")
    return max(sorted(counts), key=lambda tag: counts[tag])


def slots_of(segments: Sequence[Segment], source: str, target: str) -> list[Slot]:
    """The segments of a document as slots in one pair of languages, each between its neighbours."""
    from termlode.model import Context
    from termlode.slots import Slot

    texts: list[str | None] = [None, *(one.text for one in segments), None]
    lines = [one.location.block + 1 if one.location else 0 for one in segments]
    return [
        Slot(
            number, str(number + 1), lines[number], (source, target), one.text, one.codes,
            context=Context(texts[number], texts[number + 2]),
        )
        for number, one in enumerate(segments)
    ]  # fmt: skip
