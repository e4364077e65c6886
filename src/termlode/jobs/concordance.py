"""Every place where a word or phrase occurs in the memory, with its translations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.jobs.lookup import must_know
from termlode.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.memory.concordance import Hit, Wanted
    from termlode.memory.finder import How
    from termlode.memory.neighbours import Around
    from termlode.memory.store import Store
    from termlode.model import Variant
    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something occurs: in so many units and texts, at so many places."""

    units: int
    texts: int
    places: int


def concordance(
    workspace: Workspace,
    text: str,
    *,
    language: str | None = None,
    show: Sequence[str] = (),
    word: bool = False,
    how: How = "plain",
    beside: str | None = None,
    without: str | None = None,
    page: int = 1,
    per_page: int = 20,
) -> list[Hit]:
    """The hits of one page (from 1). Spelling is folded, parts of words count unless ``word``.

    ``language`` is that of the texts searched (None: any). Units without a text in the first language of ``show``
    are left out. ``how``: "plain", "wildcards" (``*`` any part of a word, ``?`` a letter) or "regex", an expression
    that texts are matched with as they are stored. ``beside`` and ``without``, read in the same way, must occur and
    must not occur in the other texts of the unit (those in the first language of ``show``).

    Raises UsageError for an empty text, an expression that is none or takes too long, or a language that the
    workspace does not have, NothingFound where there is no memory, StoreError.
    """
    wanted = wanted_of(workspace, text, language, show, word=word, how=how, beside=beside, without=without)
    with workspace.memory() as store:
        return page_of(store, wanted, (page - 1) * per_page, per_page)


def page_of(store: Store, wanted: Wanted, first: int, most: int) -> list[Hit]:
    """The hits of an open memory from number ``first`` (from 0) on, ``most`` of them. Raises UsageError, StoreError."""
    return list(islice(store.occurrences(wanted), first, first + most))


def count(
    workspace: Workspace,
    text: str,
    *,
    language: str | None = None,
    show: Sequence[str] = (),
    word: bool = False,
    how: How = "plain",
    beside: str | None = None,
    without: str | None = None,
) -> Tally:
    """How many hits there are in all; arguments and errors as for :func:`concordance`."""
    wanted = wanted_of(workspace, text, language, show, word=word, how=how, beside=beside, without=without)
    units: set[int] = set()
    texts = places = 0
    with workspace.memory() as store:
        for key, count in store.places(wanted):
            units.add(key)
            texts, places = texts + 1, places + count
    return Tally(len(units), texts, places)


def contexts(workspace: Workspace, hits: Sequence[Hit], lines: int) -> list[Around]:
    """The units before and after each hit in its document, up to ``lines`` on each side. Raises StoreError."""
    with workspace.memory() as store:
        return [store.around(hit.unit_key, hit.unit, lines) for hit in hits]


def wanted_of(workspace: Workspace, text: str, language: str | None, show: Sequence[str], **options: Any) -> Wanted:
    """What :func:`concordance` looks for, of its arguments. Raises UsageError."""
    from termlode.memory.concordance import Wanted

    if not text.strip():
        raise UsageError("nothing to search for: give a text, for example: termlode concordance 稀土 --in zh")
    must_know(workspace, (language, *show))
    return Wanted(text, language, show[0] if show else None, **options)


def others(hit: Hit, wanted: Sequence[str] = ()) -> list[Variant]:
    """The other variants of the unit, of the wanted languages (all where none is named)."""
    from termlode.languages.tags import serves

    def shown(variant: Variant) -> bool:
        return any(serves(variant.language, language) for language in wanted or (None,))

    return [variant for variant in hit.unit.variants if variant is not hit.variant and shown(variant)]
