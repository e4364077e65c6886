"""Writes how common words are in general language, and the parts of speech of English words.

    python scripts/build_frequencies.py FOLDER_OF_WORDFREQ FOLDER_OF_TEXTBLOB

``frequency.tsv`` of a language: ``level<TAB>stems``, where level is −4·log2 of the relative frequency of all words with
that stem, from the small lists of wordfreq 3.1.1 (words seen once in a million). ``speech.tsv`` of English:
``tag<TAB>words``, the commonest part of speech of the words that are no nouns, from the lexicon of TextBlob 0.19.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from math import log2
from pathlib import Path

import msgpack

from termlode.files import write_text
from termlode.languages.morphology import stem
from termlode.languages.tokens import words

LANGUAGES = Path(__file__).parent.parent / "src" / "termlode" / "languages"
SPEECH = ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS")


def levels(path: Path, language: str) -> dict[int, list[str]]:
    """Stems by level."""
    _, *buckets = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
    shares: defaultdict[str, float] = defaultdict(float)
    for centibels, bucket in enumerate(buckets):
        for word in bucket:
            tokens = words(word, language)
            if len(tokens) == 1 and tokens[0].kind == "word":
                shares[stem(word, language)] += 10 ** (-centibels / 100)
    out: defaultdict[int, list[str]] = defaultdict(list)
    for word, share in sorted(shares.items()):
        out[round(-4 * log2(share))].append(word)
    return out


def speech(path: Path) -> dict[str, list[str]]:
    """English words that are no nouns, by part of speech."""
    out: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition(" ")
        if word.isascii() and word.isalpha() and word.islower() and tag in SPEECH:
            out.setdefault(tag, []).append(word)
    return out


if __name__ == "__main__":
    for tag in ("ar", "en", "fa"):
        found = levels(Path(sys.argv[1]) / "data" / f"small_{tag}.msgpack.gz", tag)
        rows = [f"{level}\t{' '.join(found[level])}" for level in sorted(found)]
        write_text(LANGUAGES / tag / "frequency.tsv", "\n".join(rows) + "\n")
        print(tag, sum(map(len, found.values())))
    rows = [f"{tag}\t{' '.join(found)}" for tag, found in speech(Path(sys.argv[2]) / "en" / "en-lexicon.txt").items()]
    write_text(LANGUAGES / "en" / "speech.tsv", "\n".join(rows) + "\n")
