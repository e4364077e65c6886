"""Qt Linguist files as files to work in, read and written by translate-toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.exchange import xml
from termlode.exchange.ttk.read import language_of, only_depth, opened
from termlode.model import Context
from termlode.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions
    from termlode.slots import Filling, State


class TsJob:
    """A Qt Linguist file: its messages as slots, and the file with some of them filled."""

    takes_terms = True

    def __init__(self, path: Path, options: ReadOptions, notices: Notices) -> None:
        from translate.storage import ts2

        for _ in xml.feed(path, only_depth, notices):
            pass
        self._store = opened(ts2.tsfile, path)
        languages = (
            language_of(self._store, "getsourcelanguage", options.source or "en", path),
            language_of(self._store, "gettargetlanguage", options.target, path),
        )
        self._units: list[Any] = [unit for unit in self._store.units if not unit.isheader() and str(unit.source)]
        self.slots: Sequence[Slot] = [_slot(n, unit, languages) for n, unit in enumerate(self._units)]

    def filled(self, fillings: Mapping[int, Filling]) -> bytes:
        """The file with translations set; below 100 they are unfinished. Terms become translator comments."""
        for number, one in fillings.items():
            unit = self._units[number]
            if one.text is not None:
                unit.target = one.text
                unit.markfuzzy(one.score < 100 or one.machine)
            told = [f"{source} = {target}" for source, target in one.terms]
            lines = (["; ".join(told)] if told else []) + ([one.note] if one.note else [])
            if lines:
                unit.addnote("\n".join(lines), origin="translator")
        return bytes(self._store)


def _slot(number: int, unit: Any, languages: tuple[str, str]) -> Slot:
    target = str(unit.target or "")
    state: State = "empty" if not target.strip() else "draft" if unit.isfuzzy() else "human"
    key = unit.getcontext() or None
    fillable = not unit.hasplural() and not unit.isobsolete()
    name = f"{key or ''}/{number + 1}"
    return Slot(
        number, name, 0, languages, str(unit.source), (), target, (), state, fillable, context=Context(key=key)
    )  # fmt: skip


def open_job(path: Path, options: ReadOptions, notices: Notices) -> TsJob:
    """The slots of a Qt Linguist file. Raises FormatError, UnreadableError, UsageError."""
    return TsJob(path, options, notices)
