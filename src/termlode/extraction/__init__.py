"""Term candidates of a text, ranked, with where they stand; known terms are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.extraction.candidate import Candidate, Label, Occurrence, Reason, Variant
from termlode.languages import registry
from termlode.languages.tags import primary, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.extraction.collect import Group, Key
    from termlode.languages.runs import Runs
    from termlode.model import Segment

__all__ = ["Candidate", "Label", "Occurrence", "Reason", "Variant", "candidates"]


def candidates(
    segments: Iterable[Segment],
    language: str,
    known: Iterable[str] = (),
    *,
    minimum: int = 1,
    contexts: int = 3,
) -> list[Candidate]:
    """The candidates in the segments of ``language``, best first.

    ``known`` are terms of that language already in the termbase: they are marked, and Chinese is cut
    with their help. ``minimum`` is the least number of occurrences, ``contexts`` how many of them are
    kept.
    """
    from termlode.extraction.collect import collect
    from termlode.extraction.ranking import reasons

    tag, terms = primary(language), [term.strip() for term in known if term.strip()]
    chosen = [segment for segment in segments if same(segment.language, tag)]
    runs = _runs(tag, [segment.text for segment in chosen], terms)
    found = collect(
        [segment.text for segment in chosen],
        ((number, run) for number, segment in enumerate(chosen) for run in runs(segment.text)),
    )
    keys = {key for term in terms if (key := _known_key(term, runs, tag))}
    ranked = [
        _candidate(group, chosen, contexts, reasons(key, group, found, tag), (language, _is_known(key, keys, tag)))
        for key, group in found.groups.items()
        if len(group.places) >= minimum
    ]
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.term))


def _runs(tag: str, texts: Sequence[str], known: Sequence[str]) -> Runs:
    from termlode.languages.plain_runs import simple_runs

    rules = registry.extraction(tag)
    return rules.runs(texts, known) if rules else simple_runs(tag)


def _known_key(term: str, runs: Runs, tag: str) -> Key:
    """The key of a known term; what is written without spaces is compared without regard to how it is cut."""
    from termlode.extraction.collect import key_of

    if not registry.pack(tag).spaced:
        return (term.casefold(),)
    found = list(runs(term))
    return key_of(found[0]) if len(found) == 1 else ()


def _is_known(key: Key, keys: set[Key], tag: str) -> bool:
    return (key if registry.pack(tag).spaced else ("".join(key),)) in keys


def _candidate(
    group: Group, segments: Sequence[Segment], contexts: int, why: tuple[Reason, ...], about: tuple[str, bool]
) -> Candidate:
    surfaces = sorted(group.surfaces.items(), key=_commonest)
    return Candidate(
        term=surfaces[0][0],
        language=about[0],
        score=round(sum(reason.adds for reason in why), 4),
        count=len(group.places),
        surfaces=tuple(surfaces),
        contexts=tuple(_occurrence(segments[number], start, end) for number, start, end in group.places[:contexts]),
        known=about[1],
        documents=len({place.document if (place := segments[number].location) else "" for number, *_ in group.places}),
        why=why,
    )


def _commonest(surface: tuple[str, int]) -> tuple[int, bool, int, str]:
    text, count = surface
    return -count, not text.startswith("د "), len(text), text


def _occurrence(segment: Segment, start: int, end: int) -> Occurrence:
    from termlode.model import Location

    place = segment.location
    if place is None:
        return Occurrence(segment.text, start, end)
    return Occurrence(
        segment.text,
        start,
        end,
        Location(place.document, place.block, place.start + start, place.start + end),
    )
