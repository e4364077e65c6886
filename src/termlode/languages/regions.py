"""Which language each stretch of a document is written in: lines of one language in a row are a region."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from termlode.languages.identify import identify

_ARABIC_SCRIPT = re.compile("[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_SURELY_PERSIAN = re.compile(r"[پچژگ]|(?<![ء-ۓ])(?:است|این|که|را|از|های|می|شد|شده|برای|بود|کرد)(?![ء-ۓ])")
_OTHERS = re.compile("[ټډړږښڼۍېځڅګڭھہےٹڑںةىإۆێڕۊڤ\u064b-\u0650]|(?<![ء-ۓ])[وفبکكل]?ال[ء-ي]{3}")

_PERSIAN_LETTER = re.compile("[پچژگکی]")
_ARABIC_SPELLING = re.compile("ة|ى(?![ء-ۓ])|(?<![ء-ۓ])[أإ]")
_NEAR = frozenset({"ar", "ps", "ur"})


@dataclass(frozen=True, slots=True)
class Region:
    """``text[start:end]`` is all in ``language``."""

    start: int
    end: int
    language: str


def split(text: str, language: str | None = None) -> list[Region]:
    """The regions of ``text``; lines that tell nothing go with ``language`` or else with the document."""
    lines = text.splitlines(keepends=True)
    told = [_tell(line) for line in lines]
    most = language or _main(told, lines)
    if most == "fa":  # a line of a Persian document needs a reason to be anything else
        told = [
            "und" if name in _NEAR and not _OTHERS.search(line) else name
            for name, line in zip(told, lines, strict=True)
        ]
    out: list[Region] = []
    position = 0
    for line, said in zip(lines, told, strict=True):
        end = position + len(line)
        name = most if said == "und" else said or (out[-1].language if out else most)  # blank: with what stands before
        if out and out[-1].language == name:
            out[-1] = Region(out[-1].start, end, name)
        else:
            out.append(Region(position, end, name))
        position = end
    return out


def is_foreign(text: str, language: str) -> bool:
    """Whether a quotation within a text in ``language`` is in another one, and not only spelt as if it were."""
    told = identify(text)
    return told not in (language, "und") and (language != "fa" or _surely(text, told))


def _surely(text: str, language: str) -> bool:
    """Whether a short quotation inside Persian is really ``language`` and not Persian with Arabic letters."""
    if language != "ar":
        return True
    if any(char in text for char in "پچژگ"):
        return False
    return bool(re.search(r"ة|[إأ]|(?:^|\s)[وفبکكل]?ال[ء-ي]{2,}|[\u064b-\u0652]", text))


def main(spans: list[Region]) -> str:
    """The language of most of the text."""
    weight: Counter[str] = Counter()
    for span in spans:
        weight[span.language] += span.end - span.start
    return weight.most_common(1)[0][0] if weight else "und"


def _tell(line: str) -> str:
    if not line.strip():
        return ""
    if _SURELY_PERSIAN.search(line) and not _OTHERS.search(line) and len(_SURELY_PERSIAN.findall(line)) > 1:
        return "fa"
    name = identify(line)
    return "ar" if name == "fa" and _spelt_as_arabic(line) else name


def _spelt_as_arabic(line: str) -> bool:
    """Whether letters tell that a line of unknown words (a dialect, say) is Arabic, not Persian of another keyboard."""
    if _PERSIAN_LETTER.search(line) or _SURELY_PERSIAN.search(line):
        return False
    return len(_ARABIC_SPELLING.findall(line)) > 1


def _main(told: list[str], lines: list[str]) -> str:
    weight: Counter[str] = Counter()
    for line, name in zip(lines, told, strict=True):
        if name not in ("", "und"):
            weight[name] += len(line)
    return weight.most_common(1)[0][0] if weight else "und"
