"""House styles: spellings of which both live (آنها and آن‌ها, نسخه‌ی and نسخهٔ, شده‌است and شده است).

A workspace chooses one, or the document's own majority is followed; by itself nothing is changed that a
document wrote consistently. Every edit says which style it follows.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from termlode.languages.fa.lexicon import ZWNJ
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

type Style = Literal["document", "joined", "zwnj", "as is"]
STYLES: tuple[Style, ...] = ("document", "joined", "zwnj", "as is")
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
_EZAFE = re.compile(f"[^اویه\\W]ه(?:{ZWNJ}(ی)|(\u0654))(?![ء-ۓ{ZWNJ}])|(ۀ)(?![ء-ۓ{ZWNJ}])")


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


def spell(word: str, counts: Mapping[tuple[str, str], int], wanted: Style) -> Edit | None:
    """The edit (without place) that gives a pointer word the wanted style, or the document's.

    A spelling is never changed for the document's majority against its own ZWNJ: that is only suggested.
    """
    read = pointer(word)
    if read is None or wanted == "as is":
        return None
    group, first, join, second = read
    target = wanted if wanted != "document" else majority(counts, group, "joined", "zwnj")
    if not target or target == ("zwnj" if join else "joined"):
        return None
    after = first + (ZWNJ if target == "zwnj" else "") + second
    told = "the workspace's style" if wanted != "document" else f"the document mostly writes {group} so"
    sure = wanted != "document" or target == "zwnj"
    return Edit(
        "zwnj.style", "zwnj", 0, 0, word, after, "auto" if sure else "suggest", 0.96 if sure else 0.6,
        f"{'with ZWNJ' if target == 'zwnj' else 'in one piece'}: {told}",
    )  # fmt: skip
