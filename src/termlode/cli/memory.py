"""``termlode memory``: look after the translation memory. Every command that deletes has ``--dry-run``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from termlode.errors import FormatError, NothingFound, StoreDamaged, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from termlode.memory.maintenance import Finding
    from termlode.memory.store import Store
    from termlode.model import TranslationUnit

group = typer.Typer(
    name="memory",
    no_args_is_help=True,
    help="Look after the translation memory.",
    epilog="Example: termlode memory stats · termlode memory dedupe --dry-run",
    context_settings={"help_option_names": ["-h", "--help"]},
)
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be done, and do nothing.")]
Client = Annotated[str | None, typer.Option("--client", help="Only units of this client.")]


def register(app: typer.Typer) -> None:
    """Add the group to ``app``."""
    app.add_typer(group)


def _store(*, write: bool = False) -> Store:
    from termlode.workspace import require

    workspace = require()
    workspace.memory().close()  # nothing is made by looking after it
    return workspace.memory(write=write)


def _remove(store: Store, found: Iterable[Finding], dry_run: bool) -> None:
    """Delete what was found, one line each. Raises NothingFound where there is nothing."""
    from termlode.memory.unit_rows import source_of

    listed = list(found)
    if not listed:
        raise NothingFound("nothing to delete")
    for finding in listed:
        print(finding.key, finding.reason, " ".join(source_of(finding.unit).text.split()), sep="\t")
    if not dry_run:
        store.delete(finding.key for finding in listed)
    units = "1 unit" if len(listed) == 1 else f"{len(listed):,} units"
    typer.echo(f"{units} {'would be deleted' if dry_run else 'deleted'}", err=True)


@group.command(epilog="Example: termlode memory stats --json")
def stats(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Say what the memory holds: units, variants by language, its size and its index."""
    with _store() as store:
        found = store.stats()
    if json:
        from json import dumps

        print(dumps(found, ensure_ascii=False))
        return
    from termlode.cli import render

    rows: list[tuple[object, ...]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += [(name, key, count) for key, count in sorted(value.items(), key=lambda pair: -pair[1])]
        else:
            rows.append((name, value))
    drawn = ((" ".join(map(str, row[:-1])), row[-1]) for row in rows)
    print(render.facts(drawn) if render.is_drawing() else render.tsv(rows), end="")


@group.command(epilog="Example: termlode memory dedupe --dry-run")
def dedupe(
    everything: Annotated[
        bool, typer.Option("--all", help="Whatever client, domain, project and context they have.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Delete units that say what another says; the newest stays."""
    from termlode.memory.maintenance import duplicates

    with _store(write=not dry_run) as store:
        _remove(store, duplicates(store.items(), everything=everything), dry_run)


@group.command(epilog="Example: termlode memory filter --ratio 4 --dry-run")
def filter(
    ratio: Annotated[float, typer.Option("--ratio", min=1, help="Lengths that differ more than so many times.")] = 5.0,
    dry_run: DryRun = False,
) -> None:
    """Delete units that translate nothing: no target, the source repeated, lengths that cannot be right."""
    from termlode.memory.maintenance import useless

    with _store(write=not dry_run) as store:
        _remove(store, useless(store.items(), ratio=ratio), dry_run)


@group.command(epilog="Example: termlode memory delete --client acme --until 2019 --dry-run")
def delete(
    keys: Annotated[list[int] | None, typer.Argument(metavar="[UNIT]…", help="Numbers of units.")] = None,
    *,
    client: Client = None,
    domain: Annotated[str | None, typer.Option("--domain", help="Only units of this domain.")] = None,
    project: Annotated[str | None, typer.Option("--project", help="Only units of this project.")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="human, aligned, machine or import.")] = None,
    language: Annotated[str | None, typer.Option("--in", metavar="LANG", help="Only units with this language.")] = None,
    contains: Annotated[str | None, typer.Option("--contains", metavar="TEXT", help="Only units with this.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Changed then or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Changed then or earlier.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Delete units by number or by what they hold; all conditions together."""
    from typing import get_args

    from termlode.memory.maintenance import Choice, chosen
    from termlode.memory.query import Query
    from termlode.model import OriginKind

    if origin not in (None, *get_args(OriginKind.__value__)):
        raise UsageError(f"--origin {origin} is unknown: one of {', '.join(get_args(OriginKind.__value__))}")
    query = Query(
        "", client=client, domain=domain, project=project, origin=origin, since=_date(since), until=_date(until)
    )
    choice = Choice(query, language, contains, frozenset(keys or ()))
    if choice == Choice(Query("")):
        raise UsageError("which units? Name their numbers or a condition, for example --client acme")
    with _store(write=not dry_run) as store:
        _remove(store, chosen(store.items(), choice), dry_run)


def _date(text: str | None) -> str | None:
    """``2024-05-01`` or ``20240501`` or ``2024`` as the beginning of a TMX date. Raises UsageError."""
    if text is None:
        return None
    digits = text.replace("-", "")
    if not digits.isascii() or not digits[:8].isdigit() or len(digits) < 4:
        raise UsageError(f"{text} is not a date: write 2024, 2024-05 or 2024-05-31")
    return digits


@group.command(epilog='Example: termlode memory edit 17 --lang fa "متن درست"')
def edit(
    key: Annotated[int, typer.Argument(metavar="UNIT", help="The unit's number, as look-ups show it in JSON.")],
    text: Annotated[str, typer.Argument(help="The new text.")],
    *,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Whose text is replaced.")],
    dry_run: DryRun = False,
) -> None:
    """Replace the text of a unit in one language."""
    from termlode.cli.answers import tag
    from termlode.memory.editing import with_text

    with _store(write=not dry_run) as store:
        unit = store.unit(key)
        if unit is None:
            raise NothingFound(f"there is no unit {key}")
        before, changed = with_text(unit, tag(lang, "--lang"), text)
        if not dry_run:
            store.replace(key, changed)
    print(f"{key}\t{before}\t{text}")


@group.command(epilog="Example: termlode memory merge colleague.db --on-conflict newest")
def merge(
    others: Annotated[list[Path], typer.Argument(metavar="MEMORY…", help="Memories of termlode.")],
    *,
    on_conflict: Annotated[str, typer.Option("--on-conflict", help="keep, newest or replace.")] = "keep",
    dry_run: DryRun = False,
) -> None:
    """Take the units of other memories into this one."""
    if on_conflict not in ("keep", "newest", "replace"):
        raise UsageError(f"--on-conflict {on_conflict}: it is keep, newest or replace")
    for path in others:
        with _other(path) as other, _store(write=not dry_run) as store:
            if dry_run:
                print(f"{path}\t{other.stats()['units']} units would be looked at")
                continue
            report = store.add(_units(other), on_conflict)  # type: ignore[arg-type]  # checked above
            print(path, *(f"{getattr(report, n)} {n}" for n in ("added", "updated", "unchanged", "refused")), sep="\t")


def _other(path: Path) -> Store:
    """A memory to read from: an input like any other. Raises UnreadableError, FormatError."""
    from termlode.files import read_bytes
    from termlode.memory.store import open_store

    read_bytes(path, 1)  # a missing file is told as such
    try:
        return open_store(path)
    except StoreDamaged as error:
        raise _as_input(error, path) from error


def _units(other: Store) -> Iterator[TranslationUnit]:
    try:
        yield from other.units()
    except StoreDamaged as error:
        raise _as_input(error, other.path) from error


def _as_input(error: StoreDamaged, path: Path) -> FormatError:
    return FormatError(f"cannot be merged: it {str(error).removeprefix(f'{path}: ')}", path=path)


@group.command(epilog="Example: termlode memory verify")
def verify() -> None:
    """Prove that the memory is whole: SQLite's own check and ours."""
    with _store() as store:
        found = store.verify()
    for line in found:
        print(line)
    if found:
        raise StoreDamaged(f"{len(found)} findings ('termlode memory compact' builds the index anew)")
    print("whole")


@group.command(epilog="Example: termlode memory backup ~/memory-2026-01.db")
def backup(destination: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the memory to one file, while it is in use."""
    with _store() as store:
        _must_be_replaceable(destination)
        store.backup(destination)
    print(destination)


def _must_be_replaceable(destination: Path) -> None:
    """An older backup may be replaced, but neither the memory itself nor a file of another kind."""
    from termlode.files import read_bytes
    from termlode.workspace import require

    if not destination.exists():
        return
    if destination.samefile(require().memory_file):
        raise UsageError(f"{destination} is the memory itself: name another file")
    if read_bytes(destination, 16) not in (b"", b"SQLite format 3\0"):
        raise UsageError(f"{destination} exists and is no memory: name another file")


@group.command(epilog="Example: termlode memory compact")
def compact(dry_run: DryRun = False) -> None:
    """Build the index anew as one piece, without what was deleted, and give free room back."""
    with _store(write=not dry_run) as store:
        before = store.stats()
        if not dry_run:
            store.compact()
        after = store.stats()
    print(f"{before['segments']} segments, {before['tail']} in the tail, {before['bytes']} bytes")
    if not dry_run:
        print(f"{after['segments']} segments, {after['tail']} in the tail, {after['bytes']} bytes")
