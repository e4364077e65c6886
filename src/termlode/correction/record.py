"""Proposals of variants as a file, and their way into the termbase's YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from termlode.correction.propose import KIND, Proposal
from termlode.correction.report import escape, unescape
from termlode.errors import FormatError, TermbaseError, UsageError
from termlode.files import read_bytes
from termlode.languages import registry
from termlode.model import OcrVariant
from termlode.sheets import control, guarded, unguarded, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from termlode.model import ConceptEntry, LanguageSection, TermSection, VariantKind

COLUMNS = ("number", "variant", "term", "concept", "kind", "count", "beside", "score", "context")


def tsv(proposals: Iterable[Proposal], signature: str) -> str:
    """A proposal file: signature line, heads, numbered rows."""
    lines = [f"{KIND} · {signature}", "\t".join(COLUMNS)]
    for number, p in enumerate(proposals, 1):
        cells = (
            str(number),
            p.variant,
            p.term,
            p.concept,
            p.kind,
            str(p.count),
            str(p.beside),
            f"{p.score:.2f}",
            " | ".join(p.contexts),
        )
        lines.append("\t".join(guarded(escape(cell)) for cell in cells))
    return "\n".join(lines) + "\n"


def choose(path: Path, numbers: Sequence[int]) -> list[Proposal]:
    """The numbered proposals of a file. Raises FormatError, UsageError for a number that is not there."""
    lines = read_bytes(path).decode("utf-8-sig", "replace").splitlines()
    if not lines or not lines[0].startswith(KIND):
        raise FormatError("is not a file of proposals", path=path, line=1, cure="make one: variants propose -o FILE")
    rows = {}
    for number, line in enumerate(lines[2:], 3):
        cells = [unescape(unguarded(cell)) for cell in line.split("\t")]
        try:
            name, proposal = _proposal(cells)
        except ValueError as error:
            raise FormatError(
                "is not a row of proposals", path=path, line=number, cure="make the file again"
            ) from error
        rows[name] = proposal
    missing = [str(number) for number in numbers if number not in rows]
    if missing:
        raise UsageError(f"there is no proposal {', '.join(missing)}: numbers go from 1 to {len(rows)}")
    return [rows[number] for number in dict.fromkeys(numbers)]


def _proposal(cells: list[str]) -> tuple[int, Proposal]:
    """The number and the proposal of a row. Raises ValueError."""
    number, variant, term, concept, said, count, beside, score, context = cells
    if said not in ("nonword", "realword") or control("".join(cells)) or not variant or "\n" in variant + term:
        raise ValueError(said)
    kind: VariantKind = "nonword" if said == "nonword" else "realword"
    counts = whole_number(count), whole_number(beside), float(score[:20])
    return whole_number(number), Proposal(variant, term, concept, kind, *counts, (context,))


def accept(folder: Path, proposals: Sequence[Proposal], kind: VariantKind | None = None) -> list[Path]:
    """Record the proposals in the termbase in ``folder``; gives the files that changed.

    Raises TermbaseError where a concept or term is not there any more.
    """
    from termlode.termbase.load import load
    from termlode.termbase.save import Change, save

    concepts = load(folder).concepts
    after: dict[str, ConceptEntry] = {}
    for proposal in proposals:
        entry = after.get(proposal.concept) or concepts.get(proposal.concept)
        if entry is None:
            raise TermbaseError(f"has no concept {proposal.concept}", path=folder, cure="run variants propose again")
        after[proposal.concept] = _with_variant(entry, proposal, kind, folder)
    return save(folder, [Change(concepts[name], entry) for name, entry in after.items()])


def _with_variant(entry: ConceptEntry, proposal: Proposal, kind: VariantKind | None, folder: Path) -> ConceptEntry:
    section = next((one for one in entry.languages if _may_hold(one, proposal.term)), None)
    if section is None:
        raise TermbaseError(f"{entry.id} has no term {proposal.term}", path=folder, cure="run variants propose again")
    new = OcrVariant(proposal.variant, kind or proposal.kind)
    terms = tuple(_grown(term, new) if term.term == proposal.term else term for term in section.terms)
    sections = tuple(replace(s, terms=terms) if s is section else s for s in entry.languages)
    return replace(entry, languages=sections)


def _may_hold(section: LanguageSection, term: str) -> bool:
    """Whether a section has the term, in a language in which misreadings are looked for."""
    return any(one.term == term for one in section.terms) and registry.proposals(section.language) is not None


def _grown(term: TermSection, variant: OcrVariant) -> TermSection:
    if any(known.text == variant.text for known in term.variants):
        return term
    return replace(term, variants=(*term.variants, variant))
