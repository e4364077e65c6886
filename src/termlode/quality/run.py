"""All checks over a stream of units: which are asked, what is waved through, how a hit becomes a finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING

from termlode.checks import selected
from termlode.languages.tags import primary
from termlode.quality import checks as _checks  # noqa: F401  # registers them
from termlode.quality.baseline import mark
from termlode.quality.consistency import SEEN, Seen
from termlode.quality.conventions import CODES, Conventions
from termlode.quality.pair import Pair
from termlode.quality.registry import CHECKS
from termlode.quality.unit import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.checks import Check
    from termlode.quality.judging import Verdict
    from termlode.quality.pair import Knowledge
    from termlode.quality.unit import Hit, Unit

BATCH = 2000  # units read and judged together
_HABITS = ("I503", "I616", "I704")  # what texts write throughout is their style
_HABIT, _FEW = 0.02, 5  # more than this share of the units, and more than so many
_JUDGED = {"W103", "E104"}


@dataclass(slots=True)
class Tally:
    """What was looked at: units checked, units still to be translated, findings waved through (notes, baseline).

    ``habits``: codes of punctuation that so many units have that it is their style, and is not told a unit.
    """

    checked: int = 0
    open: int = 0
    waived: int = 0
    habits: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Checker:
    """The checks that a user wants. Raises UsageError for a code that no check begins with."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    known: Knowledge | None = None
    baseline: frozenset[str] = frozenset()
    tally: Tally = field(default_factory=Tally)
    _codes: frozenset[str] = field(init=False)
    _seen: Seen = field(default_factory=Seen)
    _conventions: Conventions = field(init=False)

    def __post_init__(self) -> None:
        self._codes = frozenset(selected({**CHECKS, **SEEN}, self.select, self.ignore))
        self._conventions = Conventions(self._codes)

    def findings(self, units: Iterable[Unit]) -> Iterator[Finding]:
        """The findings of units, in their order; those of punctuation last, where the texts have no such habit."""
        habits: dict[str, list[Finding]] = {code: [] for code in _HABITS}
        for batch in batched(units, BATCH):
            judged = self._judged([unit for unit in batch if _is_full(unit)]) if self._codes & _JUDGED else {}
            for unit in batch:
                for finding in self._of_unit(unit, judged.get(id(unit))):
                    if finding.code in habits:
                        habits[finding.code].append(finding)
                    elif finding.code in CODES:
                        self._conventions.hold(finding)
                    else:
                        yield finding
        for code, some in habits.items():
            if len(some) > max(_FEW, _HABIT * self.tally.checked):
                self.tally.habits[code] = len(some)
            else:
                yield from some
        yield from self._conventions.told()

    def _of_unit(self, unit: Unit, judged: tuple[Verdict, str] | None) -> Iterator[Finding]:
        """The findings of a unit that nobody waves through; a unit that is open is counted."""
        if unit.is_open:
            self.tally.open += 1
            return
        self.tally.checked += 1
        for finding in self._of(unit, judged):
            if finding.code.startswith(tuple(unit.waived)) or self._is_known(finding):
                self.tally.waived += 1
            else:
                yield finding

    def _is_known(self, finding: Finding) -> bool:
        return bool(self.baseline) and mark(finding) in self.baseline

    def _judged(self, units: Sequence[Unit]) -> dict[int, tuple[Verdict, str]]:
        """Whether the sides of units translate each other, with the name of the unit whose target fits better."""
        from termlode.quality.judging import judge

        groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in units:
            groups[primary(unit.source.language), primary(unit.target.language)].append(unit)
        found = {}
        for languages, group in groups.items():
            verdicts = judge(*languages).verdicts([u.source.text for u in group], [u.target.text for u in group])
            for unit, verdict in zip(group, verdicts, strict=True):
                better = group[verdict.better].id if verdict.better is not None else ""
                found[id(unit)] = (verdict, better)
        return found

    def _of(self, unit: Unit, judged: tuple[Verdict, str] | None) -> Iterator[Finding]:
        pair = Pair(unit, self.known, *(judged or ()))
        if not unit.target.text.strip():
            yield from self._asked(CHECKS["E101"], pair, unit)
            return
        first = list(self._asked(CHECKS["E102"], pair, unit))
        yield from first
        for code, check in CHECKS.items():
            if code not in ("E101", "E102") and not (first and code[1] != "4"):
                yield from self._asked(check, pair, unit)
        if not first:
            self._conventions.take(pair)
            self._seen.take(unit)
            for one in SEEN.values():
                yield from self._asked(one, self._seen, unit)

    def _asked[Item](self, check: Check[Item, Hit], item: Item, unit: Unit) -> Iterator[Finding]:
        if check.code not in self._codes:
            return
        for hit in check.run(item):
            yield _finding(check, hit, unit)


def _is_full(unit: Unit) -> bool:
    return not unit.is_open and bool(unit.source.text.strip()) and bool(unit.target.text.strip())


def _finding[Item](check: Check[Item, Hit], hit: Hit, unit: Unit) -> Finding:
    side = unit.target.text if hit.side == "target" else unit.source.text
    end = len(side) if hit.end is None else hit.end
    message = f"{check.message}: {hit.detail}" if hit.detail else check.message
    return Finding(
        unit.file, unit.id, check.code, check.kind, check.severity, message, unit.source.text, unit.target.text,
        hit.start, end, hit.side, unit.line, (unit.source.language, unit.target.language),
    )  # fmt: skip


def every_check() -> list[Check[Pair, Hit] | Check[Seen, Hit]]:
    """All checks of translated units, by code."""
    found: dict[str, Check[Pair, Hit] | Check[Seen, Hit]] = {**CHECKS, **SEEN}
    return sorted(found.values(), key=lambda check: (check.code[1:], check.code))
