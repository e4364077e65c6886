"""The markup inside of a document's text: where it stands, and sentences rewritten with it in its new places.

What lies between two neighbouring characters of the text in the source (tags, the end of one run and the beginning
of the next, ``**``) is a *gap*. A translation keeps the gaps of its sentence and may move them; rewriting puts the
new text between them, each as the source has it, so formatting, links and pictures stay what they were.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from termlode.documents import sourcemap
from termlode.documents.nesting import TAG, containers, effect, net

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.documents.sourcemap import Atom, Opened
    from termlode.model import Document

type Side = Literal["open", "close", "point"]
_RUN = re.compile(r"<((?:\w+:)?rPr)\b[^>]*>(.*?)</\1>|<(?:\w+:)?rPr\b[^>]*/>|<text:span\b([^>]*)>", re.DOTALL)
_BARE = re.compile(r"(<(?:\w+:)?t)>")
_LAYOUT = re.compile(r"[\s>]*")  # between the lines of a paragraph
_VERBATIM = re.compile(r" ?`+ ?|<")  # opens code or an address, where nothing is escaped
_MARKS = frozenset({"**", "__", "*", "_", "~~", "`"})
_TAGGED = frozenset({"html", "epub"})
_RUNS = frozenset({"docx", "pptx", "odt", "xlsx"})  # kinds whose text stands in runs, each with its formatting
_GO_BACK = re.compile(r"""<w:bookmarkStart\b[^>]*"_GoBack"[^>]*/>|<w:bookmarkEnd\b[^>]*/>""")  # where the cursor was
_NOISE = re.compile(r"<(?:\w+:)?(?:proofErr|lastRenderedPageBreak|noProof|lang|bookmarkStart|bookmarkEnd)\b[^>]*/>|"
                    r"""\s\w+:rsid\w*="[^"]*\"""")  # fmt: skip


class Gap(NamedTuple):
    """Markup between ``text[:start]`` and ``text[end:]``: ``source[origin:origin_end]``.

    A gap that stands for text itself (a line break, a tab) covers it; all others have ``start == end``.
    """

    start: int
    end: int
    origin: int
    origin_end: int


class Code(NamedTuple):
    """A gap as an inline code of a sentence: its number among the gaps, and that of its partner in a pair."""

    number: int
    place: int  # in the text
    side: Side
    partner: int | None


def gaps(opened: Opened, document: Document) -> list[Gap]:
    """The gaps that a reader of the document would miss, in the order of its text.

    White space that nobody sees is none, nor are the joints of runs that look alike (Word splits runs for its own
    ends) and the marks at the beginning of lines.
    """
    found: list[Gap] = []
    last: Atom | None = None
    for atom in opened.atoms:
        if atom.start == atom.end or (atom.fixed and document.kind != "md"):
            continue  # in Markdown the text of a code span is fixed
        if last is not None and atom.origin > last.origin_end and atom.start >= last.end:
            gap = Gap(last.end, atom.start, last.origin_end, atom.origin)
            gap = _unlaid(opened.source, gap) if document.kind == "md" else gap
            if _is_seen(opened, gap, document):
                found += _single(opened, gap) if document.kind in _TAGGED else [gap]
        last = atom
    return found


def _unlaid(source: str, gap: Gap) -> Gap:
    """A gap of Markdown without the layout of the line that it begins: indentation, the marks of a quotation."""
    if gap.start < gap.end or (source[gap.origin - 1] not in "\r\n" and source[gap.origin] not in "\r\n"):
        return gap
    layout = _LAYOUT.match(source, gap.origin, gap.origin_end)
    return gap._replace(origin=layout.end()) if layout else gap


def _single(opened: Opened, gap: Gap) -> Iterator[Gap]:
    """A gap of several tags, tag by tag; one that stands for a line break stays whole."""
    raw = opened.source[gap.origin : gap.origin_end]
    ends = [match.end() for match in TAG.finditer(raw)]
    if gap.start < gap.end or len(ends) < 2:
        yield gap
        return
    places = [0, *ends[:-1], len(raw)]
    for start, end in pairwise(places):
        yield Gap(gap.start, gap.end, gap.origin + start, gap.origin + end)


def _is_seen(opened: Opened, gap: Gap, document: Document) -> bool:
    raw = opened.source[gap.origin : gap.origin_end]
    if gap.start < gap.end and "\n\n" not in document.text[gap.start : gap.end]:
        return True
    if not raw.strip():
        return False
    return document.kind not in _RUNS or not _neutral(raw) or _look(raw, "") != _before(opened, gap)


def codes(opened: Opened, found: Sequence[Gap], start: int, end: int, kind: str) -> list[Code]:
    """The gaps within ``text[start:end]``, and one at its end that closes what opened within it."""
    first = bisect_left(found, start, key=lambda gap: gap.end)
    near: list[int] = []
    for number in range(first, len(found)):
        if found[number].start > end:
            break
        if found[number].start > start and found[number].end <= end:
            near.append(number)
    raws = [opened.source[found[number].origin : found[number].origin_end] for number in near]
    before = _before(opened, found[near[0]]) if near and kind in _RUNS else ""
    partners = {near[one]: near[other] for one, other in _pairs(raws, kind, before).items()}
    kept = [number for number in near if found[number].end < end or number in partners]
    return [Code(number, found[number].start, _side(number, partners), partners.get(number)) for number in kept]


def _side(number: int, partners: dict[int, int]) -> Side:
    if number not in partners:
        return "point"
    return "open" if number < partners[number] else "close"


def _pairs(raws: Sequence[str], kind: str, before: str) -> dict[int, int]:
    """Which gaps open and close the same stretch, both ways, properly nested."""
    if kind in _RUNS:
        found = containers(raws) | _by_runs(raws, before)
    elif kind == "md":
        found = _by_marks(raws)
    else:
        found = containers(raws)
    return {**found, **{close: start for start, close in found.items()}}


def _by_marks(raws: Sequence[str]) -> dict[int, int]:
    stack: list[tuple[int, str]] = []
    found: dict[int, int] = {}
    for index, raw in enumerate(raws):
        if stack and (
            raw == stack[-1][1] or (stack[-1][1] in ("[", "![") and raw.startswith("]")) or stack[-1][1] + raw == "<>"
        ):
            found[stack.pop()[0]] = index
        elif raw in _MARKS or raw in ("[", "![", "<"):
            stack.append((index, raw))
        elif raw.startswith("<"):
            return containers(raws)
        else:
            stack.clear()
    return found


def _by_runs(raws: Sequence[str], before: str) -> dict[int, int]:
    """Stretches of runs that look otherwise than those around them: the look before one gap is that after another."""
    looks = [before]
    for raw in raws:
        looks.append(_look(raw, looks[-1]))
    found: dict[int, int] = {}
    index = 0
    while index + 1 < len(raws):
        close = next((k for k in range(index + 1, len(raws)) if looks[k + 1] == looks[index]), None)
        plain = close is not None and all(_neutral(raws[k]) for k in (index, close))
        if close is not None and plain and looks[index + 1] != looks[index] and close == index + 1:
            found[index] = close
            index = close
        index += 1
    return found


def _look(raw: str, last: str) -> str:
    """The formatting of the run that a gap opens, without what no reader sees."""
    runs = list(_RUN.finditer(_NOISE.sub("", raw)))
    if runs:
        return runs[-1][2] or runs[-1][3] or ""
    return "" if re.search(r"<(?:\w+:)?r\b|</text:span>", raw) else last


# Elements that end a run and begin the next, the formatting of runs aside.
_JOINTS = frozenset({"t", "r", "span", "proofErr", "lastRenderedPageBreak"})


def _neutral(raw: str) -> bool:
    """Whether a gap is nothing but the end of one run and the beginning of the next."""
    bare = _GO_BACK.sub("", _RUN.sub("", raw)).replace("</text:span>", "")
    return {match["name"].rpartition(":")[2] for match in TAG.finditer(bare)} <= _JOINTS


def _before(opened: Opened, gap: Gap) -> str:
    """The formatting of the run before the first gap."""
    back = opened.source[max(0, gap.origin - 4000) : gap.origin]
    starts = [match.start() for match in re.finditer(r"<(?:\w+:)?r\b|<text:span\b|</text:span>", back)]
    return _look(back[starts[-1] :], "") if starts else ""


def sentence(text: str, found: Sequence[Gap], marks: Sequence[Code], start: int, end: int) -> tuple[str, list[int]]:
    """``text[start:end]`` with a blank for what a gap stands for (a line break), and where each code is in it."""
    pieces, places, at, length = list[str](), list[int](), start, 0
    for mark in marks:
        gap = found[mark.number]
        piece = text[at : gap.start]
        length += len(piece)
        places.append(length)
        blank = " " if gap.start < gap.end else ""
        pieces += [piece, blank]
        length += len(blank)
        at = max(at, gap.end)
    return "".join([*pieces, text[at:end]]), places


def nests(opened: Opened, found: Sequence[Gap], numbers: Sequence[int], own: Sequence[Code], kind: str) -> bool:
    """Whether gaps in another order than their ``own`` open and close what they did, so that the file stays whole.

    What is no tag (the marks of Markdown) must keep its order where it stands for itself.
    """

    def raw(number: int) -> str:
        return opened.source[found[number].origin : found[number].origin_end]

    alone = [code.number for code in own if code.partner is None and "<" not in raw(code.number)]
    if [number for number in numbers if number in alone] != alone:
        return False
    judge = effect if kind in _RUNS else net  # text stands in a run always: what closes it opens the next
    return judge(map(raw, numbers)) == judge(raw(code.number) for code in own)


class Rewrite(NamedTuple):
    """``text[start:end]`` becomes the pieces: new text, and the indexes of gaps (of :func:`gaps`) between."""

    start: int
    end: int
    pieces: tuple[str | int, ...]


def rewrite(opened: Opened, found: Sequence[Gap], wanted: Sequence[Rewrite], kind: str) -> bytes:
    """The file with its sentences rewritten; what is outside of them stays byte for byte.

    A sentence may stand inside of a gap of another (a footnote of OpenDocument, a text box): it is written there.
    """
    writer = _Writer(opened, found, kind)
    jobs = [(one, opened.atoms) for one in wanted]
    jobs += [(one, shadow) for shadow in opened.shadows for one in wanted if writer.repeats(one, shadow)]
    for one, atoms in sorted(jobs, key=lambda job: writer.length(*job)):
        writer.write(one, atoms)
    return opened.finish(writer.patches)


def _order(patch: sourcemap.Patch) -> tuple[int, int]:
    return patch.start, patch.end


class _Writer:
    """Patches that rewrite sentences, the innermost first."""

    def __init__(self, opened: Opened, found: Sequence[Gap], kind: str) -> None:
        self._opened, self._found, self._kind = opened, found, kind
        self._starts = [atom.start for atom in opened.atoms]
        self.patches: list[sourcemap.Patch] = []  # in the order of the source, none inside of another

    def length(self, one: Rewrite, atoms: Sequence[Atom]) -> int:
        """How much of the source a sentence takes."""
        start, end = self._place(one, atoms)
        return end - start

    def repeats(self, one: Rewrite, shadow: Sequence[Atom]) -> bool:
        """Whether a sentence is to be written in a fallback too: it stands there, without codes, in runs alone."""
        if not shadow or one.start < shadow[0].start or one.end > shadow[-1].end:
            return False
        start, end = self._place(one, shadow)
        alone = not any(isinstance(piece, int) for piece in one.pieces)
        return alone and effect([self._opened.source[start:end]]) == effect([])

    def write(self, one: Rewrite, atoms: Sequence[Atom]) -> None:
        """Rewrite a sentence; what was written inside of its gaps goes with them."""
        start, end = self._place(one, atoms)
        verbatim = self._kind == "md" and next(_inside(atoms, self._starts, one)).fixed  # in a span of code
        pieces: list[str] = []
        for piece in one.pieces:
            if isinstance(piece, int):
                pieces.append(self._raw(piece))
                verbatim = not verbatim and self._kind == "md" and _VERBATIM.fullmatch(pieces[-1]) is not None
            else:
                pieces.append(piece if verbatim else self._opened.escape(sourcemap.Patch(start, end, piece)))
        text = "".join(pieces)
        first, last = self._within(start, end)
        del self.patches[first:last]
        made = sourcemap.Patch(start, end, text)
        for patch in _spaced(self._opened.source, made) if self._kind == "docx" else [made]:
            self._add(patch)

    def _add(self, patch: sourcemap.Patch) -> None:
        """A patch into its place; white space that is kept already is not kept again."""
        index = bisect_left(self.patches, _order(patch), key=_order)
        covered = index > 0 and self.patches[index - 1].end > patch.start
        if patch.start < patch.end or not (covered or patch in self.patches[index : index + 1]):
            self.patches.insert(index, patch)

    def _place(self, one: Rewrite, atoms: Sequence[Atom]) -> tuple[int, int]:
        starts = self._starts if atoms is self._opened.atoms else [atom.start for atom in atoms]
        inside = list(_inside(atoms, starts, one))
        first, last = inside[0], inside[-1]
        used = [self._found[piece] for piece in one.pieces if isinstance(piece, int)]
        origin = first.origin + (one.start - first.start if first.literal else 0)
        until = last.origin + (one.end - last.start) if last.literal else last.origin_end
        return min([origin, *(gap.origin for gap in used)]), max([until, *(gap.origin_end for gap in used)])

    def _raw(self, number: int) -> str:
        """A gap as it is to be written."""
        gap = self._found[number]
        first, last = self._within(gap.origin, gap.origin_end)
        inner = [sourcemap.Patch(p.start - gap.origin, p.end - gap.origin, p.text) for p in self.patches[first:last]]
        return sourcemap.apply(self._opened.source[gap.origin : gap.origin_end], inner)

    def _within(self, start: int, end: int) -> tuple[int, int]:
        """Which patches lie in a stretch of the source."""
        first = bisect_left(self.patches, (start, start), key=_order)
        last = first
        while last < len(self.patches) and self.patches[last].end <= end:
            last += 1
        return first, last


def _spaced(source: str, patch: sourcemap.Patch) -> Iterator[sourcemap.Patch]:
    """A patch of Word's XML, with the white space at the edges of its texts kept (``xml:space``)."""
    start = source.rfind("<", 0, patch.start)
    tag = source[start : source.find(">", start)]
    if start >= 0 and re.fullmatch(r"<(?:\w+:)?t", tag):
        end = start + len(tag)
        yield sourcemap.Patch(end, end, ' xml:space="preserve"')
    yield sourcemap.Patch(patch.start, patch.end, _BARE.sub(r'\1 xml:space="preserve">', patch.text))


def _inside(atoms: Sequence[Atom], starts: Sequence[int], one: Rewrite) -> Iterator[Atom]:
    index = max(0, bisect_left(starts, one.start + 1) - 1)
    while index and atoms[index].start == atoms[index].end:
        index -= 1
    for atom in atoms[index:]:
        if atom.start >= one.end:
            break
        if atom.end > one.start and atom.end > atom.start:
            yield atom
