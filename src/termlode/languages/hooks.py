"""What the modules of a language pack hold (:mod:`termlode.languages.pack`): a protocol for each hook.

A module is a hook if it has these names; mypy compares those that come with Termlode
(``tests/languages/test_packs.py``). Nothing here is loaded at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from termlode.model import Edit

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from termlode.languages.forms import Alternative, Hit, Word
    from termlode.languages.runs import Runs
    from termlode.model import ConceptEntry, VariantKind

type Stage = Callable[[str], list[Edit]]  # sorted edits for the text that it is shown


class Folding(Protocol):
    """Match keys (:mod:`termlode.languages.folding`): letters that count as another, and letters that stay whole."""

    @property
    def LETTERS(self) -> Mapping[str, str]: ...
    @property
    def KEEP(self) -> frozenset[str]: ...


class Numbers(Protocol):
    """Words that multiply, in small letters, with their power of ten; the word between two parts of one number.

    It may also hold ``CARDINALS``, words that add up with their values (:mod:`termlode.languages.cardinals`),
    ``CARDINAL_AND``, the word between them where there is no ``AND``, ``CARDINAL_PREFIXES``, an expression for
    letters written on to them, ``ONES``, the multiplying words that say one of themselves (مليون), ``TENS_LAST``, true
    where the tens follow the unit, ``YEARS``, true where nineteen eighty is a year, and what
    :mod:`termlode.languages.alone` asks for.
    """

    @property
    def MULTIPLIERS(self) -> Mapping[str, int]: ...
    @property
    def AND(self) -> str: ...


class Quantities(Protocol):
    """Words around numbers: fractions in words, ordinals, ranges, currencies. All are regular expressions or words.

    ``FRACTIONS``: a word or phrase → numerator and denominator. ``NUMERATORS`` and ``DENOMINATORS``: words whose
    pair is a fraction (``two thirds``), divided by ``DIVIDER``; ``PREFIXES``: what either may be joined to.
    ``RANGES``: what stands between two numbers that share a magnitude (``3 to 5 million``). ``ORDINAL``: what makes
    digits in front of it (or, ``BEFORE_ORDINAL``, behind it) an ordinal. ``CURRENCIES``: words that may stand right
    behind a magnitude. ``HALF``: behind a number, a half more.
    It may also hold ``MINUS``: before a number; ``BELOW``: behind one, the same; ``DOZEN``, ``HUNDRED``: behind one;
    ``POINT``: the decimal point in words; ``HALF_BEHIND``: what is counted with a half behind it (years and a half);
    ``QUARTER``, ``QUARTERS``: as ``HALF``, for one and three of them; ``OF``: between a fraction and a magnitude;
    ``says_by_form(value, text)``: whether the text may say 1 or 2 by the form of a noun alone (Arabic dual).
    """

    FRACTIONS: Mapping[str, tuple[int, int]]
    NUMERATORS: Mapping[str, int]
    DENOMINATORS: Mapping[str, int]
    DIVIDER: str
    RANGES: str
    ORDINAL: str
    BEFORE_ORDINAL: str
    PREFIXES: str
    CURRENCIES: str
    HALF: str


class Morphology(Protocol):
    """A light stemmer."""

    def stem(self, word: str) -> str:
        """The stem of a folded word: a key for comparing, not a lemma."""


class Identification(Protocol):
    """What tells the language from others of its script: letters with their weight, and small words.

    Weights are in natural-log units an occurrence, at most five of which count; below 0 a letter speaks against the
    language. Letters and words are small ones.
    """

    @property
    def LETTERS(self) -> Mapping[str, float]: ...
    @property
    def WORDS(self) -> frozenset[str]: ...


class Alignment(Protocol):
    """How alignment compares words."""

    def key(self, word: str) -> str:
        """A conflation class of a folded word; a packaged lexicon is trained on exactly these."""


class Spelling(Protocol):
    """What the termbase's check of letters knows: wrong letters with the right ones, and the language's own."""

    @property
    def FOREIGN(self) -> Mapping[str, str]: ...
    @property
    def OWN(self) -> re.Pattern[str]: ...


class Quality(Protocol):
    """What the checks of translations know of a language (:mod:`termlode.quality`).

    ``SMALL``: patterns of words that may say a small number, with the number: two, second, twice. ``MONTHS``: of the
    names of the twelve months. Letters of both are folded (:func:`termlode.languages.cardinals.plain`).
    ``OTHER_MONTHS``: the same for the months of the calendars ``Jalali`` and ``Hijri``, the usual one first.
    ``AFTERNOON``: a pattern of words that make five seventeen. ``MARKS``: marks of other languages with those of this
    one. ``QUOTES``: the opening marks of quotations that the language has by convention, one string for each tag
    (``zh-Hant``) that has its own, and for all others under "". ``TWICE``: words that may stand twice in a row.
    ``DENSITY``: letters for a letter of an English text.
    """

    @property
    def SMALL(self) -> Mapping[str, int]: ...
    @property
    def MONTHS(self) -> tuple[str, ...]: ...
    @property
    def AFTERNOON(self) -> str: ...
    @property
    def MARKS(self) -> Mapping[str, str]: ...
    @property
    def OTHER_MONTHS(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def QUOTES(self) -> Mapping[str, str]: ...
    @property
    def TWICE(self) -> frozenset[str]: ...
    @property
    def DENSITY(self) -> float: ...


class Extraction(Protocol):
    """Where term candidates may lie."""

    def runs(self, texts: Sequence[str], known: Sequence[str]) -> Runs:
        """What cuts a text into runs of words; ``texts`` are all texts at hand, ``known`` the termbase's terms."""


class Citation(Protocol):
    """The form of a term under which a termbase lists it."""

    def cite(self, surfaces: Sequence[str]) -> str:
        """The citation form of a term with these surfaces, the commonest first."""


class Background(Protocol):
    """More than ``background.tsv`` says of how rare a word is."""

    def rarity(self, text: str, counted: float) -> float:
        """−log2 of a word's relative frequency; ``counted`` is what the counts of stems say."""


class Recognition(Protocol):
    """How terms are inflected and written in running text (:mod:`termlode.termbase.recognition`).

    ``ENDINGS``: what may follow the fixed part of a word, one regular expression a class; ``PREFIXES``: what
    may stand before it, a set a class. A class is named ``<tag>.<word>``. ``INNER``: what may stand before a later
    word of a term. ``CLIPPED``: classes before which the fixed part lacks the last letter of the word. ``GAP``: what
    may stand between two words (a name of :mod:`termlode.termbase.recognition.key`).
    """

    @property
    def ENDINGS(self) -> Mapping[str, str]: ...
    @property
    def PREFIXES(self) -> Mapping[str, frozenset[str]]: ...
    @property
    def INNER(self) -> tuple[str, ...]: ...
    @property
    def CLIPPED(self) -> frozenset[str]: ...
    @property
    def GAP(self) -> str: ...

    def spellings(self, text: str) -> list[str]:
        """A spelling of a term, and others in which its words are cut otherwise."""

    def readings(self, words: list[Word]) -> list[list[Word]]:
        """The words of a term, and other sequences of words that it may be met as."""

    def alternatives(self, word: Word, single: bool) -> list[Alternative]:
        """All ways to write a word of a term, itself first; ``single``: it is the whole term."""

    def foreign(self, word: Word, single: bool) -> list[Alternative]:
        """The same for a word in the script of this language within a language that has no forms of its own for it."""

    def is_guarded(self, hit: Hit) -> bool:
        """Whether what fits by its letters is another word."""


class Rules(Protocol):
    """The correction of one language with one termbase and one list of words."""

    @property
    def markup(self) -> bool:
        """Whether tags in a document in the language are what stayed behind of markup."""

    def stages(self, text: str) -> Sequence[Stage]:
        """The stages in their order, for the parts of a document in this language (``text`` is all of them)."""

    def signature(self) -> str:
        """What a result depends on besides the text, in words; empty where it is this version alone."""

    def inputs(self) -> str:
        """What of the termbase and the words a result depends on, whole: builds compare it."""


class Correction(Protocol):
    """Correction of OCR and PDF text."""

    def rules(self, concepts: Sequence[ConceptEntry], words: Sequence[str], styles: Mapping[str, str], /) -> Rules:
        """The rules with the termbase's concepts, the workspace's own words, and its house styles."""


class Finder(Protocol):
    """Looks for misreadings of the terms of one termbase."""

    def spelling(self, text: str) -> str:
        """What all spellings of a text have in common."""

    def hits(self, text: str) -> Iterator[tuple[tuple[str, str, str, VariantKind], bool, tuple[int, int]]]:
        """Each place that shows a misreading: variant, term, concept, kind; beside its term's rest; start and end."""


class Proposals(Protocol):
    """Which words of a text may be misreadings of terms."""

    def finder(self, concepts: Sequence[ConceptEntry], words: Sequence[str]) -> Finder:
        """What looks for them, with the termbase's concepts and the workspace's own words."""
