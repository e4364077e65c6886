"""The Persian rules with one termbase and one list of words: what correction asks for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termlode.languages.arabic_script import invisible
from termlode.languages.fa.correction.facts import facts
from termlode.languages.fa.correction.stages import PersianCorrector
from termlode.languages.fa.correction.zwnj import Joiner
from termlode.languages.fa.lexicon import ZWNJ, Persian, persian

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from termlode.languages.fa.correction.facts import Facts
    from termlode.languages.hooks import Stage
    from termlode.model import ConceptEntry, Edit

LANGUAGE = "fa"


class PersianRules:
    """Stages that know what the whole document shows of itself (:class:`termlode.languages.hooks.Rules`)."""

    markup = True

    def __init__(
        self, concepts: Sequence[ConceptEntry], words: Sequence[str], styles: Mapping[str, str] | None = None
    ) -> None:
        self.lexicon = lexicon(concepts, words)
        self.corrector = PersianCorrector(self.lexicon, concepts, styles)
        self._inputs = (concepts, words, styles or {})

    def stages(self, text: str) -> Sequence[Stage]:
        """The stages in their order, with the facts of ``text``: all of a document that is Persian."""
        known = facts(text)
        return (invisible, *(_informed(stage, known) for stage in self.corrector.stages()))

    def signature(self) -> str:
        """The lexicon, the own words and the variants."""
        file = f"lexicon {LANGUAGE} {self.lexicon.fingerprint} ({self.lexicon.size} entries)"
        return f"{file} · own words {self.lexicon.own} · variants {self.corrector.variants.size}"

    def inputs(self) -> str:
        """The Persian terms with their statuses and misreadings, in their order, the words, and the styles."""
        concepts, words, styles = self._inputs
        sections = ((concept.id, concept.section(LANGUAGE)) for concept in concepts)
        terms = [
            (name, [(term.term, term.status, term.variants) for term in section.terms])
            for name, section in sections
            if section
        ]
        return repr((terms, list(words), sorted(styles.items())))


def _informed(stage: Callable[[str, Facts], list[Edit]], known: Facts) -> Stage:
    return lambda text: stage(text, known)


def lexicon(concepts: Iterable[ConceptEntry], words: Iterable[str]) -> Persian:
    """The packaged lexicon with the words of the termbase's terms and the workspace's own."""
    extra = [*(word for word in _spellings(concepts) if not _only_squeezed(word)), *words]
    return Persian(extra=extra) if extra else persian()


@cache
def _base_joiner() -> Joiner:
    return Joiner(persian())


def _only_squeezed(word: str) -> bool:
    """A spelling from an uncorrected source whose ZWNJ was lost is no authority."""
    return ZWNJ not in word and _base_joiner().join(word) is not None


def _spellings(concepts: Iterable[ConceptEntry]) -> Iterator[str]:
    """Every word of every Persian term, as the termbase spells it.

    Where a term stands in two words too (هنگ‌کنگ, هنگ کنگ), both are right and neither spelling corrects the other.
    """
    for concept in concepts:
        section = concept.section(LANGUAGE)
        terms = [term.term for term in section.terms if term.status in ("preferred", "admitted")] if section else []
        for term in terms:
            if ZWNJ not in term or term.replace(ZWNJ, " ") not in terms:
                yield from (word for word in term.split() if len(word) > 1)
