"""The code that a result was made by: the package's files and the versions of what it stands on."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
_DEVELOPERS = ("extra == 'dev'", 'extra == "dev"')


def code() -> list[int]:
    """How much there is of the package, and how new it is: who works on it wants to see what comes out."""
    size = newest = 0
    for folder, _, names in os.walk(_PACKAGE):
        for name in names:
            if not name.endswith(".pyc"):
                status = os.stat(f"{folder}/{name}")  # noqa: PTH116  # thousands of Paths would take as long as the rest
                size += status.st_size
                newest = max(newest, status.st_mtime_ns)
    return [size, newest]


@cache
def stamp() -> str:
    """Python, this package's files and the releases of the packages it needs, as a text."""
    import sys
    from importlib.metadata import PackageNotFoundError, requires, version

    from termlode import __version__

    said = [f"termlode {__version__} {code()}", sys.version]
    try:
        needed = sorted({_name(one) for one in requires("termlode") or () if not one.endswith(_DEVELOPERS)})
    except PackageNotFoundError:
        needed = []
    for name in needed:
        try:
            said.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return "\n".join(said)


def _name(requirement: str) -> str:
    """The name at the head of a requirement: ``regex>=2024.9`` → ``regex``."""
    end = next((k for k, char in enumerate(requirement) if not (char.isalnum() or char in "-_.")), len(requirement))
    return requirement[:end]
