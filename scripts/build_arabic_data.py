"""Writes what extraction knows of Arabic words: adjectives, finite verbs, singulars of plurals by ending.

    python scripts/build_arabic_data.py FOLDER_WITH_TMX_XZ FOLDER_OF_WORDFREQ

All words are folded. ``adjectives.txt`` in the Arabic pack: words that in TICO-19 (CC0) stand behind a noun with the
article while they have one too (اللقاح الجديد), and hardly ever elsewhere with it. The others come from the large list
of wordfreq 3.1.1. ``singulars.txt``: ``ending<TAB>words``, plurals in ات or ين whose singular is about as common; ة:
the singular ends in it, -: in nothing. ``verbs.txt``: ``kind<TAB>stems`` of verbs, which never take the article and are
met in other persons too (``imperfect``: behind ي; ``behind ت`` and so on: not behind that letter, where it makes a
noun; ``perfect``: before ت and وا; ``past``: those that are no noun as they stand).
"""

from __future__ import annotations

import gzip
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import msgpack
from lxml import etree

from termlode.files import write_text
from termlode.languages.ar.adjectives import FEWEST, SHARE, agreements
from termlode.languages.folding import fold

PACK = Path(__file__).parent.parent / "src" / "termlode" / "languages" / "ar"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_COMMON = 5e-7  # relative frequency of a plural
_AS_COMMON = 0.7  # the singular, beside its plural
_CLEARLY = 3  # times as common as the other singular
_NOMINATIVE = 0.05  # …ون beside …ين, where that is a plural
_ARTICLE = re.compile("^ال(?=...)")
_NEVER = 0.02  # share of the places of a verb where it seems to have the article
_VERB = 5e-7  # relative frequency of a verb
_PROCLITIC = re.compile("^(?:[وف]?[بكل](?:ال?)?|[وف](?:ال)?)(?=...)")


def texts(path: Path) -> list[str]:
    """The Arabic segments of TICO-19."""
    root = etree.fromstring(lzma.decompress(path.read_bytes()))
    variants = (one for one in root.iter("tuv") if (one.get(LANGUAGE) or "").lower().startswith("ar"))
    return ["".join(one.find("seg").itertext()) for one in variants]


def adjectives(found: list[str]) -> list[str]:
    """The words that agree with the noun before them in most places where they have the article."""
    counts = agreements(found)
    return sorted(
        word for word, (agree, stand) in counts.items() if agree >= FEWEST and agree >= SHARE * (agree + stand)
    )


def frequencies(path: Path) -> tuple[Counter[str], Counter[str]]:
    """The relative frequency of folded words in all, and with the article."""
    _, *buckets = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
    out, definite = Counter[str](), Counter[str]()
    for centibels, bucket in enumerate(buckets):
        for word in bucket:
            folded = fold(word, "ar")
            bare = _ARTICLE.sub("", folded)
            # ة is told from ه, which folding takes for one
            key = bare[:-1] + "ة" if word.endswith("ة") else bare
            out[key] += 10 ** (-centibels / 100)
            definite[key] += (bare != folded) * 10 ** (-centibels / 100)
    return out, definite


def singulars(words: Counter[str]) -> dict[str, list[str]]:
    """The plurals by what stands in place of their ending in the singular."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        base, ending = word[:-2], word[-2:]
        if words[word] < _COMMON or len(base) < 3 or words[_PROCLITIC.sub("", word)] > words[word]:
            continue
        options = {"-": words[base], "ة": words[base + "ة"]} if ending == "ات" else {"-": words[base]}
        if ending not in ("ات", "ين") or (ending == "ين" and words[base + "ون"] < _NOMINATIVE * words[word]):
            continue
        best = max(options, key=lambda one: options[one])
        clear = all(options[best] >= _CLEARLY * options[one] for one in options if one != best)
        if clear and options[best] >= _AS_COMMON * words[word]:
            out[best].append(word)
    return out


def _is_joined(word: str, words: Counter[str]) -> bool:
    """Whether a word is another, commoner one with a conjunction on its front."""
    return word[:1] in ("و", "ف") and words[word[1:]] > words[word]


def verbs(words: Counter[str], definite: Counter[str]) -> dict[str, list[str]]:
    """The stems of verbs by kind."""
    out: dict[str, list[str]] = {}
    bare = {word for word in words if definite[word] <= _NEVER * words[word] and not _is_joined(word, words)}
    common = [word for word in sorted(bare) if len(word) > 3 and words[word] >= _VERB]
    stems = [word[1:] for word in bare if word.startswith("ي") and len(word) > 3]
    out["imperfect"] = sorted(stem for stem in stems if words["ي" + stem] + words["ت" + stem] >= _VERB)
    for letter in "تنا":
        met = [stem for stem in out["imperfect"] if words[letter + stem]]
        out[f"behind {letter}"] = [stem for stem in met if letter + stem not in bare]
    perfect = [word[:-1] for word in common if word.endswith("ت")]
    out["perfect"] = [stem for stem in perfect if words[stem + "وا"] >= _VERB * _NOMINATIVE]
    out["past"] = [stem for stem in out["perfect"] if words[stem] and stem in bare]
    return out


def main() -> None:
    """Write the three files."""
    found = adjectives(texts(Path(sys.argv[1]) / "all.en-ar.tmx.xz"))
    write_text(PACK / "adjectives.txt", "\n".join(found) + "\n")
    words, definite = frequencies(Path(sys.argv[2]) / "data" / "large_ar.msgpack.gz")
    for name, table in (("singulars.txt", singulars(words)), ("verbs.txt", verbs(words, definite))):
        write_text(PACK / name, "".join(f"{kind}\t{' '.join(some)}\n" for kind, some in table.items()))
        print(name, {kind: len(some) for kind, some in table.items()})


if __name__ == "__main__":
    main()
