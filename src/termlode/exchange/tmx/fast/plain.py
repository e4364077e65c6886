"""Many units at once: those that are two texts each and no more are cut out of the input by one pattern.

The pattern accepts less than ``units`` does (no codes, props or notes), and what it takes is the same
(tested). A unit of another shape, and one of which there is something to say, is left where it stands;
``units`` or expat goes on from there.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from termlode.exchange.tmx.fast.markup import Irregular, characters
from termlode.exchange.tmx.fast.objects import new_unit
from termlode.exchange.tmx.fast.units import LONG_SEGMENT, NO_CONTEXT, NO_ORIGIN, refuse
from termlode.exchange.tmx.value_tables import NO_DETAILS
from termlode.memory.unit_batches import PlainBatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from termlode.exchange.notices import Notices
    from termlode.exchange.tmx.fast.units import RegularUnits
    from termlode.exchange.tmx.value_tables import ValueTables
    from termlode.memory.unit_batches import UnitOrBatch

_GAP = r"[ \t\n]*"
_VARIANT = rf"<tuv([^<>]*)>{_GAP}<seg>([^<]*)</seg>{_GAP}</tuv>{_GAP}"
_UNIT = re.compile(rf"<tu([^<>]*)>{_GAP}{_VARIANT}{_VARIANT}</tu>")
_GROUPS = 5  # of the pattern: what it splits a text into repeats after so many and what stands before
_TABLE = 4096  # entries of a table before it is begun anew
_PATIENCE = 16  # pieces of input that are not tried after one that held few such units


class PlainUnits:
    """Takes plain units off a text, all that stand in a row, as one :class:`PlainBatch`."""

    def __init__(self, values: ValueTables, regular: RegularUnits, notices: Notices) -> None:
        self._values, self._shapes, self._notices = values, regular, notices
        self._rest = 0  # pieces of input to leave alone
        self._agreed: dict[str, set[tuple[str, str]]] = {}  # attributes of units and variants that name no source

    def take(self, text: str, at: int, ready: list[UnitOrBatch]) -> int:
        """Append the units that begin at ``at`` to ``ready``; where the first begins that is another."""
        if self._rest:
            self._rest -= 1
            return at
        pieces = _UNIT.split(text[at:] if at else text)
        count = self._regular(pieces)
        if 2 * count * (_GROUPS + 1) < len(pieces):
            self._rest = _PATIENCE
        if not count:
            return at
        ready.append(self._made(pieces, count))
        if count * (_GROUPS + 1) + 1 == len(pieces) and not pieces[-1].strip(" \t\n"):
            return len(text)
        return next(islice(_UNIT.finditer(text, at), count - 1, None)).end()

    def _regular(self, pieces: list[str]) -> int:
        """How many of the units, from the first on, are what we take; the references in them are resolved."""
        step = _GROUPS + 1
        gaps = pieces[::step]
        count = len(gaps) - 1
        if "".join(gaps).strip(" \t\n"):
            count = min(count, next(number for number, gap in enumerate(gaps) if gap.strip(" \t\n")))
        if not count:
            return 0
        heads, ones, others = (pieces[column : count * step : step] for column in (1, 2, 4))
        count = _until(heads, lambda raw: raw == heads[0] and self._is_nameless(raw))
        count = min(_until(ones[:count], self._is_usual), _until(others[:count], self._is_usual))
        for column in (3, 5):
            count = self._resolve(pieces, column, count)
        return self._of_one_source(heads[0], list(zip(ones[:count], others, strict=False)))

    def _of_one_source(self, head: str, pairs: Sequence[tuple[str, str]]) -> int:
        """How many units, from the first on, have the same source language."""
        agreed = self._agreed.get(head, set())
        if set(pairs) <= agreed:
            return len(pairs)
        count = _until(pairs, lambda pair: self._source(head, *pair) is None)
        if count:
            if len(agreed) > _TABLE or len(self._agreed) > _TABLE:
                self._agreed.clear()
            self._agreed.setdefault(head, set()).update(pairs[:count])
            return count
        return _until(pairs, lambda pair: self._source(head, *pair) == self._source(head, *pairs[0]))

    def _is_nameless(self, raw: str) -> bool:
        """Whether a unit with such attributes has no id."""
        return self._shapes.head(raw)[3] is None

    def _is_usual(self, raw: str) -> bool:
        """Whether a variant with such attributes says its language and no more."""
        return self._shapes.variant(raw)[1] is NO_DETAILS

    def _source(self, head: str, one: str, other: str) -> str | None:
        """The source language of a unit with such attributes."""
        languages = [self._shapes.variant(one)[0], self._shapes.variant(other)[0]]
        return self._values.source(self._shapes.head(head)[0], languages, refuse)

    def _resolve(self, pieces: list[str], column: int, count: int) -> int:
        """Resolve the references in the texts of a column; up to which unit they are good."""
        step = _GROUPS + 1
        texts = pieces[column : count * step : step]
        marked = [
            number for number, text in enumerate(texts) if "&" in text or len(text) > LONG_SEGMENT or text.isspace()
        ]
        if "" in texts:
            marked.append(texts.index(""))
        for number in sorted(marked):
            try:
                resolved = characters(texts[number])
            except Irregular:
                return number
            if not resolved.strip() or len(resolved) > LONG_SEGMENT:
                return number
            pieces[number * step + column] = resolved
        return count

    def _made(self, pieces: list[str], count: int) -> PlainBatch:
        """The first ``count`` units."""
        step = _GROUPS + 1
        end = count * step
        raws, texts = [""] * (2 * count), [""] * (2 * count)
        raws[::2], raws[1::2] = pieces[2:end:step], pieces[4:end:step]
        texts[::2], texts[1::2] = pieces[3:end:step], pieces[5:end:step]
        ways = {raw: self._shapes.variant(raw) for raw in set(raws)}
        if odd := {raw for raw, way in ways.items() if way[2]}:
            for _ in range(sum(map(odd.__contains__, raws))):
                self._notices.again("language-tag")
        tags = {raw: way[0] for raw, way in ways.items()}
        _, kind, details, _ = self._shapes.head(pieces[1])
        source = self._source(pieces[1], raws[0], raws[1])
        like = new_unit((), None, source, kind, (), (), details, NO_CONTEXT, NO_ORIGIN)
        return PlainBatch(list(map(tags.__getitem__, raws)), texts, like)


def _until[T](values: Sequence[T], good: Callable[[T], bool]) -> int:
    """How many values there are before the first that is not good, or of which there is something to say."""
    bad = set()
    for value in set(values):
        try:
            if not good(value):
                bad.add(value)
        except Irregular:
            bad.add(value)
    if not bad:
        return len(values)
    return next(number for number, value in enumerate(values) if value in bad)
