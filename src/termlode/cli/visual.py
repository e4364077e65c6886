"""Right-to-left text for terminals that print letters as they come: joined forms, then visual order.

Forms: Unicode's Arabic presentation forms, found by their decompositions; letters without such forms
(some of Pashto) stay as they are. Order: the Unicode Bidirectional Algorithm (UAX 9), by python-bidi.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_OPENING = dict(zip("([{«‹（【《", ")]}»›）】》", strict=True))
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}


def to_visual(line: str, *, right_to_left: bool) -> str:
    """One line (already wrapped) in the order and the shapes in which it is to be printed from the left."""
    from bidi import get_display

    return _mirror(str(get_display(shape(line), base_dir="R" if right_to_left else "L")))


def _mirror(line: str) -> str:
    """Turn the brackets that reordering has left back to front (UAX 9, L4)."""
    chars = list(line)
    pending: list[int] = []
    for index, char in enumerate(chars):
        opposite = _OPENING.get(char) or _CLOSING.get(char)
        if opposite is None:
            continue
        if pending and chars[pending[-1]] == opposite:
            first = pending.pop()
            if char in _OPENING:
                chars[first], chars[index] = char, opposite
        else:
            pending.append(index)
    return "".join(chars)


def shape(text: str) -> str:
    """``text`` with each Arabic letter in its joined form; marks are kept, ZWNJ and ZWJ are used up."""
    out = []
    for index, char in enumerate(text):
        if char in (_ZWNJ, _ZWJ):
            continue
        forms = _forms().get(char)
        if forms is None:
            out.append(char)
            continue
        before = _joins_forward(_neighbour(text, index, -1))
        after = _dual(char) and _joins_backward(_neighbour(text, index, 1))
        wanted = ("medial" if before else "initial") if after else ("final" if before else "isolated")
        out.append(forms.get(wanted, char))
    return "".join(out)


def _neighbour(text: str, index: int, step: int) -> str:
    """The next character in a direction that is no mark; empty at the edge."""
    index += step
    while 0 <= index < len(text) and unicodedata.category(text[index]) == "Mn":
        index += step
    return text[index] if 0 <= index < len(text) else ""


def _dual(char: str) -> bool:
    """Whether a letter joins on both sides."""
    return char == "\u0640" or "initial" in _forms().get(char, {})


def _joins_forward(char: str) -> bool:
    return char == _ZWJ or (char != "" and _dual(char))


def _joins_backward(char: str) -> bool:
    return char in (_ZWJ, "\u0640") or "final" in _forms().get(char, {})


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Letter → its joined forms, read from the decompositions of the two presentation blocks."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEF5)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1 and kind.startswith("<"):
            forms.setdefault(chr(int(letters[0], 16)), {})[kind.strip("<>")] = chr(code)
    return forms
