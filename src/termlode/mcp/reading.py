"""The tools that read: look-up, terms of a text, concordance, correction, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from termlode.jobs.answers.concordance import HitAnswer
from termlode.jobs.answers.edits import EditAnswer
from termlode.jobs.answers.findings import FindingAnswer
from termlode.jobs.answers.lookup import LookupAnswer
from termlode.jobs.answers.terms import TermAnswer
from termlode.jobs.session import Session

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from termlode.mcp.desk import Desk

LONGEST = 50_000  # characters of a text
MANY = 100  # terms, edits, findings of an answer
PAIRS = 200  # texts and translations that are checked at once
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)

type Language = Annotated[str | None, Field(description="BCP 47, such as fa, ar, zh, ps, en; null: it is found.")]
type Languages = Annotated[list[str], Field(description="The languages wanted; none: every other one.")]
type Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Terms(TypedDict):
    """The known terms of a text, in their order; ``left_out``: how many more there are."""

    terms: list[TermAnswer]
    left_out: int


class Hits(TypedDict):
    """A page of hits; ``total``: in how many texts of the memory there are any."""

    hits: list[HitAnswer]
    page: int
    total: int


class Fixed(TypedDict):
    """The text with what is sure, and its edits, made and suggested; ``left_out``: how many more there are."""

    text: str
    edits: list[EditAnswer]
    left_out: int


class TranslatedPair(TypedDict):
    """A text and its translation."""

    source: str
    target: str


class Findings(TypedDict):
    """What is wrong, worst first; ``left_out``: how many more there are. ``unit``: the pair's number, from 1."""

    findings: list[FindingAnswer]
    left_out: int


class Reading:
    """The tools as methods: their docstrings and annotations are what an assistant reads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, server: MCPServer) -> None:
        """Offer them."""
        for tool in (self.lookup, self.terms, self.concordance, self.fix, self.check):
            server.tool(annotations=READS)(tool)

    async def lookup(
        self,
        text: Annotated[str, Field(min_length=1, max_length=5000, description="A word, a phrase or one sentence.")],
        source: Language = None,
        to: Languages = [],  # noqa: B006  # a schema is made of it, nobody changes it
        top: Annotated[int, Field(ge=1, le=20, description="Matches of the memory at most.")] = 5,
        least: Annotated[int, Field(ge=30, le=101, description="The least score of a match, in per cent.")] = 70,
    ) -> LookupAnswer:
        """Look up a text in the termbase and the translation memory.

        `concepts` are terms that match, with their equivalents: use `preferred` ones, never `forbidden` or
        `deprecated` ones. `memory` are earlier translations with their scores: 100 is the same text, 101 in the same
        context. `near` are terms that are only alike.
        """
        from termlode.jobs.answers import lookup
        from termlode.jobs.lookup import Request, must_know

        def job(session: Session) -> LookupAnswer:
            must_know(session.workspace, (source, *to))
            found = session.lookup(text, source, to, top=top, min=least)
            return lookup.lookup(found, Request(source, tuple(to), top=top, min=least))

        return await self._desk.ask(job)

    async def terms(self, text: Text, language: Language = None, to: Languages = []) -> Terms:  # noqa: B006
        """Find every known term of a running text, with its equivalents. Call it before translating the text.

        Places are lines from 1 and code points of the line from 0. `variant` is a misreading (OCR) of the term that
        stands there.
        """
        from termlode.jobs.answers.terms import term

        found = await self._desk.ask(lambda session: session.terms(text, language, to))
        return {"terms": [term(one) for one in found[:MANY]], "left_out": max(0, len(found) - MANY)}

    async def concordance(  # noqa: PLR0917  # a client names the arguments
        self,
        text: Annotated[
            str, Field(min_length=1, max_length=500, description="A word or phrase; parts of words count.")
        ],
        language: Language = None,
        show: Languages = [],  # noqa: B006
        how: Annotated[
            Literal["plain", "wildcards", "regex"],
            Field(description="wildcards: * is any part of a word, ? a letter; regex: a regular expression."),
        ] = "plain",
        word: Annotated[bool, Field(description="Only whole words.")] = False,
        page: Annotated[int, Field(ge=1, le=1000)] = 1,
    ) -> Hits:
        """Show where a word or phrase occurs in the translation memory, with the translations of its sentences."""
        from termlode.jobs import concordance
        from termlode.jobs.answers.concordance import hit

        def job(session: Session) -> Hits:
            place = session.workspace
            total = concordance.count(place, text, language=language, show=show, word=word, how=how).texts
            hits = concordance.concordance(place, text, language=language, show=show, word=word, how=how, page=page)
            return {"hits": [hit(one, show) for one in hits], "page": page, "total": total}

        return await self._desk.ask(job)

    async def fix(self, text: Text, language: Language = None) -> Fixed:
        """Correct spelling of OCR'd or extracted text (Persian best; also Arabic, Pashto, Chinese, English).

        `text` has what is sure. Edits of the tier `suggest` were not made: a person decides. Each says its rule, how
        sure it is, and why.
        """
        from termlode.jobs.answers.edits import correction

        whole = correction(await self._desk.ask(lambda session: session.fix(text, language)))
        edits = whole["edits"]
        return {"text": whole["text"], "edits": edits[:MANY], "left_out": max(0, len(edits) - MANY)}

    async def check(
        self,
        pairs: Annotated[list[TranslatedPair], Field(min_length=1, max_length=PAIRS)],
        source: Annotated[str, Field(description="The source language, BCP 47.")],
        target: Annotated[str, Field(description="The target language, BCP 47.")],
        ignore: Annotated[list[str], Field(description="Beginnings of codes to leave out, such as W7 or I.")] = [],  # noqa: B006
    ) -> Findings:
        """Check translations: numbers, terms, codes, punctuation, letters, consistency, and whether they are any."""
        from termlode.jobs.answers.findings import finding
        from termlode.jobs.check import check_texts

        texts = [(one["source"], one["target"]) for one in pairs]
        if (size := sum(len(text) for pair in texts for text in pair)) > 2 * LONGEST:
            raise ToolError(f"{size} characters are too many at once: give at most {2 * LONGEST}")
        found = await self._desk.ask(
            lambda session: check_texts(session.workspace, texts, source, target, ignore=ignore)
        )
        worst = sorted(found, key=lambda one: ("error", "warning", "information").index(one.severity))
        return {"findings": [finding(one) for one in worst[:MANY]], "left_out": max(0, len(worst) - MANY)}
