"""Make docs/checks.md out of the checks of translations: python scripts/check_docs.py"""

from __future__ import annotations

from pathlib import Path

from termlode.quality.run import every_check

TARGET = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
HEAD = """# The codes of `termlode check`

Made by `python scripts/check_docs.py` from the checks; a test says when it is out of date. The letter is the
severity (E error, W warning, I information), the first digit the field: 1 whole texts, 2 numbers, 3 terms and
consistency, 4 codes, addresses and room, 5 marks, 6 letters and invisible characters, 7 words and spaces.
Errors and warnings make the exit status 1. `--select` and `--ignore` take beginnings of codes.

A unit whose state says that it is still to be translated (`new`, `initial`, `needs-translation`, or no target at all)
is counted and not checked. A note in the file waves findings of its unit through: `termlode ok E201, W7`.

| code | kind | what | cure |
|---|---|---|---|
"""


def text() -> str:
    """The whole page."""
    cells = ((one.code, one.kind, one.message, one.cure) for one in every_check())
    return HEAD + "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in cells)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
