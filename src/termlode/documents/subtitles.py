"""Subtitles, SubRip (.srt) and WebVTT (.vtt): sentences over the cues they stand in, written back in place.

The lines of a cue are one line of text, and cues follow one another in a block until a sentence ends;
the timecode of each cue is kept as the place of its text (https://www.w3.org/TR/webvtt1/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from termlode.documents import gather, sourcemap, structure
from termlode.documents.encoding import decode
from termlode.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})[^\r\n]*")
_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
# Tags of both kinds, the positions of SubStation ({\an8}), and a speaker's voice tag.
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.,]{0,20}>|\{\\[^{}\n]{0,100}\}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7});")
_TURN = re.compile(r"\s*[-–—‐]\s*\S|\s*[♪#♫]")  # another speaker, or a song
_PAUSE = 3.0  # seconds without a subtitle: a new block
_MOST = 40  # cues in a block, however long the sentence
_WRITES_STOPS = 0.1  # share of cues that end a sentence, in a file that punctuates at all


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its times in seconds, how the file writes them, its lines as (start, end) and the number of the first."""

    start: float
    end: float
    timing: str
    lines: tuple[tuple[int, int], ...]
    number: int


def read_srt(data: bytes, path: Path | str) -> Document:
    """SubRip subtitles. Raises UnreadableError where the bytes are no text."""
    return _read(data, path, "srt")


def read_vtt(data: bytes, path: Path | str) -> Document:
    """WebVTT subtitles. Raises UnreadableError where the bytes are no text."""
    return _read(data, path, "vtt")


def _read(data: bytes, path: Path | str, flavour: str) -> Document:
    decoded = decode(data, path)
    gathered = _gather(decoded.text)
    text, blocks = gathered.finish()
    return Document(str(path), flavour, text, blocks, decoded.encoding, decoded.notices, places=tuple(gathered.places))


def open_subtitles(data: bytes, document: Document) -> sourcemap.Opened | None:
    """The file opened for writing; None where its text is no longer the document's."""
    decoded = decode(data, document.path)
    gathered = _gather(decoded.text)
    if gathered.extract.text != document.text:
        return None
    escape = gather.as_xml if document.kind == "vtt" else lambda patch: patch.text
    return gather.text_file(decoded.text, decoded.encoding, gathered.extract.atoms, escape)


def cues(text: str) -> Iterator[Cue]:
    """The cues of a file, in its order; what stands outside them (header, notes, styles) is passed over."""
    lines = [(match.start(1), match.end(1)) for match in _LINE.finditer(text)]
    index = 0
    while index < len(lines):
        timing = TIMING.fullmatch(text, *lines[index])
        index += 1
        if timing is None:
            continue
        first = index
        while index < len(lines) and text[slice(*lines[index])].strip() and not _next_cue(text, lines, index):
            index += 1
        shown = f"{timing[1]} --> {timing[2]}"
        yield Cue(_seconds(timing[1]), _seconds(timing[2]), shown, tuple(lines[first:index]), first + 1)


def _next_cue(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the next cue begins here without the blank line that should stand before it."""
    if TIMING.fullmatch(text, *lines[index]):
        return True
    numbered = text[slice(*lines[index])].strip().isdecimal() and index + 1 < len(lines)
    return numbered and TIMING.fullmatch(text, *lines[index + 1]) is not None


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _gather(text: str) -> gather.Gathering:
    gathered = gather.Gathering()
    found = [cue for cue in cues(text) if any(_visible(text, line) for line in cue.lines)]
    joins = sum(_ends(text, cue) for cue in found) >= _WRITES_STOPS * len(found)
    last: Cue | None = None
    length = 0
    for cue in found:
        goes_on = (
            joins
            and last is not None
            and length < _MOST
            and not _ends(text, last)
            and 0 <= cue.start - last.end < _PAUSE
            and not _TURN.match(_visible(text, cue.lines[0]))
        )
        length = length + 1 if goes_on else 1
        _add(gathered, text, cue, goes_on=goes_on)
        last = cue
    gathered.end()
    return gathered


def _add(gathered: gather.Gathering, text: str, cue: Cue, *, goes_on: bool) -> None:
    """The lines of a cue: one after the other, or in blocks of their own where each is another speaker's."""
    for number, (start, end) in enumerate(cue.lines):
        if not _visible(text, (start, end)):
            continue
        if (number == 0 and not goes_on) or gathered.is_empty or _TURN.match(_visible(text, (start, end))):
            gathered.begin(line=cue.number + number, place=cue.timing)
        else:
            gathered.add("" if gathered.after_space else " ", start, start, literal=False, fixed=True)
            if number == 0:
                gathered.mark(cue.timing)
        _line(gathered, text, start, end)


def _line(gathered: gather.Gathering, text: str, start: int, end: int) -> None:
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    at = start
    for match in [*_TAG.finditer(text, start, end), None]:
        until = end if match is None else match.start()
        for unit in re.finditer(rf"{_ENTITY.pattern}|(?:(?!{_ENTITY.pattern})[^\n])+", text[at:until]):
            shown = unescape(unit[0]) if _ENTITY.fullmatch(unit[0]) else unit[0]
            gathered.add(shown, at + unit.start(), at + unit.end(), literal=shown == unit[0])
        at = end if match is None else match.end()


def _visible(text: str, line: tuple[int, int]) -> str:
    return _TAG.sub("", text[slice(*line)]).strip()


def _ends(text: str, cue: Cue) -> bool:
    """Whether a cue ends a sentence; right-to-left subtitles often have the stop at the wrong end of the line."""
    shown = next((seen for line in reversed(cue.lines) if (seen := _visible(text, line))), "")
    return structure.ends_sentence(shown) or (shown[:1] in ".!؟?" and shown[1:2].isalpha())
