"""A memory as JSON lines: a line that names the format, then one unit a line, with all that a unit holds.

Each unit has the fields of ``TranslationUnit`` (see the model), those with their default left out.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from termlode import model
from termlode.errors import FormatError, InputError
from termlode.exchange.source import text_lines
from termlode.files import atomic_writer
from termlode.languages.tags import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.exchange.notices import Notices
    from termlode.exchange.options import ReadOptions, WriteOptions

VERSION = 1
_MAX_NUMBER = 1 << 63  # what the memory can hold; NaN and infinity compare false


def write(units: Iterable[model.TranslationUnit], destination: Path | str, _options: WriteOptions) -> int:
    """Write all of the units, one a line; how many."""
    count = 0
    with atomic_writer(destination) as handle:
        handle.write(json.dumps({"format": "termlode-memory", "version": VERSION}).encode() + b"\n")
        for unit in units:
            handle.write(json.dumps(to_record(unit), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            count += 1
    return count


def to_record(unit: model.TranslationUnit) -> dict[str, Any]:
    """A unit as plain values: the fields of the model, without those that have their default."""
    found: dict[str, Any] = _plain(unit)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(v) for f in fields(value) if (v := getattr(value, f.name)) != _default(f)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def read(path: Path | str, options: ReadOptions, notices: Notices) -> Iterator[model.TranslationUnit]:
    """The units. Raises FormatError with the line where one is not of the schema."""
    for number, line in enumerate(text_lines(path, notices, options.encoding), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            if number == 1:
                _check(data, path)
            else:
                yield from_record(data)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise FormatError(f"is not a unit: {error}", path=path, line=number) from error


def _check(data: Any, path: Path | str) -> None:
    if not isinstance(data, dict) or data.get("format") != "termlode-memory":
        raise FormatError("does not begin with the format's line", path=path, line=1)
    if data.get("version") != VERSION:
        raise FormatError(f"is of version {data.get('version')}, we read {VERSION}", path=path, cure="update Termlode")


def from_record(data: Any) -> model.TranslationUnit:
    """A unit, its languages as BCP 47. Raises TypeError or ValueError where it is none that we could have written."""
    unit: model.TranslationUnit = _build(model.TranslationUnit, data)
    try:
        tags = [normalise(variant.language) for variant in unit.variants]
    except InputError as error:
        raise ValueError(error.reason) from error
    if not tags:
        raise ValueError("it has no variants")
    pairs = zip(unit.variants, tags, strict=True)
    return replace(unit, variants=tuple(replace(variant, language=tag) for variant, tag in pairs))


def _build(kind: Any, data: Any) -> Any:
    """``data`` as an instance of the annotated type ``kind``. Raises TypeError or ValueError."""
    kind = getattr(kind, "__value__", kind)  # the value of a type alias
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(data, dict):
            raise TypeError(f"{kind.__name__} is not an object")
        hints = get_type_hints(kind)
        return kind(**{name: _build(hints[name], value) for name, value in data.items()})
    if origin is tuple:
        if not isinstance(data, list):
            raise TypeError("expected a list")
        if len(arguments) == 2 and arguments[1] is ...:
            return tuple(_build(arguments[0], item) for item in data)
        return tuple(_build(part, item) for part, item in zip(arguments, data, strict=True))
    if origin in (Union, types.UnionType):
        return _one_of(arguments, data)
    if origin is not None:  # a Literal
        if data not in arguments:
            raise ValueError(f"{data!r} is not one of {', '.join(map(str, arguments))}")
        return data
    if not isinstance(data, (int, float) if kind is float else kind) or (isinstance(data, bool) and kind is not bool):
        raise TypeError(f"expected {kind.__name__}, found {str(data)[:40]!r}")
    if isinstance(data, (int, float)) and not abs(data) < _MAX_NUMBER:
        raise ValueError("a value is too large, or is not a number")
    return data


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    problem: Exception | None = None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _build(kind, data)
            except (TypeError, ValueError) as error:
                problem = error
    raise problem or TypeError(f"found {data!r}")
