"""Hard line breaks inside paragraphs, as page and line ends leave them in PDF text.

A break is only taken out on positive evidence that a phrase was broken there: a word that nothing can end with or begin
with, an open bracket, lines as wide as their neighbours, or, in a text whose paragraphs are closed by full stops, one
that is not and does not end in a verb. Headings, tables of contents, list items, code, tables and verse stay; what the
source of a marked-up text (Markdown, AsciiDoc) breaks is only suggested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from termlode.languages.classes import MASK
from termlode.languages.listed import words
from termlode.languages.tables import tables
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BREAK = re.compile(r"[ \t\u00a0]*(?:\r\n|\n)(?:[ \t\u00a0]*(?:\r\n|\n))?[ \t\u00a0]*(?=[^\s])")
_ENDED = tuple('.؟?!:؛;…»"”)]}*|﴾。！？；：”」')
_LETTER = "[الفبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآ]"
_OPENER = re.compile(
    r"(?:[-–—•▪●○■□◆*·»>#|=+]|[(\[]?[0-9۰-۹٠-٩]{1,3}[.)\]\-–:]"
    rf"|[(\[]?(?:{_LETTER}|الف)(?:[.)\]] |\s?[–—-]\s))"
)
_PAGE = re.compile(r"[\s.…]+[0-9۰-۹٠-٩]{1,4}$")
_SHAPED = re.compile(r"\t|\S {3,}\S|\|.*\||^\s{4,}\S|[{}$\\]|::|^[\[.:]|^\W*$")  # columns, code, blocks of markup
_MARKUP = re.compile(r"^(?:={1,5} |#{1,6} |-{4,}$|```|\[source|\.\. |image::|\* \S)", re.MULTILINE)
_SURE = 0.9
_HEADING = 70  # a line that stands alone and is shorter may be a heading
_LONGEST_HEADING = 130
_NARROW = 40  # texts of shorter lines are verse, subtitles, tables
_FULL = 0.8  # of the usual width: a line that is so long was broken by its width
_BEYOND, _RARE = 1.25, 50  # so many times the width is far beyond it; one line of so many may be
_CLOSED, _MANY = 0.8, 4  # the share of long paragraphs that a full stop closes, and how many there must be
# Words that cannot end a heading or a sentence: what follows belongs to them.
_OPEN_END = words(
    "و یا که از به با در بر برای تا بی را این آن هر هیچ چون اگر ولی اما نیز بین توسط طی علیه ضد مثل مانند"
    " جهت بدون درباره همان همین چند یک برخی بعضی"
)
_CLAUSE = re.compile(r" (?=(?:و|که|تا) )")
_CLAUSE_WORDS = 3
_VERBAL = ("ند", "کند", "دهد", "شود", "ساخت", "داشت", "گرفت", "خواست", "یافت", "گفت", "رفت", "است", "ده", "ته")
_VERBAL_END = (" کند", " دهد", " شود", "می‌کند")  # کند is also an adjective
_SAID_BY = re.compile(r"\s[-–—]\s\S+(?: \S+){0,3}$")  # a headline, and who said so
# Words that cannot begin a sentence.
_GOES_ON = words("را است بود شد شده کرده کند میکند می‌کند اند بودند شدند کردند")
_BESIDE = words("و که یا")  # hardly ever begin a paragraph


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


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out: how long its lines are, what closes and parts its paragraphs, whether it is marked up."""

    width: int
    closed: bool
    blank: bool  # blank lines part its paragraphs, rather than single line breaks
    markup: bool
    few: bool = True  # it has few paragraphs: nothing tells of a style such as headlines or items without a full stop
    lost: bool = True  # its ZWNJ were lost: it came out of a PDF, whose pages and columns break paragraphs
    even: bool = True  # hardly a line is longer than its width: something broke them there


def layout(text: str, *, lost: bool = True) -> Layout:
    """What the lines of a text tell of its layout; ``lost``: whether its ZWNJ were."""
    lines = [line.strip() for line in text.splitlines()]
    long = [line for line in lines if len(line) >= _HEADING]
    ended = sum(line.endswith(_ENDED) for line in long)
    gaps = len(re.findall(r"\S[ \t]*\r?\n", text))
    blank = len(re.findall(r"\S[ \t]*\r?\n[ \t]*\r?\n", text))
    return Layout(
        usual_width(lines),
        ended >= _MANY and ended >= _CLOSED * len(long),
        2 * blank > gaps,
        len(_MARKUP.findall(text)) > 1,
        len(long) <= _MANY,
        lost,
        _even(lines),
    )


def _even(lines: Sequence[str]) -> bool:
    """Whether hardly a line is far longer than the usual width; in lists of messages or titles one of twenty is."""
    beyond = _BEYOND * usual_width(lines)
    return sum(len(line) > beyond for line in lines) <= max(1, len(lines) // _RARE)


def joins(text: str, known: Layout, is_verb: Callable[[str], bool]) -> list[Edit]:
    """Edits that join broken paragraphs of ``text`` (of one language)."""
    edits: list[Edit] = []
    grid = _grid(text)
    chain: _Line | None = None  # the line before, with the lines already joined to it
    for found in _BREAK.finditer(text):
        before = _line_before(text, found.start())
        if chain is not None and edits[-1].end == before.start:
            before = _Line(chain.start, before.end, chain.alone, f"{chain.text} {before.text}", chain.apart)
        after = _line_after(text, found.end())
        if after.start in grid or text.rfind("\n", 0, found.start()) + 1 in grid:
            chain = None
            continue
        sure = _goes_on(before, after, found.group(), known, is_verb)
        if known.markup:
            sure = min(sure, 0.6)
        chain = before if sure >= _SURE else None
        if sure:
            edits.append(_edit(found, sure))
    return edits


def _grid(text: str) -> frozenset[int]:
    """Where the lines of tables begin, behind their spaces and before them: their cells stay apart."""
    lines = text.split("\n")
    found = tables(lines)
    if not found:
        return frozenset()
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    inside = [index for one in found for index in range(one.first, one.last + 1)]
    indents = [starts[index] + len(lines[index]) - len(lines[index].lstrip()) for index in inside]
    return frozenset([*(starts[index] for index in inside), *indents])


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


def _goes_on(before: _Line, after: _Line, gap: str, known: Layout, is_verb: Callable[[str], bool]) -> float:
    """How sure it is that ``after`` goes on with ``before``: 0 where it does not."""
    head, tail = before.text, after.text
    single = gap.count("\n") == 1
    if not head or not tail or _stands_alone(head, tail) or (single and known.width < _NARROW):
        return 0.0
    last, first = head.split()[-1], tail.split()[0].strip("،؛.:!؟»")
    verb = is_verb(last)
    if last in _OPEN_END or first in _GOES_ON:
        if not single and last not in _OPEN_END and (verb or not (known.closed or known.few)):
            return 0.6  # a blank line behind a whole clause, or among lines that no full stop closes anyway
        return 0.97 if len(head) >= (_NARROW if single else _HEADING) or (known.lost and not single) else 0.6
    if before.may_be_heading:
        return 0.0
    told = _phrase(head, last, first, verb)
    if told is not None:
        sure = single or _prose(head) or (known.closed and told == _WORDS)
        sure = sure and (single or known.lost or not verb)
        return 0.95 if told and sure else 0.6 * bool(told)
    return _by_shape(head, after, known, is_verb, single=single)


def _by_shape(head: str, after: _Line, known: Layout, is_verb: Callable[[str], bool], *, single: bool) -> float:
    """How sure it is that a line goes on where no word tells: by its width, or by a clause that has no end."""
    if (len(head) < _FULL * known.width) if single else not _unfinished(head, known, is_verb):
        return 0.0
    if single and not known.even:
        return 0.5  # as wide as many lines, but nothing broke them there
    if not (single or (known.lost and (known.closed or known.few)) or (known.few and _midst(head, is_verb))):
        return 0.5  # a paragraph without a full stop, in a text that nothing broke
    closed = after.text.rstrip('»")').endswith((".", "؟", "!", ":", "؛", "،"))
    return 0.93 if closed or len(after.text) > _HEADING or not after.alone else 0.5


_ENDS, _MARKS, _WORDS = range(3)


def _phrase(head: str, last: str, first: str, verb: bool) -> int | None:
    """What tells of a phrase across a break: its words or its marks, that it ends before; None where nothing does."""
    if last.endswith("های") or first in _BESIDE:
        return _WORDS
    if verb:
        return _ENDS
    return _MARKS if head.endswith(("،", ",", "؛")) or _open(head) else None


def _unfinished(head: str, known: Layout, is_verb: Callable[[str], bool]) -> bool:
    """Whether a paragraph that no full stop closes goes on behind a blank line: it is in the midst of a clause."""
    if not head[-1].isalpha() or head[-1].isascii() or head.endswith(_VERBAL_END) or _SAID_BY.search(head):
        return False
    if any(map(is_verb, re.split(r"[.؟!؛]", head)[-1].split())):
        return True
    return known.closed and (not known.blank or _prose(head) or len(head) >= _LONGEST_HEADING)


def _midst(head: str, is_verb: Callable[[str], bool]) -> bool:
    """Whether a paragraph ends in the midst of a clause: it begins behind a finite verb and has none of its own."""
    before, _, clause = _CLAUSE.sub("\n", head).rpartition("\n")
    words = clause.split()
    if len(words) < _CLAUSE_WORDS or not any(map(is_verb, before.split())) or re.search(r"[-–—/():«»\".؟!؛،]", clause):
        return False
    return not any(is_verb(word) or word.endswith(_VERBAL) for word in words)


def _prose(head: str) -> bool:
    """Whether a paragraph has a full stop inside: no heading has."""
    return re.search(r"[.؟!؛] \S", head) is not None


def _open(head: str) -> bool:
    """Whether a bracket or quotation is open at the end of a line."""
    return any(head.count(one) > head.count(other) for one, other in ("()", "«»", "[]"))


def _stands_alone(head: str, tail: str) -> bool:
    """Whether one of two lines is closed in itself: a sentence's end, a list item, a line of contents."""
    if head.endswith(_ENDED) or _OPENER.match(tail) or _OPENER.match(head):
        return True
    if _is_shaped(head) or _is_shaped(tail):
        return True
    return not _running(head[-1]) or not _running(tail[0])


@lru_cache(maxsize=1 << 13)  # each line is asked for twice, and again when the corrector looks at the text again
def _is_shaped(line: str) -> bool:
    """Whether a line is one of a table, of contents, of code or of markup."""
    return _PAGE.search(line) is not None or _SHAPED.search(line) is not None


def _running(char: str) -> bool:
    """Whether a line of running text may break at this character."""
    return char.isalpha() or char in '«("“،,؛‌ـ٪%' + MASK or char.isdigit()
