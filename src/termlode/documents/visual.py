"""Right-to-left lines that were stored in the order of the page (left to right): found and turned round.

A line is turned where it reads better backwards: by the trigrams of its words, and by the shapes of
presentation forms, which say outright where a word begins and ends. Turning undoes the Unicode
bidirectional algorithm for a right-to-left paragraph (UAX #9): the line is reversed, runs of Latin
letters and numbers inside it are not, brackets are mirrored where they then pair better.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages import markers, profile

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n\f]+")  # NEL may be half of a garbled character
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]+")
_MARKS = "\u064b-\u0652\u0670\u0654"
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
# Placeholders of programs, tags and entities: they are stored as they are used, whatever stands around them.
_CODE = (
    r"%(?:\([A-Za-z0-9_.]{1,40}\)|[1-9]\$)?[-+#0]{0,3}[0-9]{0,3}(?:\.[0-9]{1,3})?(?:hh?|ll?|[qjzt])?[A-Za-z]"
    r"|%[1-9](?![0-9])|%%"
    r"|\$?\{[A-Za-z0-9_.:!,#-]{0,40}\}|</?[A-Za-z][^<>]{0,400}>|&#?[A-Za-z0-9]{2,8};|\\[nrt]"
)
# What keeps its order inside a right-to-left line: code, Latin text with what stands between, and single numbers.
_LTR = re.compile(
    rf"{_CODE}|(?:[{_DIGITS}]+(?:[.,][{_DIGITS}]+)?)?[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f{_DIGITS}]"
    rf"|[^\w\s()\[\]{{}}«»]*[ ]?[^\w\s()\[\]{{}}«»]*(?=[A-Za-z\u00c0-\u024f{_DIGITS}]))*"
    rf"|[{_DIGITS}]+(?:[.,:/٫٬،][{_DIGITS}]+)*",
    re.ASCII,
)
_LETTER = "\u0620-\u064a\u064b-\u0652\u0670-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
_RTL = re.compile(rf"[{_LETTER}](?:[{_LETTER}{_DIGITS}]|[^\w]+(?=[{_LETTER}]))*")
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# What NFKC leaves alone, in either order.
_PLAIN = re.compile(r"[\x00-\x7f«»\u060c\u061b\u061f\u0621-\u064a\u0660-\u0669\u067e-\u06d3\u06f0-\u06f9\u200c]*")
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]{2,}")
_ALONE, _IN_COMPANY = 25.0, 12.0  # log units by which a line must read better backwards
_A_SHAPE = 13.0  # what a point of `backward` weighs: one sure word turns a line that has no other
_MUCH = 400  # characters of a line that are judged


@dataclass(frozen=True, slots=True)
class Turned:
    """A line in reading order."""

    after: str
    sure: bool
    evidence: str


def lines(text: str) -> dict[int, Turned]:
    """By the offset of their start: the lines of ``text`` that stand in visual order, turned."""
    margins = {m.start(): (m[0], gain(m[0])) for m in _LINE.finditer(text) if _ARABIC.search(m[0])}
    least = _threshold([margin for _, margin in margins.values()])
    found = {start: (line, margin) for start, (line, margin) in margins.items() if margin > least}
    style = style_of([line for line, _ in found.values()])
    return {start: _turned(line, margin, least, style) for start, (line, margin) in found.items()}


def _threshold(margins: Sequence[float]) -> float:
    """The margin above which a line is turned: low among lines that are turned anyway."""
    judged = [margin for margin in margins if abs(margin) >= _IN_COMPANY]
    turned = sum(margin > 0 for margin in judged)
    if turned * 2 <= len(judged):
        return _ALONE
    return -_IN_COMPANY if turned >= 5 and turned * 20 >= len(judged) * 19 else 0.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text was put into visual order: with brackets as drawn, with marks behind their letters."""

    mirrored: bool = True
    clustered: bool = False


def style_of(found: Sequence[str]) -> Style:
    """What the lines of one text have in common; a single line often leaves it open."""
    first = sum(len(re.findall(rf"(?:^|\s)[{_MARKS}]", line)) for line in found)
    last = sum(len(re.findall(rf"[{_MARKS}](?:\s|$)", line)) for line in found)
    plain = sum(_nesting(turn(line, Style(mirrored=False))) for line in found)
    mirrored = sum(_nesting(turn(line, Style(mirrored=True))) for line in found)
    return Style(mirrored >= plain, last > first)


@lru_cache(maxsize=1 << 14)  # the corrector looks at a text again until nothing changes
def gain(line: str) -> float:
    """How much better a line reads backwards, in log units: above 0 it stands in visual order."""
    sample = line[:_MUCH]
    shapes = _shape(sample)
    if _PLAIN.fullmatch(sample):
        words = _WORD.findall(markers.skeleton(sample))
        backwards = [word[::-1] for word in words]
    else:  # NFKC puts the letters of a ligature in reading order: backwards they must be read as they stood in it
        words = _WORD.findall(markers.skeleton(unicodedata.normalize("NFKC", sample)))
        backwards = _WORD.findall(markers.skeleton(unicodedata.normalize("NFKC", sample[::-1])))
    ahead, back = profile.likelihood(words), profile.likelihood(backwards)
    return back - ahead + _A_SHAPE * shapes + _edges(sample)


def turn(line: str, style: Style | None = None) -> str:
    """A line in visual order as it reads."""
    style = style or style_of([line])
    tokens: list[str] = []
    at = 0
    for match in (*_LTR.finditer(line), None):
        between = line[at : match.start() if match else len(line)]
        tokens += _clusters(between.translate(_MIRROR) if style.mirrored else between, style.clustered)
        if match:
            tokens.append(match[0])
            at = match.end()
    return "".join(reversed(tokens))


def turn_runs(line: str, style: Style) -> str:
    """A left-to-right line whose right-to-left runs stand as drawn, as it reads."""
    return _RTL.sub(lambda match: turn(match[0], style), line)


def _turned(line: str, margin: float, least: float, style: Style) -> Turned:
    why = f"the line reads better backwards, by {margin:.0f} log units"
    if margin < _IN_COMPANY:
        why = "the lines around it read better backwards"
    return Turned(turn(line, style), margin >= _IN_COMPANY or least < 0, why)


def backward(word: str) -> int:
    """How surely the presentation forms of a word stand last letter first: 2 sure, -2 surely in reading order.

    A form shows whether its letter joins the one before and the one after it, so every two neighbours
    fit in one order only, or in both (two isolated forms), which tells nothing; the ends of a word are told too.
    """
    forms = [unicodedata.decomposition(char).partition(" ")[0] for char in word]
    before = [form in ("<medial>", "<final>") for form in forms]
    after = [form in ("<medial>", "<initial>") for form in forms]
    pairs = range(len(word) - 1)
    score = sum((before[i] == after[i + 1]) - (after[i] == before[i + 1]) for i in pairs)
    score += (forms[0] == "<final>") + (forms[-1] == "<initial>")
    score -= (forms[0] == "<initial>") + (forms[-1] == "<final>")
    return max(-2, min(2, score))


def _shape(line: str) -> int:
    """Words whose presentation forms stand last letter first, less those in reading order; two for a sure one."""
    return sum(backward(word) for word in _FORMS.findall(line))


def _edges(line: str) -> float:
    """Teh marbuta and alef maksura end words, never begin them."""
    if "ة" not in line and "ى" not in line:
        return 0.0
    wrong = len(re.findall(r"(?<!\w)[ةى](?=\w)", line)) - len(re.findall(r"(?<=\w)[ةى](?!\w)", line))
    return 6.0 * wrong


def _clusters(text: str, clustered: bool) -> list[str]:
    """Characters, with the marks behind them where those belong to them."""
    return re.findall(rf"[^{_MARKS}]?[{_MARKS}]+|.", text, re.DOTALL) if clustered else list(text)


def _nesting(line: str) -> int:
    """How well brackets pair: closed pairs less strays."""
    score = depth = 0
    for char in line:
        if char in "([{«‹":
            depth += 1
        elif char in ")]}»›":
            score += 1 if depth else -1
            depth = max(depth - 1, 0)
    return score - depth
