"""Train the packaged alignment lexicons on TICO-19 (CC0) and the names in CLDR (Unicode licence).

    python scripts/build_alignment_lexicons.py FOLDER-OF-TICO-19

The folder holds all.en-{ar,fa,prs,ps,zh}.tmx.xz and the terminology lists f_en-*.csv. TICO-19 is multi-way
parallel, so every pair of the five languages is trained directly. Dari counts half for Persian.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from termlode.alignment.association import associate
from termlode.alignment.lexicon import dumps, nested
from termlode.alignment.words import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fa", "ar", "zh", "ps", "en")  # the order of the pairs' names
TERMS = {"ar": "ar_AR", "fa": "fa_IR", "ps": "ps_AF", "zh": "zh_CN"}
LEAST = {True: 0.02, False: 0.03}  # by whether English is in the pair
TARGET = Path(__file__).parents[1] / "src" / "termlode" / "alignment" / "data"


def keys(text: str, language: str) -> list[str]:
    """The keys of a segment; Chinese words also by their characters, for words never seen."""
    found = [word.key for word in words(text, language)]
    return found + [c for key in found if len(key) > 1 and is_han(key) for c in key]


def memory(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """English and the other language by unit id."""
    english, other = {}, {}
    with lzma.open(path, "rt", encoding="utf-8") as handle:
        text = handle.read()
    for unit in re.finditer(r'<tu tuid="([^"]+)">(.*?)</tu>', text, re.DOTALL):
        for language, segment in re.findall(r'<tuv xml:lang="([^"]+)">\s*<seg>(.*?)</seg>', unit[2], re.DOTALL):
            (english if language.startswith("en") else other)[unit[1]] = unescape(segment)
    return english, other


def terms(folder: Path, language: str) -> dict[str, str]:
    """The terminology list of a language by English term."""
    with (folder / f"f_en-{TERMS[language]}.csv").open(encoding="utf-8") as handle:
        return {row["sourceString"]: row["targetString"] for row in csv.DictReader(handle)}


def names(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Names of places, languages, currencies, months and days in both languages."""
    a, b = Locale(left), Locale(right)
    for table in ("territories", "languages", "currencies", "scripts"):
        first, second = getattr(a, table), getattr(b, table)
        yield from ((first[code], second[code]) for code in first if code in second)
    for zone, data in a.time_zones.items():
        if "city" in data and "city" in b.time_zones.get(zone, {}):
            yield data["city"], b.time_zones[zone]["city"]
    for table in ("months", "days"):
        first, second = (getattr(locale, table)["format"]["wide"] for locale in (a, b))
        yield from ((first[key], second[key]) for key in first)


def main(folder: Path) -> None:
    """Write one file a pair."""
    texts: dict[str, dict[str, list[str]]] = {"en": {}}
    for code in ("ar", "fa", "prs", "ps", "zh"):
        english, other = memory(folder / f"all.en-{code}.tmx.xz")
        texts["en"] |= {unit: keys(text, "en") for unit, text in english.items()}
        texts[code] = {unit: keys(text, "fa" if code == "prs" else code) for unit, text in other.items()}
    lists = {language: terms(folder, language) for language in TERMS}
    lists["en"] = {term: term for table in lists.values() for term in table}
    TARGET.mkdir(exist_ok=True)
    total = 0
    for left, right in combinations(LANGUAGES, 2):
        corpus = [(a, texts[right][unit], 1.0) for unit, a in texts[left].items() if unit in texts[right]]
        if left == "fa":
            corpus += [(a, texts[right][unit], 0.5) for unit, a in texts["prs"].items() if unit in texts[right]]
        corpus += [(keys(a, left), keys(b, right), 1.0) for a, b in names(left, right)]
        corpus += [
            (keys(term, left), keys(lists[right][id_], right), 1.0)
            for id_, term in lists[left].items()
            if id_ in lists[right]
        ]
        data = dumps(nested(associate(corpus, least=LEAST["en" in (left, right)])))
        (TARGET / f"{left}-{right}.lex").write_bytes(data)
        total += len(data)
        print(f"{left}-{right}: {len(data):,} bytes")
    print(f"total: {total:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
