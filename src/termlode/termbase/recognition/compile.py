"""Compiling terms for recognition: words, their forms, and one tree of words in all languages.

The first word's fixed parts go into the automaton; the later words hang in the tree below it. The result
is plain data (dicts, lists, strings, numbers), so that it is stored and loaded without any parsing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages import registry
from termlode.languages.classes import HAN, MARKS
from termlode.languages.forms import Alternative, Word, spelt_out
from termlode.termbase.recognition.forms import alternatives, script_of
from termlode.termbase.recognition.key import key
from termlode.termbase.surfaces import right_spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.model import ConceptEntry, TermSection

type Edge = tuple[str, str, str, int]  # class before, class after, note, node
type Payload = tuple[int, str, str]  # index of the term, kind of spelling, the spelling

_PIECE = re.compile(rf"[\w{MARKS}\u0640&]+|[^\w{MARKS}\u0640&]+")
_HAN_EDGE = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")
_SUFFIX = frozenset(("ها", "های", "هایی", "ای", "ی", "ان", "اند", "تر", "ترین", "شان", "اش"))


class Term(NamedTuple):
    """What a hit says of its term."""

    concept: str
    term: str
    language: str
    status: str


class Tree:
    """The words of all terms; node 0 is unused, roots are per language."""

    def __init__(self) -> None:
        self.roots: dict[str, list[tuple[str, str, str, str, int]]] = {}  # core → (language, *edge)
        self.edges: list[dict[str, list[Edge]]] = [{}]
        self.payloads: list[list[Payload]] = [[]]
        self._known: dict[tuple[object, ...], int] = {}

    def add(self, language: str, words: list[list[Alternative]], payload: Payload) -> None:
        """Add one spelling of a term; spellings that begin alike share their nodes."""
        node = 0
        for depth, forms in enumerate(words):
            step = (node, language if depth == 0 else "", tuple(forms))
            child = self._known.get(step)
            if child is None:
                child = self._known[step] = self._grow()
                self._link(node, language if depth == 0 else None, forms, child)
            node = child
        if payload not in self.payloads[node]:
            self.payloads[node].append(payload)

    def _grow(self) -> int:
        self.edges.append({})
        self.payloads.append([])
        return len(self.edges) - 1

    def _link(self, node: int, language: str | None, forms: list[Alternative], child: int) -> None:
        for core, before, after, note in forms:
            if language is not None:
                self.roots.setdefault(core, []).append((language, before, after, note, child))
            else:
                self.edges[node].setdefault(core, []).append((before, after, note, child))


def compile_terms(entries: Iterable[ConceptEntry]) -> dict[str, object]:
    """The data of a recogniser."""
    tree, terms, signs = Tree(), list[Term](), list[tuple[str, int, str]]()
    collected = list(_collect(entries))
    swaps = _word_variants(collected)
    names = {entry.id for entry, *_ in collected if _is_name(entry)}
    for entry, language, term in collected:
        index = len(terms)
        terms.append(Term(entry.id, term.term, language, term.status))
        for kind, text in _spellings(term):
            if text.strip() and not key(text).strip():
                signs.append((text.strip(), index, kind))
            for words in _readings(text, language, term, name=entry.id in names):
                tree.add(language, words, (index, kind, text))
            if kind in ("term", "form") and language in swaps:
                _add_swapped(tree, language, text, swaps[language], index)
    patterns, roots = _patterns(tree)
    return {
        "patterns": patterns,
        "roots": roots,
        "edges": [_by_beginning(edges) for edges in tree.edges],
        "payloads": tree.payloads,
        "terms": [tuple(term) for term in terms],
        "signs": signs,
    }


def _collect(entries: Iterable[ConceptEntry]) -> Iterator[tuple[ConceptEntry, str, TermSection]]:
    for entry in entries:
        for section in entry.languages:
            language = registry.root(section.language)
            for term in section.terms:
                yield entry, language, term


def _by_beginning(edges: dict[str, list[Edge]]) -> dict[str, list[tuple[str, Edge]]]:
    """The words below a node under their first two letters, longest first."""
    found: dict[str, list[tuple[str, Edge]]] = {}
    for core in sorted(edges, key=len, reverse=True):
        found.setdefault(core[:2], []).extend((core, edge) for edge in edges[core])
    return found


def _patterns(tree: Tree) -> tuple[list[str], list[list[tuple[str, str, str, str, int]]]]:
    """What the automaton looks for: words behind proclitics (Arabic) and Han anywhere, all others behind a space."""
    found: dict[str, list[tuple[str, str, str, str, int]]] = {}
    for core, edges in tree.roots.items():
        for edge in edges:
            free = core[0] >= "\u2e80" or (script_of(core) == "Arab" and _has_proclitics(edge[0]))
            found.setdefault(core if free else f" {core}", []).append(edge)
    return list(found), list(found.values())


def _has_proclitics(language: str) -> bool:
    rules = registry.recognition(language)
    return rules is not None and bool(rules.PREFIXES)


# ── spellings ────────────────────────────────────────────────────────────────────────────────────


def _spellings(term: TermSection) -> Iterator[tuple[str, str]]:
    yield from right_spellings(term)
    for variant in term.variants:
        if variant.kind == "nonword" or len(variant.text.split()) > 1:
            yield variant.kind, variant.text


def _is_name(entry: ConceptEntry) -> bool:
    """Whether the English term is written as a proper name."""
    english = entry.section("en")
    words = english.terms[0].term.split() if english and english.terms else []
    return bool(words) and all(
        word[0].isupper() and not word.isupper() for word in words if len(word) > 3 or word[0].isupper()
    )


def _readings(text: str, language: str, term: TermSection, *, name: bool = False) -> Iterator[list[list[Alternative]]]:
    """A term with what it has in parentheses, and without; a solid compound as two words too."""
    rules = registry.recognition(language)
    for one in dict.fromkeys(rules.spellings(text) if rules else spelt_out(text)):
        words = _words(one, verb=term.part_of_speech == "verb")
        if not words:
            continue
        adjective = (term.part_of_speech or "").startswith("adj")
        words = [word._replace(name=name, listed=bool(term.forms), adjective=adjective) for word in words]
        for reading in rules.readings(words) if rules else [words]:
            yield [alternatives(word, language, len(reading) == 1) for word in reading]


def _words(text: str, *, verb: bool) -> list[Word]:
    text = _HAN_EDGE.sub("\u200c", text)
    pieces: list[tuple[str, bool]] = []  # text, joined to the next by ZWNJ
    for piece in _PIECE.findall(text):
        if any(char.isalnum() or char == "&" for char in piece):
            if pieces and pieces[-1][1] and piece in _SUFFIX:
                pieces[-1] = (f"{pieces[-1][0]}\u200c{piece}", False)
            else:
                pieces.append((piece, False))
        elif pieces:
            pieces[-1] = (pieces[-1][0], "\u200c" in piece and " " not in piece)
    last = len(pieces) - 1
    keyed = [(piece, key(piece).replace(" ", ""), joined) for piece, joined in pieces]
    return [
        Word(piece, folded, place == 0, place == last, joined and place < last, verb)
        for place, (piece, folded, joined) in enumerate(keyed)
        if folded
    ]


# ── OCR variants, inside longer terms that contain what was misread ──────────────────────────────

type Phrase = tuple[str, ...]
type Swaps = dict[str, dict[Phrase, list[tuple[Phrase, str]]]]


def _word_variants(collected: list[tuple[ConceptEntry, str, TermSection]]) -> Swaps:
    """language → phrase → its misreadings; they apply wherever the phrase is part of a term."""
    found: Swaps = {}
    for _, language, term in collected:
        phrase = _phrase(term.term)
        for variant in term.variants:
            right, wrong = _aligned(phrase, _phrase(variant.text), variant.kind)
            known = found.setdefault(language, {}).setdefault(right, [])
            if wrong and (wrong, variant.kind) not in known:
                known.append((wrong, variant.kind))
    return found


def _phrase(text: str) -> Phrase:
    return tuple(folded for piece in text.split() if (folded := key(piece).replace(" ", "")))


def _aligned(phrase: Phrase, misread: Phrase, kind: str) -> tuple[Phrase, Phrase]:
    """The words that are misread and how: a nonword by itself, a real word with the rest of its term."""
    if len(misread) == 1 and len(phrase) > 1:
        place = min(range(len(phrase)), key=lambda i: _distance(phrase[i], misread[0]))
        if kind == "nonword":
            return phrase[place : place + 1], misread
        return phrase, (*phrase[:place], misread[0], *phrase[place + 1 :])
    return (phrase, misread) if len(phrase) == len(misread) else (phrase, ())


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(one, other))


def _add_swapped(
    tree: Tree, language: str, text: str, swaps: dict[Phrase, list[tuple[Phrase, str]]], index: int
) -> None:
    """Spellings of a term of several words in which a phrase is misread."""
    words = [(piece, _phrase(piece)[0]) for piece in text.split() if _phrase(piece)]
    folded = tuple(word for _, word in words)
    for right, readings in swaps.items() if len(words) > 1 else ():
        for place in range(len(folded) - len(right) + 1):
            if folded[place : place + len(right)] != right:
                continue
            for wrong, kind in readings:
                spelling = [word for word, _ in words]
                spelling[place : place + len(right)] = wrong
                forms = [alternatives(word, language, single=False) for word in _words(" ".join(spelling), verb=False)]
                tree.add(language, forms, (index, kind, " ".join(spelling)))
