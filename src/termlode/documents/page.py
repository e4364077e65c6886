"""The tokens of an HTML page and which of them a reader of the page sees as its text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages.listed import words
from termlode.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from termlode.model import BlockKind

BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table "
    "tbody td tfoot th thead tr ul br"
)
VOID = words("area base br col embed hr img input link meta param source track wbr")
CLOSED_BY_BLOCK = words("p h1 h2 h3 h4 h5 h6")  # a new block ends them, closed or not
_RAW = words("script style textarea title xmp noembed")
_SKIPPED = words(
    "template svg math iframe object select canvas video audio button noscript datalist map applet frameset label"
)
_READINGS = words("rt rp rtc")  # the small reading above a ruby text: it is inside a word
_FURNITURE = words("nav footer menu")
_ROLES = words("navigation banner contentinfo search menu menubar toolbar complementary")
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("td", "th"), "table-cell"),
    **dict.fromkeys(("caption", "figcaption", "legend"), "caption"),
}
_TOKEN = re.compile(
    r"""<!--|<!(?i:doctype)[^<>\[]{0,2000}+\[[^\]]{0,20000}+\]\s*>|<[!?][^<>]{0,2000}+>?"""
    r"""|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>"']{0,60}+)(?P<rest>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)(?P<shut>>?)"""
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>]+)))?""")
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|share|sharing|social|related|recommend(?:ed)?|sidebar|advert\w*|ads?|banner"
    r"|cookies?|comments?|pagination|pager|newsletter|subscribe|footer|tags?|toolbar|login|popup|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MANY = 3000  # tokens: no menu is that long
_SHORT = 200  # characters: below this an element named like furniture is furniture even without links


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text: ``source[start:end]``."""

    kind: str  # start, end, text
    name: str
    start: int
    end: int
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens of a page, the index ranges of them that are no text of it, and why."""

    tokens: list[Token]
    dropped: list[tuple[int, int, str]]  # (first, last + 1, reason): reasons are element names or "furniture"


def scan(source: str) -> Page:
    """The tokens of ``source``; linear in it, whatever it holds."""
    tokens = list(_tokens(source))
    return Page(tokens, list(_dropped(source, tokens)))


def visible(page: Page) -> Iterator[Token]:
    """The tokens without the dropped ones; where something was dropped a block ends."""
    at = 0
    for first, last, reason in page.dropped:
        yield from page.tokens[at:first]
        if reason not in _READINGS:
            yield Token("end", "div", page.tokens[first].start, page.tokens[first].start)
        at = last
    yield from page.tokens[at:]


def kind(stack: Sequence[str]) -> tuple[BlockKind, int]:
    """What a block inside these open elements is, and its level."""
    for name in reversed(stack):
        if name in _KINDS:
            return _KINDS[name], sum(outer in ("ul", "ol", "menu", "dl") for outer in stack)
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            return "heading", int(name[1])
    return "paragraph", 0


def declared(attributes: str) -> str | None:
    """The language that a start tag declares, as a bare subtag (``fa``); None where it says nothing."""
    found = [m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes[:2000]) if m[1].lower() == "lang"]
    return found[0].strip().lower().partition("-")[0] if found else None


def notices(source: str, page: Page) -> Iterator[Notice]:
    """What was left out: furniture with its text, other elements by number."""
    other: Counter[str] = Counter()
    line, seen = 1, 0
    for first, last, reason in page.dropped:
        start = page.tokens[first].start
        line += source.count("\n", seen, start)
        seen = start
        shown = " ".join("".join(_text(source, page.tokens[first:last])).split())
        if reason == "furniture" and shown:
            yield Notice("furniture-dropped", "page furniture left out", line, shown[:300])
        elif reason != "furniture":
            other[reason] += 1
    if other:
        yield Notice("markup-dropped", "left out: " + ", ".join(f"{n} {name}" for name, n in sorted(other.items())))


def _text(source: str, tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield source[token.start : token.end] if token.kind == "text" else " "


def _tokens(source: str) -> Iterator[Token]:
    at, text_from = 0, 0
    last_comment = source.rfind("-->")
    while match := _TOKEN.search(source, at):
        at, token = _tag(source, match, last_comment)
        if text_from < match.start():
            yield Token("text", "", text_from, match.start())
        if token is not None:
            yield token
        if token is not None and token.kind == "start" and token.name in _RAW:
            yield Token("raw", token.name, at, at := _raw_end(source, token.name, at))
        text_from = at
    if text_from < len(source):
        yield Token("text", "", text_from, len(source))


def _tag(source: str, match: re.Match[str], last_comment: int) -> tuple[int, Token | None]:
    """Where a piece of markup ends, and its tag (None for a comment or declaration)."""
    start, end = match.span()
    if match[0] == "<!--":  # one that never closes ends where it stands
        return (source.index("-->", end) + 3 if last_comment >= end else end), None
    if match["name"] is None:
        return end, None
    return end, Token("end" if match["end"] else "start", match["name"].lower(), start, end, match["rest"])


def _raw_end(source: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}", re.IGNORECASE).search(source, at)
    return match.start() if match else len(source)


def _dropped(source: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """The outermost ranges that are no text: elements without text, hidden ones, furniture."""
    ends = _matching(tokens)
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "raw":
            yield index, index + 1, token.name
        elif token.kind == "start" and token.name in _READINGS:
            until = _reading_end(tokens, index)
            yield index, until, token.name
            index = until - 1
        elif token.kind == "start" and (last := ends.get(index)) is not None:
            reason = _reason(source, tokens, index, last)
            if reason:
                yield index, last + 1, reason
                index = last
        index += 1


def _reading_end(tokens: Sequence[Token], index: int) -> int:
    """Where a ruby reading ends: at its end tag, at the next part of the ruby text, or where a block begins."""
    name = tokens[index].name
    for at in range(index + 1, min(index + 50, len(tokens))):
        token = tokens[at]
        if token.kind == "end" and token.name == name:
            return at + 1
        if token.name in _READINGS or token.name in ("ruby", "rb") or token.name in BLOCKS:
            return at
    return index + 1


def _matching(tokens: Sequence[Token]) -> dict[int, int]:
    """For start tags with an end tag of their own: the index of that."""
    found: dict[int, int] = {}
    stack: list[int] = []
    depth: Counter[str] = Counter()
    for index, token in enumerate(tokens):
        if token.kind == "start" and token.name not in VOID:
            stack.append(index)
            depth[token.name] += 1
        elif token.kind == "end" and depth[token.name]:
            while True:
                opened = stack.pop()
                depth[tokens[opened].name] -= 1
                if tokens[opened].name == token.name:
                    break
            found[opened] = index
    return found


def _reason(source: str, tokens: Sequence[Token], first: int, last: int) -> str:
    token = tokens[first]
    if token.name in _SKIPPED:
        return token.name
    if token.name in _FURNITURE:
        return "furniture"
    if not token.attributes.strip() or token.name in ("html", "body", "main", "article"):
        return ""
    values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(token.attributes[:2000])}
    if (
        "hidden" in values
        or values.get("aria-hidden") == "true"
        or "display:none" in values.get("style", "").replace(" ", "")
    ):
        return "hidden"
    named = values.get("role", "").lower() in _ROLES or _CLASS.search(
        f"{values.get('class', '')} {values.get('id', '')}"
    )
    return "furniture" if named and last - first <= _MANY and _is_furniture(source, tokens[first : last + 1]) else ""


def _is_furniture(source: str, tokens: Sequence[Token]) -> bool:
    """Whether an element that is named like furniture holds mostly links, or little: never an article."""
    text = linked = depth = 0
    for token in tokens:
        if token.name in ("h1", "article", "main"):
            return False
        if token.kind == "text":
            size = len(source[token.start : token.end].strip())
            text += size
            linked += size if depth > 0 else 0
        elif token.name == "a":
            depth += 1 if token.kind == "start" else -1
    return text < _SHORT or linked * 5 >= text * 2
