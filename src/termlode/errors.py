"""Every error that Termlode raises on purpose; only the command line turns them into exit codes.

::

    TermlodeError
    ├── UsageError            the call itself is unclear: what is missing and how to say it       (exit 2)
    ├── NothingFound          the work was done and there is nothing to show or import            (exit 1)
    ├── InputError            an input that cannot be read or is not valid; nothing was written   (exit 3)
    │   ├── UnreadableError   missing, unreadable, binary, wrongly encoded or encrypted
    │   ├── FormatError       a file of a known format that breaks its rules
    │   ├── TermbaseError     a YAML concept entry that cannot be understood
    │   ├── ReplayError       edits or a review that no longer fit the text they were made for
    │   └── NotParallelError  two documents that are not translations of each other
    ├── StoreError            the translation memory cannot be used                               (exit 4)
    │   ├── StoreLocked       another process is writing
    │   └── StoreDamaged      the file is damaged, or of a version we cannot open
    └── MissingExtra          an optional library is not installed; the message names the extra   (exit 2)
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class TermlodeError(Exception):
    """Base of all errors raised on purpose."""


class UsageError(TermlodeError):
    """The call is unclear or contradicts itself; the message says how to say it."""


class NothingFound(TermlodeError):
    """Nothing matched, or an input held nothing to import."""


class MissingExtra(TermlodeError):
    """An optional library is missing; the message names the extra that installs it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional library: {install(extra)}")


def install(extra: str) -> str:
    """The command that installs an extra: from the checkout where this runs from one."""
    import sys
    from pathlib import Path

    checkout = Path(__file__).resolve().parents[2]
    if not (checkout / "pyproject.toml").is_file():
        return f"pip install 'termlode[{extra}]'"
    return f"{sys.executable} -m pip install -e '{checkout}[{extra}]'"


class InputError(TermlodeError):
    """An input that cannot be used: where it is, what is wrong, what cures it."""

    def __init__(
        self,
        reason: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        unit: str | None = None,
        cure: str | None = None,
    ) -> None:
        reason = " ".join(reason.split("\n")).strip()  # libraries' messages may have lines; ours is one
        self.reason, self.path, self.line, self.unit, self.cure = reason, path, line, unit, cure
        super().__init__(reason)

    def __str__(self) -> str:
        place = [str(self.path)] if self.path is not None else []
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.unit is not None:
            place.append(f"unit {self.unit}")
        where = ", ".join(place)
        message = f"{where}: {self.reason}" if where else self.reason
        return f"{message} ({self.cure})" if self.cure else message


class UnreadableError(InputError):
    """Missing, unreadable, binary, wrongly encoded or encrypted."""


class FormatError(InputError):
    """A file of a known format that breaks the rules of that format."""


class TermbaseError(InputError):
    """A concept entry that cannot be understood."""


class ReplayError(InputError):
    """Edits or a review that no longer fit the text they were made for."""


class NotParallelError(InputError):
    """Two documents that are not translations of each other."""


class StoreError(TermlodeError):
    """The translation memory cannot be used."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class StoreDamaged(StoreError):
    """The store is damaged, or was made by a version we cannot open."""
