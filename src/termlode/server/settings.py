"""What a server is told when it starts: where it listens, who may do what, how much it takes on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from termlode.server.tokens import Scope, Token


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request may ask for."""

    body: int = 4 << 20  # bytes of a request
    upload: int = 256 << 20  # bytes of a file to import
    text: int = 20_000  # characters of a query
    arrival: float = 30.0  # seconds in which a request must have come
    seconds: float = 30.0  # for an answer
    long_seconds: float = 900.0  # for an import or export
    at_once: int = 64  # requests that are being answered or wait for it


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run of the server; processes that share the work have the same."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: frozenset[str] = frozenset()  # by which the server may be called, besides those of this machine
    write: frozenset[Scope] = frozenset()  # what may be written
    tokens: tuple[Token, ...] = ()  # none: whoever reaches the server may read
    reviews: tuple[Path, ...] = ()  # review files that pages may show, and write with the scope review
    checked: tuple[Path, ...] = ()  # bilingual files whose findings pages may show
    log_texts: bool = False
    say: Callable[[str], None] | None = None  # takes the lines of the log
    limits: Limits = field(default_factory=Limits)
    secret: str = field(default_factory=secrets.token_hex, repr=False)  # signs sessions of browsers

    def __post_init__(self) -> None:
        if not is_local(self.host) and not (self.tokens and self.names):
            raise UsageError(
                f"--host {self.host} lets others in: name who may (--tokens FILE; --new-token makes one) and how the"
                " server is called (--allow-host NAME)"
            )


def is_local(host: str) -> bool:
    """Whether a host is this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
