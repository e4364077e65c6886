"""A whole store as one multilingual TMX, straight from its rows: the same bytes as :func:`write`, but fast.

Thousands of rows that are nothing but texts are put together at once; where one holds codes, props, dates and
the like, or there is something to say of it, its neighbours and it go unit by unit, and it itself the usual way.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from termlode.exchange.losses import illegal
from termlode.exchange.notices import Notices
from termlode.exchange.profiles import LOSSLESS
from termlode.exchange.tmx import markup
from termlode.exchange.tmx.write import _END, _fitted, _header, render
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer
from termlode.memory.unit_rows import MAX_VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from termlode.memory.store import Store
    from termlode.memory.unit_rows import UnitRow, VariantRow

_SPECIAL = re.compile(f"[&<>\r]|{ILLEGAL.pattern}")
_CODES = LOSSLESS.level == 2
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_NEXT, _END_OF_UNIT = "</seg></tuv>\n", "</tu>\n"


def write_store(
    store: Store,
    destination: Path | str,
    progress: Callable[[int, int | None], None] | None = None,
    notices: Notices | None = None,
) -> int:
    """Write all units of ``store`` to ``destination``; how many. Raises UnreadableError, StoreError.

    ``notices`` takes what could not be written as it is.
    """
    count = 0
    notices = Notices() if notices is None else notices
    openings = _Openings(store)
    with atomic_writer(destination) as out:
        out.write(_header(None, LOSSLESS, None))
        for rows, rich in store.scan():
            data = None if rich else _at_once(rows, openings)
            if data is not None:
                count += sum(not row[0] % MAX_VARIANTS for row in rows)
                out.write(data)
            else:
                for piece in _pieces(store, rows, rich, openings, notices):
                    count += 1
                    out.write(piece.encode("utf-8", "ignore"))
            if progress is not None:
                progress(count, None)
        out.write(_END)
    return count


class _Openings(dict[int, str]):
    """What stands before a text of a language, by its number."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, language: int) -> str:
        tag = markup.attribute("xml:lang", LOSSLESS.language(self._store.tag(language)))
        self[language] = opening = f"<tuv{tag}><seg>"
        return opening


def _at_once(rows: Sequence[VariantRow], openings: _Openings) -> bytes | None:
    """Units that are nothing but texts; None where one is more, or where there is something to say of a text."""
    ids, languages, texts, extras = zip(*rows, strict=True)
    firsts = bytes([not number % MAX_VARIANTS for number in ids])
    if extras.count(None) < len(rows) or "" in texts or any(map(str.isspace, texts)):
        return None
    if b"\1\1" in firsts or firsts[-1]:  # a unit of one text
        return None
    joined = "\0".join(texts)
    if joined.count("\0") != len(rows) - 1 or "\ufffe" in joined or "\uffff" in joined:
        return None
    for char, escaped in _ESCAPES:
        if char in joined:
            joined = joined.replace(char, escaped)
    before = [f"{_END_OF_UNIT}<tu>\n", ""]
    starts = {(tag, first): before[not first] + openings[tag] for tag in set(languages) for first in (0, 1)}
    parts = zip(zip(languages, firsts, strict=True), joined.split("\0"), strict=True)
    content = _NEXT.join([starts[start] + text for start, text in parts])
    data = f"{content[len(_END_OF_UNIT) :]}{_NEXT}{_END_OF_UNIT}".encode("utf-8", "ignore")
    return data if len(data.translate(None, _CONTROLS)) == len(data) else None


def _pieces(
    store: Store, rows: Iterable[VariantRow], rich: Mapping[int, UnitRow], openings: _Openings, notices: Notices
) -> Iterator[str]:
    """Unit by unit."""
    for key, group in groupby(rows, key=lambda row: row[0] // MAX_VARIANTS):
        variants = list(group)
        if key in rich or not _is_plain(variants):
            fit = _fitted(store.made(rich.get(key), variants), LOSSLESS, codes=_CODES, notices=notices)
            if fit is not None:
                yield render(fit, None, LOSSLESS, codes=_CODES)
            continue
        piece = "<tu>\n"
        for _, language, text, _ in variants:
            if _SPECIAL.search(text):
                if ILLEGAL.search(text):
                    illegal(text, notices)
                text = markup.text(text)  # noqa: PLW2901  # the usual text needs no copy
            piece += f"{openings[language]}{text}{_NEXT}"
        yield piece + _END_OF_UNIT


def _is_plain(variants: Sequence[VariantRow]) -> bool:
    """Whether there are several texts, none of them empty, and nothing else."""
    return len(variants) > 1 and all(
        extra is None and not text.isspace() and ILLEGAL.sub("", text).strip() for _, _, text, extra in variants
    )
