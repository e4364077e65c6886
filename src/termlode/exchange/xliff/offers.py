"""Matches and terms told beside a target: ``alt-trans`` and ``note`` of 1.2, the modules of 2.x.

2.x: Translation Candidates (``mtc:matches``) and Glossary (``gls:glossary``), XLIFF 2.1, 5.1 and 5.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from termlode.exchange.tmx.markup import attribute, text
from termlode.exchange.xliff import dialects
from termlode.exchange.xliff.elements import child
from termlode.exchange.xliff.spans import BytePatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from termlode.exchange.xliff.spans import Spans
    from termlode.slots import Filling, Offer

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_QUALIFIERS = {"perfect": "id-match", "context": "exact-match", "exact": "exact-match"}


def qualifier(one: Filling) -> str:
    """The ``state-qualifier`` of a 1.2 target."""
    if one.machine:
        return "leveraged-mt"
    return _QUALIFIERS.get(one.kind, "fuzzy-match")


def beside(
    spans: Spans, unit: Element, group: Sequence[tuple[Filling, str | None]], *, modern: bool
) -> Iterator[BytePatch]:
    """What a unit is told of matches and terms, each filling with the id of its segment, if it has one."""
    if modern:
        yield from _modules(spans, unit, group)
        return
    told = "".join(_alternatives(prefix(spans, unit), unit, group)) + "".join(
        _note(prefix(spans, unit), one) for one, _ in group
    )
    found = (child(unit, name) for name in ("target", "seg-source", "source"))  # what must stand before it
    last = next((element for element in found if element is not None), None)
    if told and last is not None:
        end = spans.of(last).end
        yield BytePatch(end, end, told.encode())


def prefix(spans: Spans, unit: Element) -> str:
    """The prefix of XLIFF's own elements in this file, with its colon."""
    name = dialects.name_of(spans.body[spans.of(unit).start :]).decode()
    return name[: name.index(":") + 1] if ":" in name else ""


def _alternatives(named: str, unit: Element, group: Sequence[tuple[Filling, str | None]]) -> Iterator[str]:
    """The matches, each with the mid of its segment; the schema knows only marks that stand in nothing else."""
    segmented = child(unit, "seg-source")
    known = {mark.get("mid") for mark in segmented} if segmented is not None else set()
    for one, mid in group:
        for offer in one.offers:
            about = attribute("match-quality", str(min(offer.score, 100))) + attribute("origin", "termlode")
            about += attribute("mid", mid) if mid is not None and mid in known else ""
            texts = _texts(named, offer)
            yield f"<{named}alt-trans{about}>{texts}</{named}alt-trans>"


def _texts(named: str, offer: Offer) -> str:
    source, target = text(offer.source), text(offer.target)
    return f"<{named}source>{source}</{named}source><{named}target>{target}</{named}target>"


def _note(named: str, one: Filling) -> str:
    told = [f"{source} = {target}" for source, target in one.terms]
    lines = ["; ".join(told)] if told else []
    lines += [one.note] if one.note else []
    return "".join(f'<{named}note from="termlode">{text(line)}</{named}note>' for line in lines)


def _modules(spans: Spans, unit: Element, group: Sequence[tuple[Filling, str | None]]) -> Iterator[BytePatch]:
    """Candidates and glossary at the head of a unit of 2.x, or added to those that it has."""
    at = spans.of(unit).inner
    matches = "".join(_candidates(prefix(spans, unit), group))
    entries = "".join(_entry(term) for one, _ in group for term in one.terms)
    for wanted, name, module in ((matches, "matches", _MATCHES), (entries, "glossary", _GLOSSARY)):
        held = next((item for item in unit if item.tag == f"{{{module}}}{name}"), None)
        if wanted and held is not None:
            close = spans.of(held).close
            yield BytePatch(close, close, _declared(wanted, module))
        elif wanted:
            yield BytePatch(at, at, f'<t:{name} xmlns:t="{module}">{wanted}</t:{name}>'.encode())


def _declared(wanted: str, module: str) -> bytes:
    """The elements with their prefix declared on each, for a place where it may not be."""
    for name in ("match", "glossEntry"):
        wanted = re.sub(rf"<t:{name}(?=[ >])", f'<t:{name} xmlns:t="{module}"', wanted)
    return wanted.encode()


def _candidates(named: str, group: Sequence[tuple[Filling, str | None]]) -> Iterator[str]:
    """Matches of the segments that have an id; without one there is nothing to refer to."""
    for one, key in group:
        for offer in one.offers if key else ():
            about = attribute("ref", f"#{key}") + attribute("similarity", f"{min(offer.score, 100)}.0")
            yield f'<t:match{about} origin="termlode" type="tm">{_texts(named, offer)}</t:match>'


def _entry(term: tuple[str, str]) -> str:
    source, target = map(text, term)
    return f"<t:glossEntry><t:term>{source}</t:term><t:translation>{target}</t:translation></t:glossEntry>"
