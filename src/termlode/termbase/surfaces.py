"""Every spelling by which a concept can be looked up, with its match keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from termlode.languages import registry
from termlode.languages.folding import fold, tight
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.model import ConceptEntry, TermSection

type Via = Literal["term", "form", "attested", "variant"]

__all__ = ["Surface", "Via", "key", "stems", "surfaces", "tails", "tight"]


class Surface(NamedTuple):
    """A spelling of a term: the term itself, an inflected form, a surface seen in sources, an OCR variant."""

    concept: str
    language: str  # primary subtag
    term: int  # index in the language's section
    via: Via
    text: str


def key(text: str, language: str) -> str:
    """The match key of a spelling: folded, single spaces."""
    return " ".join(fold(text, language).split())


def stems(text: str, language: str) -> str:
    """The light stems of a spelling's words; empty where the language does not inflect."""
    if not registry.pack(language).spaced:
        return ""
    from termlode.languages.morphology import stem
    from termlode.languages.tokens import words

    return " ".join(stem(token.text, language) for token in words(text, language))


def tails(folded: str) -> list[str]:
    """What begins at each later word of a key (each later character where Han is written together)."""
    found = []
    for place in range(1, len(folded)):
        before, char = folded[place - 1], folded[place]
        if (before in " -" and char not in " -") or "\u3400" <= char <= "\u9fff":
            found.append(folded[place:])
    return found


def surfaces(entry: ConceptEntry) -> Iterator[Surface]:
    """All spellings of a concept; each text once a term, under its strongest title."""
    for section in entry.languages:
        language = primary(section.language)
        for index, term in enumerate(section.terms):
            seen = set()
            for via, text in _spellings(term):
                if text not in seen:
                    seen.add(text)
                    yield Surface(entry.id, language, index, via, text)


def right_spellings(term: TermSection) -> Iterator[tuple[Via, str]]:
    """How a term is rightly written, the strongest title first; its variants are misreadings."""
    yield "term", term.term
    for form in term.forms:
        yield "form", form
    for text in term.attested:
        yield "attested", text


def _spellings(term: TermSection) -> Iterator[tuple[Via, str]]:
    yield from right_spellings(term)
    for variant in term.variants:
        yield "variant", variant.text
