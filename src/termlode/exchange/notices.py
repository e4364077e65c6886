"""What a reader has to say about a file it could read: coded, counted, with the first few places."""

from __future__ import annotations

from dataclasses import dataclass, field

from termlode.model import Notice

EXAMPLES = 5  # places kept for each code: a broken million-unit file must not fill the memory


@dataclass(slots=True)
class Notices:
    """A bounded collector. ``skipped`` counts the units (or rows) left out, by code.

    ``position``: how many bytes of the file, packed as it may be, were read so far; 0 where nobody counts.
    """

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[Notice]] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)  # ids that a reader made for concepts that the file gives none
    position: int = 0

    @property
    def total(self) -> int:
        """How many remarks there were."""
        return sum(self.counts.values())

    def add(self, code: str, message: str, *, line: int | None = None, text: str = "") -> None:
        """One remark; the unit or row it is about is still read."""
        self.counts[code] = self.counts.get(code, 0) + 1
        kept = self.examples.setdefault(code, [])
        if len(kept) < EXAMPLES:
            kept.append(Notice(code, message, line, text[:80]))

    def again(self, code: str) -> None:
        """One more of a remark that was made before."""
        self.counts[code] += 1

    def skip(self, code: str, message: str, *, line: int | None = None, text: str = "") -> None:
        """A unit, variant or row that is left out, and why."""
        self.skipped[code] = self.skipped.get(code, 0) + 1
        self.add(code, message, line=line, text=text)

    def lines(self) -> list[tuple[Notice, int]]:
        """The first place of each code and how often it came."""
        return [(kept[0], self.counts[code]) for code, kept in self.examples.items()]
