"""What a person decided about the segments of two documents, and what that leaves to a machine.

A unit that a person typed or reviewed speaks for the segments whose text it has (or had before it was corrected);
alignment says nothing more of those. Texts that a person refused are not put together again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode import alignment
from termlode.alignment.translation import joint
from termlode.languages.tags import primary
from termlode.memory.document_units import pair_key
from termlode.memory.unit_rows import source_of
from termlode.model import ORIGINAL, PERSON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from termlode.alignment import Alignment
    from termlode.memory.document_units import Documents
    from termlode.memory.store import Store
    from termlode.model import Segment, TranslationUnit, Variant
    from termlode.workspace import Workspace


def plain(text: str) -> str:
    """A text by which segments are compared: white space does not count."""
    return " ".join(text.split())


def texts_of(variant: Variant) -> set[str]:
    """What a variant says, and said before."""
    return {plain(text) for text in (variant.text, *(p.value for p in variant.props if p.type == ORIGINAL))}


def claimed(segments: Sequence[Segment], texts: Collection[str]) -> set[int]:
    """The segments of a document that ``texts`` speak of: runs whose text is one of them."""
    if not texts or not segments:
        return set()
    longest = max(map(len, texts))
    found: set[int] = set()
    now = [plain(segment.text) for segment in segments]
    before = [now[k] if s.original is None else plain(s.original) for k, s in enumerate(segments)]
    space = joint(segments[0].language)
    for start in range(len(segments)):
        for said in (now, before):
            text = said[start]
            end = start + 1
            while len(text) <= longest:
                if text in texts and text:
                    found.update(range(start, end))
                if end == len(segments):
                    break
                text = f"{text}{space}{said[end]}"
                end += 1
    return found


def spoken_for(found: Alignment, units: Iterable[TranslationUnit]) -> tuple[set[int], set[int]]:
    """The source and target segments that ``units`` of these documents speak of, by their own source sides."""
    texts: tuple[set[str], set[str]] = (set(), set())
    languages = [primary(tag) for tag in found.languages]
    for unit in units:
        source = source_of(unit)
        mine = primary(source.language)
        theirs = {primary(variant.language) for variant in unit.variants if variant is not source}
        for side in (0, 1):
            if mine == languages[side] and languages[1 - side] in theirs:
                texts[side].update(texts_of(source))
    return claimed(found.source, texts[0]), claimed(found.target, texts[1])


def units_of(
    found: Alignment, workspace: Workspace | None, *, least: float = 0.0, made: str | None = None
) -> Iterator[tuple[int, TranslationUnit]]:
    """The units of the beads that are at least so sure, each with the number of its bead."""
    kept = (k for k, bead in enumerate(found.beads) if bead.source and bead.target and bead.confidence >= least)
    units = alignment.units(
        found.beads,
        found.source,
        found.target,
        least=least,
        client=workspace.client if workspace else None,
        domain=workspace.domain if workspace else None,
        made=made,
    )
    yield from zip(kept, units, strict=True)


def left_to_the_machine(
    store: Store,
    workspace: Workspace,
    found: Alignment,
    pair: Documents,
    *,
    least: float = 0.0,
    made: str | None = None,
) -> list[TranslationUnit]:
    """The units of an alignment about which nobody decided anything yet."""
    persons = store.documents.units(pair, least=PERSON).values()
    sides = spoken_for(found, persons)
    refused = store.documents.refused(pair)
    left = []
    for number, unit in units_of(found, workspace, least=least, made=made):
        bead = found.beads[number]
        texts = [(variant.language, variant.text) for variant in unit.variants]
        if sides[0].isdisjoint(bead.source) and sides[1].isdisjoint(bead.target) and pair_key(*texts) not in refused:
            left.append(unit)
    return left
