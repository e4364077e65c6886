"""The words of a segment as alignment compares them: stems, Latin tokens, numbers by value.

A key is a conflation class, not a linguistic form: aggressive stripping costs nothing here, and the
packaged lexicons are trained on exactly these keys (``scripts/build_alignment_lexicons.py``), which is
why they (``alignment.py`` of each pack) do not follow the finer :mod:`termlode.languages.morphology`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from termlode.languages import numbers, registry
from termlode.languages.folding import fold
from termlode.languages.tags import primary
from termlode.languages.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

type Kind = Literal["word", "name", "latin", "number"]

_LATIN_LIMIT = "\u0250"
_UNCASED = ("Arab", "Hani")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_han(word: str) -> bool:
    """Whether a word is written in Han characters."""
    return "\u3400" <= word[:1] <= "\u9fff" or word[:1] > "\U0001ffff"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segment: the key it is compared by, its folded surface and what it is."""

    key: str
    surface: str
    kind: Kind


def _truncated(word: str) -> str:
    return word[:6] if len(word) > 7 else word[:5]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The key of a folded word; words of languages without rules are cut to their first letters, Han words stay."""
    rules = registry.alignment(language)
    if rules is not None:
        return rules.key(word) or word
    return word if registry.pack(language).script == "Hani" else _truncated(word)


def _number_key(value: Decimal) -> str:
    """``1250.50`` → ``#1250.5``; a sign may be a dash, so it does not count."""
    text = format(abs(value), "f")
    return "#" + (text.rstrip("0").rstrip(".") if "." in text else text)


def _tokens(text: str, language: str) -> Iterator[str]:
    if registry.pack(language).script == "Hani":
        return (word for word in cut(text) if word and word[0].isalnum())
    return (match.group() for match in _TOKEN.finditer(text))


def words(text: str, language: str) -> list[Word]:
    """The words of ``text`` in order; capitalised words of a cased script count as names."""
    language = primary(language)
    found: list[Word] = []
    position = 0
    for number in numbers.find(text, language, ordinals=True, small=False):  # 20th and 第20 name one thing
        found.extend(_plain_words(text[position : number.start], language))
        found.append(Word(_number_key(number.value), number.text, "number"))
        position = number.end
    found.extend(_plain_words(text[position:], language))
    return found


def _plain_words(text: str, language: str) -> Iterator[Word]:
    if registry.pack(language).script in _UNCASED:
        text = fold(text, "und")
    return (_word(token, language) for token in _tokens(text, language))


@lru_cache(maxsize=200_000)
def _word(token: str, language: str) -> Word:
    """A token; of an uncased script, folded before."""
    script = registry.pack(language).script
    folded = token if script == "Arab" else fold(token)
    if script in _UNCASED and folded[0] < _LATIN_LIMIT:
        return Word(stem(folded, "en"), folded, "latin")
    return Word(stem(folded, language), folded, "name" if token[0].isupper() else "word")
