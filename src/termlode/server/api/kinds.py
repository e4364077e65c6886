"""What parameters and bodies may be: the limits of texts, tags and numbers."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from termlode.languages.named import tag

_TAG = r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"
_BIGGEST = (1 << 63) - 1  # number of a unit


def _whole(value: dict[str, Any]) -> dict[str, Any]:
    """Raises ValueError for what is no JSON text: halves of surrogate pairs, NaN."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise ValueError("it is not Unicode text, or nested too deeply") from error
    return value


Query = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=1_500)]  # of three, an address has room
Long = Annotated[str, StringConstraints(min_length=1, max_length=400_000)]
Tag = Annotated[str, StringConstraints(max_length=35, pattern=_TAG)]
Tags = Annotated[list[Tag], Field(max_length=20)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Codes = Annotated[list[Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{0,3}$")]], Field(max_length=100)]
Percent = Annotated[int, Field(ge=0, le=101)]
Top = Annotated[int, Field(ge=1, le=100)]
UnitKey = Annotated[int, Field(ge=1, le=_BIGGEST)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
Slug = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Revision = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Record = Annotated[dict[str, Any], AfterValidator(_whole)]
Policy = Literal["keep", "newest", "replace"]
Kind = Literal["human", "aligned", "machine", "import"]


class Body(BaseModel):
    """A body: keys that it does not know are errors."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def named(value: str | None, parameter: str) -> str | None:
    """A language tag as BCP 47. Raises UsageError."""
    return None if value is None else tag(value, parameter)


def all_named(values: list[str], parameter: str) -> tuple[str, ...]:
    """Several. Raises UsageError."""
    return tuple(dict.fromkeys(tag(value, parameter) for value in values))
