"""What a check is: a code, one small function, and its docstring, which is the message.

A check function takes an item (a unit, a header, a file) and yields the particulars, an empty string
where there are none. ``clients`` names those that alone mind; empty: everybody does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

type Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a client, or the format's own rules, will not have."""

    code: str
    severity: Severity
    path: Path
    line: int | None
    unit: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Check:
    """A coded check; ``fixable`` says that ``lint --fix`` cures it."""

    code: str
    severity: Severity
    message: str
    cure: str
    run: Callable[[Any], Iterator[str]]
    clients: frozenset[str] = frozenset()
    fixable: bool = False


@dataclass(slots=True)
class Checks:
    """The checks of one kind of item."""

    every: list[Check] = field(default_factory=list)

    def add(
        self, code: str, severity: Severity, cure: str, clients: str = "", *, fixable: bool = False
    ) -> Callable[[Callable[[Any], Iterator[str]]], Callable[[Any], Iterator[str]]]:
        """Decorator that registers a check function."""

        def register(run: Callable[[Any], Iterator[str]]) -> Callable[[Any], Iterator[str]]:
            assert run.__doc__, f"{code} has no message"
            names = frozenset(clients.split())
            self.every.append(Check(code, severity, run.__doc__.strip().rstrip("."), cure, run, names, fixable))
            return run

        return register

    def on(self, item: Any, path: Path, line: int | None, unit: str, client: str | None) -> Iterator[Finding]:
        """The findings of all checks that concern ``client``."""
        for check in self.every:
            if check.clients and client not in check.clients:
                continue
            for detail in check.run(item):
                message = f"{check.message}: {detail}" if detail else check.message
                yield Finding(check.code, check.severity, path, line, unit, message, check.cure)
