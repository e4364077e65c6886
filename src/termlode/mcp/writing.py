"""The tools that write, offered only where the user said so: what an assistant writes is a machine's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypedDict

from mcp.types import ToolAnnotations
from pydantic import Field

from termlode.jobs.session import Session

if TYPE_CHECKING:
    from collections.abc import Collection

    from mcp.server import MCPServer

    from termlode.mcp.desk import Desk

WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)

type Text = Annotated[str, Field(min_length=1, max_length=5000)]
type Tag = Annotated[str, Field(description="BCP 47, such as fa, ar, zh, ps, en.")]


class Added(TypedDict):
    """What became of a translation; ``unchanged``: the memory had it."""

    added: int
    updated: int
    unchanged: int


class Proposed(TypedDict):
    """The draft's subject field, number and id: ``termlode termbase accept FIELD.yaml NUMBER`` takes it."""

    subject_field: str
    number: int
    concept: str


class Writing:
    """The tools as methods."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, server: MCPServer, write: Collection[str]) -> None:
        """Offer those that the user allows."""
        for name, tool in (("memory", self.add_translation), ("terms", self.propose_concept)):
            if name in write:
                server.tool(annotations=WRITES)(tool)

    async def add_translation(self, source: Text, target: Text, source_language: Tag, target_language: Tag) -> Added:
        """Put a translation into the memory, as a machine's: it replaces nothing that people wrote."""
        from termlode.jobs.unit import add
        from termlode.languages.named import tag
        from termlode.model import Origin, TranslationUnit, Variant

        def job(session: Session) -> Added:
            place = session.workspace
            variants = (
                Variant(tag(source_language, "source_language"), source),
                Variant(tag(target_language, "target_language"), target),
            )
            origin = Origin("machine", client=place.client, domain=place.domain)
            done = add(place, [TranslationUnit(variants, source_language=variants[0].language, origin=origin)])
            return {"added": done.added, "updated": done.updated, "unchanged": done.unchanged}

        return await self._desk.ask(job)

    async def propose_concept(
        self,
        terms: Annotated[
            dict[str, list[str]], Field(description="Terms by language (BCP 47), the best first.", min_length=2)
        ],
        subject_field: Annotated[str, Field(pattern="^[a-z0-9-]+$", description="Such as mining or energy.")],
        definition: Annotated[str | None, Field(max_length=500)] = None,
        note: Annotated[str | None, Field(max_length=500)] = None,
    ) -> Proposed:
        """Propose a concept with its terms in two languages or more; a person accepts or refuses it."""
        from termlode.jobs.propose import propose

        pairs = [(language, term) for language, some in terms.items() for term in some]

        def job(session: Session) -> Proposed:
            said = {"definition": definition, "note": note}
            made = propose(session.workspace, subject_field, pairs, **said, by="an assistant")
            return {"subject_field": made.entry.subject_field, "number": made.number, "concept": made.entry.id}

        return await self._desk.ask(job)
