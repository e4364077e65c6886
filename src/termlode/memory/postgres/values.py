"""Values on their way to PostgreSQL and back: what its text cannot hold is written otherwise, and read as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import psycopg

# U+FDD0 is no character (Unicode 23.7); it stands before what PostgreSQL's text cannot hold, and before itself.
_SIGN, _NUL = "\ufdd0", "\0"
_SIGN_BYTES = _SIGN.encode()


def safe(value: Any) -> Any:
    """A value that PostgreSQL can hold."""
    if type(value) is not str or (_NUL not in value and _SIGN not in value):
        return value
    return value.replace(_SIGN, _SIGN + "1").replace(_NUL, _SIGN + "0")


def all_safe(rows: Iterable[Sequence[Any]], texts: Sequence[int]) -> Iterator[Sequence[Any]]:
    """The same of many rows, which have texts at these places."""
    for row in rows:
        for place in texts:
            text = row[place]
            if text is not None and (_NUL in text or _SIGN in text):
                yield tuple(map(safe, row))
                break
        else:
            yield row


def as_it_was(text: str) -> str:
    """The text of a value of the memory."""
    return text.replace(_SIGN + "0", _NUL).replace(_SIGN + "1", _SIGN)


def adapt(raw: psycopg.Connection[Any]) -> None:
    """Numbers go out as one type, so that a statement is prepared once; texts come back as they were."""
    from psycopg.adapt import Loader
    from psycopg.pq import Format
    from psycopg.types.numeric import Int8BinaryDumper, Int8Dumper

    class Text(Loader):
        format = Format.BINARY

        def load(self, data: Any) -> str:
            found = bytes(data)
            return found.decode() if _SIGN_BYTES not in found else as_it_was(found.decode())

    raw.adapters.register_dumper(int, Int8Dumper)
    raw.adapters.register_dumper(int, Int8BinaryDumper)
    raw.adapters.register_loader("text", Text)
