"""Arabic citation forms: no proclitics, no article where all words have it, singulars that the text has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.ar.singulars import singular_of
from termlode.languages.folding import fold
from termlode.languages.mixed import as_mixed
from termlode.languages.places import is_place
from termlode.languages.plurals import listed_singulars

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{2})")
_ALSO_FEMININE = frozenset({"أرض", "بئر", "حرب", "دار", "روح", "ريح", "سوق", "شمس", "طريق", "عين", "نار", "نفس", "يد"})
_FEMININE = re.compile(r"(?<=\w\w)ة$")
_WITHOUT = frozenset({"بدون", "دون"})  # what follows has its article for itself
_SOUND = re.compile(r"(?<=\w\w)ات$")


def cite(surfaces: Sequence[str]) -> str:
    """The citation form of a candidate with these surfaces, the commonest first."""
    forms = [_bare(one) for one in surfaces]
    wanted = {_indefinite(one) for one in _singulars(forms[0])}
    attested = next((one for one in forms[1:] if _indefinite(fold(one)) in wanted), "")
    return attested or (_singular(forms[0]) if forms[0] not in surfaces else forms[0])


def _singular(text: str) -> str:
    """A phrase whose head is a listed plural with its head in the singular, and an adjective behind it as well."""
    head, *rest = text.split()
    single = singular_of(head)
    if single is None:
        return text
    if single[-1] not in "ةاء" and single not in _ALSO_FEMININE:
        rest = [_FEMININE.sub("", word) for word in rest]
    return " ".join([single, *rest])


def _bare(text: str) -> str:
    """A phrase without its article, if all words have it; with one word's proclitics off otherwise."""
    words = text.split()
    if len(words) == 1 and is_place(as_mixed(_ARTICLE.sub("", fold(text))), "ar"):
        return "ال" + _ARTICLE.sub("", text) if _ARTICLE.match(text) else text
    apart = next((place for place, word in enumerate(words) if word in _WITHOUT), len(words))
    agreeing = [word for word in words[:apart] if word != "غير"]
    if all(_ARTICLE.match(word) for word in agreeing):
        return " ".join(_ARTICLE.sub("", word) if place < apart else word for place, word in enumerate(words))
    first = _ARTICLE.match(words[0])
    return "ال" + text[first.end() :] if first else text


def _indefinite(text: str) -> str:
    """A phrase without the articles of its words."""
    return " ".join(_ARTICLE.sub("", word) for word in text.split())


def _singulars(text: str) -> set[str]:
    """What the singular of a phrase may be, folded."""
    head, *rest = fold(text).split()
    found = [_SOUND.sub(ending, head) for ending in ("ه", "")] if _SOUND.search(head) else []
    found += listed_singulars(head, "ar")
    return {" ".join([one, *rest]) for one in found}
