"""The whole of a translation: there, not the source again, not cut off, a translation at all (codes 1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages import registry, scripts
from termlode.languages.identify import identify
from termlode.languages.stops import stop_words
from termlode.languages.tags import same
from termlode.quality.checks.letters import PRESENTATION
from termlode.quality.registry import check
from termlode.quality.unit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.quality.pair import Pair, View
    from termlode.quality.unit import Text

_WORDS = 3  # of small letters in what is left of the source: fewer may be names
_CONTENT = 2  # of them words with a meaning of their own
_ALIKE = 0.9
_LETTERS = 20  # fewer do not tell their language; Han characters: twelve
_EVEN = 0.5
_HARDLY = 0.1  # texts on subjects that the lexicons do not know are often below a half
_LIKELY = 0.9
_LONG = re.compile(r"[\u3400-\u9fff]|[^\W\d_]{2,}")


@check("E101", "empty", "translate it, or set its state to new")
def empty(pair: Pair) -> Iterator[Hit]:
    """The unit has no translation, and its state does not say that it is still to be done"""
    if pair.source.text.strip() and not pair.target.text.strip() and not pair.target.codes:
        yield Hit()


@check("E102", "untranslated", "translate it; names and addresses alone may stay as they are")
def untranslated(pair: Pair) -> Iterator[Hit]:
    """The target is the source"""
    left, right = _flat(pair.source.text), _flat(pair.target.text)
    if not right or same(pair.unit.source.language, pair.unit.target.language):
        return
    alike = left == right or (pair.source.script != pair.target.script and _is_like(left, right))
    if alike and _is_prose(pair.source):
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
        return len(words) >= _WORDS or sum(word not in stop_words(view.language) for word in words) >= _CONTENT
    return len(words) >= _WORDS


@check("W103", "truncated", "translate the rest")
def truncated(pair: Pair) -> Iterator[Hit]:
    """A good part of the source is probably missing in the target"""
    if pair.verdict is not None and pair.verdict.whole < _EVEN:
        yield Hit(f"the chance that it is whole is {pair.verdict.whole:.2f}")


@check("E104", "swapped", "is it the target of another unit? where it is a free translation, wave it through")
def no_translation(pair: Pair) -> Iterator[Hit]:
    """Source and target are probably no translations of each other"""
    if pair.verdict is None:
        return
    if pair.better:
        yield Hit(f"the target of unit {pair.better} fits better")
    elif pair.verdict.chance < _HARDLY:
        yield Hit(f"the chance that they are is {pair.verdict.chance:.2f}")


@check("W105", "language", "was it translated into another language, or is the language of the file wrong?")
def language(pair: Pair) -> Iterator[Hit]:
    """The target is probably written in another language"""
    doubtful = pair.verdict is None or pair.verdict.chance < _LIKELY
    if (doubtful or _script_differs(pair.unit.target)) and is_strange(pair.unit.target):
        yield Hit()


def is_strange(target: Text) -> bool:
    """Whether a text is long enough to tell its language, and it is another one than it should be."""
    if PRESENTATION.search(target.text):
        return False  # in whatever language, it cannot be told from letters that are none
    letters = sum(map(str.isalpha, target.text)) + sum(char > "\u2e7f" for char in target.text)
    if letters < _LETTERS or len(_LONG.findall(target.text)) < _WORDS:
        return False
    if registry.identification(target.language) is None and registry.pack(target.language).script != "Hani":
        return False  # nothing is known that would tell it
    found = identify(target.text)
    return found != "und" and not same(found, registry.root(target.language))


def _script_differs(target: Text) -> bool:
    return scripts.dominant(target.text) != registry.pack(target.language).script
