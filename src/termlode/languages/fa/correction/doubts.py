"""Whether a word that only lacks a ZWNJ is itself misread.

A ZWNJ put into a misspelt word hides the error. So a rare stem is weighed against the frequent words that
look like it or have one letter more; where one of them is much likelier, the ZWNJ is only suggested.
Levels are those of the lexicon, eight for each doubling (Kernighan, Church & Gale 1990: prior and channel).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.languages.fa.lexicon import FINITE, ZWNJ, Flag
from termlode.languages.listed import words

if TYPE_CHECKING:
    from termlode.languages.fa.correction.confusions import Channel

# Present forms of the spoken language, which in written text are rather misread (میدم of میدهم or میدهد).
SPOKEN = re.compile(
    "(?:بر|در|باز|وا|فرا|فرو)?ن?می(?!(?:شد|دید|آید|آیم|گوید|گویم)$)(?:[رشگدآ]|گو)(?:م|ی|د|ه|یم|ید|ین|ن|ند)$"
)
_COMPARED = re.compile("تر(?:ی|ین|ها|های|هایی)?$")
_RARE = 160  # stems above this level are never doubted
_UNLISTED = 8  # levels of stems that no list has, or that a list has once
_MUCH_LIKELIER = 50
_LIKELY = 60  # for stems in no list
_WHOLE, _USUAL = 200, 190  # a very frequent word (آنها, بهتر) that looks like the whole
_SUFFIX, _LIKELIER = 50, 40  # what a suffix costs
_NOT_WRITTEN_ON = words("zwnj.plural zwnj.after-he zwnj.after-ye zwnj.haye")
_COPULAS, _MORE_LIKELY = ("اند", "اید", "ایم"), 20
_PARTICLES = words("که یه به از با را در تا چه هم نه اگر ولی اما")
_DERIVED = 16
_SHORT, _UNTAGGED = 3, 60
_NOMINAL = Flag.NOUN | Flag.ADJECTIVE | Flag.NUMERAL | Flag.PARTICIPLE
_STEMMED = words("zwnj.plural zwnj.after-he zwnj.after-ye zwnj.comparative zwnj.haye zwnj.participle")


class Doubts:
    """Judges the words of one lexicon."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def of(self, word: str, form: str, rule: str, *, spoken: bool = False) -> str:
        """What speaks against ``form`` for ``word``, in words; empty where nothing does."""
        if rule == "zwnj.verb":
            return self._verb(word, form, spoken)
        if rule == "zwnj.compound":
            return self._rare(form.split(ZWNJ, maxsplit=1)[0])
        return self._stem(word, form, rule) if rule in _STEMMED else ""

    def _verb(self, word: str, form: str, spoken: bool) -> str:
        if SPOKEN.match(word):
            return "" if spoken else "a spoken form, or misread"
        rest = form.rsplit(ZWNJ, 1)[-1]
        lexicon = self.channel.lexicon
        entry = lexicon.find(rest)
        if entry is None and form.count(ZWNJ) == 1 and self.channel.rival(rest, lost=True) >= _LIKELY:
            return "no form of a verb that the lexicon has"
        return ""

    def _stem(self, word: str, form: str, rule: str) -> str:
        stem = form.rsplit(ZWNJ, 1)[0].replace(ZWNJ, "") if ZWNJ in form else word
        own = self._own(stem)
        if rule != "zwnj.haye" and form.count(ZWNJ) > 1 and own > _UNLISTED:
            return ""  # an attested compound with a suffix
        alike = self.channel.rival(word, lost=False)
        if stem in _PARTICLES or (own < _USUAL and alike >= _WHOLE):
            return "looks like a much more frequent word"
        if rule == "zwnj.comparative" and stem.endswith("ی"):  # توپیتری, of توییتر: a name rather than توپی + تر
            alike = max(alike, self.channel.rival(_COMPARED.sub("تر", word), lost=False))
        doubted = rule in _NOT_WRITTEN_ON or (rule == "zwnj.comparative" and stem.endswith("ی"))
        if doubted and alike - max(own - _SUFFIX, self.channel.direct(word)) >= _LIKELIER:
            return "looks like a more frequent word"
        copula = rule == "zwnj.after-he" and form.endswith(_COPULAS) and own < _WHOLE
        if copula and self.channel.rival(stem, lost=True) - own >= _MORE_LIKELY:
            return "looks like a participle with its copula"
        if rule == "zwnj.participle" and self._is_verbal(stem):
            return ""
        short = word.removesuffix("های")  # the other reading of ‑های may be the misread one: زوزهای of روزهای
        return self._rare(stem, *((short, short + "ه") if rule == "zwnj.haye" else ()))

    def _rare(self, stem: str, *others: str) -> str:
        """What speaks against a stem: a far likelier word that it (or another reading) may be misread from."""
        own = self._own(stem)
        if own >= _RARE:
            return ""
        if own <= _UNLISTED:
            listed = self.channel.joiner.plain(stem) or self.channel.joiner.join(stem) is not None
            return "" if listed or self.channel.rival(stem, lost=True) < _LIKELY else "its stem looks misread"
        likelier = max(self.channel.rival(reading, lost=True) for reading in (stem, *others)) - own
        return f"{stem} is rare and looks like a much more frequent word" if likelier >= _MUCH_LIKELIER else ""

    def _own(self, stem: str) -> int:
        """The frequency of a stem; less for a short form that nobody tagged as a noun: it hardly inflects."""
        level = self.channel.frequency(stem)
        if level <= _UNLISTED and stem.endswith("ی"):
            level = max(level, self.channel.frequency(stem[:-1]) - _DERIVED)
        if len(stem) > _SHORT:
            return level
        entry = self.channel.lexicon.find(stem)
        listed = entry is not None and entry.flags & Flag.TRUSTED and level >= _RARE
        if level >= _USUAL or entry is None or entry.joined or entry.flags & _NOMINAL or listed:
            return level
        return max(level - _UNTAGGED, 1)

    def _is_verbal(self, stem: str) -> bool:
        entry = self.channel.lexicon.find(stem)
        return entry is not None and bool(entry.flags & FINITE)
