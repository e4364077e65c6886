"""Arabic runs: an article after none, a conjunction or a preposition written on a word bounds a term."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termlode.languages.ar.adjectives import adjectives
from termlode.languages.ar.finite import is_listed
from termlode.languages.ar.singulars import broken
from termlode.languages.background import count
from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed
from termlode.languages.morphology import stem
from termlode.languages.places import is_place
from termlode.languages.runs import Run, Runs, Word, split
from termlode.languages.stops import stop_words
from termlode.languages.tokens import Token, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLITIC = re.compile(r"(?P<conjunction>[وف]?)(?P<preposition>[بكل]?)(?P<article>ال|(?<=ل)ل)(?=\w{3})")
_IMPERFECT = re.compile(r"[وف]?س?([يت])(?=\w{3})")
_PERFECT = re.compile(r"\w{2,}[^ا]ت$")
_OTHER_PERSON = re.compile(r"[وف]?(?:س?ن|ا)(?=\w{3})")
_LONGEST_ROOT = 5  # letters of a verb behind its prefix, the endings of other persons aside
_CERTAIN = 5  # letters: a longer word in …ت that never takes the article is a verb
_PLAIN = re.compile(r"\w{3,}[^\W\u0627\u064a]\u0647")  # …ه behind a consonant is hardly ever a word's own letter
_TANWIN = re.compile("(?<=\\w\\w)(?:\u0627\u064b|\u064b\u0627)$")
_ADVERB = re.compile("\\w\u064a(?:\u0651)?(?:\u0627\u064b|\u064b\u0627)$")
_GOVERNING = re.compile(r"(?:ال)?(?:(?P<able>قابل)|خاص|متعلق|مرتبط)(?:ة|ين|ون|ات)?")
_WITHOUT = frozenset({"غير", "بدون", "دون"})
_OWNED = re.compile(r"(?P<base>\w{3,}?)(?:هما|ها|هم|هن|ه|كما|كم|ك|نا)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of a text say about each other."""

    words: frozenset[str]  # folded
    definite: frozenset[str]  # stems of those that stand with the article: nouns and adjectives
    adjectives: frozenset[str]  # folded, without article

    def is_noun(self, folded: str) -> bool:
        """Whether a form of the word takes the article somewhere in the text."""
        return f"ال{folded}" in self.words or stem(folded, "ar") in self.definite


def vocabulary(texts: Sequence[str]) -> Vocabulary:
    """The words of some texts: evidence for what takes the article or a prefix, and for adjectives."""
    found = frozenset(fold(token.text, "ar") for text in texts for token in words(text, "ar"))
    return Vocabulary(found, frozenset(stem(word, "ar") for word in found if _article(word)), adjectives(texts))


def _article(folded: str) -> bool:
    match = _CLITIC.match(folded)
    return match is not None and not match["preposition"]


def runs(texts: Sequence[str], known: Sequence[str]) -> Runs:  # noqa: ARG001  # a term says nothing of its article
    """Runs for Arabic; the words of all ``texts`` tell what takes the article."""
    stops, seen = stop_words("ar"), vocabulary(texts)

    def cut(text: str) -> Iterator[Run]:
        found = words(text, "ar")
        plain = [
            None if _aside(token, after) else _word(token, stops, seen)
            for token, after in zip(found, [*found[1:], None], strict=False)
        ]
        yield from split(text, _agreeing(_negated(found, plain, text), text))

    return cut


def _word(token: Token, stops: frozenset[str], known: Vocabulary) -> Word | None:
    if fold(token.text, "ar") in stops:
        return None
    token = _without_tanwin(token)
    folded = fold(token.text, "ar")
    if token.kind == "latin":
        if len(folded) < 2 or (folded == token.text and len(folded) < 4):
            return None
        return Word(token.text, token.start, token.end, folded, definite=True, name=token.text.isupper())
    if token.kind == "number" or folded in stops or len(folded) < 3:
        return None
    clitic = _CLITIC.match(folded)
    return _articled(token, folded, clitic, known) if clitic else _plain(token, folded, stops, known)


def _negated(tokens: Sequence[Token], found: Sequence[Word | None], text: str) -> list[Word | None]:
    """A word with the غير or بدون before it is one that goes on with a term: المعادن غير الحديدية, طائرات بدون طيار."""
    out: list[Word | None] = []
    for place, word in enumerate(found):
        before = tokens[place - 1] if place else None
        if word and word.joins and before and before.text in _WITHOUT and text[before.end : word.start] == " ":
            whole = f"{before.text} {word.text}"
            key, free = f"{before.text} {word.key}", before.text != "غير"
            out[-1] = replace(
                word,
                text=whole,
                start=before.start,
                bare=before.start,
                key=key,
                starts=False,
                definite=word.definite or free,
            )
        else:
            out.append(word)
    return out


def _aside(token: Token, after: Token | None) -> bool:
    """Whether a word is an adverb (محليًا), or an adjective that what follows completes."""
    if _ADVERB.search(token.text):
        return True
    governs = _GOVERNING.fullmatch(token.text)
    return bool(governs and after and after.text[0] in ("ل" if governs["able"] else "ب"))


def _without_tanwin(token: Token) -> Token:
    """An indefinite accusative without its ending: ملفًا is ملف."""
    text = _TANWIN.sub("", token.text)
    return token if text == token.text else Token(text, token.start, token.start + len(text), token.kind)


def _articled(token: Token, folded: str, clitic: re.Match[str], known: Vocabulary) -> Word:
    bound = bool(clitic["conjunction"] or clitic["preposition"] or clitic["article"] == "ل")
    front = 0 if clitic["article"] == "ل" else clitic.start("article")
    rest, bare = folded[clitic.end() :], _bare(token, folded, front)
    place = _is_place(rest)
    return Word(
        token.text,
        token.start,
        token.end,
        _key(rest),
        starts=rest not in known.adjectives,
        joins=not bound,
        definite=True,
        bare=bare,
        name=place,
    )


def _is_place(folded: str) -> bool:
    return is_place(as_mixed(fold(folded)), "ar")


def _key(folded: str) -> str:
    """The stem of a word without article; of a broken plural that of its singular."""
    return stem(broken().get(folded, folded), "ar")


def _plain(token: Token, folded: str, stops: frozenset[str], known: Vocabulary) -> Word | None:
    cut = _prefix(folded, known)
    rest = folded[cut:]
    if rest in stops or _is_verb(rest, known):
        return None
    base = _owned(token.text, rest, known)
    if base is not None and _is_verb(base, known):  # عدلته, تؤهله
        return None
    if base is not None:  # منصبه: definite by its owner, so nothing follows it
        return Word(token.text, token.start, token.end, _key(base), joins=False, closed=True)
    starts, place = rest not in known.adjectives, _is_place(rest)
    bare = _bare(token, folded, cut)
    return Word(token.text, token.start, token.end, _key(rest), starts, joins=not cut, bare=bare, name=place)


def _bare(token: Token, folded: str, cut: int) -> int:
    """Where the word begins behind its conjunction and preposition."""
    return token.start + cut if token.text[:cut] == folded[:cut] else token.start


def _owned(text: str, folded: str, known: Vocabulary) -> str | None:
    """The word without its possessive pronoun, where it has one."""
    match = None if text.endswith("ة") else _OWNED.fullmatch(folded)
    if match is None or f"ال{folded}" in known.words:
        return None
    base = match["base"]
    plain = bool(_PLAIN.fullmatch(text))
    for form in (base[:-1] + "ه", base) if base.endswith("ت") and not base.endswith("ات") else (base,):
        if form in known.words or known.is_noun(form) or count(stem(form, "ar"), "ar") > 1:
            return form
    return base if plain else None


def _prefix(folded: str, known: Vocabulary) -> int:
    """How many letters of conjunction and preposition stand before a word without article."""
    if known.is_noun(folded):
        return 0
    for length in (2, 1):
        front, rest = folded[:length], folded[length:]
        if len(rest) < 3 or not re.fullmatch("[وف]?[بلك]?", front):
            continue
        commoner = count(stem(rest, "ar"), "ar") > 1 + count(stem(folded, "ar"), "ar")
        if commoner or rest in known.words or f"ال{rest}" in known.words:
            return length
    return 0


def _is_verb(folded: str, known: Vocabulary) -> bool:
    """Whether a word is a listed finite verb or looks like one: ي… or ت… with a relative, or …ت.

    What the text has with the article is none.
    """
    if f"ال{folded}" in known.words:
        return False
    front = _IMPERFECT.match(folded)
    if is_listed(folded):
        return True
    if front is None:
        return _is_perfect(folded, known) or _is_other_person(folded, known)
    rest = folded[front.end() :]
    future = "س" in front[0] and len(rest) <= _LONGEST_ROOT  # ستانفورد is none
    return _related(rest, known) or front[1] == "ي" or future


def _is_perfect(folded: str, known: Vocabulary) -> bool:
    """…ت behind a consonant, where the word is long (with ا on its front four letters will do) or has a relative."""
    certain = len(folded) >= _CERTAIN - folded.startswith("ا") and len(folded) <= _LONGEST_ROOT + 3
    return bool(_PERFECT.fullmatch(folded)) and (certain or _related(folded[:-1], known))


def _is_other_person(folded: str, known: Vocabulary) -> bool:
    """ن… or ا… (we, I, a command) where the text has the same word with ي: ننشئ and احفظ beside ينشئ and يحفظ."""
    front = _OTHER_PERSON.match(folded)
    return front is not None and f"ي{folded[front.end() :]}" in known.words and not known.is_noun(folded)


def _related(root: str, known: Vocabulary) -> bool:
    """Whether the verb is met in another person, or its verbal noun (هيمنة to تهيمن)."""
    masculine = "ي" + root
    return any(form in known.words for form in (masculine, root, f"{root}ه")) or count(stem(masculine, "ar"), "ar") > 0


def _agreeing(found: list[Word | None], text: str) -> list[Word | None]:
    """A word without article does not continue one with it; an adjective of the word before begins no term."""
    out: list[Word | None] = []
    for word in found:
        before = out[-1] if out else None
        if word and before and word.joins:
            word = replace(  # noqa: PLW2901  # the word in its context
                word,
                joins=(word.definite or not before.definite) and not before.closed,
                starts=word.starts and not _qualifies(word, before),
            )
            construct = word.joins and word.definite and not before.definite and not word.key.isascii()
            if construct and text[before.end : word.start] == " ":
                out[-1] = replace(before, cut=True)
        out.append(word)
    return out


def _qualifies(word: Word, before: Word) -> bool:
    """Whether a word is an adjective of the one before: both definite (بطاريات النيكل is not), or both not and …ي."""
    if word.name:
        return False
    if word.definite and before.definite:
        return not (word.key.isascii() or before.key.isascii())
    return not word.definite and not before.definite and fold(word.text, "ar").endswith(("ي", "يه"))
