"""What never changes: addresses, code, Latin words, quotations in another language.

Protected stretches are masked by a character that no rule matches, one for one, so that offsets hold.
"""

from __future__ import annotations

import re

from termlode.languages.classes import MASK
from termlode.languages.regions import is_foreign

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s«»\"<>،؛]+"
    r"|[^\s@«»<>\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ir|cn|edu|gov|info|io|pdf|docx?|html?|txt|xlsx?|zip|png|jpg)\b(?![\"'])(?:/[^\s«»\"<>،؛]*)?"
    r"|[@#][\w_]+"
    r"|`[^`\n]*`"
    r"|(?:[A-Za-z]:)?(?:[/\\][\w.-]+){2,}",
    re.ASCII,
)
_CODE_LINE = re.compile(r"^(?:```.*?^```|(?: {4}|\t)[^\n]*[{};=][^\n]*)$", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"«([^«»\n]{8,400})»|“([^“”\n]{8,400})”|\"([^\"\n]{8,400})\"|﴿([^﴾]{2,600})﴾")
# Arabic words in Persian without quotation marks: two or more in a row that only Arabic spells so, with its particles.
_SHAPES = (
    r"[وفبكل]?(?:ال|لل)[ء-ي]{3,}", r"[ء-ي]*[أإ][ء-ي]+", r"[ء-ي]+[ةى]",
    "[ء-ي\u064b-\u0652]*[\u064c-\u0650\u0652][ء-ي\u064b-\u0652]*",
)  # fmt: skip
_ARABIC_WORD = f"(?:{'|'.join(_SHAPES)})"
_PARTICLE = (
    "(?:في|من|على|علی|إلى|عن|لا|ما|هو|هي|قال|كان|التي|الذي|إن|أن|إنما|يا|كل|ذلك|هذا|هذه|ثم|أو|الا|إلا|و|عليه|له|به)"
)
_ARABIC_RUN = re.compile(
    f"(?<![ء-ۓ\u200c]){_ARABIC_WORD}(?:[ ]{_PARTICLE})*(?:[ ]{_ARABIC_WORD}(?:[ ]{_PARTICLE})*)+(?![ء-ۓ\u200c])"
)


def mask(text: str, language: str) -> str:
    """``text`` with everything protected blanked out; the length stays."""
    text = _ADDRESS.sub(_blank, text)
    if "```" in text or "    " in text or "\t" in text:
        text = _CODE_LINE.sub(_blank, text)
    text = _QUOTE.sub(lambda found: _foreign(found, language), text)
    return _ARABIC_RUN.sub(_blank_arabic, text) if language == "fa" else text


def _blank(found: re.Match[str]) -> str:
    return MASK * (found.end() - found.start())


def _blank_arabic(found: re.Match[str]) -> str:
    """A run of Arabic words blanked out, where a letter tells that it is one and no Persian word stands in it."""
    run = found.group()
    return _blank(found) if re.search("[أإةى\u064c-\u0650\u0652]", run) else run


def _foreign(found: re.Match[str], language: str) -> str:
    inner = next(group for group in found.groups() if group is not None)
    return _blank(found) if is_foreign(inner, language) else found.group()
