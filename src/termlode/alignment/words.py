"""The words of a segment as alignment compares them: stems, Latin tokens, numbers by value.

A key is a conflation class, not a linguistic form: aggressive stripping costs nothing here, and the
packaged lexicons are trained on exactly these keys (``scripts/build_alignment_lexicons.py``), which is
why they do not follow the finer :mod:`termlode.languages.morphology`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from termlode.languages import numbers
from termlode.languages.folding import fold
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

type Kind = Literal["word", "name", "latin", "number"]

ARABIC_SCRIPT = frozenset({"ar", "fa", "ps", "ur", "prs", "ckb", "ug", "sd"})
_LATIN_LIMIT = "\u0250"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PASHTO = str.maketrans(
    {"ۍ": "ی", "ې": "ی", "ئ": "ی", "ي": "ی", "ګ": "گ", "ك": "ک", "ټ": "ت", "ډ": "د", "ړ": "ر", "ڼ": "ن"}
)  # fmt: skip


def is_han(word: str) -> bool:
    """Whether a word is written in Han characters."""
    return "\u3400" <= word[:1] <= "\u9fff" or word[:1] > "\U0001ffff"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segment: the key it is compared by, its folded surface and what it is."""

    key: str
    surface: str
    kind: Kind


def _strip(word: str, prefixes: tuple[str, ...], suffixes: tuple[str, ...], least: int = 3) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            word = word[len(prefix) :]
            break
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: -len(suffix)]
    return word


_AR_PREFIXES = ("وبال", "وال", "بال", "کال", "فال", "ولل", "لل", "ال")
_AR_SUFFIXES = ("هما", "تها", "تهم", "ات", "ون", "ین", "ان", "ها", "هم", "هن", "نا", "یه", "ته", "ه", "ی", "ا")
_FA_SUFFIXES = (
    "هایشان", "هایی", "هایش", "های", "ها", "ترین", "تری", "تر", "شان", "یی", "ان", "ات", "ند",
    "ام", "اش", "م", "ی", "ه",
)  # fmt: skip
_PS_SUFFIXES = ("ونو", "ونه", "انو", "یانو", "گانو", "ان", "وی", "ین", "یو", "ل", "ه", "ی", "و")


def _arabic(word: str) -> str:
    stripped = _strip(word, _AR_PREFIXES, ())
    if stripped == word and len(word) >= 5 and word[0] in "وبلف":
        stripped = _strip(word[1:], ("ال",), ())
    return _strip(stripped, (), _AR_SUFFIXES)


def _persian(word: str) -> str:
    return _strip(word, ("نمی", "می"), _FA_SUFFIXES)


def _pashto(word: str) -> str:
    return _strip(word.translate(_PASHTO), (), _PS_SUFFIXES)


_EN_SUFFIXES = (
    ("ational", "at"), ("ization", "iz"), ("isation", "iz"), ("fulness", ""), ("ments", ""), ("ment", ""),
    ("ies", "y"), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "y"), ("ed", ""), ("ly", ""), ("es", ""),
    ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


def _english(word: str) -> str:
    word = re.sub(r"['’](s|re|ve|ll|d|m|t)?\Z", "", word)
    for suffix, replacement in _EN_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            return word[: len(word) - len(suffix)] + replacement
    return word


def _truncated(word: str) -> str:
    return word[:6] if len(word) > 7 else word[:5]


_STEMMERS: dict[str, Callable[[str], str]] = {
    "ar": _arabic, "fa": _persian, "prs": _persian, "ps": _pashto, "en": _english, "zh": str, "ja": str,
}  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The key of a folded word; languages without rules are cut to their first letters."""
    return _STEMMERS.get(language, _truncated)(word) or word


def _number_key(value: Decimal) -> str:
    """``1250.50`` → ``#1250.5``; a sign may be a dash, so it does not count."""
    text = format(abs(value), "f")
    return "#" + (text.rstrip("0").rstrip(".") if "." in text else text)


def _tokens(text: str, language: str) -> Iterator[str]:
    if language in ("zh", "ja"):
        yield from _chinese(text)
        return
    yield from (match.group() for match in _TOKEN.finditer(text))


def _chinese(text: str) -> Iterator[str]:
    from termlode.languages.zh.cutter import cut

    for word in cut(text):
        if word and (word[0].isalnum()):
            yield word


def words(text: str, language: str) -> list[Word]:
    """The words of ``text`` in order; capitalised words of a cased script count as names."""
    language = primary(language)
    found: list[Word] = []
    position = 0
    for number in numbers.find(text, language):
        found.extend(_plain_words(text[position : number.start], language))
        found.append(Word(_number_key(number.value), number.text, "number"))
        position = number.end
    found.extend(_plain_words(text[position:], language))
    return found


def _plain_words(text: str, language: str) -> Iterator[Word]:
    if language in ARABIC_SCRIPT or language in ("zh", "ja"):
        text = fold(text, "und")
    return (_word(token, language) for token in _tokens(text, language))


@lru_cache(maxsize=200_000)
def _word(token: str, language: str) -> Word:
    """A token; of an uncased script, folded before."""
    arabic = language in ARABIC_SCRIPT
    folded = token if arabic else fold(token)
    if (arabic or language in ("zh", "ja")) and folded[0] < _LATIN_LIMIT:
        return Word(stem(folded, "en"), folded, "latin")
    return Word(stem(folded, language), folded, "name" if token[0].isupper() else "word")
