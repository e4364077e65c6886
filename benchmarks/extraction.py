"""Precision of term extraction on the hand-annotated sources, beside plain C-value on the same candidates.

    python benchmarks/extraction.py [FOLDER]      default: $TERMLODE_SHARED or ../shared

The gold here is one half of an inventory, drawn by term: an extractor that returned the whole inventory and
nothing else would score about .5 at P@100. The last columns give the ratio to C-value, which is free of that.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from math import log2
from pathlib import Path

from termlode import documents, extraction
from termlode.languages.folding import fold
from termlode.segmentation import segment

LANGUAGES = ("fa", "ar", "zh", "ps", "en")


def norm(text: str, language: str) -> str:
    """A surface as it is compared."""
    return re.sub(r"\s+", " ", fold(text, language)).strip()


def gold(folder: Path, language: str) -> list[set[str]]:
    """For each gold term its surfaces."""
    with (folder / f"mono_{language}.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        {norm(text, language) for text in (row["term"], *(s.rsplit("×", 1)[0] for s in row["surfaces"].split("|")))}
        for row in rows
    ]


def c_value(candidate: extraction.Candidate, nested: dict[str, list[int]], language: str) -> float:
    """C-value as Frantzi et al. define it, with length + 1 so that single words count."""
    longer = nested.get(norm(candidate.term, language), [])
    free = candidate.count - (sum(longer) / len(longer) if longer else 0)
    return log2(1 + len(candidate.term.split())) * free


def ranked_by_c_value(found: list[extraction.Candidate], language: str) -> list[extraction.Candidate]:
    """The candidates in the order of their C-value."""
    nested: dict[str, list[int]] = {}
    join = "" if language == "zh" else " "
    for one in found:
        parts = list(norm(one.term, language)) if language == "zh" else norm(one.term, language).split()
        spans = {(a, b) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)} - {(0, len(parts))}
        for part in {join.join(parts[a:b]) for a, b in spans}:
            nested.setdefault(part, []).append(one.count)
    return sorted(found, key=lambda one: -c_value(one, nested, language))


def precision(found: list[extraction.Candidate], wanted: set[str], language: str, size: int) -> float:
    """Share of the first ``size`` that are gold."""
    hits = sum(any(norm(surface, language) in wanted for surface, _ in one.surfaces) for one in found[:size])
    return hits / size


if __name__ == "__main__":
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TERMLODE_SHARED", "../shared"))
    sources = [segment(documents.read(path)) for path in sorted((shared / "sources").glob("*.txt"))]
    segments = [one for source in sources for one in source]
    print("| | gold | candidates | recall | P@100 | C-value | ratio | F@gold | C-value |")
    print("|---|---|---|---|---|---|---|---|---|")
    for tag in LANGUAGES:
        rows = gold(shared / "gold" / "terms", tag)
        wanted = set().union(*rows)
        found = extraction.candidates(segments, tag)
        plain = ranked_by_c_value(found, tag)
        have = {norm(surface, tag) for one in found for surface, _ in one.surfaces}
        recall = sum(bool(row & have) for row in rows) / len(rows)
        ours, theirs = (precision(order, wanted, tag, 100) for order in (found, plain))
        at_gold = [precision(order, wanted, tag, len(rows)) for order in (found, plain)]
        print(
            f"| {tag} | {len(rows)} | {len(found)} | {recall:.2f} | {ours:.2f} | {theirs:.2f} | {ours / theirs:.2f} |"
            f" {at_gold[0]:.2f} | {at_gold[1]:.2f} |"
        )
