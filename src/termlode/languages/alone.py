"""Whether a small number in words counts something: twelve countries, but not هر دو, the twenty-first, سه‌شنبه.

What a pack's ``numbers.py`` may say of it: ``NEVER``, words that are none by themselves (one); ``DOUBTFUL``, words that
are one only before what is counted (نه نفر; else "no"); ``NOT_AFTER`` and ``NOT_BEFORE``, expressions for what makes
something else of the words beside it; ``ORDINAL_TAIL``, the endings and words that make an ordinal of a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEFORE = 16  # characters in front of a number that are looked at
_ALIKE = (("ي", "ی"), ("ى", "ی"), ("ې", "ی"), ("ك", "ک"), ("آ", "ا"), ("أ", "ا"), ("إ", "ا"))
SAME = str.maketrans(dict(_ALIKE))  # letters that number words are written with, one for all


def folded(text: str) -> str:
    """``text`` translated by :data:`SAME`; letter by letter it takes longer."""
    for one, same in _ALIKE:
        text = text.replace(one, same)
    return text


@dataclass(frozen=True, slots=True)
class Guards:
    """What one language says of small numbers; letters folded as the texts that are asked about."""

    never: frozenset[str]
    doubtful: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    ordinal: re.Pattern[str] | None
    counted: re.Pattern[str] | None

    def stands(self, text: str, start: int, end: int, single: str) -> bool:
        """Whether ``text[start:end]``, of one word ``single`` or several (""), is a number."""
        if single in self.never or self.is_ordinal(text, end):
            return False
        if self.is_other_word(single, text, end):
            return False
        if self.before and self.before.search(text[max(0, start - _BEFORE) : start]):
            return False
        return not (self.after and self.after.match(text, end))

    def is_other_word(self, word: str, text: str, end: int) -> bool:
        """Whether a doubtful word that ends at ``end`` has nothing behind it that is counted."""
        return word in self.doubtful and not (self.counted and self.counted.match(text, end))

    def is_ordinal(self, text: str, end: int) -> bool:
        """Whether a number in words that ends at ``end`` goes on as an ordinal: بیست و دومین, twenty-first."""
        return bool(self.ordinal and self.ordinal.match(text, end))


def guards(language: str, values: Iterable[str], joint: str) -> Guards:
    """The guards of a language; ``values`` are its number words, folded, ``joint`` what stands between two."""
    own, said = registry.numbers(language), registry.quantities(language)
    every = "|".join(sorted(map(re.escape, values), key=len, reverse=True))

    def pattern(name: str, form: str = "{}") -> re.Pattern[str] | None:
        body = str(getattr(own, name, "")).translate(SAME).replace("WORD", every).replace("AND", joint)
        return re.compile(form.format(body)) if body else None

    things = "|".join(filter(None, (getattr(own, "COUNTED", ""), said.CURRENCIES if said else "")))
    if things and said and said.RANGES:
        things += rf"|(?:{said.RANGES})\s+(?:{every})"  # سی تا چهل
    return Guards(
        frozenset(word.translate(SAME) for word in getattr(own, "NEVER", ())),
        frozenset(word.translate(SAME) for word in getattr(own, "DOUBTFUL", ())),
        pattern("NOT_AFTER", r"(?:{})\Z"),
        pattern("NOT_BEFORE"),
        pattern("ORDINAL_TAIL"),
        re.compile(rf"[\s\u200c]+(?:{things.translate(SAME)})(?![^\W_])") if things else None,
    )
