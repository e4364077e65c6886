"""Drafts out of what a build found: linked, kept by a hash of all that they depend on, and written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termlode.jobs.stages.cache import key_of
from termlode.jobs.stages.kept_sources import as_text, opened, sealed
from termlode.jobs.stages.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termlode.alignment.lexicon import Lexicon
    from termlode.extraction import Candidate
    from termlode.jobs.links import Beads
    from termlode.jobs.stages.cache import Cache
    from termlode.model import ConceptEntry
    from termlode.results import Pair
    from termlode.termbase.drafts.record import Draft
    from termlode.workspace import Workspace

CONTEXTS = 1_000  # of a candidate; where it stands together with others is seen from those


class Drafting:
    """The drafts of one build. ``digests``: of the sources, by name; the memory plays no part."""

    def __init__(
        self,
        workspace: Workspace,
        entries: Sequence[ConceptEntry],
        digests: Mapping[str, str],
        pairs: Sequence[Pair],
        cache: Cache,
    ) -> None:
        from termlode.termbase.drafts.refused import NAME
        from termlode.termbase.records import to_record

        self._workspace, self._entries, self._cache = workspace, entries, cache
        refused = workspace.termbase / NAME
        said = refused.read_text(encoding="utf-8", errors="replace") if refused.is_file() else ""
        known = (f"{entry.id} {entry.subject_field} {to_record(entry)}" for entry in entries)
        sources = (f"{name} {digest}" for name, digest in sorted(digests.items()))
        beads = (
            f"{p.source_name} {p.target_name} {b.source} {b.target} {b.confidence}" for p in pairs for b in p.beads
        )
        self._pairs = pairs
        self._key = key_of("drafts", stamp(), workspace.languages, sources, beads, known, said)

    def kept(self) -> list[Draft] | None:
        """The drafts that the same sources, termbase and refusals made before."""
        return opened(self._cache.data(self._key), lambda _, value: list(map(_as_draft, value)))

    def made(self, pool: Mapping[str, Sequence[Candidate]]) -> list[Draft]:
        """The drafts that candidates and aligned texts make."""
        from termlode.extraction.links import Known, link
        from termlode.jobs import drafts, links
        from termlode.jobs.named import Named

        beads: Beads = {}
        for pair in self._pairs:
            links.add_beads(beads, pair.languages, (pair.source, pair.target), pair.beads)
        known = Known(self._lexicons, links.both_ways(beads), Named(self._entries).concepts)
        found = tuple(link(pool, known, least=links.HINT))
        candidates = {tag: links.with_translations(some, tag, found) for tag, some in pool.items()}
        made = drafts.proposals(links.Linked(candidates, found), self._workspace)
        self._cache.keep_data(self._key, sealed([_value(one) for one in made])[1])
        return made

    def _lexicons(self, one: str, other: str) -> list[Lexicon]:
        from termlode.alignment.lexicon import packaged
        from termlode.extraction.links.parallel import of_terms
        from termlode.jobs.stages.known import terms

        return [packaged(one, other), of_terms(terms(self._entries, one, other), (one, other))]


def _value(draft: Draft) -> list[str]:
    from termlode.termbase.drafts.record import block

    return [draft.entry.subject_field, block(draft).text]


def _as_draft(value: Any) -> Draft:
    """A draft of the cache. Raises TermbaseError and the like where it is none."""
    from termlode.termbase.drafts.record import read

    field, text = value
    _, blocks = read(as_text(text), Path(f"{as_text(field)}.yaml"))
    (one,) = blocks
    return replace(one.draft, number=0)
