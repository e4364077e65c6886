"""English runs: stop words, finite verbs and adverbs bound a term; adjectives and participles may not end one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from termlode.languages import registry
from termlode.languages.folding import fold
from termlode.languages.morphology import stem
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.languages.tokens import Token

_BOUNDS = frozenset({"VB", "VBP", "VBZ", "VBD", "MD", "RB", "RBR", "RBS", "JJR", "JJS"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
_ADJECTIVE = ("ous", "less")
_NATION = "ese"
_LAST_PART = frozenset({"JJ", "VBN", "VBG"})
_JUDGING = frozenset({"crucial", "essential", "important", "key", "main", "major", "necessary", "significant"})
_BEFORE_GERUND = frozenset(
    {"after", "amid", "and", "before", "by", "for", "from", "in", "of", "on", "or", "to", "when", "without"}
)
_AUXILIARY = frozenset({"am", "are", "be", "been", "being", "had", "has", "have", "having", "is", "was", "were"})
_TITLE = 0.6  # share of words with a capital from which on a capital says nothing


@cache
def _speech() -> dict[str, str]:
    """The part of speech of words that are no nouns (Penn Treebank tags)."""
    rows = (line.partition("\t") for line in registry.lines("en", "speech.tsv"))
    return {word: tag for tag, _, found in rows for word in found.split()}


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a text is cut by itself
    """Runs for English."""
    stops, speech = stop_words("en"), _speech()

    def cut(text: str) -> Iterator[Run]:
        tokens = words(text, "en")
        capitals = sum(token.text[0].isupper() for token in tokens)
        titled = capitals > _TITLE * len(tokens)
        found = [
            None if _is_verb(tokens, place, speech) else _word(token, speech, stops, titled=titled or not place)
            for place, token in enumerate(tokens)
        ]
        yield from split(text, [
            word and _hyphened(replace(word, starts=not _opens_none(before, token, speech)), text)
            for before, token, word in zip([None, *tokens], tokens, found, strict=False)
        ])  # fmt: skip

    return cut


def _is_verb(tokens: Sequence[Token], place: int, speech: dict[str, str]) -> bool:
    """Whether a participle belongs to an auxiliary before it, adverbs between them: has previously launched."""
    if speech.get(tokens[place].text) not in ("VBN", "VBG"):
        return False
    before = (token.text.lower() for token in reversed(tokens[:place]))
    return next((word for word in before if speech.get(word) != "RB" and not word.endswith("ly")), "") in _AUXILIARY


def _opens_none(before: Token | None, token: Token, speech: dict[str, str]) -> bool:
    """Whether a word begins no term here: it judges (essential), or is a gerund: by raising efficiency."""
    if token.text in _JUDGING:
        return True
    return speech.get(token.text) == "VBG" and before is not None and before.text.lower() in _BEFORE_GERUND


def _speech_of(folded: str, speech: dict[str, str]) -> str:
    """The part of speech of a word by the list, or by its ending, that of its last part: non-ferrous."""
    last = folded.rpartition("-")[2]
    found = speech.get(folded, "")
    if not found and last != folded and speech.get(last) in _LAST_PART:
        found = speech[last]
    return found or ("JJ" if last.endswith(_ADJECTIVE) and len(last) > 6 else "")


def _word(token: Token, speech: dict[str, str], stops: frozenset[str], *, titled: bool) -> Word | None:
    folded = fold(token.text, "en")
    if token.kind == "number" or folded in stops or len(folded) < 2:
        return None
    name = token.text[0].isupper() and not titled
    nation = folded.endswith(_NATION) and token.text[0].isupper()
    tag = "JJ" if nation else "" if name else _speech_of(folded, speech)
    if tag in _BOUNDS or (folded.endswith("ly") and speech.get(folded[:-2]) == "JJ"):
        return None
    return Word(
        token.text,
        token.start,
        token.end,
        stem(token.text, "en"),
        ends=tag not in ("JJ", "VBN", "VBG"),
        doubt=tag in ("VBN", "VBG"),
        name=name,
    )


def _hyphened(word: Word, text: str) -> Word:
    """A word that hangs on another by a hyphen begins or ends no term on that side: non-ferrous."""
    before = word.start > 0 and text[word.start - 1] in _HYPHENS
    after = text[word.end : word.end + 1] in _HYPHENS
    return replace(word, starts=word.starts and not before, ends=word.ends and not after) if before or after else word
