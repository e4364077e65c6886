"""jieba's dictionary by the first characters of its words: a text needs those of its own characters only.

The compiled form lies in the user's cache, named after jieba's version; it is replaced as a whole, proven by a
checksum, and made again where it is missing, damaged or of another dictionary. Where it cannot be written it is
kept in memory.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from termlode.errors import UnreadableError
from termlode.files import atomic_writer, make_folder, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_FORMAT = "termlode zh 1"


class Words(NamedTuple):
    """Frequencies of words and of their beginnings (0), as jieba counts them, and the parts of speech of words."""

    frequencies: dict[str, int]
    tags: dict[str, str]


class Dictionary:
    """Words by their first characters; ``total`` is the sum of all frequencies."""

    def __init__(self, total: int, places: Mapping[str, list[int]], data: bytes) -> None:
        self.total, self._places, self._data = total, places, data

    def words(self, char: str) -> Words | None:
        """The words that begin with ``char``; None where there is none."""
        place = self._places.get(char)
        return None if place is None else Words(*json.loads(self._data[place[0] : place[1]]))


def open_dictionary(source: Path, version: str, folder: Path) -> Dictionary:
    """The dictionary in jieba's file ``source``, through its compiled form in ``folder``."""
    state = f"{_FORMAT} {version} {source.stat().st_size}"
    cache = folder / f"jieba-{version}.cache"
    with suppress(UnreadableError, ValueError, TypeError, KeyError):
        return _read(read_bytes(cache), state)
    data = _compiled(source, state)
    with suppress(UnreadableError):
        make_folder(folder, private=True)
        with atomic_writer(cache) as out:
            out.write(data)
    return _read(data, state)


def _read(data: bytes, state: str) -> Dictionary:
    """A compiled dictionary: a line of JSON, then the words. Raises ValueError, TypeError, KeyError for another."""
    end = data.index(b"\n") + 1
    head = json.loads(data[:end])
    if head["state"] != state or head["checksum"] != crc32(memoryview(data)[end:]):
        raise ValueError("another dictionary")
    return Dictionary(head["total"], head["places"], data[end:])


def _compiled(source: Path, state: str) -> bytes:
    groups: dict[str, Words] = {}
    total = 0
    for word, frequency, tag in _entries(source.read_bytes().decode("utf-8").splitlines()):
        words = groups.setdefault(word[0], Words({}, {}))
        words.frequencies[word] = frequency
        words.tags[word] = tag
        total += frequency
        for length in range(1, len(word)):
            words.frequencies.setdefault(word[:length], 0)
    pieces: list[bytes] = []
    places: dict[str, list[int]] = {}
    end = 0
    for char, words in groups.items():
        pieces.append(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
        places[char] = [end, end + len(pieces[-1])]
        end += len(pieces[-1])
    data = b"".join(pieces)
    head = {"state": state, "checksum": crc32(data), "total": total, "places": places}
    return json.dumps(head).encode() + b"\n" + data


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Word, frequency and part of speech."""
    for line in lines:
        word, frequency, tag = line.split(" ")
        yield word, int(frequency), tag
