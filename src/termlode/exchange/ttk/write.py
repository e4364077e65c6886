"""Write what translate-toolkit writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.errors import UsageError
from termlode.exchange import plurals
from termlode.exchange.selection import text_pairs
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.model import TranslationUnit


def ts(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write a Qt Linguist file of a pair of languages. Returns how many units. Raises UsageError without a pair."""
    from translate.misc.multistring import multistring
    from translate.storage.ts2 import tsfile

    if options.source is None or options.target is None:
        raise UsageError("Qt Linguist files are bilingual: add --pair, such as --pair en-fa")
    store: Any = tsfile()
    store.setsourcelanguage(options.source)
    store.settargetlanguage(options.target)
    count = 0
    for unit in units:
        for part in text_pairs(unit, options.source, options.target):
            left, right = (ILLEGAL.sub("", variant.text) for variant in part.variants)
            made = store.addsourceunit(left)
            made.target = right
            if forms := plurals.forms(unit):
                made.target = multistring([ILLEGAL.sub("", form) for form in forms])
            count += 1
    with atomic_writer(destination) as handle:
        store.serialize(handle)
    return count
