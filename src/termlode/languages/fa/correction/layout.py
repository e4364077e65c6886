"""Hard line breaks inside paragraphs, as page and line ends leave them in PDF text.

A break is taken out where the line before it is running text without an end, and what follows goes on
with it. Headings (short lines that stand alone), tables of contents (lines that end in a page number),
list items and verse stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages.classes import MASK
from termlode.languages.listed import words
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile(r"[ \t\u00a0]*(?:\r\n|\n)(?:[ \t\u00a0]*(?:\r\n|\n))?[ \t\u00a0]*(?=[^\s])")
_ENDED = tuple('.؟?!:؛;…»"”)]}*|﴾。！？；：”」')
_OPENER = re.compile(r"(?:[-–—•▪●○■□◆*·»>#|]|[(\[]?[0-9۰-۹٠-٩]{1,3}[.)\]\-–:]|[(\[]?[الفبجد][.)\]] )")
_PAGE = re.compile(r"[\s.…]+[0-9۰-۹٠-٩]{1,4}$")
_SURE = 0.9
_HEADING = 70  # a line that stands alone and is shorter may be a heading
# Words that cannot end a heading or a sentence: what follows belongs to them.
_OPEN_END = words(
    "و یا که از به با در بر برای تا بی را این آن هر هیچ چون اگر ولی اما نیز بین توسط طی علیه ضد مثل مانند"
    " جهت بدون درباره همان همین چند یک"
)
# Words that cannot begin a sentence.
_GOES_ON = words("را است بود شد شده کرد کرده کند میکند می‌کند اند هستند بودند شدند کردند")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    alone: bool  # blank lines, or the text's edge, stand before it
    text: str
    apart: bool = False  # more than one blank line stands before it

    @property
    def may_be_heading(self) -> bool:
        """Whether the line stands alone and is short enough (ZWNJ not counted) for a heading."""
        return self.alone and len(self.text.replace("\u200c", "")) < (_HEADING + 30 if self.apart else _HEADING)


def joins(text: str, widths: int) -> list[Edit]:
    """Edits that join broken paragraphs of ``text`` (of one language). ``widths`` is the usual line length."""
    edits: list[Edit] = []
    chain: _Line | None = None  # the line before, with the lines already joined to it
    for found in _BREAK.finditer(text):
        before = _line_before(text, found.start())
        if chain is not None and edits[-1].end == before.start:
            before = _Line(chain.start, before.end, chain.alone, f"{chain.text} {before.text}", chain.apart)
        sure = _goes_on(before, _line_after(text, found.end()), found.group(), widths)
        chain = before if sure >= _SURE else None
        if sure:
            edits.append(_edit(found, sure))
    return edits


def _edit(found: re.Match[str], sure: float) -> Edit:
    return Edit(
        rule="line.join",
        kind="line",
        start=found.start(),
        end=found.end(),
        before=found.group(),
        after=" ",
        tier="auto" if sure >= _SURE else "suggest",
        confidence=sure,
        evidence="the line before has no end and what follows goes on with it",
    )


def usual_width(lines: Sequence[str]) -> int:
    """The length that nine of ten lines with text do not exceed: where lines are broken by hand."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _line_before(text: str, position: int) -> _Line:
    start = text.rfind("\n", 0, position) + 1
    above = text[max(0, start - 4) : start].replace("\r", "")
    alone = above in ("", "\n") or above.endswith("\n\n")
    return _Line(start, position, alone, text[start:position].strip(), above.endswith("\n\n\n"))


def _line_after(text: str, position: int) -> _Line:
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    below = text[end : end + 4].replace("\r", "")
    return _Line(position, end, below == "" or below.startswith("\n\n"), text[position:end].strip())


def _goes_on(before: _Line, after: _Line, gap: str, width: int) -> float:
    """How sure it is that ``after`` goes on with ``before``: 0 where it does not."""
    head, tail = before.text, after.text
    if not head or not tail or _stands_alone(head, tail):
        return 0.0
    last, first = head.split()[-1], tail.split()[0].strip("،؛.:!؟»")
    if last in _OPEN_END or head.endswith(("،", ",", "؛")) or first in _GOES_ON:
        return 0.97
    single = gap.count("\n") == 1
    if before.may_be_heading or (single and (len(head) < 0.6 * width or width < 40)):
        return 0.0
    closed = tail.rstrip('»")').endswith((".", "؟", "!", ":", "؛", "،"))
    return 0.93 if closed or len(tail) > _HEADING or not after.alone else 0.5


def _stands_alone(head: str, tail: str) -> bool:
    """Whether one of two lines is closed in itself: a sentence's end, a list item, a line of contents."""
    if head.endswith(_ENDED) or _OPENER.match(tail) or _OPENER.match(head):
        return True
    if _PAGE.search(head) or _PAGE.search(tail):
        return True
    return not _running(head[-1]) or not _running(tail[0])


def _running(char: str) -> bool:
    """Whether a line of running text may break at this character."""
    return char.isalpha() or char in '«("“،,؛‌ـ٪%' + MASK or char.isdigit()
