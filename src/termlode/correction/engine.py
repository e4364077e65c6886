"""The corrector: regions by language, passes until nothing changes, one list of edits for the original.

A pass is a pure function of the text; :meth:`Corrector.run` repeats it until it has nothing more to do,
so that what it leaves has no automatic edit any more.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from termlode.correction import damage, markup
from termlode.correction.protect import mask
from termlode.edits import Origins, apply, automatic, compose
from termlode.errors import UsageError
from termlode.languages import regions, registry, styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from termlode.languages.hooks import Rules, Stage
    from termlode.model import ConceptEntry, Edit, EditClass

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

    ``concepts`` give termbase spellings and variants, ``words`` the workspace's own words, ``style`` its house styles
    (:mod:`termlode.languages.styles`); ``select`` limits the classes of edits; edits less sure than ``minimum`` are
    only suggested. Raises UsageError for a class or a style that does not exist.
    """

    def __init__(
        self,
        concepts: Iterable[ConceptEntry] = (),
        words: Iterable[str] = (),
        *,
        select: Iterable[str] | None = None,
        minimum: float = 0.0,
        style: Mapping[str, str] | None = None,
    ) -> None:
        self.select = _classes(select)
        self.style = _styles(style or {})
        self.minimum = minimum
        self._concepts, self._words = tuple(concepts), tuple(words)
        self._rules: dict[str, Rules | None] = {}
        self.asked: set[str] = set()  # languages whose rules had a say since this was emptied

    def rules(self, language: str) -> Rules | None:
        """The rules of a language, made when first asked for; None where it has none."""
        tag = registry.root(language)
        if tag not in self._rules:
            hook = registry.correction(tag)
            self._rules[tag] = hook.rules(self._concepts, self._words, self.style) if hook else None
        return self._rules[tag]

    def signature(self) -> str:
        """Version, lexicon, rules and settings: what a result depends on besides the text."""
        from termlode import __version__

        classes = "all" if len(self.select) == len(CLASSES) else "+".join(c for c in CLASSES if c in self.select)
        every = [self.rules(pack.tag) for pack in registry.packs() if not pack.like]
        said = [rules.signature() for rules in every if rules]
        parts = [f"termlode {__version__}", f"rules {RULES}", *filter(None, said), f"classes {classes}"]
        chosen = styles.told(self.style)
        return " · ".join([*parts, f"minimum {self.minimum:g}", *([f"style {chosen}"] if chosen else [])])

    def inputs(self, language: str) -> str:
        """What the rules of a language look at of termbase and own words, as a text to compare."""
        rules = self.rules(language)
        if rules is None:
            return ""
        told = getattr(rules, "inputs", None)  # a pack of someone else may not say: then all counts
        return str(told()) if told else repr((self._concepts, self._words, sorted(self.style.items())))

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
        stages = {language: self._stages(language, text, spans) for language in {r.language for r in spans}}
        out: list[Edit] = []
        for region in spans:
            masked = mask(text[region.start : region.end], region.language)
            out += (_shifted(edit, region.start) for edit in self._staged(masked, stages[region.language]))
        fitting = [edit for edit in out if text[edit.start : edit.end] == edit.before]
        return [*fitting, *_apart(automatic(fitting), damaged)]

    def _stages(self, language: str, text: str, spans: list[regions.Region]) -> Sequence[Stage]:
        """The stages for the regions of one language, in order; each is shown what the stages before it made."""
        rules = self.rules(language)
        self.asked.add(registry.root(language))
        if rules is None:
            return (markup.residue,)
        own = rules.stages("".join(text[r.start : r.end] for r in spans if r.language == language))
        if not rules.markup and language == regions.main(spans):
            return own
        return (markup.residue, *own)  # lines of a language in another's text may be what is left of its markup

    def _staged(self, text: str, stages: Sequence[Stage]) -> list[Edit]:
        edits: list[Edit] = []
        suggestions: list[Edit] = []
        current = text
        for stage in stages:
            found = [self._judged(edit) for edit in stage(current) if edit.kind in self.select]
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
    origins = Origins(edits)
    for edit in suggestions:
        start, end = origins.span(edit.start, edit.end)
        if text[start:end] == edit.before:
            out.append(replace(edit, start=start, end=end, tier="suggest"))
    return out


def _shifted(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by)


def _classes(select: Iterable[str] | None) -> frozenset[str]:
    wanted = frozenset(CLASSES if select is None else select)
    unknown = sorted(wanted - set(CLASSES))
    if unknown:
        raise UsageError(f"no class of edits is called {', '.join(unknown)}; there are: {', '.join(CLASSES)}")
    return wanted


def _styles(chosen: Mapping[str, str]) -> dict[str, str]:
    try:
        return styles.checked(chosen)
    except ValueError as error:
        raise UsageError("; ".join(error.args)) from error


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
