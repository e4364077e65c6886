"""The tags of an XML part as text: a part is scanned, not parsed, so that the place of every character is known."""

from __future__ import annotations

import re
from html import unescape

TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    r"""|<(?P<end>/?)(?P<name>[^\s/<>]+)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>""",
    re.DOTALL,
)
"""A comment, an instruction, CDATA, or a tag: `end` (a slash), `name`, `rest` (attributes), `empty` (a slash)."""


def attribute(rest: str, name: str) -> str | None:
    """The value of the attribute with this local name in the inside of a tag."""
    match = re.search(rf"""(?:^|[\s:]){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", rest)
    return None if match is None else unescape(match[1] if match[1] is not None else match[2])
