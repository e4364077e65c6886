"""What a workspace knows of a language pair before anything is aligned: its terms, and its memory."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from termlode.memory.store import Store
    from termlode.model import ConceptEntry, TranslationUnit
    from termlode.workspace import Workspace

    type TextPair = tuple[str, str]

MOST = 50_000  # pairs of the memory, the newest; older ones would say the same again
_SEARCHED = 4 * MOST  # units looked at for them
_SURE = 0.9  # confidence of an aligned unit that may teach another alignment


def terms(entries: Iterable[ConceptEntry], source: str, target: str) -> Iterator[TextPair]:
    """Terms that translate each other."""
    for entry in entries:
        one, other = entry.section(source), entry.section(target)
        if one and other:
            yield from ((a.term, b.term) for a in one.terms for b in other.terms)


def remembered(
    store: Store, source: str, target: str, *, without: Collection[str] = (), aligned: bool = True, most: int = MOST
) -> list[TextPair]:
    """The newest ``most`` pairs of the memory, the newest last.

    What alignment guessed must not vouch for itself: machine-aligned units of the documents ``without`` are left
    out, and unsure ones; all of them without ``aligned``. A person's review makes a unit count.
    """
    count = int(str(store.stats()["units"]))
    found: deque[TextPair] = deque(maxlen=most)
    for _, unit in store.items(max(0, count - _SEARCHED)):
        if _counts(unit, without, aligned=aligned):
            one, other = (next((v.text for v in unit.variants if _is(v.language, tag)), "") for tag in (source, target))
            if one and other:
                found.append((one, other))
    return list(found)


def _is(language: str, tag: str) -> bool:
    return primary(language) == primary(tag)


def _counts(unit: TranslationUnit, without: Collection[str], *, aligned: bool) -> bool:
    if unit.origin.kind != "aligned" or any(p.type == "x-reviewed" and p.value == "yes" for p in unit.props):
        return True
    return aligned and (unit.origin.confidence or 0) >= _SURE and unit.origin.document not in without


def of_workspace(
    place: Workspace | None, source: str, target: str, *, without: Collection[str] = ()
) -> Iterator[TextPair]:
    """Terms, then pairs of the memory; nothing outside a workspace. Raises TermbaseError, StoreError."""
    if place is None:
        return
    yield from terms(place.concepts(), source, target)
    if place.memory_file.is_file():
        with place.memory() as store:
            yield from remembered(store, source, target, without=without)
