"""Markup that stayed behind in a plain text: tags, also translated or garbled ones, attributes, comment ends.

Pure detection on text, for the readers (which leave such stretches out of the blocks and say so) and for
the correction stage (which makes edits of class ``markup`` of them). Addresses, e-mail in angle brackets,
comparisons (``a < b``) and quoted «words» are not residue.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.languages.listed import words
from termlode.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator


INLINE = words("a abbr b bdi bdo big cite code em font i kbd mark q s small span strong sub sup tt u var wbr")
_BLOCKS = words(
    "address article aside blockquote body br button caption center col dd div dl dt embed fieldset figcaption figure "
    "footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe img input label li link main meta nav noscript "
    "object ol option p param picture pre script section select source style svg table tbody td textarea tfoot th "
    "thead title tr track ul video audio canvas map area path g rect iv di d dib"
)
# Tag names as machine translation renders them (div, figure, image, paragraph, section, table, link, span …).
_TRANSLATED = words(
    "ديف شكل الشكل صورة الصورة فقرة الفقرة قسم القسم جدول الجدول رابط الرابط امتداد عنوان العنوان رأس تذييل مقال فديو "
    "دیو شکل تصویر عکس بخش پاراگراف جدول پیوند لینک سربرگ پانوشت عنوان مقاله انځور برخه جدول سرلیک "
    "图 图片 图像 分区 段落 表格 链接 标题 部分 跨度"
)
_TAG = re.compile(
    r"""</\s{0,3}(?P<close>[A-Za-z][\w:-]{0,20})[^<>\n]{0,40}+(?:>|(?=<)|$)"""  # also cut: </dithium<
    r"""|<(?P<open>[A-Za-z][\w:-]{0,20})(?P<rest>\s[^<>\n]{0,2000}+)?/?>"""
    r"""|<(?P<cut>[A-Za-z][\w:-]{0,20})\s[^<>\n]{0,2000}+$"""  # the line ends inside a tag
    r"""|<!--(?:[^<\n-]|-(?!->)){0,2000}+-->|<!--|<!\[CDATA\[|<!DOCTYPE[^<>\n]*>?"""
    r"""|(?<!<)</?(?P<other>[^\W\d_A-Za-z]{1,15}(?:\ [^\W\d_A-Za-z]{1,15}){0,2})\s*/?>(?!>)""",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w.?&/-])(?:(?:src|srcset|href)=(?!["'])[^\s"'<>]{0,2000}|(?:src|srcset|href|alt|class|style|width|height|id|data-[a-z-]{1,20})="""
    r"""(?:"[^"\n]{0,2000}"?|'[^'\n]{0,2000}'?))(?:\s{0,3}/?>)?"""
    r"""|\.(?:png|jpe?g|gif|svg|webp|js|css)["'](?:\s{0,3}/?>)?"""  # and the name before it
    r"""|https?://[A-Za-z0-9-]*+(?=\s{0,3}(?:$|</?[A-Za-z]))""",
    re.MULTILINE,
)
_ARROWS = re.compile(r"(?<!-)-++>(?:[-\[\]>]{4,}+|(?<=-->)(?=\s{0,3}(?:$|<)))", re.MULTILINE)
_ORPHAN = re.compile(r"^[ \t]*[A-Za-z]{1,10}>[ \t]*$", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}\d{0,2});")


@dataclass(frozen=True, slots=True)
class Residue:
    """Left-over markup ``text[start:end]``, to be replaced by ``after``; ``inline``: it stands inside a sentence."""

    start: int
    end: int
    rule: str  # tag, translated-tag, attribute, comment, orphan, entity
    after: str = ""
    inline: bool = False


def find(text: str) -> list[Residue]:
    """All residue in ``text``, in order, none overlapping. Linear in the text."""
    found = sorted(
        (*_tags(text), *_attributes(text), *_orphans(text), *_entities(text)), key=lambda r: (r.start, -r.end)
    )
    kept: list[Residue] = []
    for residue in found:
        if not kept or residue.start >= kept[-1].end:
            kept.append(residue)
    return kept


def _tags(text: str) -> Iterator[Residue]:
    if "<" not in text:
        return
    for match in _TAG.finditer(text):
        name = (match["close"] or match["open"] or match["cut"] or "").lower()
        if match["other"]:
            if match["other"] in _TRANSLATED or _alone(text, match):
                yield Residue(match.start(), match.end(), "translated-tag")
        elif not name:
            yield Residue(match.start(), match.end(), "comment")
        elif match["cut"] and "=" not in match[0]:
            continue
        elif match["close"] or name in INLINE or name in _BLOCKS:
            yield Residue(match.start(), match.end(), "tag", inline=name in INLINE)


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a line holds nothing but words in angle brackets."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : len(text) if end < 0 else end]
    return len(line) < 200 and not re.sub(r"</?[^<>\n]{1,40}>", "", line).strip()


def _attributes(text: str) -> Iterator[Residue]:
    for match in _ATTRIBUTE.finditer(text) if "=" in text or "://" in text or '"' in text else ():
        yield Residue(_name_start(text, match), match.end(), "attribute")
    for match in _ARROWS.finditer(text) if "->" in text else ():
        yield Residue(match.start(), match.end(), "comment")


def _name_start(text: str, match: re.Match[str]) -> int:
    """Where the file name before a matched suffix begins."""
    start = match.start()
    while (
        match[0].startswith(".") and match.start() - start < 300 and start > 0 and text[start - 1] not in " \t\r\n\"'<>"
    ):
        start -= 1
    return start


def _orphans(text: str) -> Iterator[Residue]:
    for match in _ORPHAN.finditer(text) if ">" in text else ():
        yield Residue(match.start(), match.end(), "orphan")


def _entities(text: str) -> Iterator[Residue]:
    for match in _ENTITY.finditer(text) if "&" in text else ():
        after = html.unescape(match[0])
        if after != match[0] and not any(char in after for char in "\x00\ufffd"):
            yield Residue(match.start(), match.end(), "entity", after.replace("\u00a0", " "), inline=True)


def notice(text: str, line: int, what: str = "markup residue") -> Notice:
    """What a reader says of a stretch that it left out."""
    return Notice("markup-dropped", f"{what} left out", line, text if len(text) <= 300 else text[:299] + "…")
