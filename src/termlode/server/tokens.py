"""Who may come in: a TOML file of names, scopes and hashes of tokens. The tokens themselves are kept nowhere.

::

    [[token]]
    name = "weblate"
    scopes = ["read", "memory"]
    sha256 = "9f86d0…"          # of the token: 32 random bytes, so that one round of hashing is enough
"""

from __future__ import annotations

import hmac
import json
import secrets
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, get_args

from termlode.errors import FormatError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

type Scope = Literal["read", "review", "terms", "memory"]
SCOPES: tuple[Scope, ...] = get_args(Scope.__value__)
WRITES = SCOPES[1:]
_LONGEST = 1 << 20  # bytes of the file


@dataclass(frozen=True, slots=True)
class Token:
    """A holder of a token: name, what it may do, and the token's SHA-256."""

    name: str
    scopes: frozenset[Scope]
    digest: str


def read(path: Path) -> tuple[Token, ...]:
    """The tokens in a file. Raises UnreadableError, FormatError."""
    from termlode.files import read_bytes

    try:
        data = tomllib.loads(read_bytes(path, _LONGEST).decode("utf-8-sig"))
        found = tuple(_token(entry) for entry in data.pop("token"))
    except (ValueError, KeyError, TypeError, UsageError) as error:
        reason = f"is not a file of tokens: {error}"
        raise FormatError(reason, path=path, cure="make one with termlode serve --new-token NAME") from error
    if data or len({one.name for one in found}) < len(found):
        raise FormatError("has an unknown key, or a name twice", path=path, cure="see docs/server.md")
    return found


def _token(entry: dict[str, Any]) -> Token:
    if set(entry) != {"name", "scopes", "sha256"} or not isinstance(entry["name"], str):
        raise ValueError("each [[token]] has name, scopes and sha256")
    digest = str(entry["sha256"]).lower()
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"{entry['name']}: sha256 is not 64 hexadecimal digits")
    return Token(entry["name"], scopes(entry["scopes"], "scopes"), digest)


def make(path: Path, name: str, allowed: Iterable[Scope]) -> str:
    """Add a new token to the file ``path`` (made where there is none); the token, which is told only now.

    Raises UsageError for a name that has one, UnreadableError, FormatError.
    """
    from termlode.files import read_bytes, write_text

    there = path.exists()
    text = read_bytes(path, _LONGEST).decode("utf-8-sig") if there else ""
    if there and any(one.name == name for one in read(path)):
        raise UsageError(f"{path} has a token of {name}: take its lines out first")
    token = secrets.token_urlsafe(32)
    entry = ["[[token]]", f"name = {json.dumps(name)}", f"scopes = {json.dumps(sorted(allowed))}"]
    entry.append(f'sha256 = "{digest(token)}"')
    write_text(path, "\n".join([*([text.rstrip(), ""] if text.strip() else []), *entry, ""]))
    return token


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def holder(tokens: Sequence[Token], token: str) -> Token | None:
    """Whose token it is; all are compared, so that the time it takes tells nothing."""
    given = digest(token)
    found = [one for one in tokens if hmac.compare_digest(one.digest, given)]
    return found[0] if found else None


def scopes(names: Iterable[str], option: str, allowed: tuple[Scope, ...] = SCOPES) -> frozenset[Scope]:
    """Scopes by their names. Raises UsageError, which names the option."""
    found = frozenset(names)
    unknown = sorted(found - set(allowed))
    if unknown:
        raise UsageError(f"{option}: {', '.join(unknown)} is unknown: any of {', '.join(allowed)}")
    return found  # type: ignore[return-value]  # checked just now
