"""Which letters look alike: those of one skeleton differ only in their dots or strokes."""

from __future__ import annotations

from typing import Literal

type Change = Literal["near", "far", "put in", "lost"]

SKELETONS = ("بپتثنیئ", "جچحخ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "فق", "کگ", "آاأإ", "هةۀ", "وؤ")
GROUP = {char: group for group in SKELETONS for char in group}
LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئأؤ"


def look_alike(a: str, b: str) -> bool:
    """Whether two words differ in exactly one letter, and that only in its dots or strokes."""
    if len(a) != len(b):
        return False
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(pairs) == 1 and pairs[0][1] in GROUP.get(pairs[0][0], "")
