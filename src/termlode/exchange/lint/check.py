"""The checks of exchange files: functions over an item that yield the particulars, or an empty string."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from termlode import checks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.checks import Severity

type Check = checks.Check[Any, str]


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


class Checks(checks.Checks[Any, str]):
    """The checks of one kind of item."""

    def __init__(self) -> None:
        super().__init__("lint")

    def on(self, item: Any, path: Path, line: int | None, unit: str, client: str | None) -> Iterator[Finding]:
        """The findings of all checks that concern ``client``."""
        for check in self.values():
            if check.clients and client not in check.clients:
                continue
            for detail in check.run(item):
                message = f"{check.message}: {detail}" if detail else check.message
                yield Finding(check.code, check.severity, path, line, unit, message, check.cure)
