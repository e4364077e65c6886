"""Documents to align: two files, or one file that holds both languages in blocks or in turns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from termlode.alignment import mixed
from termlode.alignment.parallel import LEAST, check_texts, require_parallel
from termlode.errors import NotParallelError
from termlode.languages.tags import normalise, primary, same
from termlode.model import Location, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termlode.alignment.aligner import Resources
    from termlode.alignment.structure import Structure
    from termlode.model import Bead, Block, Document

type Unit = Literal["sentences", "lines"]

_SECOND_SHARE = 0.2  # of the letters: less of a second language is quotation, not translation
_KNOWN_SHARE = 0.25  # of the letters in no known language
_MIXED_SENTENCES = 2  # each language needs as many


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts with their beads. ``score`` is the share of letters aligned, weighted by confidence."""

    beads: tuple[Bead, ...]
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    score: float
    names: tuple[str, str]

    @property
    def languages(self) -> tuple[str, str]:
        """The tags of both sides."""
        return self.source[0].language, self.target[0].language


def main_language(document: Document) -> str:
    """The language that most letters of a document are in; ``und`` where none is known.

    A language that holds few letters beside those of no known language is a guess that went wrong.
    """
    counts = _letters(document)
    unknown = counts.pop("und", 0)
    tag, held = next(iter(counts.most_common(1)), ("und", 0))
    return tag if held > _KNOWN_SHARE * unknown else "und"


def _letters(document: Document) -> Counter[str]:
    counts: Counter[str] = Counter()
    for block in document.blocks:
        counts[block.language] += mixed.letters(block.text, block.language)
    return counts


def split_bilingual(
    document: Document, languages: tuple[str | None, str | None] = (None, None)
) -> tuple[Document, Document] | None:
    """The two languages of one file as two documents over the same text, or None where it has but one.

    ``languages`` names source and target; where they are left open, the language that comes first in the file
    is the source. Blocks of no known language stay with the block before them; blocks of a third language are
    left out. A language that is named may be as rare as it likes. Blocks that hold two languages are cut where
    they change.
    """
    document = mixed.parted(document)
    counts = _letters(document)
    chosen = _two_languages(counts, languages)
    if chosen is None:
        return None
    first = next(block.language for block in document.blocks if block.language in chosen)
    tags = chosen if any(languages) else (first, next(tag for tag in chosen if tag != first))
    blocks: dict[str, list[Block]] = {tag: [] for tag in tags}
    current = first
    for block in document.blocks:
        if block.language != "und":
            current = block.language
        if current in blocks:
            blocks[current].append(replace(block, language=current))
    if min(map(_sentence_count, blocks.values())) < (1 if all(languages) else _MIXED_SENTENCES):
        return None
    return replace(document, blocks=tuple(blocks[tags[0]])), replace(document, blocks=tuple(blocks[tags[1]]))


def _sentence_count(blocks: Iterable[Block]) -> int:
    from termlode import segmentation

    return sum(len(segmentation.spans(block.text, block.language)) for block in islice(blocks, _MIXED_SENTENCES))


def _two_languages(counts: Counter[str], languages: tuple[str | None, str | None]) -> tuple[str, str] | None:
    """The tags of the document to align: those that were named, else the most frequent ones."""
    frequent = [tag for tag, _ in counts.most_common() if tag != "und"]
    named = [next((t for t in frequent if same(t, tag)), "") if tag else None for tag in languages]
    if "" in named:
        return None
    taken = {primary(tag) for tag in named if tag}
    others = [tag for tag in frequent if primary(tag) not in taken]
    for which in (0, 1):
        if named[which] is None:
            if not others or (counts[others[0]] < _SECOND_SHARE * sum(counts.values())):
                return None
            named[which] = others.pop(0)
    one, other = named
    return (one, other) if one and other and not same(one, other) else None


def segments_of(
    document: Document, language: str | None, unit: Unit = "sentences", *, everything: bool | None = None
) -> list[Segment]:
    """The segments of a document in ``language`` (default: its main one); ``lines``: every line as given.

    ``everything``: blocks that look like another language as well (default: where ``language`` is given).
    """
    tag = normalise(language) if language else main_language(document)
    if unit == "lines":
        return _lines(document, tag)
    if everything is None:
        everything = language is not None
    from termlode import segmentation

    wanted = {primary(tag), "und"}
    own = tuple(
        replace(block, language=tag) for block in document.blocks if everything or primary(block.language) in wanted
    )
    return list(segmentation.segment(replace(document, blocks=own)))


def _lines(document: Document, language: str) -> list[Segment]:
    found = []
    start = 0
    text = document.text.removesuffix("\n")
    for number, line in enumerate(text.split("\n") if text else []):
        place = Location(document.path, number, start, start + len(line))
        found.append(Segment(line.removesuffix("\r"), language, location=place))
        start += len(line) + 1
    return found


def _lines_within(document: Document, language: str) -> list[Segment]:
    """The lines that begin in one of the blocks, for a document that is half of a file."""
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    found = []
    for line in _lines(document, language):
        assert line.location is not None
        k = bisect_right(starts, line.location.start + len(line.text) - len(line.text.lstrip())) - 1
        if k >= 0 and line.location.start < ends[k] and line.text.strip():
            found.append(line)
    return found


def halves_of(
    document: Document, languages: tuple[str | None, str | None] = (None, None), unit: Unit = "sentences"
) -> tuple[list[Segment], list[Segment]]:
    """The segments of both languages of one document. Raises NotParallelError where there is but one."""
    halves = split_bilingual(document, languages)
    if halves is None:
        there = {primary(tag) for tag in _letters(document)}
        missing = [tag for tag in languages if tag and primary(tag) not in there]
        reason = f"holds no {missing[0]} text" if missing else f"holds only one language ({main_language(document)})"
        raise NotParallelError(reason, path=document.path, cure="name a second document")
    cut = _lines_within if unit == "lines" else segments_of
    one, other = (cut(half, half.blocks[0].language) for half in halves)
    return one, other


def align_segments(
    known: Resources,
    source: Sequence[Segment],
    target: Sequence[Segment],
    names: tuple[str, str],
    *,
    least: float = LEAST,
    progress: Callable[[int, int | None], None] | None = None,
) -> Alignment:
    """Align segments that know their places; empty ones (blank lines) belong to no bead.

    ``known`` is what is known of the two languages. Raises NotParallelError where the score is below ``least``.
    """
    from termlode.alignment.texts import align_with

    filled = [[k for k, s in enumerate(side) if s.text.strip()] for side in (source, target)]
    texts = [[side[k].text for k in kept] for side, kept in zip((source, target), filled, strict=True)]
    tags = tuple(side[0].language if side else "und" for side in (source, target))
    check_texts(texts[0], texts[1], tags[0], tags[1], names)
    structure = _structure([source[k] for k in filled[0]], [target[k] for k in filled[1]])
    beads = align_with(known, texts[0], texts[1], structure=structure, progress=progress)
    found = require_parallel(beads, texts[0], texts[1], tags[0], tags[1], names=names, least=least)
    placed = tuple(
        replace(b, source=tuple(filled[0][i] for i in b.source), target=tuple(filled[1][j] for j in b.target))
        for b in beads
    )
    return Alignment(placed, tuple(source), tuple(target), found, names)


def _structure(source: Sequence[Segment], target: Sequence[Segment]) -> Structure | None:
    """The blocks of both texts; None where every segment is a block and so says nothing."""
    from termlode.alignment.structure import Structure

    blocks = [[s.location.block if s.location else -1 for s in side] for side in (source, target)]
    if all(len(set(ids)) == len(ids) for ids in blocks):
        return None
    return Structure(blocks[0], blocks[1])
