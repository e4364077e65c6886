"""Concordance: where a stretch of text occurs, in any language of the memory, letter by letter but folded.

Candidates come from the word index: whole words and bigrams by their lists; the first and the last word of
the query may be parts of words, which the vocabulary tells. Each candidate is then read and searched.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.tags import serves
from termlode.memory import sql, unit_rows
from termlode.memory.finder import finder
from termlode.memory.index import blocks, keys
from termlode.memory.index.keys import rough
from termlode.memory.reader import Reader
from termlode.memory.score import SPACELESS
from termlode.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from termlode.memory.finder import Finder, How, Spans
    from termlode.memory.index.segments import IndexSegment
    from termlode.model import TranslationUnit, Variant

_RUN = re.compile(rf"[{SPACELESS}]+|[^\W_{SPACELESS}]+")
_SINGLE = re.compile(rf"[{SPACELESS}]")
_READ = 64  # variants read at once …
_FIRST = 8  # … after so few: who asks whether a text occurs at all needs no more
_FORMS = 4000  # words that hold a part of a word: more than this, and the memory is read through


@dataclass(frozen=True, slots=True)
class Hit:
    """A variant with the places in its text where the query occurs."""

    unit_key: int
    unit: TranslationUnit
    variant: Variant
    spans: Spans


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, in texts of ``language``, in units that also speak ``other``.

    ``beside`` and ``without`` are looked for in the same way (``how``) in the other texts, those in ``other`` where
    that is given: a unit must have the first in one of them, and the second in none.
    """

    text: str
    language: str | None = None
    other: str | None = None
    word: bool = False
    how: How = "plain"
    beside: str | None = None
    without: str | None = None


class _Conditions:
    """What the other texts of a unit must have."""

    def __init__(self, wanted: Wanted) -> None:
        self._other = wanted.other
        self._beside, self._without = (
            None if text is None else finder(text, wanted.how, word=wanted.word)
            for text in (wanted.beside, wanted.without)
        )

    def allow(self, unit: TranslationUnit, variant: Variant) -> bool:
        """Whether they have it beside ``variant``."""
        others = [one for one in unit.variants if one is not variant and serves(one.language, self._other)]
        if not others and (self._other is not None or self._beside is not None):
            return False
        if self._beside is not None and not any(self._beside.spans(one.text, one.language) for one in others):
            return False
        return self._without is None or not any(self._without.spans(one.text, one.language) for one in others)


class Need(NamedTuple):
    """A part of the query that every text with the query has: one of ``slots``; None: cannot be told."""

    slots: tuple[int, ...] | None


class Concordancer(Reader):
    """Searches the segments and the unindexed variants of one connection."""

    _vocabulary: tuple[bytes, ...] = ()

    def reload(self) -> None:
        """The file has changed: read the vocabulary again when it is needed."""
        self._vocabulary = ()

    def search(self, wanted: Wanted, *, thorough: bool = True) -> Iterator[Hit]:
        """The hits, shortest texts first in a segment. Raises UsageError where there is nothing to find.

        Not ``thorough``: what is so common that the memory must be read through is not looked for.
        """
        conditions = _Conditions(wanted)
        for part in self._found(wanted, thorough=thorough):
            yield from self._hits(part, conditions)

    def places(self, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The unit's key and the number of places of each hit; units are read only where conditions ask for them."""
        if wanted.other is None and wanted.beside is None and wanted.without is None:
            for part in self._found(wanted, thorough=True):
                yield from ((variant // unit_rows.MAX_VARIANTS, len(spans)) for variant, spans in part)
        else:
            yield from ((hit.unit_key, len(hit.spans)) for hit in self.search(wanted))

    def _found(self, wanted: Wanted, *, thorough: bool) -> Iterator[list[tuple[int, Spans]]]:
        """The variants that hold it, with the places, some at a time."""
        search = finder(wanted.text, wanted.how, word=wanted.word)
        seen: set[int] = set()
        for part in _parts(self._candidates(search, wanted, thorough=thorough)):
            hits = []
            found = self._connection.execute(sql.VARIANTS_BY_ID, (json.dumps(part),)).fetchall()
            order = {variant: place for place, variant in enumerate(part)}
            for variant, number, content, _ in sorted(found, key=lambda row: order[row[0]]):
                tag = self._languages.tag(number)
                if variant in seen or not serves(tag, wanted.language):
                    continue
                seen.add(variant)
                spans = search.spans(content, tag)
                if spans:
                    hits.append((variant, spans))
            yield hits

    def _hits(self, found: Sequence[tuple[int, Spans]], conditions: _Conditions) -> Iterator[Hit]:
        units = unit_rows.load(
            self._connection, self._languages, {variant // unit_rows.MAX_VARIANTS for variant, _ in found}
        )
        for variant, spans in found:
            key, place = divmod(variant, unit_rows.MAX_VARIANTS)
            unit = units[key]
            if conditions.allow(unit, unit.variants[place]):
                yield Hit(key, unit, unit.variants[place], spans)

    # ── candidates ───────────────────────────────────────────────────────────────────────────────

    def share(self, text: str) -> float:
        """The part of all entries that hold the rarest word of ``text``, as far as lists tell; 1: all."""
        slots = [keys.word_slot(run.group()) for run in _RUN.finditer(rough(text))]
        total = sum(segment.entries for segment in self._index.segments)
        counts = [sum(_size(segment, slot) for segment in self._index.segments) for slot in slots]
        return min(counts, default=total) / max(1, total)

    def _candidates(self, search: Finder, wanted: Wanted, *, thorough: bool) -> Iterator[int]:
        """Variants that may hold what is looked for."""
        speaking = {n for n, tag in self._languages.tags.items() if serves(tag, wanted.language)}
        key = "" if search.key is None or search.wild else search.key  # what each text must hold as it is
        yield from self._unindexed.holding(key, speaking.__contains__)
        needs = [] if search.key is None else self._needs(search.key, search.wild, word=wanted.word)
        allowed = self._language_sets.allowed_groups(wanted.language, wanted.other)
        for segment in self._index.segments:
            entries = _common(segment, needs)
            if entries is None:
                yield from self._read_through(search, key, speaking) if thorough else ()
                return
            for entry in entries:
                if allowed is None or allowed[segment.groups[entry]]:
                    yield from segment.variants(entry)

    def _read_through(self, search: Finder, key: str, speaking: set[int]) -> Iterator[int]:
        """Every variant that holds it, from the table: for words that are too common for a list."""
        for variant, language, text, _ in self._connection.cursor().execute(sql.VARIANTS_FROM, (0,)):
            if language in speaking and (
                key in rough(text) if key else search.spans(text, self._languages.tag(language))
            ):
                yield variant

    def _needs(self, key: str, wild: str, *, word: bool) -> list[Need]:
        """What a text must have for the query to be in it."""
        return [need for run in _RUN.finditer(key) for need in self._need(run, key, wild, word=word)]

    def _need(self, run: re.Match[str], key: str, wild: str, *, word: bool) -> list[Need]:
        """What a text must have for a run of letters of the query to be in it; ``wild`` signs leave a side open."""
        part = run.group()
        if _SINGLE.match(part) and len(part) > 1:
            return [Need((keys.word_slot(part[i : i + 2]),)) for i in range(len(part) - 1)]
        single = _SINGLE.match(part) is not None
        before, after = key[: run.start()][-1:], key[run.end() :][:1]
        left = not single and (word if not before else before not in wild)
        right = not single and (word if not after else after not in wild)
        if left and right:
            return [Need((keys.word_slot(part),))]
        forms = self._forms(part, left=left, right=right)
        return [Need(None if forms is None else tuple({keys.word_slot(form) for form in forms}))]

    def _forms(self, part: str, *, left: bool, right: bool) -> set[str] | None:
        """The words of the vocabulary that hold ``part``, at their start or end where a side is bounded."""
        if not self._vocabulary:
            self._vocabulary = tuple(words for _, words in self._connection.execute(sql.VOCABULARY))
        wanted = (b"\n" if left else b"") + part.encode() + (b"\n" if right else b"")
        found: set[str] = set()
        for words in self._vocabulary:
            place = words.find(wanted)
            while place >= 0:
                start = words.rfind(b"\n", 0, place + left) + 1
                end = words.find(b"\n", place + left)
                found.add(words[start:end].decode("utf-8", "surrogatepass"))
                if len(found) > _FORMS:
                    return None
                place = words.find(wanted, end)
        return found


def _parts(candidates: Iterator[int]) -> Iterator[tuple[int, ...]]:
    size = _FIRST
    while part := tuple(islice(candidates, size)):
        yield part
        size = _READ


def _size(segment: IndexSegment, slot: int) -> int:
    postings = segment.postings(blocks.WORDS, slot)
    return segment.entries if len(postings) == 1 and postings[0] == blocks.EVERYWHERE else len(postings)


def _common(segment: IndexSegment, needs: Iterable[Need]) -> Iterable[int] | None:
    """The entries that meet the two most telling needs; None where there is none to go by."""
    lists = []
    for need in needs:
        if need.slots is None:
            continue
        postings = [segment.postings(blocks.WORDS, slot) for slot in need.slots]
        if not any(len(part) == 1 and part[0] == blocks.EVERYWHERE for part in postings):
            lists.append((sum(map(len, postings)), postings))
    if not lists:
        return None
    lists.sort(key=lambda pair: pair[0])
    first = lists[0][1]
    entries: Iterable[int] = first[0] if len(first) == 1 else sorted(set().union(*first))
    if len(lists) == 1 or lists[0][0] < _READ:
        return entries
    second = set().union(*lists[1][1])
    return [entry for entry in entries if entry in second]
