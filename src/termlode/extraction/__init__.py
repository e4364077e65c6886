"""Term candidates of a text, ranked, with where they stand and why they rank; known terms are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.extraction.candidate import Candidate, Label, Occurrence, Reason, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from termlode.model import Segment

__all__ = ["Candidate", "Label", "Occurrence", "Reason", "Variant", "candidates"]


def candidates(
    segments: Iterable[Segment],
    language: str,
    known: Iterable[str] = (),
    *,
    minimum: int = 1,
    contexts: int = 3,
    top: int | None = None,
    new: bool = False,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    misreadings: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """The candidates in the segments of ``language``, best first.

    ``known`` are terms of that language already in the termbase: they are marked (``new`` leaves them out), and what is
    near to them ranks higher. ``minimum`` is the least number of occurrences; in a corpus of more than 250,000 words it
    is at least 2, of more than a million 3. ``contexts``: how many occurrences are kept. ``top``: how many candidates.
    ``progress`` is told how many of how many segments are read. ``misreadings``: what scanners made of terms, with the
    right ones; they are counted with these.
    """
    from termlode.extraction.rank import Ranking
    from termlode.languages.tags import primary, same

    tag = primary(language)
    chosen = [segment for segment in segments if same(segment.language, tag)]
    if not chosen:
        return []
    terms = [term.strip() for term in known if term.strip()]
    ranking = Ranking(chosen, tag, terms, minimum, progress=progress, misreadings=misreadings)
    return list(ranking.best(language, top=top, new=new, contexts=contexts))
