"""Write a glossary for OmegaT: UTF-8, three columns, no header (a header line would become a term)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.exchange.losses import counted
from termlode.exchange.xml import ILLEGAL
from termlode.files import write_text
from termlode.termbase.glossary import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from termlode.exchange.options import WriteOptions
    from termlode.model import ConceptEntry

_GAP = re.compile(r"\s+")
_READ_BY_ALL = (".utf8", ".txt", ".tab")  # OmegaT 3.6 passes over .tsv


def write(entries: Iterable[ConceptEntry], destination: Path | str, options: WriteOptions) -> int:
    """Write the glossary of one pair; the number of rows. Raises UsageError where the pair is not given.

    ``options.extra["verified-only"]`` leaves unverified terms out.
    """
    if not options.source or not options.target:
        raise UsageError("an OmegaT glossary is bilingual: add --pair fa-en")
    if Path(destination).suffix.lower() not in _READ_BY_ALL:
        raise UsageError(
            f"OmegaT reads glossaries named .utf8 or .txt, not {Path(destination).suffix or 'without suffix'}"
        )
    verified_only = options.extra.get("verified-only") == "yes"
    source, target = options.source, options.target
    found = counted(entries, lambda entry: rows([entry], source, target, verified_only=verified_only), options.notices)
    lines = dict.fromkeys("\t".join(map(_cell, (row.source, row.target, row.comment))) for row in found)
    remark = f"# -*- coding: utf-8 -*-\n# Termlode glossary {options.source} to {options.target}\n"
    write_text(destination, remark + "".join(f"{line}\n" for line in lines))
    return len(lines)


def _cell(text: str) -> str:
    """No tabs or line ends within; a leading # would make the line a remark."""
    flat = _GAP.sub(" ", ILLEGAL.sub("", text)).strip()
    return f"\u200b{flat}" if flat.startswith("#") else flat
