"""Whether a workspace may make us connect to a server: it may come from someone else, so the user has to say so."""

from __future__ import annotations

import os

from termlode.errors import InputError, UsageError

VARIABLE = "TERMLODE_MEMORY"
KEY = "remote_memory"


def require(address: str) -> None:
    """Raises UsageError where the user has not allowed it, InputError where their configuration cannot be read."""
    if os.environ.get(VARIABLE) == "allow" or _configured():
        return
    from termlode.memory.postgres.address import shown

    raise UsageError(
        f"the workspace's memory is on a server, {shown(address)}: if you trust the workspace, set {VARIABLE}=allow "
        f"in the environment, or write '{KEY} = true' into {_place()}"
    )


def _place() -> str:
    from platformdirs import user_config_path

    return str(user_config_path("termlode") / "config.toml")


def _configured() -> bool:
    """What the user's own configuration says."""
    import tomllib
    from pathlib import Path

    from termlode.files import read_bytes

    path = Path(_place())
    if not path.is_file():
        return False
    try:
        found = tomllib.loads(read_bytes(path, largest=1).decode("utf-8-sig")).get(KEY, False)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML: {str(error)[:200]}", path=path) from error
    if not isinstance(found, bool):
        raise InputError(f"{KEY} is neither true nor false", path=path, cure=f"write {KEY} = true")
    return found
