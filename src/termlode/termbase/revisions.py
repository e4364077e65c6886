"""Another state of a termbase: a folder, a single file, or the folder as a git revision had it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.sheets import control
from termlode.termbase.load import SUFFIX, Termbase, gather, load, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60  # seconds


def state(name: str, folder: Path) -> Termbase:
    """The termbase that ``name`` stands for: a folder, a YAML file, or a git revision of ``folder``.

    Raises UsageError where it is none of these; InputError where it cannot be read or git cannot show it.
    """
    path = Path(name)
    if path.is_dir():
        return load(path)
    if path.is_file():
        return gather([(path, *read(path))])
    return gather((path, *parse(text, path)) for path, text in _revision(name, folder))


def _revision(name: str, folder: Path) -> Iterator[tuple[Path, str]]:
    if name.startswith("-") or control(name):
        raise UsageError(f"{name} is not a git revision")
    try:
        listed = _git(folder, "ls-tree", "-z", "--name-only", name, "./")
    except InputError:
        raise UsageError(f"{name} is not a folder, a file, or a git revision of {folder}") from None
    for file in listed.split("\0"):
        if file.endswith(SUFFIX):
            yield folder / file, _git(folder, "show", "--no-textconv", "--no-ext-diff", f"{name}:./{file}")


# The repository may come from someone else: nothing that its configuration names is run, and nothing is fetched.
_HARMLESS = (
    "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat", "protocol.allow=never",
    "core.sshCommand=false",
    "credential.helper=", "core.attributesFile=", "core.quotepath=off", "log.showSignature=false", "gpg.program=false",
    "core.alternateRefsCommand=", "core.gitProxy=",
)  # fmt: skip
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat", "GIT_ASKPASS": "", "GIT_EXTERNAL_DIFF": "", "GIT_NO_REPLACE_OBJECTS": "1",
}  # fmt: skip


def _git(folder: Path, *arguments: str) -> str:
    """What git says. Raises InputError where it fails or is not there."""
    settings = [part for setting in _HARMLESS for part in ("-c", setting)]
    command = ["git", "--no-pager", "-C", str(folder), *settings, *arguments]
    try:
        run = subprocess.run(  # noqa: S603  # no shell
            command,
            capture_output=True,
            check=False,
            env={**os.environ, **_ALONE},
            timeout=_PATIENCE,
            stdin=subprocess.DEVNULL,
        )
        if run.returncode == 0:
            return run.stdout.decode("utf-8")
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
    except OSError as error:
        raise InputError(f"git cannot be run: {error.strerror}", path=folder, cure="install git") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{arguments[-1]} in git is not UTF-8", path=folder, cure="save it as UTF-8") from error
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"git did not answer for {arguments[-1]}", path=folder, cure="look at the repository"
        ) from error
    reason = said[-1] if said else f"exit {run.returncode}"
    raise InputError(f"git cannot show {arguments[-1]}: {reason}", path=folder, cure="fetch what is missing")
