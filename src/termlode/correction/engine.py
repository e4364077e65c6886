"""The corrector: regions by language, passes until nothing changes, one list of edits for the original.

A pass is a pure function of the text; ``fix`` repeats it until it has nothing more to do, so that
``fix(apply(x, fix(x)))`` is empty of automatic edits.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from termlode import __version__
from termlode.correction import regions
from termlode.correction.edits import apply, automatic, compose, locate
from termlode.correction.persian import PersianCorrector
from termlode.errors import UsageError
from termlode.correction.zwnj import Joiner
from termlode.languages.lexicon import ZWNJ, Persian, persian
from termlode.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from termlode.model import ConceptEntry, Document

CLASSES = ("zwnj", "char", "arabic", "space", "line", "digit", "markup", "variant")
PASSES = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of a text: the edits for it, and the text that the automatic ones make."""

    original: str
    text: str
    edits: tuple[Edit, ...]
    language: str = "und"

    @property
    def changed(self) -> bool:
        return self.text != self.original


class Corrector:
    """A corrector with its settings: lexicon, termbase, which classes, how sure.

    ``select`` limits the classes of edits; edits less sure than ``minimum`` are only suggested.
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
        extra = [*_spellings(concepts), *words]
        extra = [word for word in extra if not _only_squeezed(word)]
        self.lexicon = Persian(extra=extra) if extra else persian()
        self.persian = PersianCorrector(self.lexicon, concepts)

    def run(self, text: str, language: str | None = None) -> Correction:
        """Correct ``text``; lines in other languages than ``language`` (or the document's) go by their own rules."""
        edits: list[Edit] = []
        current = text
        suggestions: list[Edit] = []
        for _ in range(PASSES):
            found = self._pass(current, language)
            autos = automatic(found)
            suggestions = [edit for edit in found if edit.tier != "auto"]
            if not autos:
                break
            edits = compose(text, edits, autos)
            current = apply(text, edits)
        placed = _place(text, edits, suggestions)
        return Correction(text, current, tuple(sorted([*edits, *placed], key=lambda e: (e.start, e.end))))

    def _pass(self, text: str, language: str | None) -> list[Edit]:
        from termlode.correction.protect import mask

        spans = regions.split(text, language)
        out: list[Edit] = []
        own = "".join(text[r.start : r.end] for r in spans if r.language == "fa")
        if own:
            from termlode.correction.persian import facts

            known = facts(own)
        for region in spans:
            if region.language != "fa":
                continue
            masked = mask(text[region.start : region.end], "fa")
            out += [_shifted(e, region.start) for e in self._staged(masked, known)]
        return [e for e in out if text[e.start : e.end] == e.before]

    def _staged(self, text: str, known: object) -> list[Edit]:
        edits: list[Edit] = []
        suggestions: list[Edit] = []
        current = text
        for stage in self.persian.stages():
            found = [e for e in stage(current, known) if e.kind in self.select]
            autos = [e for e in found if e.tier == "auto" and e.confidence >= self.minimum]
            suggestions += _place(text, edits, [e for e in found if e not in autos])
            if autos:
                edits = compose(text, edits, autos)
                current = apply(text, edits)
        taken = [(e.start, e.end) for e in edits]
        return [*edits, *(s for s in suggestions if not any(a < s.end and s.start < b for a, b in taken))]


@cache
def _base_joiner() -> Joiner:
    return Joiner(persian())


def _only_squeezed(word: str) -> bool:
    """A spelling from an uncorrected source whose ZWNJ was lost is no authority."""
    return ZWNJ not in word and _base_joiner().join(word) is not None


def _spellings(concepts: Iterable[ConceptEntry]) -> Iterable[str]:
    """Every word of every Persian term, as the termbase spells it."""
    for concept in concepts:
        section = concept.section("fa")
        for term in section.terms if section else ():
            if term.status in ("preferred", "admitted"):
                yield from (word for word in term.term.split() if len(word) > 1)


def _shifted(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by)


def _place(text: str, edits: Sequence[Edit], suggestions: Sequence[Edit]) -> list[Edit]:
    """Suggestions for the corrected text, put on the original's offsets; those inside an edit are dropped."""
    out = []
    for edit in suggestions:
        start, end = locate(edits, edit.start, edit.end)
        if text[start:end] == edit.before:
            out.append(replace(edit, start=start, end=end, tier="suggest"))
    return out


def _classes(select: Iterable[str] | None) -> frozenset[str]:
    wanted = frozenset(CLASSES if select is None else select)
    unknown = sorted(wanted - set(CLASSES))
    if unknown:
        raise UsageError(f"no class of edits is called {', '.join(unknown)}; there are: {', '.join(CLASSES)}")
    return wanted


@cache
def _default() -> Corrector:
    return Corrector()


def fix(text: str, language: str | None = None) -> list[Edit]:
    return list(_default().run(text, language).edits)
