"""What a text evidently lost when it was made: letters that nobody could read or that a font dropped, and the order of
the cells of a table. None of it can be mended; a notice says where to look at the page.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from termlode.documents.packed import breaks
from termlode.languages import registry
from termlode.languages.tables import tables
from termlode.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.model import Block

_UNREADABLE = re.compile("[\ufffd\ufffe\uffff]+")
_SAME = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه",
                       "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ؤ": "و"})  # fmt: skip
_EXPECTED, _LEFT = 20, 0.02  # a letter that should stand so often; the share of it that chance may leave


def losses(text: str, blocks: Iterable[Block]) -> Iterator[Notice]:
    """What a text lost, as notices."""
    yield from _unreadable(text)
    yield from _dropped(blocks)
    yield from _interleaved(text)


def _unreadable(text: str) -> Iterator[Notice]:
    """That letters are missing, and where first: what stands for a character that nobody could read."""
    found = list(_UNREADABLE.finditer(text))
    if found:
        first, count = found[0].start(), sum(len(one[0]) for one in found)
        around = text[max(0, first - 20) : first + 20]
        said = f"{count} {'letter is' if count == 1 else 'letters are'} missing: not read when the text was made"
        yield Notice("letters-lost", said, 1 + breaks(text, 0, first), " ".join(around.split()))


def _dropped(blocks: Iterable[Block]) -> Iterator[Notice]:
    """Letters that every text in the language has often, and the words of this one as good as never."""
    words: dict[str, set[str]] = {}
    for block in blocks:
        if registry.pack(block.language).letters:
            words.setdefault(block.language, set()).update(block.text.split())
    for language, every in words.items():
        found = Counter("".join(every).translate(_SAME))
        number = sum(count for char, count in found.items() if char.isalpha() and not char.isascii())
        for letter, share in ((one[0], int(one[1:])) for one in registry.pack(language).letters.split()):
            expected = number * share / 1000
            if expected >= _EXPECTED and found[letter] <= _LEFT * expected:
                seen = f"{found[letter]} times in {len(every)} words of {language}, not some {expected:.0f}"
                yield Notice(
                    "letters-lost", f"{letter} stands {seen}: it seems to be lost (compare the text with its page)"
                )


def _interleaved(text: str) -> Iterator[Notice]:
    """Tables whose cells wrapped, so that pieces of several stand between each other."""
    lines = text.splitlines()
    for table in tables(lines):
        if table.interleaved:
            where = f"lines {table.first + 1} to {table.last + 1}"
            said = f"cells of a table seem to be interleaved ({where}): they stay apart; compare them with the page"
            yield Notice("cells-interleaved", said, table.pieces[0] + 1, lines[table.pieces[0]].strip()[:80])
