"""Which language stands where in a text: what keeps a Persian term out of an Arabic sentence.

Lines are identified, not whole texts, because sources mix languages; a line without a sign of its own
goes with its paragraph. Only lines in which something was found are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from termlode.languages import registry, sight
from termlode.languages.tags import primary

_LINE = re.compile(r"\n")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_WORD = re.compile("[a-z\u00df-\u024f]+")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 400
_FEW = 25  # letters below which a line without signs says nothing of its language


def _identified(text: str) -> str:
    from termlode.languages.identify import family

    return primary(family(text))


class Regions:
    """The languages of a text, line by line, found when asked for."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.given = registry.root(language) if language else None
        self._starts = [0, *(match.end() for match in _LINE.finditer(text))]
        self._lines: dict[int, str] = {}
        self._blocks: dict[int, str] = {}
        self._other: dict[int, bool] = {}
        self._last = (0, 0, "und")  # the line asked for last: its bounds and its language; hits come in order

    def line(self, offset: int) -> int:
        """The index (from 0) of the line that an offset lies in."""
        return bisect_right(self._starts, offset) - 1

    def line_start(self, line: int) -> int:
        """Where a line begins."""
        return self._starts[line]

    def allows(self, language: str, offset: int, script: int) -> bool:
        """Whether a term of ``language`` in a script (0: Latin, 1: Arabic, 2: Han) may be reported at ``offset``."""
        if script == 2:
            return language == self.given or registry.pack(language).script == "Hani"
        if script == 0 and language == "en":
            return self.given is not None or not self._is_other_latin(self.line(offset))
        found = self.given or self.at(offset)
        return found == language or (found == "und" and self.given is None)

    def allows_sign(self, language: str) -> bool:
        """Whether a term of ``language`` that has no letter (→, %) may be reported."""
        return self.given is None or language in ("en", self.given)

    def at(self, offset: int) -> str:
        """The language of the line at ``offset`` (primary subtag; und where it cannot be told)."""
        start, end, language = self._last
        if start <= offset < end:
            return language
        line = self.line(offset)
        if line not in self._lines:
            self._lines[line] = self._identify(line)
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        self._last = (self._starts[line], end, self._lines[line])
        return self._lines[line]

    def _is_other_latin(self, line: int) -> bool:
        """Whether a line is French, German …: English terms stand in texts of all our languages, but not there."""
        if line not in self._other:
            from termlode.languages import markers
            from termlode.languages.en.identification import WORDS

            words = _LATIN_WORD.findall(self._text(line)[:_SAMPLE].lower())
            other = sum(word in markers.LATIN_OTHER for word in words)
            self._other[line] = other > 1 and other > sum(word in WORDS for word in words)
        return self._other[line]

    def _text(self, line: int) -> str:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[line] : end]

    def _identify(self, line: int) -> str:
        text = self._text(line)[:_SAMPLE]
        if _PRESENTATION.search(text):
            text = unicodedata.normalize("NFKC", text)
        plain = sight.at_sight(text)
        if plain:
            return plain
        if len(_LETTER.findall(text)) < _FEW and sight.is_written(text) and not sight.has_sign(text):
            return self._around(line)
        block = self._block(line)
        return block if sight.is_plain(text, block) else _identified(text)

    def _around(self, line: int) -> str:
        """The language of the lines around one that says too little itself; blank lines do not count."""
        middle = self._starts[line]
        window = self.text[max(0, middle - _SAMPLE) : middle + _SAMPLE]
        if len(_LETTER.findall(window)) < _FEW and not sight.has_sign(window):
            return sight.at_sight(window, least=1) or "und"
        around = _identified(window)
        return around if around in sight.LANGUAGES else "und"

    def _block(self, line: int) -> str:
        """The language of the paragraph around a line: the lines up to the next blank ones."""
        first = line
        while first > 0 and line - first < 20 and self._text(first - 1).strip():
            first -= 1
        if first not in self._blocks:
            end = self._starts[min(first + 20, len(self._starts) - 1)]
            block = self.text[self._starts[first] : max(end, self._starts[line] + len(self._text(line)))]
            blank = re.search(r"\n\s*\n", block)
            self._blocks[first] = _identified(block[: blank.start() if blank else None][:_SAMPLE])
        return self._blocks[first]
