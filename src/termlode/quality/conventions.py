"""Marks that languages write in a way of their own, and whether a file does: quotation marks, widths of brackets.

What a unit has against the convention is no mistake where its file has a style of its own. So the findings of these
codes are held until all units were read, and told where nearly all marks of their file follow the convention.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.scripts import dominant
from termlode.languages.tags import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.quality.pair import Pair, View
    from termlode.quality.unit import Finding

_CLOSERS = {'"': '"', "«": "»", "“": "”", "„": "“”", "「": "」", "《": "》"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items() if len(closer) == 1 and opener != closer}
_DEEP = 8  # open quotations among which the opener of a closing mark is looked for
_LEAST, _TIMES = 3, 4  # marks that follow the convention: so many, and so many for each that does not
_HAN = "\u3007\u3400-\u9fff"
_FULL, _ASCII = re.compile("[（）［］]"), re.compile(r"[()\[\]]")
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])[()]|[()](?=[{_HAN}])")  # square ones of editors are narrow in Chinese, too


class Quotation(NamedTuple):
    """A quotation with its marks: ``text[start:end]``."""

    start: int
    end: int
    opener: str


def quotations(view: View) -> list[Quotation]:
    """The quotations of words of the language; not those inside others, nor inner marks (‹› ‘’ 『』)."""
    found: list[Quotation] = []
    for one in sorted(_all(view.plain)):
        inside = bool(found) and one.start < found[-1].end
        if not inside and (one.opener != "《" or view.script != "Hani"):  # which there holds titles
            found.append(one)
    return [one for one in found if dominant(view.plain[one.start : one.end]) == view.script]


def _all(text: str) -> Iterator[Quotation]:
    open_: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if char not in _CLOSERS and char not in _OPENERS:
            continue
        near = range(len(open_) - 1, max(-1, len(open_) - 1 - _DEEP), -1)
        place = next((k for k in near if char in _CLOSERS[open_[k][1]]), None)
        if place is not None:
            yield Quotation(open_[place][0], at + 1, open_[place][1])
            del open_[place:]
        elif char in _CLOSERS and not (char == '"' and text[at - 1 : at].isdecimal()):  # inches
            open_.append((at, char))


def convention(view: View, tag: str) -> str:
    """The opening marks of the language's quotations, as its script or region has them; none where nobody knows."""
    known = view.rules.QUOTES if view.rules else {}
    return next((marks for wanted, marks in known.items() if wanted and matches(tag, wanted)), known.get("", ""))


def other_width(view: View) -> list[int]:
    """Where brackets stand whose width is not the language's: narrow ones beside Han, wide ones in other scripts."""
    pattern = _BESIDE_HAN if view.script == "Hani" else _FULL
    return [match.start() for match in pattern.finditer(view.plain)]


def _quoted(pair: Pair) -> int:
    marks = convention(pair.target, pair.unit.target.language)
    return sum(one.opener in marks for one in quotations(pair.target)) if marks else 0


def _of_right_width(pair: Pair) -> int:
    return len((_FULL if pair.target.script == "Hani" else _ASCII).findall(pair.target.plain))


_FOLLOWING = {"I504": _quoted, "I505": _of_right_width}
CODES = frozenset(_FOLLOWING)


class Conventions:
    """How often files follow the conventions of their target languages; the findings that wait for that."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = CODES & set(codes)
        self._followed: Counter[tuple[str, str, str]] = Counter()
        self._held: list[Finding] = []

    def take(self, pair: Pair) -> None:
        """Count what a unit's target has in the language's way."""
        for code in self._codes:
            self._followed[code, pair.unit.file, pair.unit.target.language] += _FOLLOWING[code](pair)

    def hold(self, finding: Finding) -> None:
        """Keep a finding for the end."""
        self._held.append(finding)

    def told(self) -> Iterator[Finding]:
        """The findings in files that follow the convention else."""
        against = Counter(map(_place, self._held))
        for finding in self._held:
            place = _place(finding)
            if self._followed[place] >= max(_LEAST, _TIMES * against[place]):
                yield finding


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.file, finding.languages[1]
