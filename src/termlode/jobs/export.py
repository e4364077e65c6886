"""The memory and the termbase as files for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.exporting import ExportFile, Layout
    from termlode.exchange.options import WriteOptions
    from termlode.exchange.registry import Format
    from termlode.exchange.selection import Selection
    from termlode.memory import Store
    from termlode.model import OriginKind, TranslationUnit
    from termlode.workspace import Workspace


def export(
    workspace: Workspace,
    destination: Path,
    *,
    format: str | None = None,  # noqa: A002  # the word of the field
    kind: Literal["terms", "memory"] | None = None,
    pairs: Sequence[str] = (),
    multilingual: bool = False,
    options: WriteOptions | None = None,
    keep: Selection | None = None,
) -> list[ExportFile]:
    """Write the memory or the termbase; the files, with how many units or concepts each holds.

    ``destination`` is a file or a folder for one a pair (``"fa-en"``), ``format`` by its name where not said,
    ``keep`` chooses units. What cannot be written as it is stands in ``options.notices``. Raises UsageError for
    what contradicts itself, NothingFound where no unit is left, StoreError, TermbaseError.
    """
    from termlode.exchange.exporting import Layout, destination_kind, export_terms
    from termlode.exchange.options import WriteOptions
    from termlode.exchange.selection import Selection
    from termlode.languages.named import pair as parse_pair

    form, options = _format(format, destination), options or WriteOptions()
    layout = Layout(destination, workspace.name, tuple(parse_pair(pair) for pair in pairs), multilingual)
    if destination_kind(form, kind) == "memory":
        return _memory(workspace, form, layout, options, keep or Selection())
    with workspace.terms() as compiled:
        return export_terms(list(compiled.entries()), form, layout, options, workspace.languages)


def _format(name: str | None, destination: Path) -> Format:
    """The format by its name, or by the destination's."""
    from termlode.exchange import registry

    if str(destination) == "-":
        raise UsageError("DEST is a file or a folder: exports are not written to standard output")
    return registry.named(name) if name is not None else registry.for_writing(destination)


def selection(
    *,
    origins: Iterable[OriginKind] = (),
    quality: float | None = None,
    since: str | None = None,
    until: str | None = None,
    clients: Iterable[str] = (),
    domains: Iterable[str] = (),
) -> Selection:
    """Which units to export: origins, the lowest confidence of aligned units, days (YYYYMMDD), owners."""
    from termlode.exchange.selection import Selection

    return Selection(
        origins=frozenset(origins), quality=quality, since=since, until=until,
        clients=frozenset(clients), domains=frozenset(domains),
    )  # fmt: skip


def _memory(place: Workspace, form: Format, layout: Layout, options: WriteOptions, keep: Selection) -> list[ExportFile]:
    from termlode.exchange.exporting import export_memory

    if not place.has_memory:
        raise NothingFound("there is no memory yet: run 'termlode build', or 'termlode import FILE'")
    with place.memory() as store:
        if _is_whole(form, layout, options, keep):
            return _dump(store, layout.path(form, None), options)

        def units() -> Iterator[TranslationUnit]:
            return filter(keep, store.units())

        return export_memory(units, form, layout, options)


def _is_whole(form: Format, layout: Layout, options: WriteOptions, keep: Selection) -> bool:
    """Whether all of the memory is to be one TMX without loss: that is written straight from its rows."""
    from termlode.exchange.options import WriteOptions as Options
    from termlode.exchange.selection import Selection as Every

    plain = Options(notices=options.notices)
    return form.name == "tmx" and layout.multilingual and options == plain and keep == Every()


def _dump(store: Store, path: Path, options: WriteOptions) -> list[ExportFile]:
    from termlode.exchange.exporting import ExportFile
    from termlode.exchange.tmx.fast.store import write_store

    if next(store.items(), None) is None:
        raise NothingFound("the memory holds no such unit: nothing is written")
    return [ExportFile(path, write_store(store, path, notices=options.notices))]
