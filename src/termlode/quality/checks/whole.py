"""The whole of a translation: there, not the source again, not cut off, a translation at all (codes 1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages import scripts
from termlode.languages.tags import same
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.pair import Pair, View

_WORDS = 3  # of small letters in what is left of the source: fewer may be names
_ALIKE = 0.9
_LETTERS = 12  # fewer say little about a language
_SHARE = 0.2  # of the letters in the script that the target's language is written in


@check("E101", "empty", "translate it, or set its state to new")
def empty(pair: Pair) -> Iterator[Hit]:
    """The unit has no translation, and its state does not say that it is still to be done"""
    if pair.source.text.strip() and not pair.target.text.strip() and not pair.target.codes:
        yield Hit()


@check("E102", "untranslated", "translate it; names and addresses alone may stay as they are")
def untranslated(pair: Pair) -> Iterator[Hit]:
    """The target is the source"""
    left, right = _flat(pair.source.text), _flat(pair.target.text)
    if not right or same(pair.unit.source.language, pair.unit.target.language) or not _is_prose(pair.source):
        return
    if left == right or (pair.source.script != pair.target.script and _is_like(left, right)):
        yield Hit()


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_like(left: str, right: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio(left, right, score_cutoff=100 * _ALIKE) > 0


def _is_prose(view: View) -> bool:
    """Whether a text has words that a translator would translate, not only names, codes and figures."""
    words = [word.text for word in view.words if word.kind in ("word", "han")]
    if view.script == "Latn":
        words = [word for word in words if word.islower()]
    return len(words) >= _WORDS


@check("W105", "language", "was it translated into another language, or is the language of the file wrong?")
def language(pair: Pair) -> Iterator[Hit]:
    """The target is written in the script of another language"""
    found = scripts.counts(pair.target.plain)
    total, own = sum(found.values()), pair.target.script
    mine = sum(found[one] for one in _scripts(own))
    if total < _LETTERS or mine >= _SHARE * total or pair.source.script == own:
        return
    if len(re.findall(r"[^\W\d_]{2,}", pair.target.plain)) > _WORDS or found.get("Hani", 0) > _LETTERS:
        strange = max(found, key=lambda one: found[one])
        if strange != "Latn" or (pair.source.script != "Latn" and _is_prose(pair.target)):
            yield Hit(f"{strange} letters")


def _scripts(own: str) -> tuple[str, ...]:
    return ("Hani", "Hira", "Kana") if own in ("Hani", "Jpan") else (own,)
