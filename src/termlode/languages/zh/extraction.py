"""Chinese runs: jieba's words and parts of speech; known terms are in its dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.zh.cutter import simple, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WITHIN = ("n", "vn", "an", "b", "j", "l", "eng", "v", "a", "ng", "g", "k", "i", "s", "f", "z", "x")
_HEADS = ("n", "vn", "an", "j", "l", "eng", "ng", "g", "k", "i", "s", "v")
_KINDS = {"nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "organisation"}
_DOUBT = ("v", "a", "f", "s", "i", "l")
_STARTS = ("n", "vn", "an", "b", "j", "l", "eng", "ng", "g", "a", "i", "s", "v")


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for Chinese. A known term that consists of words is cut into them, but never across its edges."""
    terms = tuple(sorted(set(map(simple, known))))
    stops = stop_words("zh")
    inner = {term: parts for term in terms if len(parts := tuple(tagged(term))) > 1}

    def cut(text: str) -> Iterator[Run]:
        found: list[Word | None] = []
        place = 0
        for word, tag in tagged(text, terms):
            for part, kind in inner.get(simple(word), ((word, tag),)):
                found.append(_word(text[place : place + len(part)], kind, place, stops))
                place += len(part)
        yield from split(text, found)

    return cut


def _word(text: str, tag: str, start: int, stops: frozenset[str]) -> Word | None:
    plain = simple(text).casefold()
    if plain in stops or not text[0].isalpha() or not _is(tag, _WITHIN):
        return None
    name = tag in _KINDS or tag == "nz" or (tag in ("eng", "x") and text.isascii())
    noun = len(text) > 1 or tag[0] in "nj"  # 说 and 来 are no terms
    starts, ends = noun and _is(tag, _STARTS), _is(tag, _HEADS) and (noun or tag == "g")
    return Word(
        text, start, start + len(text), plain, starts, ends, name=name, kind=_KINDS.get(tag, ""), doubt=tag in _DOUBT
    )


def _is(tag: str, wanted: tuple[str, ...]) -> bool:
    return tag in wanted or (tag[0] == "n" and "n" in wanted)
