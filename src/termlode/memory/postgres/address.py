"""Where a team's memory is: ``postgresql://host/database``, without a password in it."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from termlode.errors import InputError

SCHEMES = ("postgresql://", "postgres://")
# What an address may say. Files it may not name: those of passwords and keys are the user's own to choose.
SETTINGS = (
    "application_name", "connect_timeout", "dbname", "host", "options", "port", "service", "sslmode",
    "target_session_attrs", "user",
)  # fmt: skip


def is_remote(place: object) -> bool:
    """Whether a place is the address of a server rather than a path."""
    return isinstance(place, str) and place.startswith(SCHEMES)


def checked(address: str) -> str:
    """The address as it is. Raises InputError where it holds a password or cannot be understood."""
    try:
        parts = urlsplit(address)
        password, _ = parts.password, parts.port
        said = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise InputError(f"the address of the memory: {error}", cure="write postgresql://host/database") from error
    if password is not None or any(name.lower() in ("password", "passfile") for name, _ in said):
        raise InputError(
            "the address of the memory holds a password, which every reader of the file would see",
            cure="put it into ~/.pgpass, or name a service of ~/.pg_service.conf: postgresql://?service=NAME",
        )
    for name, _ in said:
        if name not in SETTINGS:
            raise InputError(f"the address of the memory says {name!r}", cure=f"known: {', '.join(SETTINGS)}")
    return address


def shown(address: str) -> str:
    """The address in messages: without its settings."""
    parts = urlsplit(address)
    said = dict(parse_qsl(parts.query))
    host = parts.netloc.rpartition("@")[2] or said.get("host", "")
    name = unquote(parts.path.lstrip("/")) or said.get("dbname") or said.get("service", "")
    return f"postgresql://{host if '/' not in host else ''}/{name}"
