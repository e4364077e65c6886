"""Write glossaries/ anew from termbase/: one OmegaT glossary for each pair of languages.

usage: python scripts/build_glossaries.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from termlode.exchange.omegat.write import write
from termlode.exchange.options import WriteOptions
from termlode.languages.tags import SUPPORTED
from termlode.termbase.glossary import pairs
from termlode.termbase.load import load

ROOT = Path(__file__).resolve().parent.parent


def main(folder: Path) -> None:
    """One ``SOURCE-TARGET.utf8`` a pair."""
    entries = list(load(ROOT / "termbase").concepts.values())
    for source, target in pairs(SUPPORTED):
        path = folder / f"{source}-{target}.utf8"
        count = write(entries, path, WriteOptions(source=source, target=target))
        print(f"{path.name}: {count} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "glossaries")
