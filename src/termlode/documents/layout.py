"""What text extraction does to text, found and repaired: pure functions on text, for PDF and for what came out of one.

:func:`repairs` gives replacements with offsets, in order, none overlapping; applying them leaves nothing
more to repair. The PDF reader applies the sure ones; the correction stage can make edits of all of them
(a repair has the same fields as an edit but for class and tier). Rules:

=============== ======================================================================================
visual-order    a line in the order of the page, left to right, turned into reading order
presentation    Arabic presentation forms and lam-alef ligatures as letters (Unicode NFKC), no symbols
lam-alef        ``اال`` at the start of a word: a lam-alef glyph whose letters were swapped
brackets        brackets and quotes mirrored inside a right-to-left line
soft-hyphen     taken out; between Persian letters it was a zero width non-joiner
mojibake        text decoded with the wrong encoding
list-number     ``-3`` or ``.3`` before an item of a list, turned (:mod:`termlode.documents.listnumbers`)
=============== ======================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.documents import mojibake, visual
from termlode.documents.listnumbers import list_numbers
from termlode.documents.repair import Repair, apply
from termlode.languages import registry, scripts
from termlode.languages.identify import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Repair", "apply", "private_use", "repairs", "to_letters"]

_LINE = re.compile(r"[^\r\n\f]+")  # NEL may be half of a garbled character
# Symbols among the presentation forms that stand for themselves: ornate brackets, honorifics, the rial sign.
_SYMBOLS = frozenset("\ufd3e\ufd3f\ufdfa\ufdfb\ufdfc\ufdfd") | {chr(code) for code in range(0xFD40, 0xFD50)}
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# What follows must need an alef of its own: a verbal noun (االقتصاد), not a word whose alef was doubled (االعنصر).
_LAM_ALEF = re.compile(
    r"(?<!\w)([وفبك]?)اال(?=(?:ست|ن[ء-ي]{2}ا|(?![تا])[ء-ي][تط]|زد|ت[حجصفس][ء-ي]?ا|(?:سم|بن|ثنين)(?!\w))[ء-ي]*)"
)
_SOFT = re.compile(r"\u00ad+(?:\r?\n(?=\w))?")
_OPEN, _CLOSE = "([{«", ")]}»"
_BRACKET = re.compile(r"[()\[\]{}«»]")
# A bracket on the outer side of a right-to-left word: where it stands says whether it should open or close.
_AT_WORD = re.compile(
    r"[()\[\]{}«»](?:(?<![^\s.,،:؛].)(?=[\u0600-\u06ff])(?P<before>)|(?<=[\u0600-\u06ff].)(?=[\s.,،:؛؟!]|$))",
    re.MULTILINE,
)


def repairs(text: str) -> list[Repair]:
    """All repairs of ``text``, in order. Linear in the text."""
    found: list[Repair] = []
    turned = visual.lines(text)
    flipped = _is_flipped(text)
    for match in _LINE.finditer(text):
        if (line := turned.get(match.start())) is not None:
            after = apply_all(to_letters(line.after))
            found.append(Repair(match.start(), match.end(), after, "visual-order", line.sure, line.evidence))
        else:
            found += (_moved(repair, match.start()) for repair in _line(match[0], flipped))
    found += [r for r in _soft_hyphens(text) if not _inside(r, found)]
    found = sorted(found, key=lambda repair: repair.start)
    found += [r for r in list_numbers(text) if not _inside(r, found)]
    return sorted(found, key=lambda repair: repair.start)


def to_letters(text: str) -> str:
    """``text`` with Arabic presentation forms and ligatures as plain letters."""
    return _FORMS.sub(lambda match: "".join(map(_letter, match[0])), text)


def private_use(text: str) -> list[tuple[int, int]]:
    """Where glyphs of a font's own stand, which no one can read without that font."""
    return [match.span() for match in _PRIVATE.finditer(text)]


def apply_all(line: str) -> str:
    """A line with its own repairs made (after it was turned)."""
    return apply(line, [repair for repair in _line(line) if repair.rule != "brackets"])


def _moved(repair: Repair, by: int) -> Repair:
    return replace(repair, start=repair.start + by, end=repair.end + by)


@lru_cache(maxsize=1 << 14)  # the corrector looks at a text again until nothing changes
def _line(line: str, flipped: bool = False) -> tuple[Repair, ...]:
    """The repairs of a line, which starts at 0."""
    if line.isascii():
        return ()
    if (recoded := mojibake.recode(line)) is not None:
        return (Repair(0, len(line), recoded.after, "mojibake", recoded.sure, recoded.evidence),)
    inner = [*_presentation(line), *_lam_alefs(line), *_brackets(line, flipped)]
    kept: list[Repair] = []
    for repair in sorted(inner, key=lambda r: (r.start, r.end)):
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return tuple(kept)


def _letter(char: str) -> str:
    """The letters of a presentation form; a lone mark comes without the space that carries it."""
    return char if char in _SYMBOLS else unicodedata.normalize("NFKC", char).replace(" ", "")


def _presentation(line: str) -> Iterator[Repair]:
    for match in _FORMS.finditer(line):
        backward = visual.backward(match[0]) > 0  # in a line that reads well: who can say why?
        after = to_letters(match[0][::-1] if backward else match[0])
        if after != match[0]:
            why = "presentation forms of a font" + (", last letter first" if backward else "")
            yield Repair(match.start(), match.end(), after, "presentation", not backward, why)


def _lam_alefs(line: str) -> Iterator[Repair]:
    for match in _LAM_ALEF.finditer(line) if "اال" in line else ():
        yield Repair(match.end(1), match.end(), "الا", "lam-alef", True, "no word begins with alef, alef, lam")


def _brackets(line: str, flipped: bool) -> Iterator[Repair]:
    """Pairs that open towards the outside: a closing one before a word, the opening one after it.

    ``flipped``: the whole text has them mirrored, so that strays are too.
    """
    if not _BRACKET.search(line) or scripts.dominant(line) != "Arab":
        return
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        places = [index for index, char in enumerate(line) if char in (opening, closing)]
        if not flipped:
            pairs = zip(places[::2], places[1::2], strict=False)
            places = [p for pair in pairs if line[pair[0]] == closing and _outward(line, *pair) for p in pair]
        for place in places:
            after = closing if line[place] == opening else opening
            yield Repair(place, place + 1, after, "brackets", True, "the brackets open outwards")


def _is_flipped(text: str) -> bool:
    """Whether right-to-left lines have their brackets mirrored throughout: producers do it to all or to none."""
    right = wrong = 0
    for match in _AT_WORD.finditer(text):
        opens = match[0] in _OPEN
        good = opens if match["before"] is not None else not opens
        right, wrong = right + good, wrong + (not good)
    return wrong >= 4 and wrong > 4 * right


def _outward(line: str, first: int, second: int) -> bool:
    if first < 0 or line[first] == line[second] or line[second] not in _OPEN:
        return False
    before, after = line[first - 1 : first] if first else "", line[second + 1 : second + 2]
    inside = line[first + 1 : first + 2], line[second - 1 : second]
    return (
        (not before or before.isspace())
        and (not after or not after.isalnum())
        and all(char and not char.isspace() for char in inside)
    )


def _soft_hyphens(text: str) -> Iterator[Repair]:
    for match in _SOFT.finditer(text) if "\u00ad" in text else ():
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        persian = len(around) == 2 and all(scripts.script(char) == "Arab" for char in around)
        if persian:
            language = identify(text[max(match.start() - 60, 0) : match.end() + 60])
            persian = registry.pack(language).zwnj
        after = "\u200c" if persian else ""
        yield Repair(match.start(), match.end(), after, "soft-hyphen", True, "a soft hyphen is not part of the text")


def _inside(repair: Repair, found: list[Repair]) -> bool:
    from bisect import bisect_right

    index = bisect_right(found, repair.start, key=lambda other: other.start)
    return any(other.end > repair.start for other in found[max(index - 1, 0) : index]) or any(
        other.start < repair.end for other in found[index : index + 1]
    )
