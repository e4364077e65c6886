"""Lam-alef that a PDF gave back in reverse, in Arabic: اإلنتاج of الإنتاج, لالستثمار of للاستثمار, خالل of خلال.

Two shapes are no words and so are sure: the article before a hamza that it cannot have, ل before a verbal noun of form
VIII or X. ل before a hamza and a lam may be a word (لألمانيا, لإلغاء): it is turned only where what is left is known
(لإلنتاج, إنتاج). Where a text has several of them, words that the background of Arabic knows only with
the two letters turned are mended too.
"""

from __future__ import annotations

import re

from termlode.languages.background import count
from termlode.model import Edit

_WORD = re.compile("[\u0621-\u063a\u0641-\u0652]{3,}")
_ROOT = "[بجحخعغفقكمصضنشسرطدلهز]"
_SURE = (
    (re.compile("^([وفبك]?)ا([أإآ])ل(?=[ء-ي])"), r"\1ال\2"),
    (re.compile(f"^([وف]?)لال(?=(?:ست|(?!ت){_ROOT}[تط])[ء-ي]{{2}})"), r"\1للا"),
)
_FOR = re.compile("^([وف]?)ل([أإآ])ل([ء-ي]{2,})$")
_ENDINGS = ("", "ات", "ين", "ون", "ها", "هم", "ه", "ي", "ية")
_INNER = re.compile("ال")
_ARTICLE = re.compile("^(?:[وفبك]?ال|[وف]?لل|[وفبكل])")
_FOLD = str.maketrans("أإآى", "اااي")
_DAMAGED, _KNOWN = 2, 2  # sure signs that make a damaged text; times that the background must have a word


def lam_alefs(text: str) -> list[Edit]:
    """Edits for the reversed words of a text."""
    found = [(one, _sure(one.group())) for one in _WORD.finditer(text) if "ال" in one.group() or _HAMZA(one.group())]
    damaged = sum(after != one.group() for one, after in found) >= _DAMAGED
    out = []
    for one, after in found:
        mended = _inner(after) if damaged else after
        if mended != one.group():
            out.append(
                Edit("char.lam-alef", "char", one.start(), one.end(), one.group(), mended, "auto", 0.96,
                     "a lam-alef that was read backwards")
            )  # fmt: skip
    return out


_HAMZA = re.compile("[أإآ]ل").search


def _sure(word: str) -> str:
    for pattern, after in _SURE:
        word = pattern.sub(after, word)
    found = _FOR.match(word)
    if found and _noun(found[2] + found[3]) and not _noun(f"{found[2]}ل{found[3]}"):
        return f"{found[1]}لل{found[2]}{found[3]}"
    return word


def _noun(word: str) -> bool:
    """Whether the background knows a noun that stands without its article, by itself or with an ending."""
    folded = word.translate(_FOLD)
    stems = (folded.removesuffix(ending) for ending in _ENDINGS if folded.endswith(ending))
    return any(len(stem) > 2 and count(stem, "ar") >= _KNOWN for stem in stems)


def _inner(word: str) -> str:
    """The word with one inner pair turned, where only that is known."""
    if _known(word):
        return word
    article = _ARTICLE.match(word)
    for found in _INNER.finditer(word, article.end() if article else 1):
        turned = word[: found.start()] + "لا" + word[found.end() :]
        if _known(turned):
            return turned
    return word


def _known(word: str) -> bool:
    folded = word.translate(_FOLD)
    bare = _ARTICLE.sub("", folded)
    return count(folded, "ar") >= _KNOWN or (len(bare) > 2 and count(bare, "ar") >= _KNOWN)
