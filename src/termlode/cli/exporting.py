"""What ``termlode export`` says to the library, and how it reports."""

from __future__ import annotations

import json as json_
import re
import sys
from typing import TYPE_CHECKING, Literal, cast, get_args

from termlode.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.exporting import ExportFile, Layout
    from termlode.exchange.options import WriteOptions
    from termlode.exchange.registry import Format
    from termlode.exchange.selection import Selection
    from termlode.memory import Store
    from termlode.model import OriginKind, TranslationUnit
    from termlode.workspace import Workspace

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)\Z")


def chosen_format(name: str | None, destination: Path) -> Format:
    """The format by its name, or by the destination's."""
    from termlode.exchange import registry

    if str(destination) == "-":
        raise UsageError("DEST is a file or a folder: standard output takes no export")
    return registry.named(name) if name is not None else registry.for_writing(destination)


def write_options(
    profile: str | None,
    level: int | None,
    version: str | None,
    *,
    bom: bool,
    escape: bool,
    verified_only: bool,
    max_units: int | None,
    max_mb: float | None,
) -> WriteOptions:
    """The options of the command line."""
    from termlode.exchange.options import WriteOptions

    return WriteOptions(
        profile=profile,
        level=level,
        version=version,
        bom=bom,
        escape=escape,
        max_units=max_units,
        max_bytes=round(max_mb * 1_000_000) if max_mb else None,
        extra={"verified-only": "yes"} if verified_only else {},
    )


def selection(
    origins: Sequence[str] | None,
    quality: float | None,
    dates: tuple[str | None, str | None],
    clients: Sequence[str] | None,
    domains: Sequence[str] | None,
) -> Selection:
    """The units wanted. Raises UsageError for an unknown origin or a date that is none."""
    from termlode.exchange.selection import Selection
    from termlode.model import OriginKind as Kind

    known = get_args(Kind.__value__)
    for origin in origins or ():
        if origin not in known:
            raise UsageError(f"--origin {origin} is unknown: one of {', '.join(known)}")
    return Selection(
        origins=cast("frozenset[OriginKind]", frozenset(origins or ())),
        quality=quality,
        since=_day(dates[0], "--since"),
        until=_day(dates[1], "--until"),
        clients=frozenset(clients or ()),
        domains=frozenset(domains or ()),
    )


def _day(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    found = _DAY.match(text)
    if found is None:
        raise UsageError(f"{option} {text} is no day: write YYYYMMDD or YYYY-MM-DD")
    return "".join(found.groups())


def run(
    form: Format,
    wanted: Literal["terms", "memory"] | None,
    destination: Path,
    pairs: Sequence[str],
    *,
    options: WriteOptions,
    keep: Selection,
    multilingual: bool,
) -> list[ExportFile]:
    """Write the files. Raises UsageError, NothingFound, StoreError."""
    from termlode import workspace
    from termlode.exchange.exporting import Layout, destination_kind, export_terms
    from termlode.exchange.selection import parse_pair

    place = workspace.require()
    layout = Layout(destination, place.name, tuple(parse_pair(pair) for pair in pairs), multilingual)
    if destination_kind(form, wanted) == "memory":
        return _memory(place, form, layout, options, keep)
    with place.terms() as compiled:
        return export_terms(list(compiled.entries()), form, layout, options, place.languages)


def _memory(place: Workspace, form: Format, layout: Layout, options: WriteOptions, keep: Selection) -> list[ExportFile]:
    from termlode.exchange.exporting import export_memory

    if not place.memory_file.exists():
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


def report(files: Sequence[ExportFile], options: WriteOptions, *, json: bool) -> None:
    """The files written, and what could not be written as it is."""
    for notice, count in options.notices.lines():
        times = f" ({count} times)" if count > 1 else ""
        print(f"termlode: {notice.message}{times}", file=sys.stderr)
    if json:
        listed = [{"file": str(file.path), "units": file.units} for file in files]
        print(json_.dumps({"files": listed, "skipped": options.notices.skipped}, ensure_ascii=True))
        return
    for file in files:
        print(f"{file.path}\t{file.units}")
