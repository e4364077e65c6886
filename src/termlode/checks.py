"""The one registry of coded checks: what a check is, how it is registered, and how a user selects codes.

A check is a code, one small function, and that function's docstring, which is the message. The function takes an item
(a unit, a file, a whole termbase) and yields what it found. Each room that checks something keeps a :class:`Checks`
for each kind of item.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

type Severity = Literal["error", "warning", "information"]


@dataclass(frozen=True, slots=True)
class Check[Item, Found]:
    """A coded check.

    ``clients`` names those that alone mind, where not all do; ``fixable``: lint --fix mends; ``kind``: the sort of
    mistake, a word that several codes may share.
    """

    code: str
    message: str
    run: Callable[[Item], Iterator[Found]]
    severity: Severity = "warning"
    cure: str = ""
    clients: frozenset[str] = frozenset()
    fixable: bool = False
    kind: str = ""


_codes: set[tuple[str, str]] = set()


class Checks[Item, Found](dict[str, Check[Item, Found]]):
    """The checks of one kind of item, by code. Within a ``family`` (termbase, lint …) no code stands twice."""

    def __init__(self, family: str) -> None:
        super().__init__()
        self._family = family

    def add(
        self,
        code: str,
        severity: Severity = "warning",
        cure: str = "",
        clients: str = "",
        *,
        fixable: bool = False,
        kind: str = "",
    ) -> Callable[[Callable[[Item], Iterator[Found]]], Callable[[Item], Iterator[Found]]]:
        """Decorator that registers a function under a code; the first paragraph of its docstring is the message."""

        def register(run: Callable[[Item], Iterator[Found]]) -> Callable[[Item], Iterator[Found]]:
            message = " ".join((run.__doc__ or "").strip().split("\n\n")[0].split()).rstrip(".")
            assert (self._family, code) not in _codes, f"{code} stands twice"
            assert message, f"{code} has no message"
            _codes.add((self._family, code))
            self[code] = Check(code, message, run, severity, cure, frozenset(clients.split()), fixable, kind)
            return run

        return register

    def chosen(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check[Item, Found]]:
        """The checks that :func:`selected` leaves, by code. Raises UsageError for a code that no check begins with."""
        return [self[code] for code in selected(self, select, ignore)]


def selected(known: Collection[str], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[str]:
    """The known codes that begin with one of ``select`` (default: all) and with none of ``ignore``, sorted.

    Case does not matter. Raises UsageError for a code that no known one begins with.
    """
    wanted, unwanted = tuple(code.upper() for code in select), tuple(code.upper() for code in ignore)
    for code in (*wanted, *unwanted):
        if not any(one.startswith(code) for one in known):
            raise UsageError(f"no check has the code {code}: known are {', '.join(sorted(known))}")
    return [
        code
        for code in sorted(known)
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    ]
