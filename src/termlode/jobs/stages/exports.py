"""What a build writes: TMX for each pair and for all, TBX, glossaries, a table of terms."""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING

from termlode.exchange.omegat.write import write as write_glossary
from termlode.exchange.options import WriteOptions
from termlode.exchange.selection import pair_name
from termlode.exchange.selection import pairs as memory_pairs
from termlode.exchange.tabular.write import csv_terms
from termlode.exchange.tbx.write import write as write_tbx
from termlode.exchange.tmx.fast.store import write_store
from termlode.exchange.tmx.write import write_pairs
from termlode.files import within
from termlode.termbase.glossary import directions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from termlode.memory import Store
    from termlode.model import ConceptEntry

_OPEN = 64  # files that are written at once: a system allows some hundreds, a memory may hold thousands of pairs


def write_memory(store: Store, folder: Path) -> list[Path]:
    """One bilingual TMX a pair that the memory holds, and one with all languages."""
    paths = {pair: within(folder / "tmx" / f"{pair_name(pair)}.tmx", folder) for pair in memory_pairs(store.units())}
    for some in batched(paths.items(), _OPEN):
        write_pairs(store.units(), dict(some))
    written = list(paths.values())
    path = within(folder / "tmx" / "all.tmx", folder)
    write_store(store, path)
    return [*written, path]


def write_terms(entries: Sequence[ConceptEntry], languages: Sequence[str], folder: Path) -> list[Path]:
    """TBX v2 for CAT tools, an OmegaT glossary for each pair both ways, a CSV with a column a language (for Excel)."""
    written = [within(folder / "terms.tbx", folder), within(folder / "terms.csv", folder)]
    write_tbx(entries, written[0], WriteOptions())
    csv_terms(entries, written[1], WriteOptions(bom=True))
    for source, target in directions(languages):
        path = within(folder / "glossaries" / f"{source}-{target}.utf8", folder)
        write_glossary(entries, path, WriteOptions(source=source, target=target))
        written.append(path)
    return written
