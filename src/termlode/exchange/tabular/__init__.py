"""Tables: CSV, TSV and XLSX, bilingual or with a column a language, as other tools write them too."""

from __future__ import annotations

from termlode.exchange.registry import Format

__all__ = ["FORMATS"]


_KEEPS = frozenset({"subject fields", "definitions", "notes", "do-not-translate", "statuses", "keys"})
_MEMOQ = frozenset({"subject fields", "definitions", "notes", "statuses"})


def _table(name: str, title: str, suffixes: tuple[str, ...]) -> Format:
    return Format(
        name,
        title,
        suffixes,
        read_memory="tabular.memory:read",
        read_terms="tabular.terms:read",
        write_memory=f"tabular.write:{name}_memory",
        write_terms=f"tabular.write:{name}_terms",
        route="tabular.header:route",
        rank=90,
        controls=name != "xlsx",
        keeps=_KEEPS,
    )


def _layout(name: str, title: str) -> Format:
    """A CSV laid out for one client; its header is known when it is read as a table."""
    writer = name.removesuffix("-csv")
    return Format(
        name,
        title,
        (),
        write_terms=f"tabular.clients:{writer}",
        default="terms",
        rank=91,
        bilingual="weblate" in name,
        keeps=frozenset() if "weblate" in name else _MEMOQ,
    )


FORMATS = (
    _table("csv", "CSV", (".csv",)),
    _table("tsv", "tab-separated table", (".tsv",)),
    _table("xlsx", "Excel workbook", (".xlsx", ".xlsm")),
    _layout("weblate-csv", "Weblate glossary CSV"),
    _layout("memoq-csv", "memoQ term base CSV"),
)
