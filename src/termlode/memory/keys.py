"""Keys of the index: a rough folding, the same for all languages, one character for one.

The rough key only finds candidates, so it may be coarser than a language's own folding but must never
depend on a language: a query may come without one.
"""

from __future__ import annotations

from termlode.languages.folding import fold


class _Table(dict[int, str | None]):
    """The first character of what a character folds to, on demand, for ``str.translate``."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = fold(chr(code))[:1] or None
        return folded


_TABLE = _Table()


def rough(text: str) -> str:
    """The rough key: folded, white space collapsed."""
    return " ".join(text.translate(_TABLE).split())
