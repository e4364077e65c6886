"""The data that flows through Termlode: frozen, slotted, no I/O.

Offsets are code points, start from 0, end exclusive; lines count from 1. Dates are strings in the
TMX form ``YYYYMMDDThhmmssZ`` (ISO 8601 basic, UTC), so that they compare as strings. Language tags
are BCP 47 as :func:`termlode.languages.tags.normalise` writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from termlode.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

type BlockKind = Literal["paragraph", "heading", "list-item", "table-cell", "caption", "footnote", "toc"]
type CodeKind = Literal["bpt", "ept", "ph", "it", "ut", "hi", "/hi"]
type Status = Literal["preferred", "admitted", "deprecated", "forbidden"]
type Reliability = Literal["verified", "unverified"]
type VariantKind = Literal["nonword", "realword"]
type Tier = Literal["auto", "suggest"]
type EditClass = Literal["zwnj", "char", "arabic", "space", "line", "digit", "markup", "variant"]
type OriginKind = Literal["human", "aligned", "machine", "import"]
type MatchKind = Literal["context", "exact", "folded", "numbers", "fuzzy", "fragment"]


# ── documents ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader wants said: text dropped, an encoding guessed, glyphs it cannot read."""

    code: str
    message: str
    line: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell: ``Document.text[start:end]``."""

    text: str
    start: int
    end: int
    line: int
    kind: BlockKind = "paragraph"
    language: str = "und"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read: its whole text, the blocks that lie in it, and what the reader had to say.

    ``text`` is what correction edits; a writer maps offsets in it back into the file's own form.
    """

    path: str
    kind: str
    text: str
    blocks: Sequence[Block]
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()
    places: tuple[tuple[int, str], ...] = ()  # from an offset on: the timecode, slide or cell that the text stands at


@dataclass(frozen=True, slots=True)
class Location:
    """Where a segment came from: document, block index and offsets in the document's text.

    ``place``: where a reader of the file finds it (a timecode, a slide, a cell), if the format knows such places.
    """

    document: str
    block: int
    start: int
    end: int
    place: str = ""


# ── segments and translation units ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Subflow:
    """Text inside a native code (TMX ``<sub>``), with codes of its own."""

    text: str
    codes: tuple[InlineCode, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InlineCode:
    """A native code at ``offset`` of the plain text (TMX 1.4b, content markup).

    A segment's codes stand in document order. ``hi`` opens and ``/hi`` closes a highlighted stretch;
    all other kinds are points whose ``data`` is the native code (text and sub-flows).
    """

    kind: CodeKind
    offset: int
    attributes: tuple[tuple[str, str], ...] = ()
    data: tuple[str | Subflow, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or other unit of translation, and where it stands."""

    text: str
    language: str
    codes: tuple[InlineCode, ...] = ()
    location: Location | None = None
    original: str | None = None  # the text before correction, where it differs


@dataclass(frozen=True, slots=True)
class Prop:
    """A typed property (TMX ``<prop>``)."""

    type: str
    value: str
    language: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark (TMX ``<note>``)."""

    text: str
    language: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """The attributes that TMX allows on a unit and on each of its variants."""

    created: str | None = None
    creator: str | None = None
    changed: str | None = None
    changer: str | None = None
    last_used: str | None = None
    usage_count: int | None = None
    tool: str | None = None
    tool_version: str | None = None
    datatype: str | None = None
    memory_format: str | None = None  # o-tmf
    encoding: str | None = None  # o-encoding


@dataclass(frozen=True, slots=True)
class Variant:
    """One language's text of a translation unit (TMX ``<tuv>``)."""

    language: str
    text: str
    codes: tuple[InlineCode, ...] = ()
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    details: Details = field(default_factory=Details)


@dataclass(frozen=True, slots=True)
class Context:
    """What stood around a unit: neighbouring source segments, or the message's key."""

    previous: str | None = None
    following: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit came from and how far to trust it."""

    kind: OriginKind = "import"
    document: str | None = None
    locations: tuple[Location, ...] = ()
    confidence: float | None = None  # of the alignment, 0..1
    client: str | None = None
    domain: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One meaning in several languages, any number of variants in each (TMX ``<tu>``)."""

    variants: tuple[Variant, ...]
    id: str | None = None
    source_language: str | None = None
    segment_type: str | None = None
    props: tuple[Prop, ...] = ()
    notes: tuple[Note, ...] = ()
    details: Details = field(default_factory=Details)
    context: Context = field(default_factory=Context)
    origin: Origin = field(default_factory=Origin)


# ── who made a unit ──────────────────────────────────────────────────────────────────────────────

type Rank = Literal[0, 1, 2, 3]
MACHINE: Rank = 0
ALIGNED: Rank = 1
IMPORTED: Rank = 2
PERSON: Rank = 3  # typed or reviewed
REVIEWED = Prop("x-reviewed", "yes")
ORIGINAL = "x-original"  # type of a variant's prop: what it said before correction, or before a person changed it
_RANKS: dict[OriginKind, Rank] = {"machine": MACHINE, "aligned": ALIGNED, "import": IMPORTED, "human": PERSON}


def rank(unit: TranslationUnit) -> Rank:
    """Who made ``unit``: nothing of a lower rank deletes, overrides or answers before something of a higher one.

    A person (typed, or reviewed whatever its kind of origin) stands above what was imported, that above what was
    aligned, that above machine translation.
    """
    return PERSON if unit.props and REVIEWED in unit.props else _RANKS[unit.origin.kind]


def documents_of(unit: TranslationUnit) -> frozenset[str]:
    """The documents that ``unit`` stands in, of both sides."""
    origin = unit.origin
    if origin.document is None and not origin.locations:
        return _NOWHERE
    named = {origin.document} if origin.document is not None else set()
    return frozenset(named.union(place.document for place in origin.locations))


_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bead:
    """Indexes of the source and target segments that translate each other; one side empty: a null."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0  # the chance that this bead is right, calibrated
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An answer of the memory: a unit, its source and target variants, and the score with its reasons."""

    score: int  # 0..101, after penalties
    kind: MatchKind
    source: Variant
    target: Variant | None
    unit: TranslationUnit
    unit_key: int = 0  # the store's row
    penalties: tuple[tuple[str, int], ...] = ()
    pivot: Variant | None = None
    adapted: str | None = None  # the target with the query's numbers put in


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OcrVariant:
    """A misreading of a term: ``nonword`` applies anywhere, ``realword`` only beside the rest of its term."""

    text: str
    kind: VariantKind
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Attestation:
    """Where a spelling was met: a document or corpus (an id of ``documents.tsv``), and how often.

    It shows that the term is written there, not that it is right for the concept: that is ``reliability``.
    """

    document: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class TermSection:
    """One term of a language (ISO 30042 term section).

    ``reliability`` is *verified* where an authority (named in ``source``) or two independent original
    documents have the term for this concept. ``homonyms`` are the concepts that the same spelling also names.
    """

    term: str
    status: Status = "preferred"
    type: str = "full-form"  # one of termbase.records.TERM_TYPES
    part_of_speech: str | None = None
    gender: str | None = None
    reliability: Reliability = "unverified"
    source: str | None = None
    note: str | None = None
    forms: tuple[str, ...] = ()  # inflected forms that no rule gives (broken plurals …)
    attested: tuple[str, ...] = ()  # surfaces seen in sources
    variants: tuple[OcrVariant, ...] = ()
    region: tuple[str, ...] = ()  # where it is usual, in English: Egypt, Levant (TBX geographicalUsage)
    homonyms: tuple[str, ...] = ()  # ids of other concepts
    attestations: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """All terms of one language, preferred first; none where ``note`` says that no term is established."""

    language: str
    terms: tuple[TermSection, ...]
    definition: str | None = None
    note: str | None = None

    @property
    def ranked(self) -> list[TermSection]:
        """The terms as they are shown: preferred, admitted, then those to avoid; else in their order."""
        order = ("preferred", "admitted", "deprecated", "forbidden")
        return sorted(self.terms, key=lambda term: order.index(term.status))


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept with its terms in several languages (ISO 30042 concept entry)."""

    id: str
    subject_field: str
    languages: tuple[LanguageSection, ...]
    definition: str | None = None  # in English
    note: str | None = None
    source: str | None = None
    related: tuple[tuple[str, str], ...] = ()  # (relation, concept id): broader, narrower, related, homonym
    do_not_translate: bool = False

    def section(self, language: str) -> LanguageSection | None:
        """The section of ``language``, else the first with its primary subtag, or None."""
        wanted = language.split("-", maxsplit=1)[0]
        exact = next((s for s in self.languages if s.language == language), None)
        return exact or next((s for s in self.languages if s.language.split("-")[0] == wanted), None)

    def sections(self, languages: Sequence[str], *, others: bool = False) -> list[tuple[str, LanguageSection | None]]:
        """Each of ``languages`` with its section; ``others``: then those of all other languages, each once."""
        found = [(language, self.section(language)) for language in languages]
        met = {section.language for _, section in found if section}
        rest = [section for section in self.languages if others and section.language not in met]
        return [*found, *((section.language, section) for section in rest)]


# ── corrections ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Edit:
    """One proposed change: ``text[start:end] == before`` becomes ``after``."""

    rule: str
    kind: EditClass
    start: int
    end: int
    before: str
    after: str
    tier: Tier = "auto"
    confidence: float = 1.0
    evidence: str = ""
