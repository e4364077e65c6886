"""Persian ی: "a mine" or "mineral"? صنعتی beside a noun is an adjective, whatever term begins with صنعت.

The lexicon's frequencies tell: an indefinite form is far rarer than its noun (بازاری against بازار), an
adjective of its own is not (معدنی against معدن). Such a word counts as the noun only where the words
around it ask for one: در معدنی, معدنی که.
"""

from __future__ import annotations

from functools import lru_cache

from termlode.languages.folding import fold

_OWN = 16  # levels of the lexicon, eight for each doubling: a quarter as frequent as the noun
_ASKS = frozenset((
    "در", "از", "به", "بر", "برای", "تا", "هر", "هیچ", "چه", "چنین", "یک", "یا", "که", "کدام", "بدون", "درباره",
    "مانند", "چند",
))  # fmt: skip
_DENIED = (["کردن"], ["شدن"], ["بودن"], ["سازی"], ["شده"], ["و"])  # صنعتی شدن
_REACH = 16


def is_adjective(key: str, span: tuple[int, int], original: str, spelling: str, *, opens: bool) -> bool:
    """Whether a word of the hit ``key[start:end]`` is a term's word and ی but an adjective of its own.

    ``opens``: nothing of the sentence stands before the hit.
    """
    words, terms = original.split(), spelling.split()
    if len(words) != len(terms):
        return False
    for place, (word, term) in enumerate(zip(words, terms, strict=True)):
        # The last word may be another form of the term's: صنعت of a listed صنایع.
        bare = fold(term, "fa") if place < len(words) - 1 else _noun(word)
        if _is_derived(word, bare) and _is_own(bare):
            return place < len(words) - 1 or not _is_asked(key, span, opens=opens)
    joined = fold(words[-1], "fa")
    return joined.endswith("ای") and "\u200c" not in words[-1] and _is_word(joined[:-1])  # رویای is رویا


def _noun(word: str) -> str:
    """A word without the ی, or ای behind ه, of adjectives."""
    return fold(word, "fa").removesuffix("ی").removesuffix("ا")


def _is_derived(word: str, bare: str) -> bool:
    """Whether ``word`` is a term's word with the ی of adjectives: معدنی, هسته‌ای."""
    ending = "ای" if bare.endswith("ه") else "ی"
    return fold(word, "fa") == bare + ending and (ending == "ای" or "\u200c" not in word[-2:])


def _is_asked(key: str, span: tuple[int, int], *, opens: bool) -> bool:
    """Whether the neighbours ask for a noun."""
    before, after = key[max(0, span[0] - _REACH) : span[0]].split(), key[span[1] : span[1] + _REACH].split()[:1]
    if opens or not before:
        return after not in _DENIED
    return before[-1] in _ASKS or after == ["که"]


@lru_cache(maxsize=4096)
def _is_own(bare: str) -> bool:
    from termlode.languages.fa.lexicon import persian

    level = persian().frequency(bare + ("\u200cای" if bare.endswith("ه") else "ی"))
    return level > 0 and level >= persian().frequency(bare) - _OWN


@lru_cache(maxsize=4096)
def _is_word(word: str) -> bool:
    from termlode.languages.fa.lexicon import persian

    return len(word) > 3 and persian().contains(word)
