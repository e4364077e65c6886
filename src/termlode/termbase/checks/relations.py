"""Checks of relations between concepts (codes T6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.termbase.checks.registry import Context, Hit, at, check

if TYPE_CHECKING:
    from collections.abc import Iterator


@check("T601")
def relation_to_nothing(context: Context) -> Iterator[Hit]:
    """A relation names a concept that does not exist."""
    for entry in context.termbase.concepts.values():
        for relation, other in entry.related:
            if other not in context.termbase.concepts:
                yield Hit(entry.id, f"{relation}: {other}")
    for placed in context.terms():
        for other in placed.term.homonyms:
            if other not in context.termbase.concepts:
                yield at(placed, f"homonym: {other}")


@check("T602")
def relation_to_itself(context: Context) -> Iterator[Hit]:
    """A concept is related to itself."""
    for entry in context.termbase.concepts.values():
        for relation, other in entry.related:
            if other == entry.id:
                yield Hit(entry.id, relation)


@check("T603")
def cycle(context: Context) -> Iterator[Hit]:
    """The broader and narrower relations run in a circle."""
    above = _broader(context)
    done: set[str] = set()
    for start in above:
        trail: list[str] = []
        yield from _walk(start, above, trail, done)


def _broader(context: Context) -> dict[str, set[str]]:
    """Concept → the concepts above it, by its own word or by theirs."""
    above: dict[str, set[str]] = {}
    for entry in context.termbase.concepts.values():
        for relation, other in entry.related:
            if other == entry.id:
                continue
            if relation == "broader":
                above.setdefault(entry.id, set()).add(other)
            elif relation == "narrower":
                above.setdefault(other, set()).add(entry.id)
    return above


def _walk(concept: str, above: dict[str, set[str]], trail: list[str], done: set[str]) -> Iterator[Hit]:
    if concept in trail:
        circle = trail[trail.index(concept) :]
        if concept not in done:
            yield Hit(concept, " → ".join([*circle, concept]))
        done.update(circle)
        return
    if concept in done:
        return
    trail.append(concept)
    for other in sorted(above.get(concept, ())):
        yield from _walk(other, above, trail, done)
    trail.pop()
    done.add(concept)


@check("T604")
def relation_twice(context: Context) -> Iterator[Hit]:
    """Two concepts are related twice in one entry."""
    for entry in context.termbase.concepts.values():
        seen: dict[str, str] = {}
        for relation, other in entry.related:
            if other in seen and {seen[other], relation} != {"homonym", "related"}:
                yield Hit(entry.id, f"{seen[other]} and {relation}: {other}")
            seen.setdefault(other, relation)
