"""What never changes: addresses, code, Latin words, quotations in another language.

Protected stretches are masked by a character that no rule matches, one for one, so that offsets hold.
"""

from __future__ import annotations

import re

from termlode.languages import lines
from termlode.languages.classes import MASK
from termlode.languages.regions import foreign_runs, is_foreign

_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s«»\"<>،؛]+"
    r"|[^\s@«»<>\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ir|cn|edu|gov|info|io|pdf|docx?|html?|txt|xlsx?|zip|png|jpg)\b(?![\"'])(?:/[^\s«»\"<>،؛]*)?"
    r"|[@#][\w_]+"
    r"|`[^`\n]*`"
    r"|(?:[A-Za-z]:)?(?:[/\\][\w.-]+){2,}",
    re.ASCII,
)
_OF_ADDRESS = re.compile(r"[@#`/\\]|\.[a-z]|www\.")  # what a line with an address has
_CODE_LINE = re.compile(r"^(?:```.*?^```|(?: {4}|\t)[^\n]*[{};=][^\n]*)$", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"«([^«»\n]{8,400})»|“([^“”\n]{8,400})”|\"([^\"\n]{8,400})\"|﴿([^﴾]{2,600})﴾")


def mask(text: str, language: str) -> str:
    """``text`` with everything protected blanked out; the length stays."""
    text = lines.sub(_ADDRESS, _blank, text, _OF_ADDRESS)
    if "```" in text or "    " in text or "\t" in text:
        text = _CODE_LINE.sub(_blank, text)
    text = _QUOTE.sub(lambda found: _foreign(found, language), text)
    for start, end in foreign_runs(text, language):
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _blank(found: re.Match[str]) -> str:
    return MASK * (found.end() - found.start())


def _foreign(found: re.Match[str], language: str) -> str:
    inner = next(group for group in found.groups() if group is not None)
    return _blank(found) if is_foreign(inner, language) else found.group()
