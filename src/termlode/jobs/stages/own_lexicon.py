"""What of a workspace's own lexicon two texts can meet: nothing else of it changes how they are aligned.

Alignment asks the lexicon for the words of both texts and, in Chinese, for their characters
(:mod:`termlode.alignment.counterparts`). An edited term thus realigns only the documents where its words occur.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termlode.jobs.stages.kept_sources import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.alignment.lexicon import Lexicon

    type Vocabulary = tuple[frozenset[str], frozenset[str]]


def vocabulary(sides: tuple[Iterable[str], Iterable[str]], languages: tuple[str, str]) -> Vocabulary:
    """The words of both texts, as lexicons have them, and the characters of Chinese ones."""
    one, other = (frozenset(_keys(side, language)) for side, language in zip(sides, languages, strict=True))
    return one, other


def _keys(texts: Iterable[str], language: str) -> Iterator[str]:
    from termlode.alignment.words import is_han, words

    for text in texts:
        for word in words(text, language):
            yield word.key
            if is_han(word.key):
                yield from word.key


def met(own: Lexicon, known: Vocabulary) -> Iterator[str]:
    """The entries of a lexicon that texts with these words meet, in a fixed order."""
    yield "some" if own else "none"  # without any lexicon texts are aligned otherwise
    for left in sorted(known[0] & own.keys()):
        yield from (f"{left}\t{right}\t{strength!r}" for right, strength in own[left].items() if right in known[1])


def vocabulary_value(known: Vocabulary) -> list[list[str]]:
    """A vocabulary as JSON has it."""
    return [sorted(side) for side in known]


def as_vocabulary(value: Any) -> Vocabulary:
    """The inverse of :func:`vocabulary_value`. Raises ValueError or TypeError where it cannot be one."""
    one, other = value
    return frozenset(map(as_text, one)), frozenset(map(as_text, other))


def as_lexicon(value: Any) -> dict[str, dict[str, float]]:
    """A lexicon from JSON. Raises ValueError and the like where it cannot be one."""
    return {left: {right: _strength(strength) for right, strength in row.items()} for left, row in value.items()}


def _strength(value: object) -> float:
    if not isinstance(value, float) or not 0 <= value <= 1:
        raise ValueError("not a strength")
    return value
