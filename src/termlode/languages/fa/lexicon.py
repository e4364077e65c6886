"""Persian words and verbs, compiled and memory-mapped: nothing is parsed when a process starts.

The file (``fa.lexicon``, made by ``scripts/build_persian_lexicon.py``) is a hash table over
spellings with the ZWNJ taken out. Little endian: magic (8 bytes), number of slots (a power of two),
number of entries, the slots (offsets of 4 bytes into the entries, 0: empty; linear probing from the
CRC-32 of the key), then the entries: key length, flags (4), frequency, compounds that begin with the
word, compounds that end with it, the key in one byte a letter; where the word is also attested with
ZWNJ: the frequency of that spelling and a mask of 4 bytes, bit i for a ZWNJ behind letter i.

Frequencies are levels of 0..255, eight steps for each doubling of the count in the sources.
"""

from __future__ import annotations

import codecs
import mmap
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAGIC = b"TLfalex2"
ALPHABET = "ءآأؤإئابتثجحخدذرزسشصضطظعغفقلمنهوپچژکگیةۀىكيـًٌٍَُِّْٰٔ"
ZWNJ = "\u200c"
_PACKAGED = Path(__file__).parent / "fa.lexicon"
_CODES = {ord(char): index + 1 for index, char in enumerate(ALPHABET)}
_DECODING = "\ufffe" + ALPHABET
_ENCODING = codecs.charmap_build("\ufffe" + ALPHABET + "\ufffe" * (255 - len(ALPHABET)))
_HEADER = struct.Struct("<8sII")
_ENTRY = struct.Struct("<BIBBB")
_KEY = _ENTRY.size
_TAIL = struct.Struct("<BI")


class Flag:
    """What the sources say of a spelling: bits (plain integers; an enum's operators would cost the most)."""

    PLAIN = 1  # attested without ZWNJ, or a regular verb form
    JOINED = 2  # attested with ZWNJ
    TRUSTED = 4  # in hazm's tagged or counted list
    COUNTED = 8  # in shekar's corpus vocabulary
    NOUN = 16
    ADJECTIVE = 32
    ADVERB = 64
    NUMERAL = 128
    PRESENT = 256  # a present form that takes می
    PAST = 512  # a past form that takes می
    PARTICIPLE = 1024
    STEM = 2048  # a present stem, the second half of agent nouns
    AGENT = 4096
    INFINITIVE = 8192
    VERB = 16384  # a negated or subjunctive form
    MODERN = 32768  # a form of a verb that is in use today
    LISTED = 65536  # a lemma of the spelling dictionary, or a word of the spoken language, written in one piece
    GRADABLE = 131072  # an adjective that the spelling dictionary compares (‑تر)
    SUBSTANTIVE = 262144  # a noun in the spelling dictionary: it takes بی


FINITE = Flag.PRESENT | Flag.PAST


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling of the lexicon. ``level`` and ``joined_level`` are frequencies of 0..255."""

    key: str
    flags: int
    level: int = 0
    heads: int = 0
    tails: int = 0
    joined: str | None = None
    joined_level: int = 0
    own: bool = False  # the spelling with ZWNJ was added by the termbase or the workspace: it prevails

    @property
    def known(self) -> bool:
        """Attested as it stands, in a list that somebody tagged or counted, or as a verb form."""
        return bool(self.flags & _KNOWN)


_KNOWN = (
    Flag.TRUSTED | Flag.COUNTED | Flag.LISTED | FINITE
    | Flag.PARTICIPLE | Flag.STEM | Flag.AGENT | Flag.INFINITIVE | Flag.VERB
)  # fmt: skip


def encode(word: str) -> bytes | None:
    """``word`` with one byte a letter, or None where it has a letter that the lexicon does not know."""
    try:
        return codecs.charmap_encode(word, "strict", _ENCODING)[0]
    except UnicodeEncodeError:
        return None


def decode(encoded: bytes) -> str:
    """What :func:`encode` made of a word, back."""
    return codecs.charmap_decode(encoded, "strict", _DECODING)[0]


class Persian:
    """The compiled lexicon of Persian, with words of one's own added in memory."""

    def __init__(self, path: Path | None = None, extra: Iterable[str] = ()) -> None:
        self._map = _open(path or _PACKAGED)
        magic, self._slots, self.size = _HEADER.unpack_from(self._map)
        if magic != MAGIC:
            raise UnreadableError("is not a Persian lexicon of this version", path=path, cure="install Termlode again")
        self._entries = _HEADER.size + 4 * self._slots
        self._table = memoryview(self._map)[_HEADER.size : self._entries].cast("I")
        self._extra: dict[str, Word] = {}
        self._encoded: set[bytes] = set()  # the keys of these
        for word in extra:
            self.add(word)
        self.find = lru_cache(maxsize=1 << 16)(self._find)

    def add(self, word: str, level: int = 80) -> None:
        """Count ``word`` (its ZWNJ are its spelling) as known in this process."""
        key = word.replace(ZWNJ, "")
        old = self._extra.get(key) or self._stored(key) or Word(key, 0)
        flags = old.flags
        if ZWNJ in word:
            new = Word(
                key, flags | Flag.JOINED, old.level, old.heads, old.tails, word, max(level, old.joined_level), True
            )
        else:
            new = Word(
                key,
                flags | Flag.PLAIN | Flag.TRUSTED,
                max(level, old.level),
                old.heads,
                old.tails,
                old.joined,
                old.joined_level,
            )
        self._extra[key] = new
        self._encoded.add(encode(key) or b"")
        if hasattr(self, "find"):
            self.find.cache_clear()

    @property
    def own(self) -> int:
        """How many words were added to the file's."""
        return len(self._extra)

    @property
    def fingerprint(self) -> str:
        """The file's CRC-32, eight hexadecimal digits."""
        return f"{crc32(self._map):08x}"

    def find_once(self, key: str) -> Word | None:
        """As ``find``, for keys that will hardly be asked again: nothing is kept."""
        return self._find(key)

    def _find(self, key: str) -> Word | None:
        """The entry of a spelling without ZWNJ."""
        return self._extra.get(key) or self._stored(key)

    def _stored(self, key: str) -> Word | None:
        encoded = encode(key)
        start = next(self._places([encoded])) if encoded else 0
        return self._read(start, key) if start else None

    def held(self, encoded: Sequence[bytes]) -> list[int]:
        """The indexes of those spellings, as :func:`encode` gives them, that have an entry: for a word's neighbours."""
        found = [index for index, place in enumerate(self._places(encoded)) if place]
        if self._encoded.isdisjoint(encoded):
            return found
        return [index for index, one in enumerate(encoded) if index in found or one in self._encoded]

    def _places(self, encoded: Iterable[bytes]) -> Iterator[int]:
        """Where the entry of each of some spellings starts in the file, or 0."""
        mask, table, data, entries = self._slots - 1, self._table, self._map, self._entries
        for one in encoded:
            slot, length, place = crc32(one) & mask, len(one), 0
            while offset := table[slot]:  # 0 at once for half of the neighbours of a word
                start = entries + offset
                if data[start] == length and data[start + _KEY : start + _KEY + length] == one:
                    place = start
                    break
                slot = (slot + 1) & mask
            yield place

    def _read(self, start: int, key: str) -> Word:
        length, flags, level, heads, tails = _ENTRY.unpack_from(self._map, start)
        if not flags & Flag.JOINED:
            return Word(key, flags, level, heads, tails)
        joined_level, mask = _TAIL.unpack_from(self._map, start + _ENTRY.size + length)
        return Word(key, flags, level, heads, tails, _joined(key, mask), joined_level)

    def contains(self, word: str) -> bool:
        """Whether ``word``, as it is spelt (ZWNJ included), is attested."""
        found = self.find(word.replace(ZWNJ, ""))
        if found is None:
            return False
        return found.joined == word if ZWNJ in word else found.known

    def frequency(self, word: str) -> int:
        """The frequency level of ``word``, 0..255 (0: unknown)."""
        found = self.find(word.replace(ZWNJ, ""))
        if found is None:
            return 0
        return found.joined_level if ZWNJ in word else found.level

    def is_verb(self, word: str) -> bool:
        """Whether ``word`` without its می is a finite form."""
        found = self.find(word)
        return found is not None and bool(found.flags & FINITE)

    def words(self) -> Iterator[Word]:
        """All entries of the file, in the order of their spelling."""
        letters = {index: char for char, index in ((chr(c), i) for c, i in _CODES.items())}
        position, end = self._entries + 1, len(self._map)
        while position < end:
            length = self._map[position]
            key = "".join(letters[code] for code in self._map[position + _ENTRY.size : position + _ENTRY.size + length])
            word = self._read(position, key)
            yield word
            position += _ENTRY.size + length + (_TAIL.size if word.flags & Flag.JOINED else 0)


def _joined(key: str, mask: int) -> str:
    return "".join(char + ZWNJ if mask >> index & 1 else char for index, char in enumerate(key))


def _open(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as handle:
            return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise UnreadableError("the Persian lexicon cannot be read", path=path, cure="install Termlode again") from error


@cache
def persian() -> Persian:
    """The packaged lexicon, opened once in a process."""
    return Persian()
