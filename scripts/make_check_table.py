"""Write the table of checks in docs/termbase.md from the checks themselves.

usage: python scripts/make_check_table.py [--check]     (--check writes nothing; exit 1 where it is out of date)
"""

from __future__ import annotations

import sys
from pathlib import Path

from termlode.termbase.checks import CHECKS

TARGET = Path(__file__).resolve().parent.parent / "docs" / "termbase.md"
START, END = "<!-- checks -->\n", "<!-- /checks -->"


def table() -> str:
    """The table in Markdown."""
    rows = [f"| {code} | {check.message} |\n" for code, check in sorted(CHECKS.items())]
    return "| code | message |\n|---|---|\n" + "".join(rows)


def updated(text: str) -> str:
    """The document with the table of today."""
    before, rest = text.split(START, 1)
    return before + START + table() + END + rest.split(END, 1)[1]


def main() -> None:
    """Write the document, or compare it."""
    text = TARGET.read_text(encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(updated(text), encoding="utf-8")
    elif updated(text) != text:
        sys.exit(f"{TARGET} is out of date: run python scripts/make_check_table.py")


if __name__ == "__main__":
    main()
