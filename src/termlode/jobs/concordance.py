"""Every place where a word or phrase occurs in the memory, with its translations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.jobs.lookup import must_know

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.memory.concordance import Hit
    from termlode.model import Variant
    from termlode.workspace import Workspace


def concordance(
    workspace: Workspace,
    text: str,
    *,
    language: str | None = None,
    show: Sequence[str] = (),
    word: bool = False,
    page: int = 1,
    per_page: int = 20,
) -> list[Hit]:
    """The hits of one page (from 1). Spelling is folded, parts of words count unless ``word``.

    ``language`` is that of the texts searched (None: any). Units without a text in the first language of ``show``
    are left out. Raises UsageError for an empty text or a language that the workspace does not have, NothingFound
    where there is no memory, StoreError.
    """
    if not text.strip():
        raise UsageError("nothing to search for: give a text, for example: termlode concordance 稀土 --in zh")
    must_know(workspace, (language, *show))
    with workspace.memory() as store:
        found = store.concordance(text, language, show[0] if show else None, word=word)
        return list(islice(found, (page - 1) * per_page, page * per_page))


def others(hit: Hit, wanted: Sequence[str] = ()) -> list[Variant]:
    """The other variants of the unit, of the wanted languages (all where none is named)."""
    from termlode.languages.tags import serves

    def shown(variant: Variant) -> bool:
        return any(serves(variant.language, language) for language in wanted or (None,))

    return [variant for variant in hit.unit.variants if variant is not hit.variant and shown(variant)]
