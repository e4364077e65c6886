"""How often the check of terms misses a place in an English target: python benchmarks/place_terms.py SHARED

The termbase has CLDR's territories under their one name a language; the texts are human translations of TICO-19, read
from the other language into English. What is flagged is a place under another name (UK, EU), or really left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from train_quality import LANGUAGES, tico

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.quality.run import Checker
from termlode.quality.terms import Terms
from termlode.quality.unit import Text, Unit
from termlode.termbase.recognition.recogniser import Recogniser

UNITS = 1500


def termbase(language: str) -> Terms:
    """The territories that both languages name, with names of more than three letters (Chinese: one)."""
    names, english = Locale.parse(language).territories, Locale.parse("en").territories
    entries = {}
    for code, name in names.items():
        if code in english and len(name) > (1 if language == "zh" else 3):
            sides = ((language, name), ("en", english[code]))
            sections = tuple(LanguageSection(tag, (TermSection(term),)) for tag, term in sides)
            entries[code] = ConceptEntry(code, "places", sections)
    return Terms(Recogniser.build(entries.values()), entries.__getitem__)


def main() -> None:
    """Measure the four languages."""
    for language in LANGUAGES:
        known, checker = termbase(language), Checker(["W301"])
        checker.known = known
        rows = tico(Path(sys.argv[1]), language)[:UNITS]
        units = [Unit("tico19", str(at), Text(text, language), Text(source, "en"))
                 for at, (source, text) in enumerate(rows)]  # fmt: skip
        met = sum(not hit.nested for unit in units for hit in known.terms(unit.source.text, language))
        print(f"{language}-en: {met} places met, {len(list(checker.findings(units)))} flagged", flush=True)


if __name__ == "__main__":
    main()
