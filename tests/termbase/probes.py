"""Adversarial probes of recognition (data/probes.tsv), and how one is tried.

Columns: the language that is given to ``find`` (``-``: none), the term's language, the term (with
``~nonword:…`` or ``~realword:…`` for an OCR variant, ``~en:…`` for its English), the text (``[[…]]`` is
what must be found, ``\\n`` a line break), ``match`` or ``none``, and what the probe is about.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection, VariantKind
from termlode.termbase.recognition import Recogniser

KINDS: dict[str, VariantKind] = {"nonword": "nonword", "realword": "realword"}


class Probe(NamedTuple):
    """One line of the file."""

    given: str
    language: str
    term: str
    text: str
    expected: str
    note: str


def read(name: str = "probes.tsv") -> list[Probe]:
    """All probes of a file."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()[1:]
    return [Probe(*line.split("\t")) for line in lines]


def entry(identifier: str, language: str, spelling: str) -> ConceptEntry:
    """A concept of one term; ``spelling`` may name OCR variants."""
    term, *variants = spelling.split("~")
    pairs = [variant.split(":", 1) for variant in variants]
    section = TermSection(term, variants=tuple(OcrVariant(text, KINDS[kind]) for kind, text in pairs if kind in KINDS))
    others = (LanguageSection(kind, (TermSection(text),)) for kind, text in pairs if kind not in KINDS)
    return ConceptEntry(identifier, "probe", (LanguageSection(language, (section,)), *others))


def recogniser(probes: list[Probe]) -> Recogniser:
    """All terms of the probes in one recogniser, where they can get into each other's way."""
    terms = sorted({(probe.language, probe.term) for probe in probes})
    return Recogniser.build(entry(f"{language}:{term}", language, term) for language, term in terms)


def failure(probe: Probe, terms: Recogniser) -> str | None:
    """What is wrong with the answer to a probe; None where it is right."""
    marked = probe.text.replace("\\n", "\n")
    text = re.sub(r"\[\[(.*?)\]\]", r"\1", marked, flags=re.DOTALL)
    given = None if probe.given == "-" else probe.given
    hits = [hit for hit in terms.find(text, given, every=True) if hit.concept == f"{probe.language}:{probe.term}"]
    if probe.expected == "none":
        return f"found {hits[0].surface!r} ({hits[0].rule})" if hits else None
    start = marked.index("[[")
    end = marked.index("]]") - 2
    if any((hit.start, hit.end) == (start, end) for hit in hits):
        return None
    return f"found {[hit.surface for hit in hits]}, wanted {text[start:end]!r}"
