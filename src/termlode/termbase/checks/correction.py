"""The check that correction would leave a term alone (code T311): one truth for ``termbase check`` and ``fix``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.edits import apply, automatic
from termlode.languages import registry
from termlode.languages.tags import primary
from termlode.termbase.checks.registry import Context, Hit, at, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.languages.hooks import Stage

_ZWNJ = "\u200c"


@check("T311")
def corrected(context: Context) -> Iterator[Hit]:
    """A term is written as correction (fix) would not leave it."""
    stages: dict[str, Sequence[Stage]] = {}
    for placed in context.terms():
        language = primary(placed.language)
        if placed.term.status not in ("preferred", "admitted"):
            continue
        if language not in stages:
            hook = registry.correction(language)
            stages[language] = hook.rules((), (), {}).stages("") if hook else ()
        text = _fixed(placed.term.term, stages[language])
        if text != placed.term.term:
            told = text.replace(_ZWNJ, "[ZWNJ]")
            yield at(placed, f"{language}: {placed.term.term.replace(_ZWNJ, '[ZWNJ]')}; fix writes {told}")


def _fixed(text: str, stages: Sequence[Stage]) -> str:
    for stage in stages:
        text = apply(text, automatic(stage(text)))
    return text
