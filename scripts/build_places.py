"""Compile the one-word names of countries, regions and cities that term recognition must not inflect like nouns.

Reads CLDR's territories and exemplar cities through Babel (a development dependency) and writes
``src/termlode/languages/<tag>/places.txt``: the folded names of a language, one a line.

    python scripts/build_places.py
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from termlode.languages.folding import fold

DESTINATION = Path(__file__).parents[1] / "src" / "termlode" / "languages"
LANGUAGES = ("ar", "fa", "ps")
_ARTICLE = "ال"
# Words first, names second.
_COMMON = frozenset(("قطر", "مالی", "مالت", "کیف", "دوشنبه", "دوشنبی", "سول", "عیون", "مغرب", "روم"))
_CONTINENTS = ("Africa/", "Asia/", "Europe/")  # America's has Center, Thule and other common words


def names(language: str) -> list[str]:
    """The folded one-word names of a language, Arabic ones without article."""
    locale = Locale.parse(language)
    territories = (name for code, name in locale.territories.items() if code != "001")  # the world
    zones = locale.time_zones.items()
    cities = (zone["city"] for place, zone in zones if "city" in zone and place.startswith(_CONTINENTS))
    found = set[str]()
    for name in [*territories, *cities]:
        folded = fold(name)
        if language == "ar" and folded.startswith(_ARTICLE) and name.startswith(_ARTICLE):
            folded = folded.removeprefix(_ARTICLE)
        if folded.isalpha() and not folded.isascii() and len(folded) > 2 and folded not in _COMMON:
            found.add(folded)
    return sorted(found)


def main() -> None:
    """Write the files."""
    for language in LANGUAGES:
        text = "".join(f"{name}\n" for name in names(language))
        (DESTINATION / language / "places.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
