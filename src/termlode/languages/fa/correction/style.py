"""House styles: spellings of which both live (آنها and آن‌ها, نسخه‌ی and نسخهٔ, شده‌است and شده است).

A workspace chooses one, or the document's own majority is followed; by itself nothing is changed that a
document wrote consistently. Every edit says which style it follows.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termlode.languages.fa.lexicon import ZWNJ
from termlode.languages.styles import AS_IS, DOCUMENT, chosen
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

_POINTERS = (
    ("آن‌ها", re.compile(f"(آن|این)({ZWNJ}?)(ها(?:یی?|ست)?)$")),
    ("این‌که", re.compile(f"(این|آن|چنان|همین|همان)({ZWNJ}?)(که)$")),
    ("همچنین", re.compile(f"(هم)({ZWNJ}?)(چنین|چنان)$")),
    ("این‌گونه", re.compile(f"(این|آن|همان|همین)({ZWNJ}?)((?:طور|گونه|قدر|چنین|چنان)(?:ی|ها|هایی)?)$")),
    ("هیچ‌کس", re.compile(f"(هیچ)({ZWNJ}?)((?:کدام|کس)(?:شان|مان|تان)?)$")),
)
_FIRST = ("آن", "این", "هم", "چنان", "هیچ")
_CLEAR, _ENOUGH = 0.75, 3  # the share, and the count, that make a majority
_AST = re.compile(f"ه({ZWNJ}|[ ]|)است(?![ء-ۓ])")
_EZAFE = re.compile(f"ه(?<=[^اویه\\W].)(?:{ZWNJ}(ی)|(\u0654))(?![ء-ۓ{ZWNJ}])|(ۀ)(?![ء-ۓ{ZWNJ}])")


def pointer(word: str) -> tuple[str, str, str, str] | None:
    """Group, first part, what joins (ZWNJ or nothing) and second part of a word that has a house style."""
    if not word.startswith(_FIRST):
        return None
    for group, pattern in _POINTERS:
        found = pattern.match(word)
        if found:
            first, join, second = found.groups()
            return group, first, join, second
    return None


def count(text: str, forms: Mapping[str, int]) -> Counter[tuple[str, str]]:
    """How often each style stands in a text."""
    found: Counter[tuple[str, str]] = Counter()
    for form, number in forms.items():
        read = pointer(form)
        if read:
            found[read[0], "zwnj" if read[2] else "joined"] += number
    for join in _AST.findall(text):
        found["است", {ZWNJ: "zwnj", " ": "space"}.get(join, "joined")] += 1
    for letter, *_ in _EZAFE.findall(text):
        found["ezafe", "ye" if letter else "hamza"] += 1
    return found


def majority(counts: Mapping[tuple[str, str], int], group: str, one: str, other: str) -> str:
    """Which of two styles a document follows; empty where neither is clear."""
    first, second = counts[group, one], counts[group, other]
    total = first + second
    if total < _ENOUGH:
        return ""
    return one if first >= _CLEAR * total else other if second >= _CLEAR * total else ""


def spell(word: str, counts: Mapping[tuple[str, str], int], house: Mapping[str, str]) -> Edit | None:
    """The edit (without place) that gives a word the style that ``house`` chose for its like, or the document's.

    For the document's majority only a ZWNJ is put in; everything else is suggested.
    """
    if word.startswith(_FIRST) and (edit := _pointer(word, counts, house)):
        return edit
    return _ezafe(word, counts, chosen(house, "ezafe")) if word.endswith(_EZAFE_ENDS) else None


def may_vary(word: str) -> bool:
    """Whether a word begins or ends like those that have a house style."""
    return word.startswith(_FIRST) or word.endswith(_EZAFE_ENDS)


def _pointer(word: str, counts: Mapping[tuple[str, str], int], house: Mapping[str, str]) -> Edit | None:
    read = pointer(word)
    if read is None:
        return None
    group, first, join, second = read
    wanted = chosen(house, group)
    target = majority(counts, group, "joined", "zwnj") if wanted == DOCUMENT else wanted
    if target in ("", AS_IS, "zwnj" if join else "joined"):
        return None
    after = first + (ZWNJ if target == "zwnj" else "") + second
    how = "with ZWNJ" if target == "zwnj" else "in one piece"
    why = "the house style" if wanted != DOCUMENT else f"the document mostly writes {group} so"
    sure = wanted != DOCUMENT or target == "zwnj"
    return _edit("zwnj.style", word, after, f"{how}: {why}", sure=sure)


def _edit(rule: str, word: str, after: str, evidence: str, *, sure: bool) -> Edit:
    return Edit(rule, "zwnj", 0, 0, word, after, "auto" if sure else "suggest", 0.96 if sure else 0.6, evidence)


_WITH_EZAFE = re.compile(f"(.+[^اویه]ه)(?:{ZWNJ}(ی)|\u0654)$|(.+[^اویه])ۀ$")
_EZAFE_ENDS = (f"ه{ZWNJ}ی", "ه\u0654", "ۀ")
_TAILS = {"ye": f"{ZWNJ}ی", "hamza": "\u0654", "none": ""}


def ezafe_tail(counts: Mapping[tuple[str, str], int], house: Mapping[str, str]) -> str:
    """How the ezafe behind a silent heh is written: as ``house`` chose, else as the document does, else with ‌ی."""
    wanted = chosen(house, "ezafe")
    return _TAILS[wanted if wanted in _TAILS else majority(counts, "ezafe", "ye", "hamza") or "ye"]


def _ezafe(word: str, counts: Mapping[tuple[str, str], int], wanted: str) -> Edit | None:
    found = _WITH_EZAFE.match(word)
    if found is None:
        return None
    target = majority(counts, "ezafe", "ye", "hamza") if wanted == DOCUMENT else wanted
    if target in ("", AS_IS, "ye" if found[2] else "hamza"):
        return None
    after = (found[1] or found[3] + "ه") + _TAILS[target]
    why = "the house style" if wanted != DOCUMENT else "the document mostly writes it so"
    return _edit("zwnj.ezafe-style", word, after, f"ezafe behind a silent heh: {why}", sure=wanted != DOCUMENT)
