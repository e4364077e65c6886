"""One unit of the memory read, put, added or deleted, by who has read it: a concurrent edit is noticed."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from termlode.errors import FormatError, NothingFound, ReplayError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from termlode.memory import Policy
    from termlode.memory.store import Store
    from termlode.memory.writer import AddReport
    from termlode.model import TranslationUnit
    from termlode.workspace import Workspace


def revision(unit: TranslationUnit) -> str:
    """What names a state of a unit: 16 hexadecimal digits, other ones once anything of it has changed."""
    from termlode.exchange.jsonfile.memory import to_record

    return sha256(json.dumps(to_record(unit), sort_keys=True).encode()).hexdigest()[:16]


def of_record(record: Mapping[str, Any]) -> TranslationUnit:
    """The unit of a record as answers give it. Raises FormatError."""
    from termlode.exchange.jsonfile.memory import from_record

    try:
        return from_record(dict(record))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FormatError(f"the record is not a unit: {error}") from error


def find(store: Store | None, key: int) -> TranslationUnit:
    """A unit of an open memory. Raises NothingFound, StoreError."""
    unit = store.unit(key) if store is not None else None
    if unit is None:
        raise NothingFound(f"there is no unit {key}")
    return unit


def put(workspace: Workspace, key: int, unit: TranslationUnit, seen: str) -> TranslationUnit:
    """Put ``unit``, dated now, in the place of the one of revision ``seen``; what is stored.

    Raises NothingFound, ReplayError where it is another by now, InputError for a unit that cannot be, StoreError.
    """
    workspace.memory().close()  # none is made
    with workspace.memory(write=True) as store:
        before = _seen(store, key, seen)
        store.replace(key, _dated(unit), before)
        return find(store, key)


def add(workspace: Workspace, units: Iterable[TranslationUnit], on_conflict: Policy = "keep") -> AddReport:
    """Add units, dated now; what became of them. The memory is made where there is none. Raises StoreError."""
    with workspace.memory(write=True) as store:
        return store.add(map(_dated, units), on_conflict)


def remove(workspace: Workspace, key: int, seen: str) -> None:
    """Delete the unit of revision ``seen``. Raises NothingFound, ReplayError where it is another now, StoreError."""
    workspace.memory().close()
    with workspace.memory(write=True) as store:
        _seen(store, key, seen)
        store.delete([key])


def _seen(store: Store, key: int, seen: str) -> TranslationUnit:
    unit = find(store, key)
    if revision(unit) != seen:
        cure = "read it again and repeat the edit"
        raise ReplayError(f"unit {key} was changed by someone else since it was read; nothing is written", cure=cure)
    return unit


def _dated(unit: TranslationUnit) -> TranslationUnit:
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    return replace(unit, details=replace(unit.details, changed=now))
