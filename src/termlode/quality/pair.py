"""A unit with what several checks look at: the words, numbers and addresses of both sides, each made once."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from termlode.languages import registry
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.languages.hooks import Quality
    from termlode.languages.tokens import Token
    from termlode.model import ConceptEntry
    from termlode.quality.judging import Verdict
    from termlode.quality.unit import Text, Unit, Which
    from termlode.termbase.recognition.recogniser import TermHit

_URL = r"(?:https?|ftp)://[^\s<>\"«»“”\u2e80-\uffef\u0600-\u06ff]+|www\.[\w.-]+\.[a-z]{2,}(?:/[\w./?=&%#+~:-]*)?"
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
_ADDRESS = re.compile(f"{_URL}|{_MAIL}")

# What programs fill in: %s %1$d %(name)s {0} {{name}} ${name}; markup that stands in the text itself.
_TAGS = (
    "a|b|i|u|p|q|s|br|em|strong|span|div|code|img|html|head|body|li|ul|ol|h[1-6]|table|tr|td|th|font|g|x|bx|ex|ph|pre"
)
_TAGS += "|sub|sup|tt|big|small|qt|nobr|center|title|style|link|hr|kbd|abbr|blockquote|input|button|label|script|mark"
PLACEHOLDER = re.compile(
    r"(?<![\d%])%(?:\([A-Za-z_]\w*\)|\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:hh?|ll?|z)?[sdiufxXgG@]"
    r"|\$?\{\{?[A-Za-z0-9_.:,-]*\}?\}|%[A-Za-z_][A-Za-z0-9_]*%"
    rf"|</?(?:{_TAGS})(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


class View:
    """One side of a unit."""

    def __init__(self, said: Text) -> None:
        self._said = said
        self.text, self.language, self.codes = said.text, primary(said.language), said.codes

    @cached_property
    def rules(self) -> Quality | None:
        """What checks know of the language."""
        return registry.quality(self.language)

    @cached_property
    def script(self) -> str:
        """The script of the language (ISO 15924)."""
        return registry.pack(self.language).script

    @cached_property
    def addresses(self) -> list[tuple[int, int, str]]:
        """The web and mail addresses: start, end, text without the punctuation behind it."""
        found = []
        for match in _ADDRESS.finditer(self.text):
            kept = match[0].rstrip(".,;:!?'،؛؟")
            kept = kept if "(" in kept else kept.rstrip(")")
            found.append((match.start(), match.start() + len(kept), kept))
        return found

    @cached_property
    def plain(self) -> str:
        """The text with addresses, placeholders and entities as blanks: every offset stays."""
        parts, at = [], 0
        for start, end, _ in self.addresses:
            parts += [self.text[at:start], " " * (end - start)]
            at = end
        text = "".join((*parts, self.text[at:]))
        for pattern in (PLACEHOLDER, _ENTITY):
            text = pattern.sub(lambda match: " " * len(match[0]), text)
        return text

    def without(self, spans: Iterable[tuple[int, int]]) -> View:
        """The side with some places of its plain text as blanks."""
        letters = list(self.plain)
        for start, end in spans:
            letters[start:end] = " " * (end - start)
        return View(replace(self._said, text="".join(letters)))

    @cached_property
    def words(self) -> list[Token]:
        """The words and numbers of the text, addresses left out."""
        from termlode.languages.tokens import words

        return words(self.plain, self.language)


class Pair:
    """A unit under check with both of its sides, and what may be asked about it besides.

    ``verdict``: whether the sides translate each other, where it was judged; ``better``: the unit whose target fits
    better.
    """

    def __init__(
        self, unit: Unit, known: Knowledge | None = None, verdict: Verdict | None = None, better: str = ""
    ) -> None:
        self.verdict, self.better = verdict, better
        self.unit, self.source, self.target = unit, View(unit.source), View(unit.target)
        self.known = known
        self._terms: dict[str, list[TermHit]] = {}

    def terms(self, which: Which) -> list[TermHit]:
        """The terms of the termbase in one side."""
        if self.known is None:
            return []
        if which not in self._terms:
            view = self.source if which == "source" else self.target
            self._terms[which] = self.known.terms(view.plain, view.language)
        return self._terms[which]


class Knowledge(Protocol):
    """What checks may ask of a termbase; without it the checks of terms are silent."""

    def terms(self, text: str, language: str) -> list[TermHit]:
        """The terms in a text."""

    def concept(self, key: str) -> ConceptEntry:
        """The entry of a term that was found."""

    def stands(self, term: str, view: View) -> bool:
        """Whether a term may stand in a text in another form than the recogniser knows."""
