"""The rules for Persian, in the order that proved right on real bulletins.

Letters → decimals and mixed-script words → line joins → termbase phrases → guarded letter model → ZWNJ →
closed-class spaces. Each stage sees what the stages before it made.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.correction import digits, layout, letters, space
from termlode.correction.confusions import Channel, look_alike
from termlode.correction.doubts import SPOKEN, Doubts
from termlode.correction.variants import Variants
from termlode.correction.zwnj import Joined, Joiner
from termlode.documents.residue import words
from termlode.languages.lexicon import ZWNJ
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from termlode.languages.lexicon import Persian
    from termlode.model import ConceptEntry, Tier

WORD = re.compile("[\u0621-\u063a\u0641-\u0658\u0670-\u06d3\u200c]+")
_LOST = re.compile("ن?می[ء-ی]{3,}(?:د|ند|م|یم|ید)$|[ء-ی]{2,}[^اآأإدذرزژوهن]های?$|[ء-ی]{2,}هها(?:ی)?$")
_HAMZE = str.maketrans("", "", "\u0654\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640")
_TITLES = words(
    "آقای خانم دکتر مهندس پروفسور سنت سن شهر شهرک روستای استان ایالت خیابان میدان رود رودخانه دریاچه جزیره کوه بندر"
    " روزنامه شرکت پرزیدنت سر لرد ژنرال سرهنگ کاپیتان جان آن شیخ حاج امیر شاه ملکه باشگاه دانشگاه ژان"
)
_SURE_IN_CLEAN_TEXT = 0.965  # where a text shows no other loss, an unknown word is rather a name
_SUGGESTED, _SUGGESTED_FAR = 0.4, 0.57  # below this a suggestion would only be noise
_STEM_UNKNOWN = 0.89
_COMPOUND_RIVAL, _COMPOUND_ALIKE = 90, 80
_COMMON, _COMMON_RIVAL = 150, 112  # where the first half is a common word, a rival must be likelier
_SEATS = str.maketrans("أإؤئ", "ااوی")
_SPOKEN_COUNT, _SPOKEN_SHARE = 3, 0.002
_NAME_COUNT = 3  # an unknown form seen so often is a name


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells of itself: how often each form stands in it, and how long its lines are."""

    counts: Counter[str]
    width: int
    lost: bool  # more ZWNJ were lost than kept: the text came out of a PDF
    spoken: bool = False  # spoken forms of verbs (میدم) are usual in it


def facts(text: str) -> Facts:
    """Counts of all word forms (ZWNJ taken out) and the usual width of lines."""
    counts = Counter(WORD.findall(text))
    squeezed: Counter[str] = Counter()
    kept = lost = spoken = 0
    for form, number in counts.items():
        squeezed[form.replace(ZWNJ, "")] += number
        if ZWNJ in form:
            kept += number
        elif _LOST.match(form):
            lost += number
        if form.startswith(("می", "نمی")) and SPOKEN.match(form.replace(ZWNJ, "")):
            spoken += number
    usual = spoken >= max(_SPOKEN_COUNT, _SPOKEN_SHARE * sum(counts.values()))
    return Facts(squeezed, layout.usual_width(text.splitlines()), lost > kept, usual)


class PersianCorrector:
    """The stages for Persian with one lexicon and one set of variants."""

    def __init__(self, lexicon: Persian, concepts: Iterable[ConceptEntry] = ()) -> None:
        self.joiner = Joiner(lexicon)
        self.channel = Channel(self.joiner)
        self.lexicon = lexicon
        self.doubts = Doubts(self.channel)
        self.explained = lru_cache(maxsize=1 << 15)(self._explained)
        self.variants = Variants(concepts, self.channel.known)

    def stages(self) -> tuple[Callable[[str, Facts], list[Edit]], ...]:
        """The stages in their order; each gives sorted edits for the text it is shown."""
        return (
            lambda text, _: letters.fold(text),
            lambda text, _: letters.stray_zwnj(text),
            lambda text, _: digits.decimals(text),
            lambda text, _: digits.mixed(text, self.lexicon.contains),
            lambda text, known: layout.joins(text, known.width),
            lambda text, _: self.variants.edits(text),
            self.chars,
            self.zwnj,
            lambda text, known: space.spaces(text, self.joiner, known.counts, lost=known.lost),
            lambda text, _: digits.gaps(text),
        )

    # ── letter errors ────────────────────────────────────────────────────────────────────────────

    def chars(self, text: str, known: Facts) -> list[Edit]:
        """Unknown words that look like one frequent word."""
        edits = []
        tokens = list(WORD.finditer(text))
        for index, found in enumerate(tokens):
            word = found.group()
            if len(word) < 3 or ZWNJ in word:
                continue
            judged = self._doubt(word, known)
            if judged is not None:
                if judged.tier == "auto" and self._among_names(text, tokens, index):
                    judged = replace(
                        judged, tier="suggest", confidence=0.6, evidence=judged.evidence + "; may be a name"
                    )
                if judged.tier == "auto" and not known.lost and judged.confidence < _SURE_IN_CLEAN_TEXT:
                    judged = replace(judged, tier="suggest", confidence=0.7)
                edits.append(replace(judged, start=found.start(), end=found.end()))
        return edits

    def _among_names(self, text: str, tokens: list[re.Match[str]], index: int) -> bool:
        """Whether an unknown word stands beside another one, or behind a title: then it is a name."""
        for other in (index - 1, index + 1):
            if not 0 <= other < len(tokens):
                continue
            first, second = sorted((tokens[index], tokens[other]), key=lambda found: found.start())
            if text[first.end() : second.start()] not in (" ", "-", "‌"):
                continue
            neighbour = tokens[other].group().replace(ZWNJ, "").translate(_HAMZE)
            if (other < index and neighbour in _TITLES) or (len(neighbour) > 2 and not self.channel.known(neighbour)):
                return True
        return False

    def _explained(self, word: str) -> bool:
        """Whether a word needs no correction of letters: known, or written with marks."""
        plain = word.translate(_HAMZE).replace("ۀ", "ه")
        return plain != word or self.channel.known(plain)

    def _doubt(self, word: str, known: Facts) -> Edit | None:
        if self.explained(word) or known.counts[word] >= _NAME_COUNT:
            return None
        candidates = self.channel.candidates(word)
        if not candidates:
            return None
        best = candidates[0]
        margin = best.score - (candidates[1].score if len(candidates) > 1 else 0)
        confidence = self._confidence(word, best.word, best.score, margin)
        if confidence < (_SUGGESTED if look_alike(word, best.word) else _SUGGESTED_FAR):
            return None
        others = "، ".join(c.word for c in candidates[1:3])
        evidence = f"{word} is in no list; {best.how}" + (f"; else {others}" if others else "")
        return Edit(
            "char.look-alike" if look_alike(word, best.word) else "char.one-letter", "char", 0, 0, word, best.word,
            "auto" if confidence >= 0.9 else "suggest", confidence, evidence,
        )  # fmt: skip

    def _confidence(self, word: str, best: str, score: float, margin: float) -> float:
        """How sure the best candidate is; measured on a treebank with known errors (docs/correction.md)."""
        alike = look_alike(word, best)
        floor = {3: 210, 4: 202, 5: 185}.get(len(word), 150)
        if alike and score >= floor and margin >= (50 if _inflectional(word, best) else 20):
            return min(0.98, 0.91 + (score - floor) / 1000 + min(margin, 60) / 2000)
        if len(word) >= 5 and score >= 140 and margin >= 60:
            return 0.9 if len(word) >= 6 and margin >= 100 and score >= 150 else 0.8
        return max(0.0, min(0.75, 0.1 + score / 400 + margin / 300 + (0.1 if alike else 0.0)))

    # ── ZWNJ ─────────────────────────────────────────────────────────────────────────────────────

    def zwnj(self, text: str, known: Facts) -> list[Edit]:
        """ZWNJ put back into words that lost it."""
        edits = []
        tokens = list(WORD.finditer(text))
        for index, found in enumerate(tokens):
            word = found.group()
            if len(word) < 4 or ZWNJ in word:
                continue
            if word.endswith("های"):
                judged = self._plural_or_single(text, tokens, index, known)
            else:
                judged = self.spell(word, known.lost, known.spoken)
            if judged is not None and judged.rule == "space.split" and self._name_like(text, tokens, index, known):
                continue
            if judged is not None and judged.after != word:
                edits.append(replace(judged, start=found.start(), end=found.end()))
        return edits

    def _name_like(self, text: str, tokens: list[re.Match[str]], index: int, known: Facts) -> bool:
        return known.counts[tokens[index].group()] > 1 or self._among_names(text, tokens, index)

    def spell(self, word: str, lost: bool, spoken: bool = False) -> Edit | None:
        """The edit (without place) that puts ZWNJ into a word; ``lost``: the text has lost its ZWNJ."""
        joined = self.joiner.join(word)
        if joined is None or joined.rule == "zwnj.compound":
            parted = self._parted(word, joined)
            if parted is not None:
                return parted
        if joined is None or ((joined.rule == "zwnj.compound" or joined.doubtful) and self._misspelt(word, joined)):
            return None
        why = self.doubts.of(word, joined.form, joined.rule, spoken=spoken)
        if why:
            return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, "suggest", 0.6, f"{joined.evidence}; {why}")
        if joined.optional or (joined.style and not lost):
            why = f"{joined.evidence}; written in one piece too"
            return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, "suggest", 0.6, why)
        if joined.rule == "zwnj.verb" and self.joiner.is_noun_with_ye(word):
            return Edit(
                joined.rule, "zwnj", 0, 0, word, joined.form, "suggest", 0.5, f"{joined.evidence}, or a noun with ی"
            )
        tier: Tier = "auto" if joined.confidence >= 0.85 else "suggest"
        return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, tier, joined.confidence, joined.evidence)

    def _parted(self, word: str, joined: Joined | None) -> Edit | None:
        """A space put back between two words that ran together."""
        if joined is not None and not joined.doubtful and not word.endswith("ن"):
            return None
        if joined is None and (self.channel.known(word) or len(word) < 6):
            return None
        two = space.merged(word, self.joiner)
        if two is None or (joined is not None and two[1] < 0.9):
            return None
        tier: Tier = "auto" if two[1] >= 0.9 else "suggest"
        return Edit("space.split", "space", 0, 0, word, two[0], tier, two[1], "two frequent words that ran together")

    def _misspelt(self, word: str, joined: Joined | None = None) -> bool:
        """Whether a word that only a weak compound explains is one stroke away from a frequent one."""
        word = word.translate(_HAMZE)
        candidates = self.channel.candidates(word)
        if not candidates:
            return False
        best, second = candidates[0], candidates[1].score if len(candidates) > 1 else 0
        if joined is not None and joined.rule == "zwnj.compound":
            if best.word.translate(_SEATS) == word.translate(_SEATS):  # two spellings of one word
                entry = self.lexicon.find(best.word)
                return entry is None or entry.joined is None
            if self.channel.frequency(joined.form.split(ZWNJ)[0]) >= _COMMON:
                return best.score >= _COMMON_RIVAL
            alike = any(c.score >= _COMPOUND_ALIKE and look_alike(word, c.word) for c in candidates)
            return alike or best.score >= _COMPOUND_RIVAL
        if joined is not None and joined.confidence < _STEM_UNKNOWN:
            return best.score >= 110
        return best.score >= (130 if look_alike(word, best.word) else 150 if best.score - second >= 20 else 300)

    def _plural_or_single(self, text: str, tokens: list[re.Match[str]], index: int, known: Facts) -> Edit | None:
        word = tokens[index].group()
        both = self.joiner.ambiguous(word)
        if both is None:
            return self.spell(word, known.lost, known.spoken)
        if self.joiner.join(word) is None and both.plural != word:
            return None  # شانگهای, تنهایی
        if min(both.plural_level, both.single_level) < 100 and self._misspelt(word):
            return None
        here = _Context.of(text, tokens, index)
        lean = both.single_level - both.plural_level + here.lean()
        stem = both.single.replace(ZWNJ, "").removesuffix("ای")
        lean += 20 * (min(known.counts[stem], 3) - min(known.counts[word.removesuffix("های")], 3))
        form = both.single if lean > 0 else both.plural
        sure = min(0.97, 0.86 + abs(lean) / 400)
        evidence = f"{both.plural} or {both.single}: {here.why(lean)}"
        why = self.doubts.of(word, form, "zwnj.haye")
        if why:
            return Edit("zwnj.haye", "zwnj", 0, 0, word, form, "suggest", 0.6, f"{evidence}; {why}")
        return Edit("zwnj.haye", "zwnj", 0, 0, word, form, "auto", sure, evidence)


def _closes(gap: str) -> bool | None:
    """Whether a gap between words ends a phrase; None where a number stands in it (بندهای ۱ و ۲)."""
    gap = gap.strip(" \u00a0")
    return None if any(char.isdigit() for char in gap) else gap != ""


def _inflectional(word: str, other: str) -> bool:
    """Whether two words differ only in a first or last letter that inflects: بگوید, یگوید; داری, دارن."""
    if word[1:] == other[1:]:
        return word[0] in "بنیت" and other[0] in "بنیت"
    return word[:-1] == other[:-1] and other[-1] in "ینتمش"


_INDEFINITE_BEFORE = words("هر یک هیچ چنین عجب چه همچون مانند به‌عنوان دارای")
_PREDICATE = words("است بود شد که را نیست باشد دارد دارند کرد کند شده و یا برای در از به با تا")


@dataclass(frozen=True, slots=True)
class _Context:
    """The words around a token, and whether punctuation stands behind it."""

    before: str
    after: str
    ends: bool | None

    @classmethod
    def of(cls, text: str, tokens: list[re.Match[str]], index: int) -> _Context:
        here = tokens[index]
        follower = tokens[index + 1] if index + 1 < len(tokens) else None
        gap = text[here.end() : follower.start()] if follower else "."
        leader = tokens[index - 1] if index and tokens[index - 1].end() + 1 == here.start() else None
        return cls(leader.group() if leader else "", follower.group() if follower else "", _closes(gap))

    def lean(self) -> float:
        """Above 0 for the indefinite: a plural with ezafe needs a noun or adjective behind it."""
        score = 0.0
        if self.ends is None:
            score -= 80
        elif self.ends or self.after in _PREDICATE or self.after.startswith(("می", "نمی")):
            score += 60
        if self.before in _INDEFINITE_BEFORE:
            score += 40
        return score

    def why(self, lean: float) -> str:
        """The reading in words."""
        return "what follows, and the frequency, speak for " + ("the indefinite" if lean > 0 else "the plural")
