"""Where a ZWNJ belongs in a Persian word that was written without one.

PDF text layers lose every ZWNJ. A word is analysed from the outside in: verb with می, participle with
its copula, plural and other suffixes, the attested spelling of a compound, and last the scored
prefix-stem-suffix compounds. After a letter that never joins (ا د ذ ر ز ژ و) a ZWNJ cannot be seen and
is not asked for. The method is a lexicon look-up with rules; no statistics of the text are needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages.fa.correction.closed import (
    ADVERB_NOUNS,
    ADVERBIAL,
    AFTER_HE,
    AFTER_YE,
    AND,
    ARE,
    BEHIND_NON_JOINING,
    CLITIC,
    COMPARATIVE,
    COMPARED,
    COPULA,
    FUSED,
    HAYE,
    HUNDREDS,
    MI,
    MODAL,
    PERSONAL,
    PLURAL,
    PREFIXES,
    PREVERB,
    SAME,
    SILENT_HEH,
    TAIL_SUFFIX,
    VERB_PREFIXES,
    WRITTEN_ON_ENDS,
)
from termlode.languages.fa.lexicon import FINITE, ZWNJ, Flag
from termlode.languages.listed import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.languages.fa.lexicon import Persian, Word

_TANWIN = ("اً", "تا\u064b")
NON_JOINING = frozenset("اآأإدذرزژوؤءةۀ")
_FORM = FINITE | Flag.VERB | Flag.INFINITIVE
_ATTESTED = Flag.COUNTED | Flag.LISTED
_VERBAL = FINITE | Flag.PARTICIPLE | Flag.INFINITIVE | Flag.VERB


@dataclass(frozen=True, slots=True)
class Joined:
    """A word with its ZWNJ put in, and why."""

    form: str
    rule: str
    confidence: float
    evidence: str
    style: bool = False  # the word is also written in one piece: only where a text lost its ZWNJ
    optional: bool = False  # it comes from a word that is written in one piece as often (دندانپزشکان)

    @property
    def doubtful(self) -> bool:
        """Whether the word itself may be misspelt: an unknown stem, or a compound of weak evidence."""
        return self.confidence < DOUBT


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two spellings that a word may stand for, and how frequent their stems are."""

    plural: str
    single: str
    plural_level: int
    single_level: int


def glue(stem: str, suffix: str) -> str:
    """``stem`` and ``suffix`` with a ZWNJ between them where it can be seen."""
    return stem + suffix if stem[-1] in NON_JOINING else stem + ZWNJ + suffix


class Joiner:
    """Analyses words; one for each lexicon (packaged words, termbase and workspace words)."""

    def __init__(self, lexicon: Persian) -> None:
        self.lexicon = lexicon
        self.join = lru_cache(maxsize=1 << 15)(self._join)
        self.nominal = lru_cache(maxsize=1 << 15)(self._nominal)
        self.begins = lru_cache(maxsize=1 << 15)(self._begins)

    def _join(self, word: str) -> Joined | None:
        """The spelling of ``word`` (without ZWNJ) with ZWNJ, or None where it stands well as it is."""
        if len(word) < 4:
            return None
        core = word.rstrip("\u0654\u064b\u064f\u0651")
        if core != word:
            inner = None if word.endswith(_TANWIN) else self.join(core)  # خاصتاً is an Arabic adverb
            return None if inner is None else replace(inner, form=inner.form + word[len(core) :])
        entry = self.lexicon.find(word)
        fixed = self._adverbial(word, entry)
        if fixed is not None:
            return fixed
        if word in FUSED or HUNDREDS.match(word) or (entry is not None and self._settled(entry)):
            return None
        for rule in (self._verb, self.copula, self._attested, self._inflected, self._extended):
            found = rule(word)
            if found is not None:
                return found if found.form != word else None
        return None if self.plain(word) else self._compound(word)

    def _adverbial(self, word: str, entry: Word | None) -> Joined | None:
        """همان, or به before a frequent noun (that one mostly with a space: so only where a text lost its ZWNJ)."""
        same = SAME.match(word)
        if same:
            return Joined(same[1] + ZWNJ + same[2], "zwnj.attested", 0.95, f"{same[1]} + {same[2]}")
        found = ADVERBIAL.match(word)
        noun = self.lexicon.find(found[2]) if found else None
        if found is None or noun is None or (entry is not None and entry.flags & Flag.TRUSTED):
            return None
        form, sure = found[1] + ZWNJ + found[2], found[2] in ADVERB_NOUNS
        if not sure and entry is not None and entry.known:
            return None
        if not sure and (not noun.flags & Flag.NOUN or noun.level < _FREQUENT or (entry and entry.joined != form)):
            return None
        return Joined(form, "zwnj.adverbial", 0.95, f"به + {found[2]}", style=not sure)

    def _begins(self, word: str) -> bool:
        """Whether a compound of the lexicon begins with ``word``."""
        entry = self.lexicon.find(word)
        return entry is not None and (entry.heads > 0 or self.lexicon.own > 0)

    def plain(self, word: str, depth: int = 3) -> bool:
        """Whether ``word`` is a known word, or one with suffixes that are written on to it."""
        entry = self.lexicon.find(word)
        if entry is not None and entry.known and not (entry.joined and entry.joined_level > entry.level):
            return True
        if depth == 0 or len(word) < 4:
            return False
        if word.endswith("گان") and self._is_base(word[:-3] + "ه", depth):
            return True
        if any(word.startswith(p) and self._is_verb(word[len(p) :]) for p in VERB_PREFIXES):
            return True
        return self._written_on(word, depth)

    def _written_on(self, word: str, depth: int) -> bool:
        """Whether ``word`` ends in suffixes that are written on to a known word."""
        if any(
            word.endswith(s) and word[: -len(s)][-1:] in NON_JOINING and self._is_base(word[: -len(s)], depth)
            for s in BEHIND_NON_JOINING
        ):
            return True
        if word.endswith("ست") and word[-3] not in "اویه":  # ممکنست, in old spelling; no پیشن + ش + ست
            base = self.lexicon.find(word[:-2])
            return base is not None and bool(base.flags & Flag.TRUSTED)
        return any(word.endswith(end) and self._is_base(word[: -len(end)], depth) for end in WRITTEN_ON_ENDS)

    def _is_verb(self, word: str) -> bool:
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & _VERBAL)

    def _is_base(self, stem: str, depth: int) -> bool:
        if len(stem) < 3:
            return False
        entry = self.lexicon.find(stem)
        if entry is not None and entry.known:
            if entry.joined and self.join(stem) is not None:
                return False
            return bool(entry.flags & (Flag.TRUSTED | Flag.LISTED | _VERBAL)) or entry.level >= 90
        return len(stem) >= 5 and self.plain(stem, depth - 1)

    def _settled(self, entry: Word) -> bool:
        """Whether the lexicon knows the word in one piece and better so than with ZWNJ."""
        if not entry.flags & Flag.PLAIN:
            return False
        if entry.flags & (Flag.TRUSTED | _FORM) and not MI.match(entry.key):
            return True  # برهاند is a form of رهاندن, not بره + اند
        if not entry.flags & _ATTESTED or self._verbal(entry.key) or self._comparative(entry.key):
            return False
        if entry.joined is None:
            return not self._plainly_inflected(entry.key)
        if AND.search(entry.joined):
            return False  # رفت‌وآمد: nobody writes it in one piece
        return self._fused_base(entry.key) or (entry.joined_level <= _LISTED and not self._of_words(entry.joined))

    def _fused_base(self, word: str) -> bool:
        """Whether the word is made of one that is written fused (کوهنوردی of کوهنورد)."""
        for suffix in ("ی", "ان", "انه", "یی"):
            base = self.lexicon.find(word.removesuffix(suffix)) if word.endswith(suffix) else None
            if base is not None and base.flags & Flag.TRUSTED and base.flags & Flag.PLAIN:
                return True
        return False

    def _of_words(self, spelling: str) -> bool:
        """Whether every part of a spelling with ZWNJ is a word, and none a mere pointer (این, آن)."""
        parts = spelling.split(ZWNJ)
        if parts[0] in ("این", "آن") or not all((e := self.lexicon.find(p)) and e.known for p in parts):
            return False
        last = self.lexicon.find(parts[-1])
        return parts[0] in PREFIXES or (last is not None and last.tails >= 5)

    def _verbal(self, word: str) -> bool:
        return self._verb(word) is not None or self.copula(word) is not None

    def _plainly_inflected(self, word: str) -> bool:
        """A corpus word that is only a plural or an indefinite with its ZWNJ lost (لایهای, پارهای)."""
        if self.lexicon.frequency(word) >= 150:
            return False  # تنهایی, انتهای
        if word.endswith("هاند") and self.nominal(word[:-3]) is not None and not self.is_nominal(word[:-3]):
            return False  # نپناهاند is a form of پناهاندن: nobody knows a noun نپناه
        return word.endswith(("های", "هایی", "هها", "هاش", "هام", "هاند")) and self._inflected(word) is not None

    # ── verbs ────────────────────────────────────────────────────────────────────────────────────

    def finite(self, form: str) -> bool:
        """Whether ``form`` can stand behind می: finite, with an object clitic, or a participle."""
        entry = self.lexicon.find(form)
        if entry is not None and entry.flags & (FINITE | Flag.PARTICIPLE):
            return True
        if form in MODAL:
            return True
        clitic = CLITIC.match(form)
        return bool(clitic and len(clitic[1]) >= 3 and clitic[1][-1] in "مدت" and self.lexicon.is_verb(clitic[1]))

    def _verb(self, word: str) -> Joined | None:
        found = MI.match(word)
        if found:
            rest = self._verb_rest(found[2])
            if rest:
                return Joined(
                    found[1] + ZWNJ + rest, "zwnj.verb", self._use(found[2]), f"می before a form of a verb ({found[2]})"
                )
        found = PREVERB.match(word)
        if found:
            rest = self._verb_rest(found[3])
            if rest:
                return Joined(
                    found[1] + found[2] + ZWNJ + rest, "zwnj.verb", self._use(found[3]), f"{found[1]} + می + {found[3]}"
                )
        return None

    def _use(self, form: str) -> float:
        """The confidence for a form of a verb that is in use, or of one that only old texts have."""
        for end in range(len(form), 1, -1):
            entry = self.lexicon.find(form[:end])
            if form[:end] in MODAL or (entry is not None and entry.flags & Flag.MODERN):
                return 0.99
        return 0.94

    def is_noun_with_ye(self, word: str) -> bool:
        """Whether a word that begins with می may be a noun with ی: میدانی is "of the field" or "you know"."""
        noun = self.lexicon.find(word[:-1]) if word.endswith("ی") else None
        return noun is not None and bool(noun.flags & Flag.NOUN) and noun.level >= 120

    def _verb_rest(self, rest: str) -> str | None:
        if self.finite(rest):
            return rest
        copula = COPULA.match(rest)
        if copula and self._participle(copula[1]):
            return glue(copula[1], copula[2])
        return None

    def _participle(self, word: str) -> bool:
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & Flag.PARTICIPLE)

    def copula(self, word: str) -> Joined | None:
        """The spelling of a participle with its copula (رفته‌اند), behind a prefix too."""
        found = COPULA.match(word)
        if not found:
            return None
        stem = found[1]
        bare = stem
        for prefix in ("نمی", "می", "بر", "در", "باز", "فرا", "فرو", "وا", "ن"):
            if stem.startswith(prefix) and self._participle(stem[len(prefix) :]):
                bare = stem[len(prefix) :]
        if not self._participle(bare) or (found[2] == "ای" and self.is_noun(stem[:-1])):
            return None  # برخوردهای is a plural
        form = (
            stem
            if bare == stem or not stem.removesuffix(bare).endswith("می")
            else stem.removesuffix(bare) + ZWNJ + bare
        )
        return Joined(glue(form, found[2]), "zwnj.participle", self._use(bare), f"participle {stem} + {found[2]}")

    def is_noun(self, word: str) -> bool:
        """Whether the lexicon has the word as a noun."""
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & Flag.NOUN)

    def is_nominal(self, word: str) -> bool:
        """Whether the lexicon has the word as a noun, an adjective or a participle."""
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & (Flag.NOUN | Flag.ADJECTIVE | Flag.PARTICIPLE))

    # ── attested spellings and inflection ────────────────────────────────────────────────────────

    def _attested(self, word: str) -> Joined | None:
        entry = self.lexicon.find(word)
        if entry is None or entry.joined is None:
            return None
        if entry.joined_level <= _LISTED and not entry.own and not entry.flags & Flag.PLAIN and self.plain(word):
            return None
        if not entry.flags & Flag.PLAIN and self._fused_base(word):
            return None
        form = visible_only(entry.joined)
        style = (
            bool(entry.flags & Flag.PLAIN)
            and entry.level > entry.joined_level - _MUCH
            and not form.startswith("بی" + ZWNJ)
            and not SILENT_HEH.match(form)
        )
        listed = bool(entry.flags & Flag.LISTED) and not entry.own
        fused = listed and (entry.level >= entry.joined_level + _FUSED or form.split(ZWNJ)[0] in _ARABIC)
        syllables = (
            form.count(ZWNJ) >= _SYLLABLES and not entry.own
        )  # می‌سی‌سی‌پی: a name that is written in one piece too
        return Joined(
            form, "zwnj.attested", 0.97, f"{form} is in the lexicon", style or fused or syllables, fused or syllables
        )

    def _nominal(self, stem: str) -> tuple[str, int] | None:
        """The right spelling of a stem that takes nominal suffixes, with its frequency level."""
        entry = self.lexicon.find(stem)
        if entry is not None and entry.known and (entry.flags & ~(FINITE | Flag.VERB | Flag.PLAIN)):
            if entry.joined and entry.joined_level > entry.level:
                return visible_only(entry.joined), entry.joined_level
            if not self._verbal(stem):
                return stem, max(entry.level, 8)
        joined = self.join(stem)
        if joined is not None:
            base = self.lexicon.find(stem)
            return joined.form, base.joined_level if base and base.joined else 60
        if stem.endswith("ی") and len(stem) > 3 and (stem[-2] != "ی" or stem[-3] in "او"):
            base_form = self.nominal(stem[:-1])
            if base_form:
                return base_form[0] + "ی", base_form[1] - 16
        if entry is not None and len(stem) >= 3:
            return stem, 1
        return None

    def _inflected(self, word: str) -> Joined | None:
        if word.endswith("های") and self._ends_in_ha(word[:-1]):
            return None  # انتهای is انتها + ی
        options = [option for option in self._splits(word) if option[0] is not None]
        if not options:
            return None
        score, form, rule, evidence = max(options)
        both = rule == "zwnj.comparative" and self._written_compared(word)
        return Joined(form, rule, min(0.99, 0.9 + score / 2000), evidence, style=both)

    def _written_compared(self, word: str) -> bool:
        """Whether a comparative is also written in one piece (پیشتر, بزرگتری)."""
        entry = self.lexicon.find(word)
        if entry is not None and entry.known:
            return True
        whole = self.lexicon.find(word.removesuffix("ی")) if word.endswith("تری") else None
        return whole is not None and bool(whole.flags & Flag.PLAIN)

    def _splits(self, word: str) -> Iterator[tuple[float, str, str, str]]:
        """All ways to read ``word`` as a stem with a suffix: score, spelling, rule, evidence."""
        for pattern, rule, bonus in _SUFFIXES:
            found = pattern.match(word)
            if not found:
                continue
            stem, suffix = found[1], found[2]
            known = self.nominal(stem)
            if known is None:
                if rule == "zwnj.plural" and len(stem) >= 4:
                    yield UNKNOWN, glue(stem, suffix), rule, f"{suffix} behind an unknown stem"
                continue
            form, level = known
            if rule == "zwnj.comparative" and not self._compares(stem, suffix):
                continue
            if rule == "zwnj.after-he" and form.endswith(ZWNJ + "که"):
                continue  # نشانکهای is نشانک + های: a conjunction takes no ending
            if rule in ("zwnj.after-ye", "zwnj.copula") and self.plain(word):
                continue  # مزایای is مزایا + ی
            if rule == "zwnj.after-ye" and suffix in ("ای", "ات") and level < _FREQUENT:
                continue  # ورجینیای, شحمیات: names and Arabic plurals
            if rule == "zwnj.copula" and not (self._gradable(stem) and self.plain(stem)):
                continue
            if rule == "zwnj.plural" and suffix != "ها" and self._before_heh(stem, form):
                continue
            if rule == "zwnj.plural" and suffix != "ها" and self._ends_in_ha(stem + "ها"):
                continue  # انتهای is انتها + ی
            suffix = _inner(suffix)
            yield level + bonus, glue(form, suffix), rule, f"{form} + {suffix}"

    def _before_heh(self, stem: str, form: str) -> bool:
        """Whether ‑های is no plural of ``stem``: the one of سرمایه‌ای, or behind another."""
        if form.endswith(ZWNJ + "های"):
            return True
        return stem.endswith(("ای", "وی")) and self._listed(stem) is None and self._listed(stem + "ه") is not None

    def _comparative(self, word: str) -> bool:
        found = COMPARATIVE.match(word)
        return found is not None and self._compares(found[1], found[2]) and self.nominal(found[1]) is not None

    def _compares(self, stem: str, suffix: str) -> bool:
        """Whether ``suffix`` (تر …) behind ``stem`` is a comparative, and not the end of a word (فیلتر, کلانتری)."""
        if stem + "تر" in FUSED or len(stem) < _SHORT or not (self._gradable(stem) or self._takes_degree(stem)):
            return False  # شلتر: a loan rather than شل + تر
        if suffix.startswith("ترین"):
            return True
        whole = self.lexicon.find(stem + "تر")
        return whole is None or not whole.flags & Flag.TRUSTED

    def _takes_degree(self, stem: str) -> bool:
        """Whether a frequent word that no list compares may be: an adverb (یواش), or behind به or با ([به] صرفه‌تر)."""
        entry = self.lexicon.find(stem)
        if entry is None or entry.level < _FREQUENT:
            return False
        adverb = entry.flags & Flag.ADVERB and not entry.flags & Flag.SUBSTANTIVE
        return bool(adverb or (entry.flags & _NOMINAL and SILENT_HEH.match(stem + ZWNJ)))

    def _gradable(self, stem: str) -> bool:
        """Whether a stem is compared: the dictionary says so, or it is an adjective in ی, or a compound."""
        if stem in COMPARED:
            return True
        entry = self.lexicon.find(stem)
        if entry is None:
            return self.join(stem) is not None
        if entry.flags & Flag.GRADABLE or entry.joined:
            return True
        tagged = Flag.ADJECTIVE | Flag.LISTED | Flag.TRUSTED
        return stem.endswith("ی") and len(stem) > _SHORT and bool(entry.flags & tagged) and self._is_base(stem[:-1], 1)

    def _ends_in_ha(self, word: str) -> bool:
        entry = self.lexicon.find(word)
        if entry is None or not entry.flags & Flag.PLAIN:
            return False
        if entry.flags & Flag.TRUSTED:
            return True
        stem = self.lexicon.find(word[:-2])  # رنگها, of رنگ, only lost its ZWNJ
        return entry.level >= 150 and not (stem is not None and stem.flags & Flag.NOUN and stem.level > entry.level)

    def _listed(self, word: str) -> Word | None:
        """The entry of a noun or adjective that stands in a list itself."""
        entry = self.lexicon.find(word)
        if entry is None or not (entry.known or entry.joined):
            return None
        return None if entry.flags & Flag.VERB else entry

    def _extended(self, word: str) -> Joined | None:
        """A compound with a suffix written on to it (علاقه‌مندان)."""
        for suffix in WRITTEN_ON_ENDS:
            if suffix != "ه" and word.endswith(suffix) and len(word) - len(suffix) >= 5:
                base = self.join(word[: -len(suffix)])
                if base is None or (base.rule == "zwnj.compound" and suffix in PERSONAL):
                    continue  # سن‌دار + ند
                if base.rule in ("zwnj.attested", "zwnj.compound"):
                    fused = self._as_often_fused(word[: -len(suffix)])
                    why = f"{base.evidence}; {suffix} is a suffix"
                    return replace(base, form=base.form + suffix, evidence=why, optional=fused)
        return None

    def _as_often_fused(self, word: str) -> bool:
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & Flag.PLAIN) and entry.level >= entry.joined_level

    def ambiguous(self, word: str) -> Ambiguous | None:
        """The two readings of ‑های: a plural (رابط‌های) or an indefinite behind ه (تراشه‌ای)."""
        found = HAYE.match(word)
        if not found:
            return None
        short, long = found[1], found[1] + "ه"
        plural, single = self.nominal(short), self.nominal(long)
        if plural is None or single is None or self._listed(short) is None:
            return None
        if self._listed(long) is None:
            return None
        return Ambiguous(glue(plural[0], "های"), glue(single[0], "ای"), plural[1], single[1])

    # ── compounds ────────────────────────────────────────────────────────────────────────────────

    def _compound(self, word: str) -> Joined | None:
        if len(word) < 5 or word.endswith(_TANWIN) or self._listed_whole(word):
            return None
        best: tuple[float, str, str] | None = None
        for cut in range(2, len(word) - 1):
            first, second = word[:cut], word[cut:]
            score = self._score(first, second)
            if score is not None and (best is None or score > best[0]):
                best = (score, first, second)
        if best is None or best[0] < THRESHOLD:
            return None
        score, first, second = best
        form = glue(self._spelt(first), self._spelt(second))
        slight = (len(first) <= _SHORT and first not in PREFIXES) or len(second) <= 2  # as any name has (سالاوسی)
        confidence = min(0.97, 0.86 + (score - THRESHOLD - _SLIGHT * slight) / 100)
        style = not first.endswith("ه")  # a silent heh never joins what follows: here a ZWNJ was lost for sure
        return Joined(form, "zwnj.compound", confidence, f"{first} + {second}", style)

    def _listed_whole(self, word: str) -> bool:
        entry = self.lexicon.find(word)
        return entry is not None and bool(entry.flags & Flag.LISTED)

    def _spelt(self, part: str) -> str:
        known = self.nominal(part)
        return known[0] if known else part

    def _score(self, first: str, second: str) -> float | None:
        head = self.lexicon.find(first)
        if head is None or not (head.known or head.heads) or first in _NEVER_FIRST:
            return None
        if (head.level < 100 and head.heads < 2) or (
            second in _DEGREES and (head.level < _FREQUENT or not self._gradable(first))
        ):
            return None
        tail, loss = self._tail(second)
        if first == "بی" and tail is not None and not tail.tails and tail.level < _SELDOM_WITHOUT:
            return None  # بی‌تکوین, of بیت‌کوین
        if tail is None or (len(second) < 4 and tail.tails < 8) or (tail.level < 90 and tail.tails < 3):
            return None
        productive = _log(tail.tails) * 3 + _log(head.heads) * 2 + (8 if first in PREFIXES else 0)
        common = min(head.level, 200) / 20 + min(tail.level, 200) / 20
        short = (3 if len(first) == 2 and first not in PREFIXES else 0) + (3 if len(second) == 2 else 0)
        return productive + common - loss - short

    def _tail(self, second: str) -> tuple[Word | None, float]:
        """The second element, itself or without its suffix."""
        entry = self.lexicon.find(second)
        suffix = TAIL_SUFFIX.search(second)
        if entry is not None and entry.flags & FINITE and entry.tails < _SOME and not entry.flags & _NOMINAL:
            return None, 0.0  # سن + دارند: a verb ends no compound
        if entry is not None and (entry.tails or (entry.known and not suffix)):
            return entry, 0.0
        if suffix and len(second) - len(suffix[0]) >= 2:
            base = second[: suffix.start()] + ("ه" if suffix[0] == "گان" else "")
            bare = self.lexicon.find(base)
            if bare is not None and bare.tails and bare.known:
                return bare, 1.0
        return entry if entry is not None and entry.known else None, 0.0


THRESHOLD = 20.0
_SHORT, _SLIGHT = 3, 2.0
_SOME, _SELDOM_WITHOUT = 5, 165
_FREQUENT, _DEGREES = 150, ("تر", "ترین")
_NOMINAL = Flag.NOUN | Flag.ADJECTIVE | Flag.STEM
UNKNOWN = -60.0  # the score of a plural whose stem is in no list
DOUBT = 0.97
_FUSED = 32  # levels: sixteen times as often in one piece
_ARABIC = words("عن من مع فی علی ما لا کما ان حتی")
_SYLLABLES = 3  # ZWNJ in a name that is written syllable by syllable
_MUCH = 12  # levels: one and a half doublings
_LISTED = 8  # attested in a list of compounds, not counted in a corpus
_NEVER_FIRST = words("ها های ال به بر در از که را تا این آن با وا می نمی")


def _log(count: int) -> float:
    return count.bit_length()


def _inner(suffix: str) -> str:
    """A superlative with a plural takes a ZWNJ of its own (ترین‌ها)."""
    return suffix.replace("ترینها", "ترین" + ZWNJ + "ها")


def visible_only(form: str) -> str:
    """``form`` without the ZWNJ that stand behind letters that do not join."""
    return re.sub(f"(?<=[{''.join(sorted(NON_JOINING))}]){ZWNJ}", "", form)


_SUFFIXES = (
    (ARE, "zwnj.copula", -20),
    (PLURAL, "zwnj.plural", 24),
    (COMPARATIVE, "zwnj.comparative", 10),
    (AFTER_HE, "zwnj.after-he", 0),
    (AFTER_YE, "zwnj.after-ye", 0),
)
