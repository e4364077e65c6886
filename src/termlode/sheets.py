"""Tables that a person opens in a spreadsheet and gives back: cells, numbers and JSON that come from outside.

A spreadsheet computes a cell that begins like a formula and keeps the result in place of the text. Such a cell gets
an apostrophe before it on writing, and loses it on reading (OWASP, CSV injection). Numbers are those that a person or
we write: ASCII digits, and no more of them than make sense.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CELL = 8 << 20  # characters; the csv module stops at 131,072, which a spreadsheet's cell may pass
# What Excel and LibreOffice show where a formula fails (ECMA-376, 18.17.3 and later additions; LibreOffice: Err:508).
_ERRORS = r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|PYTHON!"
_ERRORS += r"|GETTING_DATA)|Err:5\d\d"
_ERROR = re.compile(_ERRORS)
# Full width too: East Asian spreadsheets compute those. The text of an error is guarded as a formula is.
_FORMULA = re.compile(rf"'*(?:[=+\-@\t\r\n＝＋－＠]|(?:{_ERRORS})\Z)")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; :func:`unguarded` gives the text back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def is_error(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet shows in place of a result that it could not compute."""
    return _ERROR.fullmatch(cell) is not None


def quoted_rows(lines: Iterable[str]) -> list[list[str]]:
    """The cells of tab-separated lines as a spreadsheet quotes them. Raises ValueError where they are not."""
    import csv

    csv.field_size_limit(MAX_CELL)
    try:
        return list(csv.reader(lines, delimiter="\t"))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def whole_number(text: str, most: int = 1_000_000_000) -> int:
    """A number from 0 to ``most`` in ASCII digits, spaces around it left aside. Raises ValueError."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(most)) and int(digits) <= most):
        raise ValueError(f"{text[:20]!r} is not a whole number up to {most}")
    return int(digits)


def parse_json(text: str | bytes) -> Any:
    """What a JSON text holds. Raises ValueError where it is not JSON or is nested too deeply."""
    import json

    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error


_YES = frozenset({"accept", "a", "y", "yes", "+", "1"})
_NO = frozenset({"refuse", "reject", "r", "n", "no", "-", "0"})
_OPEN = frozenset({"?", ""})


def decision(cell: str) -> str | None:
    """What a cell says of its row: accept, refuse, nothing (it is open), or None where that is no decision."""
    said = cell.strip().lower()
    return "accept" if said in _YES else "refuse" if said in _NO else "" if said in _OPEN else None


def control(text: str, but: str = "") -> str:
    """The first character of ``text`` that no text file holds (nor ``but``), as U+XXXX; else nothing.

    Controls, overrides of the direction of writing, and what is no character at all.
    """
    found = next((char for char in _CONTROL.findall(text) if char not in but), None)
    return f"U+{ord(found):04X}" if found else ""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
