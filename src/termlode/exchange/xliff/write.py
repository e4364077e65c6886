"""Write XLIFF 1.2 or 2.1: units of a memory, or segments to translate with the memory's matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.selection import text_pairs
from termlode.exchange.tmx.markup import attribute, text
from termlode.exchange.xliff.elements import unsafe
from termlode.exchange.xliff.markup import Ids, Native, modern, old
from termlode.files import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.model import InlineCode, Match, Segment, TranslationUnit

VERSIONS = ("1.2", "2.1")
_OLD = "urn:oasis:names:tc:xliff:document:1.2"
_NEW = "urn:oasis:names:tc:xliff:document:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"


def write_memory(units: Iterable[TranslationUnit], destination: Path | str, options: WriteOptions) -> int:
    """Write the units that have both languages, one a pair of texts. Returns how many.

    Raises UsageError without a pair of languages, or for an unknown version.
    """
    source, target = options.source, options.target
    if source is None or target is None:
        raise UsageError("XLIFF is bilingual: add --pair, such as --pair fa-en")
    chosen = (part for unit in units for part in text_pairs(unit, source, target))
    if _version(options.version) == "1.2":
        bodies: Iterator[str] = (_old_unit(number, unit) for number, unit in enumerate(chosen, 1))
    else:
        bodies = (_new_unit(number, unit) for number, unit in enumerate(chosen, 1))
    return _write(bodies, destination, (source, target), _version(options.version), "")


def write_matches(
    rows: Iterable[tuple[Segment, Sequence[Match]]],
    destination: Path | str,
    *,
    source: str,
    target: str,
    original: str = "text",
    version: str = "1.2",
) -> int:
    """Write segments to translate, each with the memory's matches, best first. Returns how many segments.

    A full match (100 or more) is filled in as the target, for review.
    """
    numbered = enumerate(rows, 1)
    if _version(version) == "1.2":
        bodies: Iterator[str] = (_old_segment(number, *row) for number, row in numbered)
    else:
        bodies = (_new_segment(number, *row) for number, row in numbered)
    return _write(bodies, destination, (source, target), version, original)


def _version(wanted: str | None) -> str:
    found = wanted or "1.2"
    if found not in VERSIONS:
        raise UsageError(f"XLIFF {found} is not written: one of {', '.join(VERSIONS)}")
    return found


def _write(
    bodies: Iterable[str], destination: Path | str, languages: tuple[str, str], version: str, original: str
) -> int:
    """Write a file around the units; an empty ``original``: they are of no one document."""
    name = attribute("original", "text" if unsafe(original) else original)
    if version == "1.2":
        pair = attribute("source-language", languages[0]) + attribute("target-language", languages[1])
        kind = ' datatype="plaintext" xml:space="preserve"'
        head = f'<xliff xmlns="{_OLD}" version="1.2">\n<file{name}{pair}{kind}>\n<body>\n'
        tail = "</body>\n</file>\n</xliff>\n"
    else:
        pair = attribute("srcLang", languages[0]) + attribute("trgLang", languages[1])
        head = f'<xliff xmlns="{_NEW}" xmlns:mtc="{_MATCHES}" version="2.1"{pair} xml:space="preserve">\n'
        head += f'<file id="f1"{name}>\n'
        tail = "</file>\n</xliff>\n"
    count = 0
    with atomic_writer(destination) as handle:
        handle.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'.encode())
        for body in bodies:
            handle.write(body.encode("utf-8", "ignore"))
            count += 1
        if count == 0 and version != "1.2":
            handle.write(b'<unit id="u0"><segment><source/></segment></unit>\n')  # a file must hold a unit
        handle.write(tail.encode())
    return count


# ── 1.2 ──────────────────────────────────────────────────────────────────────────────────────────


def _old_unit(number: int, unit: TranslationUnit) -> str:
    left, right = unit.variants
    ids = Ids()
    resource = attribute("resname", unit.context.key) if unit.context.key else ""
    notes = "".join(f"<note>{text(note.text)}</note>" for note in unit.notes)
    state = 'state="translated"' + (' state-qualifier="leveraged-mt"' if unit.origin.kind == "machine" else "")
    return (
        f'<trans-unit id="{number}"{resource}><source>{old(left.text, left.codes, ids)}</source>'
        f"<target {state}>{old(right.text, right.codes, ids)}</target>{notes}</trans-unit>\n"
    )


def _old_segment(number: int, segment: Segment, matches: Sequence[Match]) -> str:
    ids = Ids()
    out = [f'<trans-unit id="{number}"><source>{old(segment.text, segment.codes, ids)}</source>']
    full = next((match for match in matches if match.score >= 100 and match.target is not None), None)
    if full is not None:
        out.append(f'<target state="needs-review-translation">{_old_target(full, ids)}</target>')
    for match in matches:
        if match.target is not None:
            other = Ids()
            source = old(match.source.text, match.source.codes, other)
            out.append(
                f'<alt-trans match-quality="{match.score}" origin="termlode"><source>{source}</source>'
                f"<target>{_old_target(match, other)}</target></alt-trans>"
            )
    return "".join(out) + "</trans-unit>\n"


def _old_target(match: Match, ids: Ids) -> str:
    return old(*_target(match), ids)


def _target(match: Match) -> tuple[str, Sequence[InlineCode]]:
    """The text to offer: adapted to the query's numbers where the memory did that (codes would not fit)."""
    assert match.target is not None
    if match.adapted is not None and match.adapted != match.target.text:
        return match.adapted, ()
    return match.target.text, match.target.codes


# ── 2.1 ──────────────────────────────────────────────────────────────────────────────────────────


def _new_unit(number: int, unit: TranslationUnit) -> str:
    left, right = unit.variants
    ids, held = Ids(), Native()
    source = modern(left.text, left.codes, ids, held)
    target = modern(right.text, right.codes, ids, held)
    label = attribute("name", unit.context.key) if unit.context.key else ""
    notes = "".join(f"<note>{text(note.text)}</note>" for note in unit.notes)
    notes = f"<notes>{notes}</notes>" if notes else ""
    state = 'state="translated"' + (' subState="termlode:mt"' if unit.origin.kind == "machine" else "")
    return (
        f'<unit id="u{number}"{label}>{notes}{held.markup()}<segment id="s1" {state}>'
        f"<source>{source}</source><target>{target}</target></segment></unit>\n"
    )


def _new_segment(number: int, segment: Segment, matches: Sequence[Match]) -> str:
    ids, held = Ids(), Native()
    source = modern(segment.text, segment.codes, ids, held)
    full = next((match for match in matches if match.score >= 100 and match.target is not None), None)
    target = f"<target>{modern(*_target(full), ids, held)}</target>" if full is not None else ""
    offered = "".join(_new_match(place, match) for place, match in enumerate(matches, 1) if match.target is not None)
    offered = f"<mtc:matches>{offered}</mtc:matches>" if offered else ""
    state = "translated" if full is not None else "initial"
    return (
        f'<unit id="u{number}">{offered}{held.markup()}<segment id="s1" state="{state}">'
        f"<source>{source}</source>{target}</segment></unit>\n"
    )


def _new_match(place: int, match: Match) -> str:
    ids, held = Ids(f"m{place}-"), Native()
    source = modern(match.source.text, match.source.codes, ids, held)
    target = modern(*_target(match), ids, held)
    score = min(match.score, 100)
    return (
        f'<mtc:match ref="#s1" similarity="{score}" origin="termlode" type="tm">{held.markup()}'
        f"<source>{source}</source><target>{target}</target></mtc:match>"
    )
