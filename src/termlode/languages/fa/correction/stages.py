"""The rules for Persian, in the order that proved right on real bulletins.

Letters → decimals and mixed-script words → line joins → termbase phrases → guarded letter model → ZWNJ →
closed-class spaces. Each stage sees what the stages before it made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.languages.fa.correction import digits, haye, layout, letters, names, parts, space, style, suffixes
from termlode.languages.fa.correction.closed import SILENT_HEH
from termlode.languages.fa.correction.confusions import Channel
from termlode.languages.fa.correction.doubts import Doubts
from termlode.languages.fa.correction.facts import WORD, Facts, forms
from termlode.languages.fa.correction.lamalef import LamAlef
from termlode.languages.fa.correction.likelihood import Place, misread, probability
from termlode.languages.fa.correction.names import MARKS
from termlode.languages.fa.correction.variants import Variants
from termlode.languages.fa.correction.zwnj import Joined, Joiner, visible_only
from termlode.languages.fa.lexicon import FINITE, ZWNJ, Flag
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from termlode.languages.fa.correction.confusions import Candidate
    from termlode.languages.fa.lexicon import Persian
    from termlode.model import ConceptEntry, Tier

_SURE = 0.8
_SURE_IN_CLEAN_TEXT = 0.965  # where a text shows no other loss, an unknown word is rather a name
_SUGGESTED = 0.25  # below this a suggestion would only be noise
_STEM_UNKNOWN = 0.89
# How likely a word must be misread to get no ZWNJ: a plural of no known stem, a weak compound, a verb, any other.
_MISREAD_STEM, _MISREAD_WEAK, _MISREAD_COMPOUND, _MISREAD_VERB, _MISREAD = 0.15, 0.3, 0.5, 0.93, 0.8
_COMPOUND_STRONG, _COMMON, _SELDOM = 0.95, 150, 100
_COPULA = frozenset(["است", "نیست", "هست", "بود", "نبود", "شد", "باشد", "نباشد", "کرد", "داد"])
_SMALL_BEHIND = re.compile("(.{3,})(?:در|که|را|از|به|با|تا|بر)$")
_GLUED = 180  # the level of a noun that a lost space would leave
_CLITIC = re.compile("(.{2,})ها(ش|ام|ات|م|ت)$")
_EVEN, _HAYE, _HAYE_LOST = 0.5, 0.9, 0.66
_OF_TWO = 0.93  # what a spelling is given that has another beside it
_MODERN = 0.95  # what a form of a verb that is in use is given at least
_USUAL = 140  # the level of a compound that is usual with its ZWNJ
_COMPOUNDS = ("zwnj.attested", "zwnj.compound")
_ENDING = re.compile("(?:تر(?:ین|ی)?|ها|های|هایی)$")
_INFLECTED = re.compile(f"{ZWNJ}(?:تر(?:ین|ی)?|ها|های|هایی)$")
_STYLES = (*_COMPOUNDS, "zwnj.plural", "zwnj.comparative")
_NAME_COUNT = 3  # an unknown form seen so often is a name
_SHORT, _TOO_SHORT = 2, 0.5  # letters of a candidate that three letters may be misread from by chance
_OTHER_SPELLING = 0.6  # what a name is given that may be another one: with a madda (آیرلند), before a surname


class PersianCorrector:
    """The stages for Persian with one lexicon and one set of variants."""

    def __init__(
        self, lexicon: Persian, concepts: Iterable[ConceptEntry] = (), styles: Mapping[str, str] | None = None
    ) -> None:
        self.house = styles or {}
        self.joiner = Joiner(lexicon)
        self.channel = Channel(self.joiner)
        self.lexicon = lexicon
        self.doubts = Doubts(self.channel)
        self.spell = lru_cache(maxsize=1 << 13)(self._spell)
        self.spaces = space.Spaces(self.joiner)
        self.explained = lru_cache(maxsize=1 << 15)(self._explained)
        self.lam_alef = LamAlef(self.channel.known, self.channel.direct)
        self.variants = Variants(concepts, self.channel.known)

    def stages(self) -> tuple[Callable[[str, Facts], list[Edit]], ...]:
        """The stages in their order; each gives sorted edits for the text it is shown."""
        return (
            lambda text, _: letters.fold(text),
            lambda text, _: letters.stray_zwnj(text),
            lambda text, _: digits.decimals(text),
            lambda text, _: digits.mixed(text, self.lexicon.contains),
            lambda text, known: layout.joins(text, known.layout, self.is_verb),
            lambda text, _: self.variants.edits(text),
            lambda text, _: self.lam_alef.edits(text, forms(text), WORD),
            self.chars,
            self.zwnj,
            self.styles,
            lambda text, known: self.spaces.edits(text, known.counts, lost=known.lost, spaced=known.spaced),
            lambda text, _: digits.gaps(text),
        )

    def is_verb(self, word: str) -> bool:
        """Whether a word, spelt with or without its ZWNJ, is a finite form: what a Persian sentence ends with."""
        plain = word.replace(ZWNJ, "")
        if word in _COPULA or plain.startswith(("می", "نمی")):
            return True
        entry = self.lexicon.find(plain)
        return (
            entry is not None
            and bool(entry.flags & (FINITE | Flag.VERB))
            and not entry.flags & (Flag.NOUN | Flag.ADJECTIVE | Flag.GRADABLE | Flag.SUBSTANTIVE)
        ) or (plain.endswith(("هاند", "هام", "هایم", "هاید")) and self.joiner.copula(plain) is not None)

    # ── letter errors ────────────────────────────────────────────────────────────────────────────

    def chars(self, text: str, known: Facts) -> list[Edit]:
        """Unknown words that look like one frequent word."""
        edits = []
        doubted = {word for word in forms(text) if len(word) > 2 and not self.explained(word.replace(ZWNJ, ""))}
        tokens = list(WORD.finditer(text)) if doubted else []
        for index in [index for index, found in enumerate(tokens) if found[0] in doubted]:
            found, word = tokens[index], tokens[index][0]
            judged = self._doubt(word.replace(ZWNJ, ""), known, text, tokens, index)
            if judged is not None and ZWNJ in word:
                judged = self._in_parts(judged, word)
            if judged is not None:
                edits.append(replace(judged, start=found.start(), end=found.end()))
        return edits

    def _in_parts(self, judged: Edit, word: str) -> Edit | None:
        """The suggestion for a word that kept its ZWNJ; where its parts are words (می‌آورند) only a look-alike."""
        known = all(len(part) < 3 or part in suffixes.COSTS or self.explained(part) for part in word.split(ZWNJ))
        if known and judged.rule != "char.look-alike":
            return None
        return replace(judged, before=word, after=joined_like(word, judged.after), tier="suggest")

    def _explained(self, word: str) -> bool:
        """Whether a word needs no correction of letters: known, or written with marks."""
        plain = word.translate(MARKS).replace("ۀ", "ه")
        return plain != word or self.channel.known(plain)

    def weighed(
        self, word: str, known: Facts, text: str, tokens: list[re.Match[str]], index: int
    ) -> tuple[tuple[Candidate, ...], Place] | None:
        """What a word that nothing explains may stand for, and what its place tells; None where all is well."""
        if self.explained(word) or known.counts[word] >= _NAME_COUNT or self._glued(word):
            return None
        candidates = self.channel.candidates(word)
        if not candidates or _part(text, tokens, index, candidates[0].word):
            return None
        beside = names.among_names(text, tokens, index, self.channel.known)
        title = names.titled(text, tokens, index)
        return candidates, Place(known.counts[word], known.counts[candidates[0].word], beside, title)

    def _before_name(self, text: str, tokens: list[re.Match[str]], index: int) -> bool:
        """Whether a word stands before one that nobody knows, or that only the dictionary has: a surname (ترامپ)."""
        after = names.following(text, tokens, index)
        return len(after) > 2 and not (self.channel.known(after) and self.channel.frequency(after) > 0)

    def _glued(self, word: str) -> bool:
        """Whether a word is a frequent noun with a small word written on to it (شهردر, طوریکه): no letter is wrong."""
        found = _SMALL_BEHIND.match(word)
        return found is not None and self.channel.frequency(found[1]) >= _GLUED

    def _doubt(self, word: str, known: Facts, text: str, tokens: list[re.Match[str]], index: int) -> Edit | None:
        found = self.weighed(word, known, text, tokens, index)
        if found is None:
            return None
        candidates, place = found
        best = candidates[0]
        sure = probability(word, candidates, place)
        if sure < _SUGGESTED:
            return None
        madda = "آ" in word and word.replace("آ", "ا") == best.word.replace("آ", "ا")
        if (madda and not known.lost) or (
            (madda or best.slip.change != "near") and self._before_name(text, tokens, index)
        ):
            sure = min(sure, _OTHER_SPELLING)
        if len(best.word) <= _SHORT:
            sure = min(sure, _TOO_SHORT)
        others = "، ".join(c.word for c in candidates[1:3])
        evidence = f"{word} is in no list; {best.slip}" + (f"; else {others}" if others else "")
        return Edit(
            "char.look-alike" if best.slip.change == "near" else "char.one-letter", "char", 0, 0, word, best.word,
            "auto" if sure >= (_SURE if known.lost else _SURE_IN_CLEAN_TEXT) else "suggest", round(sure, 3),
            evidence + ("; may be a name" if place.among_names or place.titled else ""),
        )  # fmt: skip

    # ── ZWNJ ─────────────────────────────────────────────────────────────────────────────────────

    def zwnj(self, text: str, known: Facts) -> list[Edit]:
        """ZWNJ put back into words that lost it."""
        edits = []
        tokens = list(WORD.finditer(text))
        spelt: dict[str, Edit | None] = {}  # of words that are judged by themselves, each once
        for index, found in enumerate(tokens):
            word = found.group()
            if len(word) < 4 or ZWNJ in word:
                continue
            if word.endswith("های") and (word not in known.joined or self.joiner.plain(word)):
                judged = None if style.pointer(word) else self._plural_or_single(text, tokens, index, known)
            else:
                if word not in spelt:
                    spelt[word] = None if style.pointer(word) else self._spelt_here(word, known)
                judged = spelt[word]
            if judged is not None and self._rather_name(judged, text, tokens, index, known):
                if judged.rule == "space.split":
                    continue
                judged = replace(judged, tier="suggest", confidence=0.6, evidence=f"{judged.evidence}; may be a name")
            if judged is not None and judged.after != word:
                edits.append(replace(judged, start=found.start(), end=found.end()))
        return edits

    def _rather_name(self, judged: Edit, text: str, tokens: list[re.Match[str]], index: int, known: Facts) -> bool:
        """Whether a word that would be parted is rather a name: alone on its line, or as its neighbours tell."""
        if judged.rule == "space.split":
            return names.alone(text, tokens[index]) or self._name_like(text, tokens, index, known)
        if judged.rule == "zwnj.verb":
            return judged.before.endswith("ی") and names.alone(text, tokens[index])  # میراندی, a language
        return judged.rule == "zwnj.compound" and (
            names.alone(text, tokens[index])
            or names.titled(text, tokens, index)
            or names.among_names(text, tokens, index, self.channel.known)
        )

    def _name_like(self, text: str, tokens: list[re.Match[str]], index: int, known: Facts) -> bool:
        return (
            known.counts[tokens[index].group()] > 1
            or names.titled(text, tokens, index)
            or names.among_names(text, tokens, index, self.channel.known)
        )

    def _spelt_here(self, word: str, known: Facts) -> Edit | None:
        """The edit for a word, with what the document itself tells of its spelling and its stem."""
        if parts.stands(word, known, self.lexicon):
            return None
        chosen = known.joined.get(word)
        if chosen is not None and not self.joiner.plain(word):
            return _as_elsewhere(word, chosen)
        glued = (
            parts.loan(word, known, self.lexicon)
            or (
                parts.ezafe(word, self.lexicon, style.ezafe_tail(known.styles, self.house))
                if word.endswith("هی")
                else None
            )
            or parts.perfect(word, known, self.lexicon)
        )
        if glued is not None:
            return glued
        return self._chosen(word, self.spell(word, known.lost, known.spoken), known)

    def _chosen(self, word: str, found: Edit | None, known: Facts) -> Edit | None:
        """The edit, only suggested where a text that did not lose its ZWNJ seems to write the word so by choice."""
        if found is None or found.tier != "auto" or known.lost or found.rule not in _STYLES:
            return found
        if SILENT_HEH.match(found.after):  # a silent heh never joins what follows
            return found
        if self._stem_alone(word, found):
            return replace(
                found, tier="suggest", confidence=0.6, evidence=f"{found.evidence}; its stem has two spellings"
            )
        if known.counts[word] >= _NAME_COUNT and known.kept:
            why = "the document writes it so throughout"
        elif found.rule in _COMPOUNDS and not self._sure_compound(word, known):
            why = "written in one piece too"
        else:
            return found
        return replace(found, tier="suggest", confidence=0.6, evidence=f"{found.evidence}; {why}")

    def _stem_alone(self, word: str, found: Edit) -> bool:
        """Whether an inflected word would only get a ZWNJ inside its stem, which is written in one piece too."""
        ending = "".join(_ENDING.findall(word))
        stem = self.lexicon.find(word.removesuffix(ending)) if ending else None
        return (
            found.rule not in _COMPOUNDS
            and found.after.endswith(ending)
            and not found.after.endswith(ZWNJ + ending)
            and stem is not None
            and bool(stem.flags & Flag.PLAIN)
        )

    def _sure_compound(self, word: str, known: Facts) -> bool:
        """Whether nobody writes a compound in one piece: frequent with its ZWNJ, never seen without."""
        entry = self.lexicon.find(word)
        if entry is None or entry.joined is None:
            return not known.kept
        if entry.own or _INFLECTED.search(entry.joined):
            return True
        if entry.flags & Flag.LISTED or (known.kept and entry.flags & Flag.PLAIN):
            return False
        return not entry.joined.endswith(ZWNJ + "که") and entry.joined_level >= (_USUAL if known.kept else _SELDOM)

    def styles(self, text: str, known: Facts) -> list[Edit]:
        """House styles: آنها or آن‌ها, نسخه‌ی or نسخهٔ."""
        judged = ((word, style.spell(word, known.styles, self.house)) for word in forms(text) if style.may_vary(word))
        styled = {word: edit for word, edit in judged if edit is not None}
        return [
            replace(styled[found[0]], start=found.start(), end=found.end())
            for found in (WORD.finditer(text) if styled else ())
            if found[0] in styled
        ]

    def _spell(self, word: str, lost: bool, spoken: bool = False) -> Edit | None:
        """The edit (without place) that puts ZWNJ into a word; ``lost``: the text has lost its ZWNJ."""
        joined = self.joiner.join(word)
        if joined is None or joined.rule == "zwnj.compound":
            parted = self._parted(word, joined)
            if parted is not None:
                return parted
        if joined is None or ((joined.rule == "zwnj.compound" or joined.doubtful) and self._misspelt(word, joined)):
            return None
        why = self.doubts.of(word, joined.form, joined.rule, spoken=spoken) or self._spoken_plural(word, joined)
        if not why and (joined.optional or (joined.style and not lost)):
            why = "written in one piece too"
        if why:
            return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, "suggest", 0.6, f"{joined.evidence}; {why}")
        if joined.rule == "zwnj.verb" and (self.joiner.is_noun_with_ye(word) or self._old_verb(word, joined)):
            return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, "suggest", 0.5, f"{joined.evidence}, or a noun")
        tier: Tier = "auto" if joined.confidence >= (0.9 if joined.rule == "zwnj.compound" else 0.85) else "suggest"
        sure = min(joined.confidence, _OF_TWO) if joined.style or joined.rule == "zwnj.compound" else joined.confidence
        return Edit(joined.rule, "zwnj", 0, 0, word, joined.form, tier, sure, joined.evidence)

    def _old_verb(self, word: str, joined: Joined) -> bool:
        """Whether a word of the dictionary would become a form of a verb that is no longer in use (میانجی)."""
        entry = self.lexicon.find(word)
        return joined.confidence < _MODERN and entry is not None and bool(entry.flags & (Flag.LISTED | Flag.TRUSTED))

    def _spoken_plural(self, word: str, joined: Joined) -> str:
        """What speaks for a spoken plural instead: دستهاش is دست‌هاش as well as دسته‌اش."""
        found = _CLITIC.match(word) if joined.rule == "zwnj.after-he" else None
        if found is None or self.channel.frequency(found[1]) < self.channel.frequency(found[1] + "ه"):
            return ""
        return f"or the spoken plural {found[1]}{ZWNJ}ها" if self.joiner.is_noun(found[1]) else ""

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
        """Whether a word that little explains is rather a misread one."""
        plain = word.translate(MARKS)
        candidates = self.channel.candidates(plain)
        if joined is not None and joined.rule != "zwnj.compound":  # another suffix says nothing of the stem
            stem = len(joined.form.rsplit(ZWNJ, 1)[0].replace(ZWNJ, ""))
            candidates = tuple(one for one in candidates if one.slip.place < stem)
        sure = misread(plain, candidates)
        if joined is None:
            return sure >= _MISREAD
        if joined.confidence < _STEM_UNKNOWN:
            return sure >= _MISREAD_STEM or "آ" in word[1:]
        if joined.rule == "zwnj.compound":
            if self.channel.exchanged(plain) >= _COMMON:
                return True
            weak = joined.confidence < _COMPOUND_STRONG and self.channel.frequency(joined.form.split(ZWNJ)[0]) < _COMMON
            return sure >= (_MISREAD_WEAK if weak else _MISREAD_COMPOUND)
        return sure >= (_MISREAD_VERB if joined.rule == "zwnj.verb" else _MISREAD)

    def _plural_or_single(self, text: str, tokens: list[re.Match[str]], index: int, known: Facts) -> Edit | None:
        word = tokens[index].group()
        both = self.joiner.ambiguous(word)
        if both is None:
            return self._spelt_here(word, known)
        if known.joined.get(word) in (both.plural, both.single):
            return _as_elsewhere(word, known.joined[word])
        if self.joiner.join(word) is None and both.plural != word:
            return None  # شانگهای, تنهایی
        here = haye.Context.of(text, tokens, index)
        sure = haye.single(haye.features(both, word, here, known, self.lexicon))
        form, level = (both.single, both.single_level) if sure > _EVEN else (both.plural, both.plural_level)
        sure = max(sure, 1 - sure)
        if form == word or (level < _SELDOM and self._misspelt(word)):
            return None
        evidence = f"{both.plural} or {both.single}: what stands around, and the frequency, speak for {form}"
        why = self.doubts.of(word, form, "zwnj.haye")
        if why:
            return Edit("zwnj.haye", "zwnj", 0, 0, word, form, "suggest", 0.6, f"{evidence}; {why}")
        needed = _HAYE_LOST if known.lost and both.plural != word else _HAYE
        tier: Tier = "auto" if sure >= needed else "suggest"
        return Edit("zwnj.haye", "zwnj", 0, 0, word, form, tier, round(min(0.98, sure), 3), evidence)


def _as_elsewhere(word: str, chosen: str) -> Edit:
    return Edit("zwnj.document", "zwnj", 0, 0, word, chosen, "auto", 0.97, "the document spells it so elsewhere")


def _part(text: str, tokens: list[re.Match[str]], index: int, candidate: str) -> bool:
    """Whether a token is a part of a word only: ا_ستفاده with the mark of an access key, به روزرسانی with a space."""
    found = tokens[index]
    if "_" in text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]:
        return True
    return index > 0 and tokens[index - 1].group() == "به" and candidate == "ب" + found.group()


def joined_like(word: str, letters_after: str) -> str:
    """``letters_after``, which differs by one letter from ``word``, with the ZWNJ of ``word``."""
    plain = word.replace(ZWNJ, "")
    longer = len(letters_after) - len(plain)
    same = next((i for i, (a, b) in enumerate(zip(plain, letters_after, strict=False)) if a != b), len(plain))
    form, at = letters_after, 0
    for part in reversed(word.split(ZWNJ)[1:]):
        at += len(part)
        cut = len(plain) - at
        cut += longer if cut > same else 0
        form = form[:cut] + ZWNJ + form[cut:]
    return visible_only(form) if visible_only(word) == word else form
