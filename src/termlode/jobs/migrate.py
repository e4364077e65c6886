"""A whole memory from a file into a server's database, or back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import FormatError, StoreDamaged, UsageError
from termlode.jobs.events import silent

if TYPE_CHECKING:
    from termlode.jobs.events import Progress


@dataclass(frozen=True, slots=True)
class Migrated:
    """Where the units are now, how many, and how many an earlier attempt had brought."""

    target: str
    units: int
    before: int


def migrate(source: str, target: str, progress: Progress = silent) -> Migrated:
    """Copy the memory ``source`` into ``target``, each a file or ``postgresql://…``, and compare them row by row.

    Keys, documents, decisions and dates stay what they were; the history of a server does not go along. Cut off, it
    goes on where it was when it is called again. Raises UsageError where ``target`` holds other units, InputError
    for a source that cannot be used or an address with a password, StoreError.
    """
    from termlode.memory.opening import open_store

    if source == target:
        raise UsageError("the memory to copy from and the one to copy into are the same")

    def tell(done: int, total: int | None) -> None:
        progress("copying", done, total)

    try:
        with open_store(_place(source)) as one, open_store(_place(target), write=True) as other:
            done = other.copy_from(one, tell)
            return Migrated(str(other.path), done.units, done.before)
    except StoreDamaged as error:
        if str(error).startswith(f"{source}: "):  # an input like any other
            raise FormatError(f"cannot be copied: it {str(error).removeprefix(f'{source}: ')}", path=source) from error
        raise


def _place(text: str) -> Path | str:
    return text if "://" in text else Path(text)
