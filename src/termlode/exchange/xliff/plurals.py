"""Plural forms in XLIFF: a group whose units are the forms of one message.

``restype="x-gettext-plurals"`` (Lokalize, translate-toolkit, Qt's lconvert, TYPO3) and its like in 1.2,
``pgs:switch="plural:…"`` with ``pgs:case`` in 2.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.exchange.xml import Record

_NUMBER = re.compile(r"\[(\d{1,2})\]\Z")
_CASES = {case: index for index, case in enumerate(("zero", "one", "two", "few", "many", "other"))}


def grouped(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The units one by one, but those of a plural group together, in the order of their forms."""
    held: list[Record] = []
    group: object = None
    for record in records:
        found = _group(record)
        if held and found is not group:
            yield _ordered(held)
            held = []
        group = found
        if found is None:
            yield [record]
        else:
            held.append(record)
    if held:
        yield _ordered(held)


def _group(record: Record) -> object:
    """The plural group that a unit stands in: its attributes, which live as long as it is open."""
    for name, attributes in reversed(record.around):
        if local(name) == "group":
            switch = next((value for key, value in attributes.items() if local(key) == "switch"), "")
            if "plural" in attributes.get("restype", "").lower() or switch.startswith("plural"):
                return attributes
    return None


def case(record: Record) -> str | None:
    """The plural category that a form names (``one``, ``other``), or None where it only has a number."""
    found = next((value for key, value in record.element.items() if local(key) == "case"), None)
    return found if found in _CASES else None


def _ordered(records: list[Record]) -> list[Record]:
    cases = [_CASES[name] for record in records if (name := case(record)) is not None]
    numbers = [int(found[1]) for record in records if (found := _NUMBER.search(record.element.get("id", "")))]
    order = cases if len(cases) == len(records) else numbers
    if len(order) != len(records):
        return records
    return [records[index] for index in sorted(range(len(records)), key=order.__getitem__)]
