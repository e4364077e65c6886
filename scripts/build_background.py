"""Writes the background frequencies of extraction from TICO-19 (CC0): word stems and their counts.

    python scripts/build_background.py FOLDER_WITH_TMX_XZ

``background.tsv`` in the folder of each language under src/termlode/languages: the number of words on the first line,
then ``stem<TAB>count`` for stems that occur at least twice.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from lxml import etree

from termlode.files import write_text
from termlode.languages.morphology import stem
from termlode.languages.tokens import words

LANGUAGES = Path(__file__).parent.parent / "src" / "termlode" / "languages"
SOURCES = {"ar": "en-ar", "fa": "en-fa", "ps": "en-ps", "en": "en-fa"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def count(path: Path, language: str) -> Counter[str]:
    """How often each stem occurs in the segments of ``language``."""
    found: Counter[str] = Counter()
    root = etree.fromstring(lzma.decompress(path.read_bytes()))
    for variant in root.iter("tuv"):
        if (variant.get(LANGUAGE) or "").lower().split("-")[0] == language:
            text = "".join(variant.find("seg").itertext())
            found.update(stem(word.text, language) for word in words(text, language) if word.kind == "word")
    return found


if __name__ == "__main__":
    for language, pair in SOURCES.items():
        found = count(Path(sys.argv[1]) / f"all.{pair}.tmx.xz", language)
        order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        rows = [f"{word}\t{number}" for word, number in order if number > 1]
        write_text(LANGUAGES / language / "background.tsv", "\n".join([str(found.total()), *rows]) + "\n")
        print(language, found.total(), len(rows))
