"""Paragraphs that hold two languages, sentence by sentence or one after the other, cut into blocks of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import Block, Document

_SHARE = 0.25  # of a block's letters: less of another language is quotation
_BREAKS = ("en", "ar", "zh")  # between them, these rules know the sentence ends of every script


def letters(text: str, language: str) -> int:
    """Letters of ``text``; a Han character counts as three, as in the length model."""
    return (3 if registry.pack(language).script == "Hani" else 1) * sum(map(str.isalpha, text))


def parted(document: Document) -> Document:
    """``document`` with every block that holds two languages cut at the sentence ends where they change."""
    blocks = [part for block in document.blocks for part in _parts(block)]
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def _parts(block: Block) -> list[Block]:
    """The block itself, or the runs of sentences of one language in it."""
    sentences = _sentences(block.text)
    if len(sentences) < 2:
        return [block]
    tags = _languages([block.text[start:end] for start, end in sentences], block.language)
    if len({primary(tag) for tag in tags}) < 2:
        return [block]
    runs = groupby(zip(sentences, tags, strict=True), key=lambda item: primary(item[1]))
    found = []
    for _, run in runs:
        places = list(run)
        start, end = places[0][0][0], places[-1][0][1]
        found.append(_part(block, start, end, places[0][1]))
    return found


def _part(block: Block, start: int, end: int, language: str) -> Block:
    return replace(
        block,
        text=block.text[start:end],
        start=block.start + start,
        end=block.start + end,
        line=block.line + block.text.count("\n", 0, start),
        language=language,
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text in any language: cut wherever one of the languages would."""
    from termlode import segmentation

    starts = {start for language in _BREAKS for start, _ in segmentation.spans(text, language)}
    starts |= {end + 1 for end, char in enumerate(text) if char == "\n"}
    edges = sorted(starts | {0, len(text)})
    spans = (_trimmed(text, start, end) for start, end in pairwise(edges))
    return [(start, end) for start, end in spans if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _languages(sentences: list[str], language: str) -> list[str]:
    """The language of each sentence: the two that hold most letters, all one where the second is quotation."""
    from termlode.languages.identify import identify_all

    tags = identify_all(sentences)
    held: Counter[str] = Counter()
    for text, tag in zip(sentences, tags, strict=True):
        held[primary(tag)] += letters(text, tag)
    held.pop("und", None)
    two = [tag for tag, _ in held.most_common(2)]
    if len(two) < 2 or held[two[1]] < _SHARE * sum(held.values()):
        return [language] * len(tags)
    return list(_settled(sentences, tags, two))


def _settled(sentences: list[str], tags: list[str], two: list[str]) -> Iterator[str]:
    """``tags`` with every sentence in one of two languages, or in that of the sentence before it."""
    from termlode.languages.identify import odds

    before = next(tag for tag in tags if primary(tag) in two)
    for text, tag in zip(sentences, tags, strict=True):
        if primary(tag) in two:
            before = tag
        else:
            likely = {one: value for one, value in odds(text).items() if primary(one) in two}
            before = max(likely, key=likely.__getitem__) if likely else before
        yield before
