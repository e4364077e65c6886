"""A file that a page edits: written only where it still holds what the page shows, with an undo of everything."""

from __future__ import annotations

import hashlib
from threading import RLock
from typing import TYPE_CHECKING

from termlode.errors import ReplayError, UsageError
from termlode.files import read_bytes, write_text
from termlode.sheets import decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STEPS = 1000  # changes that can be undone


class Kept[State]:
    """The state of one file, by ``revision``; ``text`` says how a state is written. Used under ``lock``."""

    def __init__(self, path: Path, data: bytes, state: State, text: Callable[[State], str]) -> None:
        self.path, self.state, self.revision = path, state, 0
        self.lock = RLock()
        self._hash, self._text = _hash(data), text
        self._before: list[State] = []

    @property
    def undoable(self) -> int:
        """How many changes can be undone."""
        return len(self._before)

    @property
    def is_stale(self) -> bool:
        """Whether another program has written the file since."""
        return _hash(read_bytes(self.path)) != self._hash

    def change(self, revision: int, state: State) -> None:
        """Save a new state made of that of ``revision``. Raises ReplayError where page or file are of another state."""
        self.must_be(revision)
        self._save(state)
        self._before = [*self._before, self.state][-_STEPS:]
        self.state = state

    def undo(self, revision: int) -> None:
        """Save the state before. Raises UsageError where there is none, ReplayError."""
        self.must_be(revision)
        if not self._before:
            raise UsageError("there is nothing to undo")
        self._save(self._before[-1])
        self.state = self._before.pop()

    def must_be(self, revision: int) -> None:
        """Raises ReplayError where the page shows another state than the one that is kept."""
        if revision != self.revision:
            raise ReplayError(
                "was changed from another page", path=self.path.name, cure="load the page again; nothing is lost"
            )

    def _save(self, state: State) -> None:
        if self.is_stale:
            raise ReplayError(
                "was changed by another program", path=self.path.name, cure="load the page again; nothing is lost"
            )
        text = self._text(state)
        write_text(self.path, text)
        self._hash = _hash(text.encode("utf-8"))
        self.revision += 1


def known(said: str) -> str:
    """A decision that a page sends, as it is written. Raises UsageError."""
    found = decision(said)
    if found is None:
        raise UsageError(f"“{said}” is not a decision: accept, refuse or nothing")
    return found


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
