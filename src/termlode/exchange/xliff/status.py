"""What XLIFF and its dialects say of a translation, as facts for :mod:`termlode.exchange.standing`.

XLIFF 1.2 (``approved``, ``state``, ``state-qualifier``) and 2.x (``state``, ``subState``); memoQ (``mq:status``),
Phrase (``m:confirmed``, ``m:trans-origin``), Trados (``sdl:seg`` with ``conf`` and ``origin``). Attributes of the
dialects are known by their local names: their namespaces change with the versions of the tools.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.standing import word
from termlode.exchange.xml import local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from termlode.exchange.standing import Fact

_NO = frozenset({"0", "false", "no"})
_STATES = frozenset({"status", "conf", "state", "subState", "confirmation"})
_ORIGINS = frozenset({"origin", "trans-origin", "translation-origin"})
# A qualifier says where the text came from; what the state says of it weighs more.
_QUALIFIERS = {"draft": "suggestion", "rejected": "rejected", "machine": "machine"}


def facts(*elements: Element | None) -> Iterator[Fact | None]:
    """The facts that the elements around one translation state: its unit, segment and target."""
    for element in elements:
        if element is not None:
            for name, value in element.items():
                yield _fact(name, value)


def _fact(name: str, value: str) -> Fact | None:
    key, foreign = local(name), bool(namespace(name))
    if not foreign and key == "approved":
        return "draft" if value == "no" else "reviewed" if value == "yes" else None
    if key == "confirmed":
        return "draft" if value.lower() in _NO or not value else "reviewed"
    if key == "state-qualifier":
        return _QUALIFIERS.get(word(value) or "")  # type: ignore[return-value]  # the values are facts
    if key in _STATES and (foreign or key in ("state", "subState")):
        return word(value)
    if key in _ORIGINS and foreign:
        return machine(value)
    return None


def machine(value: str | None) -> Fact | None:
    """``machine`` where an origin says so; where else a text came from says nothing of its worth."""
    return "machine" if word(value) == "machine" else None


def definitions(unit: Element) -> dict[str, Element]:
    """The ``sdl:seg`` elements of a unit by their ids, which are the ``mid`` of its segments."""
    return {item.get("id", ""): item for item in unit.iter() if local(item.tag) == "seg" and item.get("id")}


def definition_facts(segment: Element) -> Iterator[Fact | None]:
    """What an ``sdl:seg`` states; one without ``conf`` is unconfirmed (Trados writes no value for it)."""
    yield word(segment.get("conf")) or "draft"
    yield machine(segment.get("origin"))


def proposal_facts(element: Element) -> Iterator[Fact | None]:
    """What an ``alt-trans`` or ``mtc:match`` states of itself, beside its target."""
    if element.get("alttranstype") == "rejected":
        yield "rejected"
    yield from (machine(element.get(name)) for name in ("origin", "type", "match-quality", "tool", "tool-id"))
    if element.get("type") == "ebm":  # example-based machine translation (XLIFF 2.0, 5.1.7.10)
        yield "machine"
    elif element.get("type") == "am":  # assembled from parts
        yield "draft"
