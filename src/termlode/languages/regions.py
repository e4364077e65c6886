"""Which language each stretch of a document is written in: lines of one language in a row are a region."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from termlode.languages import lines
from termlode.languages.identify import family

_PERSIAN_WORD = re.compile(r"(?<![ء-ۓ])(?:است|این|را|از|های|می|شد|شده|برای|بود|کرد|باشد|دارد|هستند)(?![ء-ۓ])")
_SURELY_PERSIAN = re.compile(r"[پچژگ]|(?<![ء-ۓ])(?:است|این|که|را|از|های|می|شد|شده|برای|بود|کرد)(?![ء-ۓ])")
_OTHERS = re.compile("[ټډړږښڼۍېځڅګڭھہےٹڑںةىإۆێڕۊڤ\u064b-\u0650]|(?<![ء-ۓ])[وفبکكل]?ال[ء-ي]{3}")
# Letters of Pashto, Urdu and Kurdish; heh and yeh of their keyboards (ہ ھ ە ے) tell nothing by themselves.
_NEIGHBOUR_LETTER = re.compile("[ټډړږښڼۍېځڅګڭٹڑںۆێڕۊڤڵ]|ے(?![ء-ۓ])")
_KEYBOARD = re.compile("[ہھە]")
_SMALL_WORD = re.compile(r"(?<![ء-ۓ])(?:در|به|با|یک|خود|ما|بر|تا|آن|که|بہ|بە|کہ|کە)(?![ء-ۓ])")
_URDU_WORD = re.compile(r"(?<![ء-ۓ])(?:ہے|ہیں|کے|کی|کا|کو|میں|نے|سے|اور|یہ|وہ|بھی|تھا|تھی)(?![ء-ۓ])")

_PERSIAN_LETTER = re.compile("[پچژگکی]")
_PERSIAN_MARK = re.compile("[پچژگکی\u200c]")
_FOLD = str.maketrans("يىك", "ییک")
_ARABIC_SPELLING = re.compile("ة|ى(?![ء-ۓ])|(?<![ء-ۓ])[أإ]")
_NEAR = frozenset({"ar", "ps", "ur"})
_FAMILY = _NEAR | {"fa"}
_SHORT = 4  # words: so short a line goes with the document
_NEARLY_ALL = 0.8
# Arabic words in Persian without quotation marks: two or more in a row that only Arabic spells so, with its particles.
_SHAPES = (
    r"[وفبكل]?(?:ال|لل)[ء-ي]{2,}", r"[وفبكل]?[أإ][ء-ي]+", r"[ء-ي]+[ةى]",
    "[ء-ي\u064b-\u0652]*[\u064c-\u0650\u0652][ء-ي\u064b-\u0652]*",
)  # fmt: skip
_ARABIC_WORD = f"(?:{'|'.join(_SHAPES)})"
_PARTICLE = (
    "(?:في|من|مع|بين|قبل|بعد|على|علی|إلى|عن|لا|ما|هو|هي|قال|كان|التي|الذي|إن|أن|إنما|يا|كل|ذلك|هذا|هذه|ثم|أو|الا|إلا|و"
    "|عليه|له|به)"
)
_TYPED = "[ء-ي]*[يك][ء-ي]*"  # beside a run, a word typed with Arabic letters belongs to it
_SPELT_ARABIC = re.compile("[أإةى\u064c-\u0650\u0652]")  # what a line with such words has
_TELLING = re.compile("(?:^| )[وفبكل]?[أإ]|[ةى\u064c-\u0650\u0652]")
_ARABIC_RUN = re.compile(
    f"(?<![ء-ۓ\u200c])(?:{_TYPED}[ ](?:[ء-ي]+[ ])?)?{_ARABIC_WORD}(?:[ ]{_PARTICLE})*"
    f"(?:[ ]{_ARABIC_WORD}(?:[ ]{_PARTICLE})*)+(?:[ ]{_TYPED})?(?![ء-ۓ\u200c])"
)


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
    if language is None and most == "fa" and not _persian(text):
        most, told = "und", ["und" if name == "fa" else name for name in told]
    home = most if most in _FAMILY else _home(told, lines)
    if home:  # a line of a document needs a reason to be in another language of its script
        told = [
            home if name in _FAMILY - {home} and _goes_with(line, name, home) else name
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


def _persian(text: str) -> bool:
    """Whether something in a text tells that it is Persian; words with ي or ك alone may as well be Arabic (تاريخ)."""
    if _PERSIAN_MARK.search(text) or not any(char in text for char in "يكىة"):
        return True
    return _SURELY_PERSIAN.search(text.translate(_FOLD)) is not None


def is_foreign(text: str, language: str) -> bool:
    """Whether a quotation within a text in ``language`` is in another one, and not only spelt as if it were."""
    told = family(text)
    return told not in (language, "und") and (language != "fa" or _surely(text, told))


def foreign_runs(text: str, language: str) -> list[tuple[int, int]]:
    """Words of another language in a row, without quotation marks: Arabic ones in Persian, as start and end."""
    if language != "fa":
        return []
    # A letter must tell that it is one, and no Persian word stands in it.
    runs = (
        run for start, end in lines.with_sign(text, _SPELT_ARABIC) for run in _ARABIC_RUN.finditer(text, start, end)
    )
    return [run.span() for run in runs if _TELLING.search(run.group())]


def _surely(text: str, language: str) -> bool:
    """Whether a short quotation inside Persian is really ``language`` and not Persian with Arabic letters."""
    if language != "ar":
        return True
    if any(char in text for char in "پچژگ"):
        return False
    return bool(re.search(r"ة|[إأ]|(?:^|\s)[وفبکكل]?ال[ء-ي]{2,}|[\u064b-\u0652]", text))


def _goes_with(line: str, name: str, most: str) -> bool:
    """Whether a line of a document in ``most`` is no evidence for ``name``, the language it looks like by itself."""
    if most == "fa":
        return not _OTHERS.search(line)
    if name != "fa":
        return len(line.split()) < _SHORT and not _NEIGHBOUR_LETTER.search(line)
    words = len(_PERSIAN_WORD.findall(line))
    if most == "ps":  # the two share پ چ ژ and many words
        return words < 2 and not (words and len(line.split()) >= _SHORT)
    return not (words or _PERSIAN_LETTER.search(line)) or (not words and len(line.split()) < _SHORT)


def main(spans: list[Region]) -> str:
    """The language of most of the text."""
    weight: Counter[str] = Counter()
    for span in spans:
        weight[span.language] += span.end - span.start
    return weight.most_common(1)[0][0] if weight else "und"


@lru_cache(maxsize=1 << 14)  # the corrector looks at a text again until nothing changes
def _tell(line: str) -> str:
    if not line.strip():
        return ""
    if _SURELY_PERSIAN.search(line) and not _OTHERS.search(line) and len(_SURELY_PERSIAN.findall(line)) > 1:
        return "fa"
    words = _PERSIAN_WORD.findall(line)
    if _KEYBOARD.search(line):
        words += _SMALL_WORD.findall(line)
    if len(words) > 1 and not _NEIGHBOUR_LETTER.search(line) and not _URDU_WORD.search(line):
        return "fa"  # typed on a keyboard of a neighbour, or with a few words of Arabic
    name = family(line)
    return "ar" if name == "fa" and _spelt_as_arabic(line) else name


def _spelt_as_arabic(line: str) -> bool:
    """Whether letters tell that a line of unknown words (a dialect, say) is Arabic, not Persian of another keyboard."""
    if _PERSIAN_LETTER.search(line) or _SURELY_PERSIAN.search(line):
        return False
    return len(_ARABIC_SPELLING.findall(line)) > 1


def _main(told: list[str], lines: list[str]) -> str:
    weight = _weights(told, lines)
    return weight.most_common(1)[0][0] if weight else "und"


def _home(told: list[str], lines: list[str]) -> str:
    """The one language in Arabic script of a document in another script; empty where two share it."""
    weight = Counter({name: size for name, size in _weights(told, lines).items() if name in _FAMILY})
    [(name, most)] = weight.most_common(1) or [("", 0)]
    return name if most > _NEARLY_ALL * weight.total() else ""


def _weights(told: list[str], lines: list[str]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for line, name in zip(lines, told, strict=True):
        if name not in ("", "und"):
            weight[name] += len(line)
    return weight
