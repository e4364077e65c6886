"""``termlode memory``: look after the translation memory. Every command that deletes has ``--dry-run``."""

from __future__ import annotations

import typer

from termlode.cli import options

group = typer.Typer(
    name="memory",
    no_args_is_help=True,
    help="Look after the translation memory.",
    epilog="Example: termlode memory stats · termlode memory dedupe --dry-run",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(app: typer.Typer) -> None:
    """Add the group to ``app``."""
    app.add_typer(group)


@group.command(epilog="Example: termlode memory stats --json")
def stats(json: options.Json = False) -> None:
    """Show what the memory holds: units, variants by language, its size and its index."""
    from termlode.cli.memory_view import figures
    from termlode.jobs import memory
    from termlode.workspace import require

    figures(memory.stats(require()), json=json)


@group.command(epilog="Example: termlode memory dedupe --dry-run")
def dedupe(everything: options.AllUnits = False, dry_run: options.DryRun = False) -> None:
    """Delete duplicate units; the newest stays."""
    from termlode.cli.memory_view import removed
    from termlode.jobs import memory
    from termlode.workspace import require

    removed(memory.dedupe(require(), everything=everything, dry=dry_run), dry=dry_run)


@group.command(epilog="Example: termlode memory filter --ratio 4 --dry-run")
def filter(ratio: options.Ratio = 5.0, dry_run: options.DryRun = False) -> None:
    """Delete units that translate nothing: no target, the source repeated, lengths that cannot be right."""
    from termlode.cli.memory_view import removed
    from termlode.jobs import memory
    from termlode.workspace import require

    removed(memory.clean(require(), ratio=ratio, dry=dry_run), dry=dry_run)


@group.command(epilog="Example: termlode memory check --min-quality .3 -o doubts.tsv")
def check(*, least: options.MinQuality = 0.5, output: options.DoubtsFile = None, json: options.Json = False) -> None:
    """List units that are probably no translations: exchanged, cut off, untranslated, in another language."""
    from termlode.cli import memory_view
    from termlode.cli.progress import stages
    from termlode.jobs import memory_check
    from termlode.workspace import require

    with stages(("judging",)) as told:
        found = memory_check.check(require(), least, progress=told)
        if output is None:
            status = memory_view.doubts(found, json=json)
        else:
            status = memory_view.doubts_written(output, memory_check.write(output, found, least))
    raise typer.Exit(status)


@group.command(epilog="Example: termlode memory clean --apply doubts.tsv")
def clean(apply: options.Doubts, *, dry_run: options.DryRun = False) -> None:
    """Take out the units that a person marked in a file of memory check; they are kept, and can be put back."""
    from termlode.cli.memory_view import cleaned
    from termlode.jobs import memory_check
    from termlode.workspace import require

    cleaned(memory_check.clean(require(), apply, dry=dry_run), dry=dry_run)


@group.command(epilog="Example: termlode memory delete --client acme --until 2019 --dry-run")
def delete(
    keys: options.Keys = None,
    *,
    client: options.Client = None,
    domain: options.Domain = None,
    project: options.Project = None,
    origin: options.Origin = None,
    language: options.WithLang = None,
    contains: options.Contains = None,
    since: options.SinceDate = None,
    until: options.UntilDate = None,
    dry_run: options.DryRun = False,
) -> None:
    """Delete units by number or by what they hold; all conditions together."""
    from termlode.cli.memory_view import removed
    from termlode.cli.parse import choice, date
    from termlode.jobs import memory
    from termlode.jobs.lookup import ORIGINS
    from termlode.workspace import require

    choice(origin, "--origin", ORIGINS)
    found = memory.delete(
        require(), keys or (), client=client, domain=domain, project=project, origin=origin, language=language,
        contains=contains, since=date(since, "--since"), until=date(until, "--until"), dry=dry_run,
    )  # fmt: skip
    removed(found, dry=dry_run)


@group.command(epilog='Example: termlode memory edit 17 --lang fa "متن درست"')
def edit(key: options.Key, text: options.NewText, *, lang: options.TextOf, dry_run: options.DryRun = False) -> None:
    """Replace the text of a unit in one language."""
    from termlode.cli.output import out
    from termlode.cli.parse import tag
    from termlode.jobs import memory
    from termlode.workspace import require

    before = memory.edit(require(), key, tag(lang, "--lang"), text, dry=dry_run)
    out(f"{key}\t{before}\t{text}")


@group.command(epilog="Example: termlode memory merge colleague.db --on-conflict newest")
def merge(
    others: options.Memories, *, on_conflict: options.OnConflict = "keep", dry_run: options.DryRun = False
) -> None:
    """Take the units of other memories into this one."""
    from termlode.cli import memory_view
    from termlode.jobs import memory
    from termlode.workspace import require

    workspace = require()
    for path in others:
        if dry_run:
            memory_view.would_merge(path, memory.count(path))
        else:
            memory_view.merged(path, memory.merge(workspace, path, on_conflict=on_conflict))


@group.command(epilog="Example: termlode memory migrate .termlode/memory.db postgresql://tm.example/termlode")
def migrate(source: options.CopiedFrom, target: options.CopiedInto) -> None:
    """Copy a whole memory between a file and a server, and compare them; cut off, it goes on when repeated."""
    from termlode.cli.memory_view import migrated
    from termlode.cli.progress import stages
    from termlode.jobs.migrate import migrate as job

    with stages(("copying",)) as told:
        done = job(source, target, told)
    migrated(done)


@group.command(epilog="Example: termlode memory history 17")
def history(key: options.Key, json: options.Json = False) -> None:
    """Show what a unit of a team's memory said before it was replaced or deleted, when and by whom."""
    from termlode.cli.memory_view import former
    from termlode.jobs import memory
    from termlode.workspace import require

    former(memory.history(require(), key), json=json)


@group.command(epilog="Example: termlode memory verify")
def verify() -> None:
    """Check that the memory is undamaged: SQLite's own check and ours."""
    from termlode.cli.output import out
    from termlode.errors import StoreDamaged
    from termlode.jobs import memory
    from termlode.workspace import require

    found = memory.verify(require())
    for line in found:
        out(line)
    if found:
        raise StoreDamaged(f"{len(found)} findings ('termlode memory compact --anew' rebuilds the index)")
    out("whole")


@group.command(epilog="Example: termlode memory backup ~/memory-2026-01.db")
def backup(destination: options.BackupFile) -> None:
    """Copy the memory to one file, while it is in use."""
    from termlode.cli.output import out
    from termlode.jobs import memory
    from termlode.workspace import require

    memory.backup(require(), destination)
    out(destination)


@group.command(epilog="Example: termlode memory compact")
def compact(anew: options.Anew = False, dry_run: options.DryRun = False) -> None:
    """Make the index one piece, without what was deleted, and free the space."""
    from termlode.cli.memory_view import sizes
    from termlode.jobs import memory
    from termlode.workspace import require

    done = memory.compact(require(), anew=anew, dry=dry_run)
    sizes(done.before)
    if not dry_run:
        sizes(done.after)
