"""Lexicons of associated words: the packaged ones (see NOTICE), pairs from a termbase or memory, and what a document
pair teaches about itself.

Two are packaged for each pair: the close one is trained on translations (TICO-19, CLDR), the wide one made of
dictionaries and of what an encoder holds to be near (``scripts/build_wide_lexicons.py``): more words, known less well.
"""

from __future__ import annotations

import lzma
from collections import defaultdict, deque
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from termlode.alignment.words import words
from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

type Lexicon = dict[str, dict[str, float]]

FOLDER = "data"
CLOSE, WIDE = ".lex", ".wide"
_STRENGTHS = {str(k): k / 100 for k in range(101)}  # as they are written: quicker than to read each number
_TERM_WORDS = 3  # a longer term is learned as a sentence pair, not word by word
_TERM_LETTERS = 60  # nothing longer has so few words
_TEACHING = 50  # pairs; fewer teach nothing
_SENTENCES = 10_000  # pairs learned from, the last ones given: seconds and a few hundred MB


def nested(flat: Mapping[tuple[str, str], float]) -> Lexicon:
    """``{(left, right): strength}`` by left word."""
    lexicon: Lexicon = defaultdict(dict)
    for (left, right), strength in flat.items():
        lexicon[left][right] = strength
    return dict(lexicon)


def turned(lexicon: Lexicon) -> Lexicon:
    """The lexicon of the opposite direction."""
    return nested({(right, left): s for left, row in lexicon.items() for right, s in row.items()})


def dumps(lexicon: Lexicon) -> bytes:
    """The packaged form: one line a left word, its counterparts with their strength in per cent; xz."""
    lines = []
    for left, row in sorted(lexicon.items()):
        entries = (f"{right} {round(s * 100)}" for right, s in sorted(row.items()) if round(s * 100) > 0)
        lines.append("\t".join((left, *entries)))
    return lzma.compress("\n".join(lines).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)


def loads(data: bytes) -> Lexicon:
    """The inverse of :func:`dumps`."""
    lexicon: Lexicon = {}
    for line in lzma.decompress(data).decode("utf-8").split("\n"):
        left, *entries = line.split("\t")
        row = [entry.rpartition(" ") for entry in entries]
        lexicon[left] = {right: _STRENGTHS[strength] for right, _, strength in row}
    return lexicon


@lru_cache(maxsize=8)
def packaged(source: str, target: str, kind: str = CLOSE) -> Lexicon:
    """The lexicon between two languages that comes with Termlode; empty where there is none."""
    source, target = (registry.root(tag) for tag in (source, target))
    folder = files("termlode.alignment") / FOLDER
    direct, opposite = folder / f"{source}-{target}{kind}", folder / f"{target}-{source}{kind}"
    if direct.is_file():
        return loads(direct.read_bytes())
    return turned(loads(opposite.read_bytes())) if opposite.is_file() else {}


def from_pairs(pairs: Iterable[tuple[str, str]], languages: tuple[str, str]) -> Lexicon:
    """A lexicon from translated terms and segments (termbase, memory).

    The words of a short term are certain counterparts; pairs of any length, at most the last ten thousand, are
    learned from as sentences.
    """
    from termlode.alignment.association import associate

    certain: dict[tuple[str, str], float] = {}
    sentences: deque[tuple[str, str]] = deque(maxlen=_SENTENCES)
    for left, right in pairs:
        sentences.append((left, right))
        if len(left) <= _TERM_LETTERS and len(right) <= _TERM_LETTERS:
            a, b = _keys(left, languages[0]), _keys(right, languages[1])
            if 0 < len(a) <= _TERM_WORDS and 0 < len(b) <= _TERM_WORDS:
                share = 0.9 / max(len(a), len(b))
                certain.update({(u, v): max(certain.get((u, v), 0.0), share) for u in a for v in b})
    if len(sentences) >= _TEACHING:
        corpus = ((_keys(left, languages[0]), _keys(right, languages[1]), 1.0) for left, right in sentences)
        for pair, strength in associate(corpus, least=0.1).items():
            certain[pair] = max(certain.get(pair, 0.0), strength)
    return nested(certain)


def _keys(text: str, language: str) -> list[str]:
    return [word.key for word in words(text, language)]
