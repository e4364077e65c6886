"""Make docs/lint.md out of the checks: python scripts/lint_docs.py"""

from __future__ import annotations

from pathlib import Path

from termlode.exchange.lint.run import BELOW, every_check

HEAD = """# The codes of `termlode lint`

Made by `python scripts/lint_docs.py` from the checks; a test says when it is out of date. X: the file
itself; S: texts and language tags of any bilingual format; T: TMX; L: XLIFF; B: TBX; P: PO; C: tables.
Codes with a client are found with `--for CLIENT` only. `--fix` writes a mended copy (`NAME.fixed.tmx`)
and says what it did; it never changes the words of a text.

| code | what | clients | finding | cure | --fix |
|---|---|---|---|---|---|
"""


def main() -> None:
    """Write the table."""
    rows = [
        f"| {code} | {severity} | all | (as the reader says it: {name}) | {cure} | |"
        for name, (code, severity, cure) in sorted(BELOW.items(), key=lambda item: item[1][0])
    ]
    for check in every_check():
        clients = ", ".join(sorted(check.clients)) or "all"
        cells = (check.code, check.severity, clients, check.message, check.cure, "yes" if check.fixable else "")
        rows.append("| " + " | ".join(cell.replace("<", "&lt;").replace("|", "\\|") for cell in cells) + " |")
    Path(__file__).parents[1].joinpath("docs/lint.md").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
