"""What a job tells while it works: how far it is, what it met, which inputs it could not use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from termlode.records import dataclass

if TYPE_CHECKING:
    from termlode.errors import TermlodeError


class Progress(Protocol):
    """How far a stage of a job is: its name, steps done, steps in all (None: nobody knows)."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Take note of it. Called often: it must be quick."""


def silent(_stage: str, _done: int, _total: int | None, /) -> None:
    """The progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know that stops nothing: a guessed encoding, a part left out."""

    name: str  # the input it is about, as the user named it
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input of a batch that could not be used; the others go on."""

    name: str  # the input, as the user named it
    error: TermlodeError
