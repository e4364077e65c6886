"""Beads as translation units with provenance: documents, offsets, confidence, corrected or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.model import Context, Details, Origin, Prop, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.model import Bead, InlineCode, Segment


def joined(segments: Sequence[Segment]) -> str:
    """The text of neighbouring segments as one."""
    return joint(segments[0].language).join(segment.text for segment in segments) if segments else ""


def joint(language: str) -> str:
    """What stands between two sentences of a language."""
    return " " if registry.pack(language).spaced else ""


def now() -> str:
    """This moment as units hold it: ``YYYYMMDDThhmmssZ``."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def units(
    beads: Sequence[Bead],
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    least: float = 0.0,
    client: str | None = None,
    domain: str | None = None,
    project: str | None = None,
    made: str | None = None,
) -> Iterator[TranslationUnit]:
    """A unit for every bead with both sides and a confidence of at least ``least``, in order.

    The context of a unit is the source text of the beads around it. ``made`` dates the units (default: no date, so
    that the same documents give the same bytes).
    What a corrected side said before stands in its prop ``x-original``.
    """
    sides = [([source[i] for i in bead.source], [target[j] for j in bead.target]) for bead in beads]
    texts = [joined(left) or None for left, _ in sides]
    for k, (bead, (left, right)) in enumerate(zip(beads, sides, strict=True)):
        if not left or not right or bead.confidence < least:
            continue
        locations = tuple(s.location for s in (*left, *right) if s.location is not None)
        origin = Origin(
            kind="aligned",
            document=locations[0].document if locations else None,
            locations=locations,
            confidence=round(bead.confidence, 4),
            client=client,
            domain=domain,
            project=project,
        )
        yield TranslationUnit(
            variants=(_variant(left), _variant(right)),
            source_language=left[0].language,
            segment_type="sentence" if len(left) == len(right) == 1 else "block",
            details=Details(created=made),
            context=Context(texts[k - 1] if k else None, texts[k + 1] if k + 1 < len(texts) else None),
            origin=origin,
        )


def _variant(segments: Sequence[Segment]) -> Variant:
    language = segments[0].language
    before = joint(language).join(
        segment.text if segment.original is None else segment.original for segment in segments
    )
    text = joined(segments)
    props = (Prop("x-original", before),) if before != text else ()
    return Variant(language, text, _codes(segments), props)


def _codes(segments: Sequence[Segment]) -> tuple[InlineCode, ...]:
    from dataclasses import replace

    found: list[InlineCode] = []
    offset = 0
    for segment in segments:
        found.extend(replace(code, offset=code.offset + offset) for code in segment.codes)
        offset += len(segment.text) + len(joint(segment.language))
    return tuple(found)
