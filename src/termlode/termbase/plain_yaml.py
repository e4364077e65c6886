"""The YAML that we write ourselves, written and read without a YAML library: some thirty times faster.

Block mappings and lists, a scalar a line, plain or in quotes, comments on lines of their own. :func:`compose` gives
nodes like those of ruamel.yaml, or None where a text holds anything else (flow collections, anchors, folded or several
lines of text, comments behind a value): then the library reads it. :func:`dump` writes what the library would.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from termlode.termbase.records import Record

# Characters that are not printable in YAML 1.2 (5.1), break lines elsewhere, or indent (tabs).
_SPECIAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DEEPEST = 100  # blanks before a line: what is nested deeper is left to the full reader, which refuses it
_KEY = re.compile(r"([^\s'\"#&*!|>%@`\[\]{},?:-][^:#'\"]*?):(?: +(.*))?\Z")
_SINGLE = re.compile(r"'((?:[^']|'')*)' *\Z")
_DOUBLE = re.compile(r'("(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*") *\Z')
_INDICATORS = frozenset("[]{},&*!|>%@`?:#'\"")
_NULLS = frozenset({"null", "Null", "NULL", "~"})
_NULL, _STR = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
# What begins like a number, a date or a sign, and words that YAML reads as something else than text.
_ODD = re.compile(r"[-+.\d=<~?][-+.\d_:a-fA-FoOxXeEtTzZ =<~]*\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(slots=True)
class Node:
    """A node as ruamel.yaml's: ``value`` is a text, pairs of nodes, or nodes; the mark's line counts from 0."""

    id: str
    value: Any
    line: int
    tag: str = _STR

    @property
    def start_mark(self) -> Self:
        """The place where it begins."""
        return self


class _OtherYamlError(Exception):
    """The text is YAML of another kind, or none."""


def compose(text: str) -> Node | None:
    """The root of a text that is a mapping in our own style; None where it is not, or empty."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _SPECIAL.search(text):
        return None
    lines = [
        (len(line) - len(bare), bare, number)
        for number, line in enumerate(text.split("\n"))
        if (bare := line.lstrip(" ")) and bare[0] != "#"
    ]
    if not lines or lines[0][0] or max(line[0] for line in lines) > _DEEPEST:
        return None
    composer = _Composer(lines)
    try:
        node = composer.mapping(0)
        composer.must_end()
    except _OtherYamlError:
        return None
    return node


class _Composer:
    """Goes through the lines (indent, content, number) by recursive descent."""

    def __init__(self, lines: list[tuple[int, str, int]]) -> None:
        self._lines = [*lines, (-1, "", -1)]
        self._at = 0

    def must_end(self) -> None:
        """Nothing may be left."""
        if self._at != len(self._lines) - 1:
            raise _OtherYamlError

    def mapping(self, indent: int) -> Node:
        """The pairs that stand at an indent."""
        pairs: list[tuple[Node, Node]] = []
        lines = self._lines
        first = lines[self._at][2]
        while lines[self._at][0] == indent:
            _, content, number = lines[self._at]
            found = _KEY.match(content)
            if found is None:
                raise _OtherYamlError
            key, rest = found[1].rstrip(" "), found[2]
            self._at += 1
            value = self._below(indent, number) if not rest else _scalar(rest, number)
            pairs.append((Node("scalar", key, number, _NULL if key in _NULLS else _STR), value))
        if lines[self._at][0] > indent:  # a text that goes on
            raise _OtherYamlError
        return Node("mapping", pairs, first)

    def _below(self, indent: int, number: int) -> Node:
        """What a key without a text on its line holds."""
        inner, content, _ = self._lines[self._at]
        is_item = content.startswith("- ")
        if inner > indent:
            return self._sequence(inner) if is_item else self.mapping(inner)
        if inner == indent and is_item:
            return self._sequence(inner)
        return Node("scalar", "", number, _NULL)

    def _sequence(self, indent: int) -> Node:
        items: list[Node] = []
        lines = self._lines
        first = lines[self._at][2]
        while lines[self._at][0] == indent and lines[self._at][1].startswith("- "):
            _, content, number = lines[self._at]
            inside = content[2:].lstrip(" ")
            if _KEY.match(inside):
                inner = indent + len(content) - len(inside)
                lines[self._at] = (inner, inside, number)
                items.append(self.mapping(inner))
            else:
                self._at += 1
                items.append(_scalar(inside, number))
        if lines[self._at][0] > indent:
            raise _OtherYamlError
        return Node("sequence", items, first)


def _scalar(text: str, number: int) -> Node:
    first = text[:1]
    if first == "'" and (single := _SINGLE.match(text)):
        return Node("scalar", single[1].replace("''", "'"), number)
    if first == '"' and (double := _DOUBLE.match(text)):
        return Node("scalar", json.loads(double[1]), number)
    text = text.rstrip(" ")
    if not text or first in _INDICATORS or text == "-" or text.startswith("- "):
        raise _OtherYamlError
    if ": " in text or " #" in text or text[-1] == ":":
        raise _OtherYamlError
    return Node("scalar", text, number, _NULL if text in _NULLS else _STR)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def dump(record: Record) -> str:
    """A record (texts, flags, numbers, lists and mappings of such) as YAML text in our own layout."""
    lines: list[str] = []
    _put_mapping(record, "", "", lines)
    return "\n".join([*lines, ""])


def _put_mapping(record: Record, start: str, indent: str, lines: list[str]) -> None:
    """The pairs of a mapping, the first one after ``start`` (as the item of a list), the others after ``indent``."""
    for key, value in record.items():
        name = f"{start}{_written(key)}:"
        if isinstance(value, dict):
            lines.append(name if value else f"{name} {{}}")
            _put_mapping(value, f"{indent}  ", f"{indent}  ", lines)
        elif isinstance(value, list):
            lines.append(name if value else f"{name} []")
            for item in value:
                if isinstance(item, dict):
                    _put_mapping(item, f"{indent}  - ", f"{indent}    ", lines)
                else:
                    lines.append(f"{indent}  - {_written(item)}")
        else:
            lines.append(f"{name} {_written(value)}")
        start = indent


@lru_cache(maxsize=4096)
def _written(value: str | bool | int) -> str:
    """A scalar: plain where it can be, else in single quotes, else in double ones."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if _SPECIAL.search(text) or "\n" in text:
        escaped = json.dumps(text, ensure_ascii=False)
        return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    plain = (
        text
        and text[0] not in _INDICATORS
        and text[0] not in "- "
        and text[-1] not in " :"
        and ": " not in text
        and " #" not in text
        and text.lower() not in _WORDS
        and not _ODD.match(text)
    )
    return text if plain else f"'{text.replace("'", "''")}'"
