"""How often the check of terms calls a translation wrong: python benchmarks/term_check.py SHARED

Annual reports of bench/hkma with the official lists of their years as a termbase: the human translations (what is
flagged is a false alarm, as far as an official term stands there in another form or was replaced on purpose), and the
machine translations into Chinese that were made without any glossary. Terms are asked for once a document.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.quality.checks import terms
from termlode.quality.pair import Pair
from termlode.quality.terms import Terms
from termlode.quality.unit import Text, Unit
from termlode.termbase.recognition.recogniser import Recogniser


def knowledge(folder: Path) -> dict[int, Terms]:
    """A termbase a year."""
    years: dict[int, dict[str, list[str]]] = {}
    lines = lzma.decompress((folder / "terms.tsv.xz").read_bytes()).decode().split("\n")[1:]
    for line in filter(str.strip, lines):
        year, source, targets = line.split("\t")
        years.setdefault(int(year), {}).setdefault(source, []).extend(t for t in targets.split("|") if t)
    found = {}
    for year, listed in years.items():
        entries = {}
        for number, (source, targets) in enumerate(listed.items()):
            sections = (
                LanguageSection("en", (TermSection(source),)),
                LanguageSection("zh-Hant", tuple(map(TermSection, targets))),
            )
            entries[f"c{number}"] = ConceptEntry(f"c{number}", "finance", sections)
        found[year] = Terms(Recogniser.build(entries.values()), entries.__getitem__)
    return found


def main() -> None:
    """Count."""
    folder = Path(sys.argv[1]) / "bench" / "hkma"
    known = knowledge(folder)
    counts = {"human": [0, 0, 0], "machine": [0, 0, 0]}
    for line in lzma.decompress((folder / "documents.jsonl.xz").read_bytes()).decode().splitlines():
        document = json.loads(line)
        targets = {"human": document["zh"]}
        if document["mt_direction"] == "en-zh":
            targets["machine"] = document["mt"]
        for name, target in targets.items():
            unit = Unit("", document["id"], Text(document["en"], "en"), Text(target, "zh-Hant"))
            pair = Pair(unit, known[document["year"]])
            asked = terms._asked(pair)
            plain = 0
            for hits in asked.values():
                entries = [known[document["year"]].concept(hit.concept) for hit in hits]
                wanted = [term.term.casefold() for entry in entries for term in entry.languages[1].terms]
                plain += not any(term in target.casefold() for term in wanted)
            counts[name][0] += len(asked)
            counts[name][1] += len(list(terms.missing(pair)))
            counts[name][2] += plain
    for name, (asked, flagged, plain) in counts.items():
        print(f"{name}: {asked} terms asked for, {flagged} flagged ({100 * flagged / asked:.1f} %);"
              f" by plain substring {plain} ({100 * plain / asked:.1f} %)")  # fmt: skip


if __name__ == "__main__":
    main()
