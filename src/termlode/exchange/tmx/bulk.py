"""A whole store as one multilingual TMX, straight from its rows: the same bytes as :func:`write`, but fast.

A unit that is nothing but texts is put together here; one with codes, props, dates and the like goes the
usual way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.notices import Notices
from termlode.exchange.profiles import LOSSLESS
from termlode.exchange.tmx import markup
from termlode.exchange.tmx.write import _END, _fitted, _header, render
from termlode.exchange.xml import ILLEGAL
from termlode.files import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from termlode.memory.store import Store

_SPECIAL = re.compile(f"[&<>\r]|{ILLEGAL.pattern}")
_AT_ONCE = 4096  # units


def dump(
    store: Store,
    destination: Path | str,
    progress: Callable[[int, int | None], None] | None = None,
    notices: Notices | None = None,
) -> int:
    """Write all units of ``store`` to ``destination``; how many. Raises UnreadableError, StoreError.

    ``notices`` takes what could not be written as it is.
    """
    count = 0
    with atomic_writer(destination) as out:
        out.write(_header(None, LOSSLESS, None))
        pieces: list[str] = []
        for piece in _pieces(store, Notices() if notices is None else notices):
            pieces.append(piece)
            if len(pieces) == _AT_ONCE:
                count += len(pieces)
                out.write("".join(pieces).encode("utf-8", "ignore"))
                pieces.clear()
                if progress is not None:
                    progress(count, None)
        out.write("".join(pieces).encode("utf-8", "ignore"))
        out.write(_END)
    return count + len(pieces)


def _pieces(store: Store, notices: Notices) -> Iterator[str]:
    level2 = LOSSLESS.level == 2
    openings: dict[str, str] = {}
    for key, texts in store.plain():
        if texts is None or len(texts) < 2 or not all(text and not text.isspace() for _, text in texts):
            unit = store.unit(key)
            fit = None if unit is None else _fitted(unit, LOSSLESS, codes=level2, notices=notices)
            if fit is not None:
                yield render(fit, None, LOSSLESS, codes=level2)
            continue
        piece = "<tu>\n"
        for language, text in texts:
            opening = openings.get(language)
            if opening is None:
                tag = markup.attribute("xml:lang", LOSSLESS.language(language))
                opening = openings[language] = f"<tuv{tag}><seg>"
            if _SPECIAL.search(text):
                text = markup.text(text)  # noqa: PLW2901  # the usual text needs no copy
            piece += f"{opening}{text}</seg></tuv>\n"
        yield piece + "</tu>\n"
