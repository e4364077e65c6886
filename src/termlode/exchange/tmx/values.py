"""Attribute values of units and variants: dates, counts, and the names they have in the model."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.model import Details

if TYPE_CHECKING:
    from collections.abc import Callable

# TMX attribute → field of Details, in the order in which they are written.
FIELDS = {
    "o-encoding": "encoding",
    "datatype": "datatype",
    "usagecount": "usage_count",
    "lastusagedate": "last_used",
    "creationtool": "tool",
    "creationtoolversion": "tool_version",
    "creationdate": "created",
    "creationid": "creator",
    "changedate": "changed",
    "changeid": "changer",
    "o-tmf": "memory_format",
}
DETAIL_NAMES = frozenset(FIELDS)
DATES = frozenset({"lastusagedate", "creationdate", "changedate"})
_BASIC = re.compile(r"\d{8}T\d{6}Z\Z", re.ASCII)


@lru_cache(maxsize=4096)
def date(value: str) -> str | None:
    """A date as ``YYYYMMDDThhmmssZ``; other ISO 8601 forms are converted, nonsense gives None."""
    try:
        if _BASIC.match(value):
            datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return value
        moment = datetime.fromisoformat(value.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def details(attributes: dict[str, str], say: Callable[[str, str], None], datatype: str | None = None) -> Details:
    """The Details that XML attributes give; ``say(code, message)`` hears of values that had to go."""
    found: dict[str, str | int | None] = {"datatype": datatype}
    for name, value in attributes.items():
        field = FIELDS.get(name)
        if field is None:
            continue
        if name in DATES:
            found[field] = _date(name, value, say)
        elif name == "usagecount":
            found[field] = _count(value, say)
        else:
            found[field] = value
    return Details(**found)  # type: ignore[arg-type]  # the fields are typed by FIELDS


def _date(name: str, value: str, say: Callable[[str, str], None]) -> str | None:
    moment = date(value)
    if moment is None:
        say("date", f"{name}={value[:40]!r} is not a date: dropped")
    elif moment != value:
        say("date-form", f"{name}={value!r} is read as {moment}")
    return moment


def _count(value: str, say: Callable[[str, str], None]) -> int | None:
    if value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    say("usage-count", f"usagecount={value[:40]!r} is not a number: dropped")
    return None
