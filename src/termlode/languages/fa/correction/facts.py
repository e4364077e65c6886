"""What a Persian document tells of itself: its words, whether it lost its ZWNJ, and how it spells what may be spelt
in two ways. A spelling that the document has chosen is evidence for the places where it was lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages.fa.correction import layout, style
from termlode.languages.fa.correction.doubts import SPOKEN
from termlode.languages.fa.lexicon import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD = re.compile("[\u0621-\u063a\u0641-\u0658\u0670-\u06d3\u200c]+")
_LOST = re.compile("ن?می[ء-ی]{3,}(?:د|ند|م|یم|ید)$|[ء-ی]{2,}[^اآأإدذرزژوهن]های?$|[ء-ی]{2,}هها(?:ی)?$")
_ALONE = ("می", "نمی", "ها", "های")  # no words: a ZWNJ beside them became a space
_SPOKEN_COUNT, _SPOKEN_SHARE = 3, 0.002
_CHOSEN = 2  # times that a document must write a spelling with ZWNJ to have chosen it
_SEEN = 2  # times that a stem must stand in a document, itself or with a suffix, besides the word in question
_SUFFIXES = ("ها", "های", "هایی", "هایش", "ی", "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells of itself: how often each form stands in it, and how it is laid out."""

    counts: Counter[str]  # of forms without their ZWNJ
    layout: layout.Layout
    lost: bool  # more ZWNJ were lost than kept or became spaces: the text came out of a PDF
    spaced: bool = False  # more ZWNJ became spaces than were kept or lost
    kept: bool = False  # it kept its ZWNJ or writes a space instead: what it writes in one piece was not lost
    spoken: bool = False  # spoken forms of verbs (میدم) are usual in it
    joined: dict[str, str] = field(default_factory=dict)  # forms without ZWNJ to the spelling with ZWNJ that it chose
    styles: Counter[tuple[str, str]] = field(default_factory=Counter)  # how it spells what has a house style

    def seen(self, stem: str) -> bool:
        """Whether a stem stands in the document by itself, or often with suffixes: it is a word here."""
        alone = self.counts[stem]
        every = sum(self.counts[stem + suffix] for suffix in _SUFFIXES)
        return alone >= _SEEN or (alone >= 1 and every > _SEEN)


@lru_cache(maxsize=2)  # several stages ask, one after the other, of one text
def forms(text: str) -> Mapping[str, int]:
    """How often each word form stands in a text, in the order of their first places."""
    return Counter(WORD.findall(text))


def facts(text: str) -> Facts:
    """Counts of all word forms (ZWNJ taken out), the layout, and the document's own spellings."""
    counts = forms(text)
    squeezed: Counter[str] = Counter()
    chosen: dict[str, tuple[int, str]] = {}
    kept = lost = spoken = 0
    for form, number in counts.items():
        key = form.replace(ZWNJ, "")
        squeezed[key] += number
        if ZWNJ in form:
            kept += number
            if number >= _CHOSEN and number > counts.get(key, 0) and (number, form) > chosen.get(key, (0, "")):
                chosen[key] = number, form
        elif _LOST.match(form):
            lost += number
        if form.startswith(("می", "نمی")) and SPOKEN.match(key):
            spoken += number
    usual = spoken >= max(_SPOKEN_COUNT, _SPOKEN_SHARE * sum(counts.values()))
    spaced = sum(counts.get(form, 0) for form in _ALONE)
    joined = {key: form for key, (_, form) in chosen.items()}
    out_of_pdf = lost > kept + spaced
    return Facts(
        squeezed, layout.layout(text, lost=out_of_pdf), out_of_pdf, spaced > max(kept, lost), kept + spaced > lost,
        usual, joined, style.count(text, counts)
    )  # fmt: skip
