"""Spaces that should be a ZWNJ, by closed classes: می + verb, word + ها, participle + اند, known compounds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from termlode.languages.fa.correction.zwnj import NON_JOINING
from termlode.languages.fa.lexicon import FINITE, ZWNJ, Flag
from termlode.languages.listed import words
from termlode.model import Edit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from termlode.languages.fa.correction.zwnj import Joiner

_WORD = "[\u0621-\u063a\u0641-\u065f\u0670-\u06d3\u200c]+"
_PAIR = re.compile(f"(?<![\u0621-\u06d3\u200c])({_WORD})( )(?=({_WORD})(?![\u0621-\u06d3\u200c]))")
_SYLLABLES = re.compile(
    "(?<![\u0621-\u06d3\u200c])[\u0621-\u06d3]{2,3}(?: [\u0621-\u06d3]{2,3}){2,}(?![\u0621-\u06d3\u200c])"
)
_MI = frozenset({"می", "نمی", "همی", "برمی", "درمی", "بازمی", "فرامی", "فرومی", "وامی", "برنمی", "درنمی", "بازنمی"})
_PLURAL = re.compile(r"ها(?:ی(?:ی|م|ت|ش|مان|تان|شان|ند|یم)?|یی|ست)?$")
_DEGREE = frozenset({"تر", "ترین", "تری", "ترها", "ترین‌ها", "ترینها"})
_FUSED_DEGREES = words("بیش کم به مه که")  # بیشتر, کمترین
_COPULA = frozenset({"ام", "ای", "ایم", "اید", "اند"})
_ENCLITICS = _COPULA | {"اش"}
_SILENT_HEH = re.compile("[^اویه]ه$")
_OFTEN, _LEVEL = 2, 100  # times in the text, and the level with ZWNJ, that make two words a likely compound
_FREE = words("و که را از به با در این آن هر بر تا یا هم نه چه اگر است")


class _Judged(NamedTuple):
    """What the space between two words is taken for."""

    rule: str
    confidence: float
    evidence: str
    often: str = ""  # a form that must stand in the text twice


class Spaces:
    """Finds such spaces with what one joiner knows."""

    def __init__(self, joiner: Joiner) -> None:
        self.joiner = joiner
        self.compound = lru_cache(maxsize=1 << 13)(self._compound)

    def edits(self, text: str, counts: Counter[str], *, lost: bool = True, spaced: bool = False) -> list[Edit]:
        """Edits that turn a space into a ZWNJ (or take it out). ``counts``: of the forms of the text, without ZWNJ.

        Compounds are only made in a text that has ``lost`` its ZWNJ, or that writes them as spaces (``spaced``;
        not those with کننده, which many write apart); elsewhere the space was chosen.
        """
        return [_careful(edit, text, lost=lost, spaced=spaced) for edit in self._found(text, counts, lost=lost)]

    def _found(self, text: str, counts: Counter[str], *, lost: bool) -> Iterator[Edit]:
        longer = _longer(text, self.joiner)
        for found in _PAIR.finditer(text):
            left, right = found[1], found[3]
            if found.start(2) in longer:
                evidence = f"{longer[found.start(2)]} is in the lexicon"
                yield Edit(
                    "space.compound",
                    "space",
                    found.start(2),
                    found.end(2),
                    " ",
                    ZWNJ,
                    "auto" if lost else "suggest",
                    0.94 if lost else 0.6,
                    evidence,
                )
                continue
            judged = self._judge(left, right)
            if judged is None or (left == "بی" and (text.startswith(" و ", found.end(3)) or right.endswith("که"))):
                continue  # بی سر و صدا: one unit of three words
            rule, confidence, evidence, often = judged
            if often and counts[often] < _OFTEN:
                continue
            yield Edit(
                rule, "space", found.start(2), found.end(2), " ", "" if rule == "space.fused" else ZWNJ,
                "auto" if confidence >= 0.9 else "suggest", confidence, evidence,
            )  # fmt: skip

    def _judge(self, left: str, right: str) -> _Judged | None:
        """The rule, confidence and evidence that the space between two words is one of form only."""
        joiner = self.joiner
        if left in _MI:
            verbal = joiner.finite(right.replace(ZWNJ, "")) or joiner.join("می" + right.replace(ZWNJ, ""))
            return _Judged("space.verb", 0.97, f"{left} before a form of a verb ({right})") if verbal else None
        if left in _FREE:
            return None
        if left in _FUSED_HEADS and _fused(left, right, joiner):
            return _Judged("space.fused", 0.93, f"{left}{right} is written in one word")
        if right.startswith("ها") and len(left) > 1 and _PLURAL.match(right):
            host = right == "هاست"  # also a host in a network: کلید هاست
            return _Judged(
                "space.plural", 0.6 if host else 0.97, f"{right} is a suffix" + (" or a word" if host else "")
            )
        if right in _DEGREE:
            return _degree(left, right, joiner)
        bound = (_participle(left, right, joiner) or _enclitic(left, right, joiner)) if right in _ENCLITICS else None
        plain = left.replace(ZWNJ, "")
        return bound or (self.compound(plain, right.replace(ZWNJ, "")) if joiner.begins(plain) else None)

    def _compound(self, left: str, right: str) -> _Judged | None:
        """Two words that the lexicon joins; made only where one of the two does not stand alone. Without ZWNJ."""
        if len(right) < 2:
            return None
        for tail in dict.fromkeys((right, _bare(right))):
            entry = self.joiner.lexicon.find(left + tail)
            if entry is None or entry.joined is None or len(tail) < 2:
                continue
            if entry.joined.split(ZWNJ) != [left, tail]:
                continue
            evidence = f"{entry.joined} is in the lexicon"
            if right == tail + "ی" and (left in _BOUND_HEADS or right in ("داری", "بازی", "خواهی", "جویی")):
                continue  # دوست داری, نیمه بازی: a word of its own
            if left in _BOUND_HEADS or tail in _BOUND_TAILS or _bound(tail, self.joiner):
                return _Judged("space.compound", 0.94, evidence + ", and one half does not stand alone")
            if entry.own:
                return _Judged("space.compound", 0.94, f"the termbase spells it {entry.joined}")
            if right.startswith("ال") and len(right) > 4:
                return _Judged("space.compound", 0.93, evidence)
            usual = entry.joined_level >= _LEVEL and left not in _POINTERS
            return _Judged("space.compound", 0.6, evidence, left + right) if usual else None
        return None


def _careful(edit: Edit, text: str, *, lost: bool, spaced: bool) -> Edit:
    if lost or edit.rule not in _CHOSEN or (spaced and not _APART.match(text, edit.end)):
        return edit
    return replace(edit, tier="suggest", confidence=0.6)


_APART = re.compile(r"(?:کنند|دهند|شوند|برند|گیرند|آورند|سازند|بیننده?|خورند)(?:ه|گان)|برانگیز|دار(?![ء-ۓ])")

_CHOSEN = ("space.compound", "space.fused", "space.indefinite")


def _longer(text: str, joiner: Joiner) -> dict[int, str]:
    """Where the spaces inside compounds of three or four short words stand (بی بی سی), and how these are spelt."""
    places: dict[int, str] = {}
    for found in _SYLLABLES.finditer(text):
        parts, start = found.group().split(" "), found.start()
        for first in range(len(parts) - 2):
            for last in range(min(len(parts), first + 4), first + 2, -1):
                if not _FREE.isdisjoint(parts[first:last]):
                    continue  # دست به قلم, دست به دست: as often a phrase
                entry = joiner.lexicon.find("".join(parts[first:last]))
                if entry is None or entry.joined is None or entry.joined.split(ZWNJ) != parts[first:last]:
                    continue
                for end in range(first + 1, last):
                    places[start + len(" ".join(parts[:end]))] = entry.joined
                break
    return places


def _degree(left: str, right: str, joiner: Joiner) -> _Judged | None:
    if left in _FUSED_DEGREES:
        return _Judged("space.fused", 0.95, f"{left}{right} is written in one word")
    return _Judged("space.degree", 0.95, f"{right} is a suffix") if joiner.nominal(left.replace(ZWNJ, "")) else None


def _participle(left: str, right: str, joiner: Joiner) -> _Judged | None:
    if right not in _COPULA or not left.endswith("ه") or joiner.copula(left.replace(ZWNJ, "") + right) is None:
        return None
    return _Judged("space.participle", 0.93 if right != "ای" else 0.6, f"participle {left} + {right}")


def _enclitic(left: str, right: str, joiner: Joiner) -> _Judged | None:
    """اش and اند stand never alone, ای hardly ever behind a noun with a silent heh (نشانه ای)."""
    if right == "ای":
        bound = _SILENT_HEH.search(left) is not None
    else:
        bound = (right == "اند" and left[-1] not in "اآو") or (right == "اش" and left[-1] in "هی")
    entry = joiner.lexicon.find(left.replace(ZWNJ, "")) if bound and len(left) > 3 else None
    if entry is None or not entry.flags & (Flag.NOUN | Flag.ADJECTIVE):
        return None
    return _Judged("space.indefinite" if right == "ای" else "space.enclitic", 0.93, f"{right} is a suffix")


def _bound(tail: str, joiner: Joiner) -> bool:
    """Whether the second half of a compound is a mere stem (آموز), or no word at all (وگو)."""
    entry = joiner.lexicon.find(tail)
    if entry is None:
        return True
    return bool(entry.flags & Flag.STEM) and not entry.flags & (Flag.TRUSTED | FINITE)


_BOUND_HEADS = words("بی نیمه کلان شبه")
_BOUND_TAILS = words(
    "بندی بند سازی گذاری گذار ریزی ریز نویسی نویس سرایی سرا بینی پذیری پذیر شناسی شناس زنی زدایی نگاری گرایی گرا"
    " محور محوری دار گیری پردازی پرداز جو جویی نما نماها سنجی سنج یابی رسانی رسان آمیز انگیز فروش فروشی نشین نشینی"
    " ناپذیر ناپذیری کننده کنندگان دهنده دهندگان خواه خواهی طلب طلبی پرست پرستی ستیز ستیزی گریز گریزی هراسی آموزی پژوهی"
    " افزار افزاری مند مندی وار هادی شهر"
)
_POINTERS = words("این آن همین همان چنین چنان هیچ یک به در بی نه هر")
_FUSED_HEADS = {"بلا": None, "زیر": words("مجموعه ساخت بنا شاخه گروه بخش")}


def _bare(word: str) -> str:
    for suffix in ("هایی", "های", "ها", "ی", "ٔ", "ان"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            return word[: -len(suffix)]
    return word


def _fused(left: str, right: str, joiner: Joiner) -> bool:
    """Whether the space only parts a word that is written in one (زیر مجموعه, بلا استفاده)."""
    allowed, bare = _FUSED_HEADS[left], _bare(right.replace(ZWNJ, ""))
    if allowed is not None:
        return bare in allowed
    entry = joiner.lexicon.find(bare)
    return entry is not None and bool(entry.flags & Flag.NOUN)


_LIGHT = words("کردن شدن دادن گرفتن زدن داشتن یافتن بودن نمودن آمدن رفتن")
_SMALL = words(
    "فقط بدون برای است هست نیست باید شاید اکنون همچنین درباره توسط پس پیش نیز هنوز دیگر بسیار حکم بالا شده کرده"
)
_MERGED_LEVEL = 135


def merged(word: str, joiner: Joiner) -> tuple[str, float] | None:
    """Two words that lost the space between them, or None; only where nothing else explains the word."""
    if word.startswith("ب") and _level(word[1:], joiner) >= _MERGED_LEVEL:
        return None  # بیکدیگر: به written on to a word, as was usual
    best: tuple[float, str, bool] | None = None
    for cut in range(3, len(word) - 2):
        left, right = word[:cut], word[cut:]
        if left[-1] in NON_JOINING or left in _FREE or left.startswith("ال"):
            continue
        first, second = _level(left, joiner), _level(right, joiner)
        low = min(first, second)
        if low < _MERGED_LEVEL or (best is not None and low <= best[0]):
            continue
        small = right in _LIGHT or right in _SMALL
        best = (low, f"{left} {right}", small)
    if best is None:
        return None
    return best[1], 0.92 if best[2] else 0.6


def _level(word: str, joiner: Joiner) -> int:
    """The frequency of a word that somebody tagged, or of what its suffix leaves; else 0."""
    entry = joiner.lexicon.find(word)
    if entry is not None and entry.known and not entry.joined:
        if entry.flags & (FINITE | Flag.VERB | Flag.INFINITIVE):
            return max(entry.level, 150)
        return entry.level if entry.flags & Flag.TRUSTED else 0
    for suffix in ("ان", "ی", "های"):
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= 3 and not (suffix == "ان" and stem[-1] in "او"):
            base = joiner.lexicon.find(stem)
            if base is not None and base.flags & Flag.TRUSTED:
                return base.level - 10
    return 0
