"""Attributes and references of regular markup, read by patterns; and :class:`Irregular`, the way out to expat."""

from __future__ import annotations

import re
import sys

from termlode.exchange.xml import ILLEGAL

_ATTRIBUTE = re.compile(r"""[ \t\n]+([A-Za-z_:][\w:.-]*)[ \t\n]*=[ \t\n]*("[^"<\t\n]*"|'[^'<\t\n]*')""", re.ASCII)
_PLAIN = re.compile(r' ([A-Za-z_:][\w:.-]*)="([^"<\t\n]*)"', re.ASCII)
_REFERENCE = re.compile(r"&(?:(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));)?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Irregular(Exception):  # no error: a way out of the fast path
    """This is not of the usual shape, or not well-formed: the exact path is to look at it."""


def characters(text: str) -> str:
    """``text`` with its references resolved. Raises Irregular where one is not good."""
    return _REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal or "0", 16) or int(decimal or "0")
    if not code or code > sys.maxunicode or ILLEGAL.match(chr(code)):
        raise Irregular
    return chr(code)


def attributes(raw: str) -> dict[str, str]:
    """The attributes in what stands between a tag's name and its end. Raises Irregular where it is anything else."""
    found = _PLAIN.findall(raw)
    if "".join([f' {name}="{value}"' for name, value in found]) != raw:
        pieces = _ATTRIBUTE.split(raw)
        if "".join(pieces[::3]).strip(" \t\n"):
            raise Irregular
        found = [(name, value[1:-1]) for name, value in zip(pieces[1::3], pieces[2::3], strict=True)]
    pairs = dict(found)
    if len(pairs) != len(found):
        raise Irregular
    if "&" in raw:
        return {name: characters(value) for name, value in pairs.items()}
    return pairs
