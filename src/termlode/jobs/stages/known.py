"""What a workspace knows of two languages before anything is aligned: its terms, and what people put into its memory.

What alignment found itself must not vouch for itself, nor one document teach another, unless that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.tags import same
from termlode.model import IMPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.alignment.aligner import Resources
    from termlode.alignment.encoders import Encoder
    from termlode.alignment.lexicon import Lexicon
    from termlode.jobs.stages.cache import Cache
    from termlode.memory.store import Store
    from termlode.model import ConceptEntry
    from termlode.workspace import Workspace

    type TextPair = tuple[str, str]

MOST = 50_000  # pairs of the memory, the newest; older ones would say the same again
STEP = 50  # pairs that are learned together: a single new one changes no alignment


def terms(entries: Iterable[ConceptEntry], source: str, target: str) -> Iterator[TextPair]:
    """Terms that translate each other."""
    for entry in entries:
        one, other = entry.section(source), entry.section(target)
        if one and other:
            yield from ((a.term, b.term) for a in one.terms for b in other.terms)


def remembered(store: Store, source: str, target: str, *, most: int = MOST, step: int = STEP) -> list[TextPair]:
    """Pairs that people typed, reviewed or imported, the newest last: ``most`` of them, a multiple of ``step``."""
    found: list[TextPair] = []
    for unit in store.newest(most + step, least=IMPORTED):
        one, other = (next((v.text for v in unit.variants if same(v.language, tag)), "") for tag in (source, target))
        if one and other:
            found.append((one, other))
    found = found[len(found) % step :] if step > 1 else found  # those that were added last are left out
    return found[:most][::-1]


class Knowledge:
    """What a workspace knows of each pair of languages, asked once; nothing where there is no workspace.

    ``cache``: where the lexicons that are made of it are kept.
    """

    def __init__(
        self, workspace: Workspace | None, concepts: Iterable[ConceptEntry] | None = None, cache: Cache | None = None
    ) -> None:
        self._workspace = workspace
        self._concepts = None if concepts is None else list(concepts)
        self._pairs: dict[tuple[str, str], list[TextPair]] = {}
        self._own: dict[tuple[str, str], Lexicon] = {}
        self._cache = cache
        self._resources: dict[tuple[str, str], Resources] = {}

    def pairs(self, languages: tuple[str, str]) -> list[TextPair]:
        """Terms, then pairs of the memory. Raises TermbaseError, StoreError."""
        if languages not in self._pairs:
            self._pairs[languages] = list(self._known(*languages))
        return self._pairs[languages]

    def _known(self, source: str, target: str) -> Iterator[TextPair]:
        place = self._workspace
        if place is None:
            return
        if self._concepts is None:
            self._concepts = place.concepts()
        yield from terms(self._concepts, source, target)
        if place.has_memory:
            with place.memory() as store:
                yield from remembered(store, source, target)

    def own(self, languages: tuple[str, str]) -> Lexicon:
        """The lexicon that these pairs make. Raises TermbaseError, StoreError."""
        if languages not in self._own:
            self._own[languages] = self._kept_own(languages)
        return self._own[languages]

    def _kept_own(self, languages: tuple[str, str]) -> Lexicon:
        from termlode.alignment.lexicon import from_pairs
        from termlode.jobs.stages.cache import key_of
        from termlode.jobs.stages.kept_sources import opened, sealed
        from termlode.jobs.stages.own_lexicon import as_lexicon
        from termlode.jobs.stages.stamp import stamp

        pairs = self.pairs(languages)
        if self._cache is None or not pairs:
            return from_pairs(pairs, languages)
        key = key_of("lexicon", stamp(), languages, (f"{a}\t{b}" for a, b in pairs))
        kept = opened(self._cache.data(key), lambda _, value: as_lexicon(value))
        if kept is None:
            kept = {
                left: {right: float(s) for right, s in row.items()}
                for left, row in from_pairs(pairs, languages).items()
            }
            self._cache.keep_data(key, sealed(kept)[1])
        return kept

    def resources(self, languages: tuple[str, str], encoder: Encoder | None = None) -> Resources:
        """That and the packaged lexicon."""
        from dataclasses import replace

        from termlode import alignment

        if languages not in self._resources:
            packaged, own = alignment.resources(*languages), self.own(languages)
            self._resources[languages] = replace(packaged, lexicons=(*packaged.lexicons, *([own] if own else [])))
        return replace(self._resources[languages], encoder=encoder)
