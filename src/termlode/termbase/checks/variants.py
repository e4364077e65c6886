"""Checks of OCR variants (codes T5): a wrong one would change good text."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from termlode.languages.tags import primary
from termlode.termbase.checks.registry import Context, Hit, Placed, at, check
from termlode.termbase.surfaces import key, tight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import OcrVariant


def _variants(context: Context) -> Iterator[tuple[Placed, str, OcrVariant]]:
    for placed in context.terms():
        for variant in placed.term.variants:
            yield placed, primary(placed.language), variant


@check("T501")
def variant_is_term(context: Context) -> Iterator[Hit]:
    """A variant of kind nonword is itself a term: it needs the kind realword."""
    for placed, language, variant in _variants(context):
        for other in context.by_key().get((language, key(variant.text, language)), []):
            if variant.kind == "nonword" and other.term.term != placed.term.term:
                yield at(placed, f"{variant.text}, a term of {other.entry.id}")


@check("T502")
def variant_without_context(context: Context) -> Iterator[Hit]:
    """A variant of kind realword is a single word: nothing beside it tells it from the real word."""
    for placed, _, variant in _variants(context):
        if variant.kind == "realword" and len(variant.text.split()) == 1:
            yield at(placed, f"{variant.text} for {placed.term.term}")


@check("T505")
def variant_is_word(context: Context) -> Iterator[Hit]:
    """A variant of kind nonword is a word of the language: it would change good text."""
    words = _words(context)
    for placed, language, variant in _variants(context):
        folded = key(variant.text, language)
        if variant.kind != "nonword" or " " in folded:
            continue
        if folded in words[language] or (language == "fa" and _in_lexicon(variant.text)):
            yield at(placed, f"{variant.text} for {placed.term.term}")


def _words(context: Context) -> dict[str, set[str]]:
    """The words of all terms, by language."""
    found: dict[str, set[str]] = defaultdict(set)
    for placed in context.terms():
        language = primary(placed.language)
        found[language].update(key(placed.term.term, language).split())
    return found


def _in_lexicon(word: str) -> bool:
    from termlode.languages.fa.lexicon import persian

    return persian().contains(word)


@check("T506")
def variant_of_one_word(context: Context) -> Iterator[Hit]:
    """A variant is one word and its term several: it belongs to that word's own concept, or is written with the rest.

    Wherever the word stands, it would be met as the whole term.
    """
    for placed, language, variant in _variants(context):
        words, whole = placed.term.term.split(), tight(key(placed.term.term, language))
        read = tight(key(variant.text, language))
        if len(words) < 2 or len(variant.text.split()) > 1 or read == whole:
            continue
        meant = max(words, key=lambda word: SequenceMatcher(None, tight(key(word, language)), read).ratio())
        if abs(len(tight(key(meant, language))) - len(read)) < abs(len(whole) - len(read)):
            own = context.by_key().get((language, key(meant, language)), [])
            whose = f"; {meant} is {own[0].entry.id}" if own else ""
            yield at(placed, f"{variant.text} for {placed.term.term}{whose}")


@check("T503")
def variant_is_spelling(context: Context) -> Iterator[Hit]:
    """A variant is the term itself but for spacing, ZWNJ or letter forms, which folding meets anyway."""
    for placed, language, variant in _variants(context):
        if tight(key(variant.text, language)) == tight(key(placed.term.term, language)):
            yield at(placed, f"{variant.text} for {placed.term.term}")


@check("T504")
def variant_of_two(context: Context) -> Iterator[Hit]:
    """A variant stands for two terms of different concepts."""
    first: dict[tuple[str, str], Placed] = {}
    for placed, language, variant in _variants(context):
        other = first.setdefault((language, key(variant.text, language)), placed)
        if other.entry.id != placed.entry.id:
            yield at(placed, f"{variant.text} for {placed.term.term} and, in {other.entry.id}, {other.term.term}")
