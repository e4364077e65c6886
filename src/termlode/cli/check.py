"""``termlode check``: what is wrong with translations."""

from __future__ import annotations

import typer

from termlode.cli import options

EPILOG = """
Examples:

  termlode check job.xlf

  termlode check *.xlf --ignore W7,I --json

  termlode check job.xlf --write-baseline known.json

  termlode check job.xlf --baseline known.json --html findings.html

  termlode check --explain E201
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", epilog=EPILOG)(check)


def check(
    files: options.Checked = None,
    *,
    select: options.Select = "",
    ignore: options.Ignore = "",
    source: options.From = None,
    target: options.To = None,
    format: options.Format = None,
    encoding: options.Encoding = None,
    baseline: options.Baseline = None,
    write_baseline: options.NewBaseline = None,
    html: options.CheckPage = None,
    sarif: options.Sarif = None,
    explain: options.Explain = None,
    codes: options.Codes = False,
    json: options.Json = False,
) -> None:
    """Check translations: numbers, terms, codes, marks, letters, spaces, consistency, and whether they are any."""
    from termlode.cli import check_view, parse
    from termlode.cli.progress import stages
    from termlode.jobs import check as job
    from termlode.jobs.formats import reading
    from termlode.workspace import find

    if codes or explain is not None:
        check_view.codes(job.checks(), explain, json=json)
        return
    if not files:
        raise typer.BadParameter("name at least one FILE", param_hint="FILE…")
    languages = parse.tag_or_none(source, "--from"), parse.tag_or_none(target, "--to")
    said = reading(source=languages[0], target=languages[1], encoding=encoding)
    chosen = parse.parts(select), parse.parts(ignore)
    written = {"page": html, "sarif": sarif, "baseline": write_baseline}
    with stages(["check"]) as progress:
        found = job.check(
            find(), files, said, format=format, select=chosen[0], ignore=chosen[1], baseline=baseline, progress=progress
        )
        if any(written.values()):
            found.findings = iter(job.write(found, **written))
        check_view.gather(found, progress)
    check_view.written(path for path in written.values() if path is not None)
    raise typer.Exit(check_view.show(found, json=json))
