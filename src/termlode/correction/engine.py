"""The corrector: regions by language, passes until nothing changes, one list of edits for the original.

A pass is a pure function of the text; :meth:`Corrector.run` repeats it until it has nothing more to do,
so that what it leaves has no automatic edit any more.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from termlode.correction import damage, markup, regions
from termlode.correction.protect import mask
from termlode.edits import apply, automatic, compose, locate
from termlode.errors import UsageError
from termlode.languages.ar import correction as arabic
from termlode.languages.fa.correction import letters
from termlode.languages.fa.correction.stages import Facts, PersianCorrector, facts
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.languages.fa.lexicon import ZWNJ, Persian, persian
from termlode.languages.ps import correction as pashto
from termlode.languages.zh import correction as chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from termlode.model import ConceptEntry, Edit, EditClass

    type Stage = Callable[[str, Facts], list[Edit]]

CLASSES: tuple[EditClass, ...] = ("zwnj", "char", "arabic", "space", "line", "digit", "markup", "variant")
RULES = 2  # the version of the rule set; it goes into the signature of every report
PASSES = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of a text: the edits for it, and the text that the automatic ones make."""

    original: str
    text: str
    edits: tuple[Edit, ...]

    @property
    def changed(self) -> bool:
        """Whether any automatic edit was made."""
        return self.text != self.original


class Corrector:
    """A corrector with its settings; make one and use it for many texts.

    ``concepts`` give termbase spellings and variants, ``words`` the workspace's own words; ``select`` limits
    the classes of edits; edits less sure than ``minimum`` are only suggested. Raises UsageError for a class
    that does not exist.
    """

    def __init__(
        self,
        concepts: Iterable[ConceptEntry] = (),
        words: Iterable[str] = (),
        *,
        select: Iterable[str] | None = None,
        minimum: float = 0.0,
    ) -> None:
        self.select = _classes(select)
        self.minimum = minimum
        concepts = tuple(concepts)
        extra = [*(word for word in _spellings(concepts) if not _only_squeezed(word)), *words]
        self.lexicon = Persian(extra=extra) if extra else persian()
        self.persian = PersianCorrector(self.lexicon, concepts)
        self._stages = _stages(self.persian)

    def signature(self) -> str:
        """Version, lexicon, rules and settings: what a result depends on besides the text."""
        from termlode import __version__

        classes = "all" if len(self.select) == len(CLASSES) else "+".join(c for c in CLASSES if c in self.select)
        return (
            f"termlode {__version__} · rules {RULES}"
            f" · lexicon fa {self.lexicon.fingerprint} ({self.lexicon.size} entries)"
            f" · own words {self.lexicon.own} · variants {self.persian.variants.size} · classes {classes}"
            f" · minimum {self.minimum:g}"
        )

    def without(self, kind: EditClass) -> Corrector:
        """The same corrector (and its caches) without one class of edits."""
        other = copy(self)
        other.select = self.select - {kind}
        return other

    def run(self, text: str, language: str | None = None) -> Correction:
        """Correct ``text``. Lines in another language than ``language`` (or the document's) go by their own rules."""
        edits: list[Edit] = []
        suggestions: list[Edit] = []
        current = text
        for _ in range(PASSES):
            found = self._pass(current, language)
            autos = automatic(found)
            suggestions = [edit for edit in found if edit.tier != "auto"]
            if not autos:
                break
            edits = compose(text, edits, autos)
            current = apply(text, edits)
        every = [*edits, *_place(text, edits, suggestions)]
        return Correction(text, current, tuple(sorted(every, key=lambda e: (e.start, e.end))))

    def _pass(self, text: str, language: str | None) -> list[Edit]:
        """The edits that one look at ``text`` gives; damage of extraction is mended before all else."""
        damaged = [self._judged(edit) for edit in damage.edits(text) if edit.kind in self.select]
        if automatic(damaged):
            return damaged
        spans = regions.split(text, language)
        known = facts("".join(text[r.start : r.end] for r in spans if r.language == "fa"))
        out: list[Edit] = []
        foreign = regions.main(spans) != "en"  # English lines of another text may be what is left of its markup
        for region in spans:
            key = "und" if region.language == "en" and foreign else region.language
            stages = self._stages.get(key, self._stages["und"])
            masked = mask(text[region.start : region.end], region.language)
            out += (_shifted(edit, region.start) for edit in self._staged(masked, known, stages))
        fitting = [edit for edit in out if text[edit.start : edit.end] == edit.before]
        return [*fitting, *_apart(automatic(fitting), damaged)]

    def _staged(self, text: str, known: Facts, stages: Sequence[Stage]) -> list[Edit]:
        edits: list[Edit] = []
        suggestions: list[Edit] = []
        current = text
        for stage in stages:
            found = [self._judged(edit) for edit in stage(current, known) if edit.kind in self.select]
            if not found:
                continue
            suggestions += _place(text, edits, [edit for edit in found if edit.tier != "auto"])
            autos = automatic(found)
            if autos:
                edits = compose(text, edits, autos)
                current = apply(text, edits)
        return [*edits, *_apart(edits, suggestions)]

    def _judged(self, edit: Edit) -> Edit:
        """The edit, only suggested where it is less sure than asked for."""
        return edit if edit.confidence >= self.minimum else replace(edit, tier="suggest")


def _stages(fa: PersianCorrector) -> dict[str, tuple[Stage, ...]]:
    """The stages of each language, in order; each is shown what the stages before it made."""
    arab: tuple[Stage, ...] = (_plain(markup.residue), _plain(letters.invisible))
    return {
        "fa": (*arab, *fa.stages()),
        "ar": (*arab, *map(_plain, (arabic.suffixes, arabic.maksura, arabic.colons, arabic.stops))),
        "ps": (*arab, _plain(pashto.joined), _plain(arabic.colons)),
        "zh": (_plain(markup.residue), _plain(chinese.width), _plain(chinese.spaces)),
        "zh-Hant": (_plain(markup.residue), _plain(chinese.width), _plain(chinese.spaces)),
        "en": (),
        "ur": (),
        "und": (_plain(markup.residue),),
    }


def _plain(stage: Callable[[str], list[Edit]]) -> Stage:
    return lambda text, _: stage(text)


def _apart(edits: Sequence[Edit], suggestions: Iterable[Edit]) -> Iterator[Edit]:
    """The suggestions that touch neither an edit nor one another."""
    end = -1
    index = 0
    for suggestion in sorted(suggestions, key=lambda e: (e.start, e.end)):
        while index < len(edits) and edits[index].end <= suggestion.start:
            index += 1
        free = index == len(edits) or edits[index].start >= suggestion.end
        if free and suggestion.start >= end:
            end = max(suggestion.end, suggestion.start + 1)
            yield suggestion


def _place(text: str, edits: Sequence[Edit], suggestions: Sequence[Edit]) -> list[Edit]:
    """Suggestions for the corrected text, on the original's offsets; one that an automatic edit touches is dropped."""
    out = []
    for edit in suggestions:
        start, end = locate(edits, edit.start, edit.end)
        if text[start:end] == edit.before:
            out.append(replace(edit, start=start, end=end, tier="suggest"))
    return out


def _shifted(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by)


@cache
def _base_joiner() -> Joiner:
    return Joiner(persian())


def _only_squeezed(word: str) -> bool:
    """A spelling from an uncorrected source whose ZWNJ was lost is no authority."""
    return ZWNJ not in word and _base_joiner().join(word) is not None


def _spellings(concepts: Iterable[ConceptEntry]) -> Iterator[str]:
    """Every word of every Persian term, as the termbase spells it."""
    for concept in concepts:
        section = concept.section("fa")
        for term in section.terms if section else ():
            if term.status in ("preferred", "admitted"):
                yield from (word for word in term.term.split() if len(word) > 1)


def _classes(select: Iterable[str] | None) -> frozenset[str]:
    wanted = frozenset(CLASSES if select is None else select)
    unknown = sorted(wanted - set(CLASSES))
    if unknown:
        raise UsageError(f"no class of edits is called {', '.join(unknown)}; there are: {', '.join(CLASSES)}")
    return wanted


@cache
def _default() -> Corrector:
    return Corrector()


def fix(
    text: str,
    language: str | None = None,
    *,
    concepts: Iterable[ConceptEntry] = (),
    words: Iterable[str] = (),
    select: Iterable[str] | None = None,
    minimum: float = 0.0,
) -> list[Edit]:
    """The edits for ``text``, automatic and suggested, sorted. Settings as for :class:`Corrector`."""
    plain = not concepts and not words and select is None and not minimum
    corrector = _default() if plain else Corrector(concepts, words, select=select, minimum=minimum)
    return list(corrector.run(text, language).edits)
