"""What a language pack is: a folder with the facts of a language, and a module or data file for each thing known of it.

The folder is a package named by the language's primary subtag (for third parties: any package, announced
as an entry point of the group ``termlode.languages``). Its ``__init__`` holds the facts, ``PACK = Pack(…)``.
All else is optional, found by its name and loaded when it is first asked for
(:func:`termlode.languages.registry.hook`); what is missing has a default:

=====================  =================================================================================
``folding.py``         :class:`hooks.Folding`; default: the letters of ``und``
``numbers.py``         :class:`hooks.Numbers`; default: digits, and the multiplying words of all languages
``quantities.py``      :class:`hooks.Quantities`; default: no fractions in words, no ordinals
``morphology.py``      :class:`hooks.Morphology`; default: the folded word
``identification.py``  :class:`hooks.Identification`; default: the language is not told from its neighbours
``recognition.py``     :class:`hooks.Recognition`; default: terms are found as they are written
``correction``         :class:`hooks.Correction`; default: markup that stayed behind
``proposals.py``       :class:`hooks.Proposals`; default: no misreading of a term is looked for
``extraction.py``      :class:`hooks.Extraction`; default: stop words bound a term
``citation.py``        :class:`hooks.Citation`; default: the commonest surface
``alignment.py``       :class:`hooks.Alignment`; default: the first letters of a word
``spelling.py``        :class:`hooks.Spelling`; default: no letter is wrong
``quality.py``         :class:`hooks.Quality`; default: digits alone, and the marks of all languages
``segmentation.srx``   the exceptions of the language (SRX 2.0); default: those of all languages
``stop.txt``           words that bound a term
``plurals.txt``        plurals that no ending gives; ``places.txt`` names that take none
``demonyms.tsv``       places with their adjectives, which checks take for the place
``homographs.tsv``     words that are mostly something else, and the neighbours that tell
``background.tsv``     how common stems are in TICO-19; ``frequency.tsv`` in general language
``cues.txt``           what stands right before a term that a text defines; ``names.txt`` heads of names
=====================  =================================================================================

A hook is a module; :mod:`termlode.languages.hooks` says what it holds.
"""

from __future__ import annotations

from termlode.records import dataclass

RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})  # ISO 15924
CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})


@dataclass(frozen=True, slots=True)
class Pack:
    """The facts of a language.

    ``names``: what it is called in other languages, as column heads say it. ``script``: ISO 15924. ``region``:
    where it is taken to be from by programs that want one. ``like``: the language whose hooks and data serve
    where this one has none (Dari is written like Persian). ``plurals``: as gettext writes them;
    ``one``: which of these forms is that for one thing. ``spaced``: there
    is a space between words and between sentences. ``head_first``: the head of a noun phrase comes first.
    ``zwnj``: the zero-width non-joiner belongs to its spelling. ``letters``: how many of a thousand letters, at least
    in any kind of text, are each of its frequent ones ("ا150 ی90 …"; variants of a letter count as one).
    """

    tag: str
    name: str
    names: str = ""
    script: str = "Latn"
    region: str = ""
    like: str = ""
    plurals: str = "nplurals=2; plural=(n != 1);"
    one: int = 0
    spaced: bool = True
    head_first: bool = False
    zwnj: bool = False
    letters: str = ""

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.script in RIGHT_TO_LEFT

    @property
    def cased(self) -> bool:
        """Whether its script has capital letters."""
        return self.script in CASED
