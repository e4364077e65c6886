"""What is asked of the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.memory import unit_rows
from termlode.memory.penalties import DEFAULT, Penalties
from termlode.records import dataclass

if TYPE_CHECKING:
    from termlode.model import Context, InlineCode, TranslationUnit


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up, in which languages, among which units; ``since`` and ``until`` are dates."""

    text: str
    source: str | None = None
    target: str | None = None
    minimum: int = 70
    top: int = 5
    codes: tuple[InlineCode, ...] = ()
    context: Context | None = None
    penalties: Penalties = DEFAULT
    client: str | None = None
    domain: str | None = None
    project: str | None = None
    origin: str | None = None
    since: str | None = None
    until: str | None = None
    pivot: bool = True  # through a third language where no direct match is good

    def takes(self, unit: TranslationUnit) -> bool:
        """Whether the filters let ``unit`` through."""
        origin = unit.origin
        wanted = ((self.client, origin.client), (self.domain, origin.domain), (self.project, origin.project))
        if any(want is not None and want != have for want, have in wanted):
            return False
        if self.origin is not None and self.origin != origin.kind:
            return False
        if self.since is None and self.until is None:
            return True
        date = unit_rows.changed(unit) or ""
        return (self.since or "") <= date and (self.until is None or date[: len(self.until)] <= self.until)


def is_one_word(text: str) -> bool:
    """Whether a text is surely a single word: letters of scripts with spaces, or two or three Han characters.

    Such a text has no fragment worth showing (:mod:`termlode.memory.fragments`); this is told without tokens.
    """
    if not text.isalpha():
        return False
    return max(text) < "\u2e80" or (len(text) < 4 and min(text) >= "\u3400" and max(text) <= "\u9fff")
