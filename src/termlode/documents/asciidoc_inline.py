"""The visible text of a stretch of AsciiDoc: what its markup shows, hides or replaces, by place."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILL = "\ue000"  # stands where nothing is looked for any more
_ATTRIBUTES = {
    "nbsp": "\u00a0", "amp": "&", "lt": "<", "gt": ">", "plus": "+", "asterisk": "*", "caret": "^", "tilde": "~",
    "startsb": "[", "endsb": "]", "vbar": "|", "backslash": "\\", "backtick": "`", "blank": "", "empty": "", "sp": " ",
    "zwsp": "\u200b", "wj": "\u2060", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "deg": "°", "cpp": "C++", "pp": "++", "two-colons": "::", "two-semicolons": ";;",
}  # fmt: skip
# Code first, then what hides, then macros; the group `shown` (if any) is what a reader sees.
_LITERAL = re.compile(
    r"\+\+\+(?P<a>.+?)\+\+\+|(?<![\w\\])``(?P<b>.+?)``|(?<![\w\\`\"'])`(?![`\s])(?P<c>[^`]*?[^`\s])`(?![\w`\"'])"
    r"|(?<![\w+\\])\+(?![+\s])(?P<d>[^+\n]*?[^+\s])\+(?![\w+])|pass:\w*\[(?P<e>[^\]]*)\]",
    re.DOTALL,
)
_HIDDEN = re.compile(
    r"\(\(\([^()]{0,200}\)\)\)|\[\[[^\[\]\n]{1,100}\]\]|indexterm:\[[^\]]*\]|anchor:[^\s\[]+\[[^\]]*\]|<!--.*?-->",
    re.DOTALL,
)
_MACRO = re.compile(
    r"\(\((?P<term>[^()]{1,200})\)\)"
    r"|<<(?P<target>[^<>,\n]{1,200})(?:,(?P<label>[^<>]{1,300}))?>>"
    r"|(?<![\w/])(?P<url>(?:https?|ftp|irc)://[^\s\[\]<>]+|mailto:[^\s\[\]<>]+)\[(?P<words>[^\]]*)\]"
    r"|(?<!\w)(?:link|xref):(?P<to>[^\s\[\]]+)\[(?P<said>[^\]]*)\]"
    r"|(?<!\w)(?:image|icon|video|audio):(?!:)[^\s\[\]]+\[(?P<alt>[^\]]*)\]"
    r"|(?<!\w)(?:kbd|btn|footnote|indexterm2|stem|latexmath|asciimath):(?P<id>[\w-]*)\[(?P<inner>[^\]]*)\]"
    r"|(?<!\w)menu:(?P<menu>[^\s\[\]]+)\[(?P<item>[^\]]*)\]",
)
# *bold*, _italic_, #marked#, ^up^, ~down~, "`quoted`": one word or more, or doubled anywhere.
_MARKS = re.compile(
    r"(?P<double>\*\*|__|##)(?=\S)(?P<in2>(?:(?!(?P=double)).)+?)(?<=\S)(?P=double)"
    r"|(?<![\w\\;:}\u200c])(?:\[[^\[\]\n]{1,60}\](?=#))?(?P<single>[*_#])(?=[^\s*_#])(?P<in1>(?:(?!(?P=single)).)*?[^\s])(?P=single)(?!\w)"
    r"|(?P<tiny>[\^~])(?=\S)(?P<in0>[^\^~\s]{1,40})(?P=tiny)",
    re.DOTALL,
)
_QUOTES = re.compile(r"\"`(?=\S)(?P<double>.+?)(?<=\S)`\"|'`(?=\S)(?P<single>.+?)(?<=\S)`'", re.DOTALL)
_SMALL = re.compile(
    r"\{(?P<name>[\w-]{1,40})\}|&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});|\\(?=[*_`#^~{\[<(+h&|])"
)


class Change(NamedTuple):
    """``content[start:end]`` shows ``text``; ``fixed``: it is code, which no edit may change."""

    start: int
    end: int
    text: str
    fixed: bool = False


def changes(content: str) -> list[Change]:
    """What of a block's content is not shown as it stands, in order."""
    masked, found = content, list[Change]()
    for step in (_literals, _hidden, _macros, _quoted, _marked, _small):
        new = list(step(masked))
        found += new
        for change in new:
            masked = masked[: change.start] + _FILL * (change.end - change.start) + masked[change.end :]
    return sorted(found)


def _around(start: int, end: int, inner: tuple[int, int]) -> Iterator[Change]:
    """The markup before and behind what is shown."""
    if inner[0] > start:
        yield Change(start, inner[0], "")
    if end > inner[1]:
        yield Change(inner[1], end, "")


def _literals(text: str) -> Iterator[Change]:
    for match in _LITERAL.finditer(text):
        shown = match[match.lastgroup or 0]
        if match.lastgroup == "c" and len(shown) > 2 and shown[0] == shown[-1] == "+":
            shown = shown[1:-1]
        yield Change(*match.span(), unescape(shown) if match.lastgroup == "c" else shown, fixed=True)


def _hidden(text: str) -> Iterator[Change]:
    return (Change(*match.span(), "") for match in _HIDDEN.finditer(text))


def _macros(text: str) -> Iterator[Change]:
    for match in _MACRO.finditer(text):
        name = _shown(match)
        inner = match.span(name)
        label = match[name]
        if name in ("words", "said"):  # https://x.org[text^,role=y]
            kept = re.split(r",\s*\w+=|\^\s*\Z|\^,", label)[0].strip('"')
            at = label.find(kept)
            inner = (inner[0] + at, inner[0] + at + len(kept))
        if name == "alt":
            kept = label.split(",")[0].strip('" ')
            inner = (inner[0] + label.find(kept), inner[0] + label.find(kept) + len(kept))
        yield from _around(*match.span(), inner)


def _shown(match: re.Match[str]) -> str:
    """The group of a macro that a reader sees."""
    for name in ("term", "label", "words", "said", "inner", "item"):
        if match[name] and match[name].strip("^ "):
            return name
    return next(name for name in ("target", "url", "to", "alt", "menu", "inner", "item") if match[name] is not None)


def _quoted(text: str) -> Iterator[Change]:
    for match in _QUOTES.finditer(text):
        marks = "“”" if match.lastgroup == "double" else "‘’"
        inner = match.span(match.lastgroup or 0)
        yield Change(match.start(), inner[0], marks[0])
        yield Change(inner[1], match.end(), marks[1])


def _marked(text: str, at: int = 0) -> Iterator[Change]:
    for match in _MARKS.finditer(text):
        name = next(name for name in ("in2", "in1", "in0") if match[name] is not None)
        inner = match.span(name)
        for change in _around(*match.span(), inner):
            yield change._replace(start=change.start + at, end=change.end + at)
        yield from _marked(match[name], at + inner[0])


def _small(text: str) -> Iterator[Change]:
    for match in _SMALL.finditer(text):
        if match["name"] is None:
            yield Change(*match.span(), "" if match[0] == "\\" else unescape(match[0]))
        elif match["name"] in _ATTRIBUTES:
            yield Change(*match.span(), _ATTRIBUTES[match["name"]])
