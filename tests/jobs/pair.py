"""A pair of documents of three sentences, for tests of what builds and people make of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termlode.workspace import Workspace

ARABIC = ["ماذا بعد؟", "ارتفع سعر النحاس في الأسواق.", "انخفضت أسعار الليثيوم هذا العام."]
ENGLISH = ["What next?", "The price of copper rose on the markets.", "Lithium prices fell this year."]
_DATE = 1_700_000_000  # of every source: units have the dates of their documents


def lines(made: Workspace, name: str, texts: Sequence[str]) -> None:
    """Write a source, a text a line."""
    path = made.sources / name
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    os.utime(path, (_DATE, _DATE))


def write_pair(made: Workspace) -> None:
    """Write both documents."""
    lines(made, "r.ar.txt", ARABIC)
    lines(made, "r.en.txt", ENGLISH)
