"""Sentences: an SRX 2.0 engine with our own rules, those of a language in its pack; offsets are kept."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from termlode.languages import registry, wraps
from termlode.model import Location, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.model import Block, Document
    from termlode.segmentation.srx import Ruleset

__all__ = ["export", "load", "own_rules", "segment", "spans", "stream"]

_AROUND = 300  # characters around a block whose lines are looked at with its own


@cache
def own_rules() -> Ruleset:
    """The rules that come with Termlode and with packs of languages.

    Those of a language stand between what holds for every language (the first maps) and what holds for scripts
    and, last, for the breaks of every language.
    """
    from termlode.segmentation.srx import parse

    data = files("termlode.segmentation") / "data" / "termlode.srx"
    shared = parse(data.read_bytes(), "termlode.srx", check=False)
    found = (registry.file(pack.tag, "segmentation.srx") for pack in registry.packs() if not pack.like)
    own = [parse(path.read_bytes(), str(path), check=not registry.is_ours(path)) for path in found if path]
    first = sum(1 for _ in takewhile(lambda item: item[0] == ".*", shared.maps))
    maps = (*shared.maps[:first], *(item for rules in own for item in rules.maps), *shared.maps[first:])
    names = dict.fromkeys(name for _, name in maps)
    every = {name: rule for rules in (shared, *own) for name, rule in rules.rules.items()}
    return replace(shared, rules={name: every[name] for name in names}, maps=maps)


def load(path: Path | str) -> Ruleset:
    """The rules of an ``.srx`` file. Raises UnreadableError or FormatError."""
    from termlode.segmentation.srx import read

    return read(path)


def spans(text: str, language: str, rules: Ruleset | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text`` as (start, end) in code points, without the white space around them.

    By our own rules a line that only a wrap ended goes on in the next; other rules see the text as it stands.
    """
    from termlode.segmentation.engine import segmenter

    if rules is None and ("\n" in text or "\r" in text):
        text = wraps.unwrapped(text)
    return segmenter(rules or own_rules(), language).spans(text)


def segment(document: Document, rules: Ruleset | None = None) -> list[Segment]:
    """The sentences of a document, each with its place; a block is never joined with the next."""
    return list(stream(document, rules))


def stream(document: Document, rules: Ruleset | None = None) -> Iterator[Segment]:
    """The sentences of a document one after the other, for documents with very many."""
    for index, block in enumerate(document.blocks):
        text = _lines(document, block) if rules is None and "\n" in block.text else block.text
        for start, end in spans(text, block.language, rules):
            first, last = block.start + start, block.start + end
            place = Location(document.path, index, first, last, _place(document, first))
            yield Segment(block.text[start:end], block.language, location=place)


def _lines(document: Document, block: Block) -> str:
    """The text of a block of several lines, wraps as blanks: the lines around it tell which they are."""
    text = document.text
    low = text.rfind("\n", 0, max(block.start - _AROUND, 0)) + 1
    high = text.find("\n", block.end + _AROUND)
    around = wraps.unwrapped(text[low : high if high >= 0 else len(text)])
    return around[block.start - low : block.end - low]


def _place(document: Document, start: int) -> str:
    """Where a reader of the file finds what begins at an offset."""
    if not document.places:
        return ""
    index = bisect_right(document.places, start, key=itemgetter(0))
    return document.places[index - 1][1] if index else ""


def export(path: Path | str, rules: Ruleset | None = None) -> None:
    """Write the rules as SRX 2.0, for OmegaT, Okapi and others. Raises UnreadableError."""
    from termlode.files import atomic_writer
    from termlode.segmentation.srx import serialise

    with atomic_writer(path) as handle:
        handle.write(serialise(rules or own_rules()))
