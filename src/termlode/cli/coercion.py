"""Plain values of options without pydantic, which typer loads for every parameter: 80 ms of a command's start.

What is not plain (a value out of range, a choice spelt otherwise, a checked path) goes typer's own way, which knows
the message.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

_NUMBERS = {int: re.compile(r"-?\d{1,15}", re.ASCII), float: re.compile(r"\d{0,9}\.?\d{1,9}", re.ASCII)}
_CHECKS = ("exists", "writable", "resolve_path", "allow_dash", "path_type")
_OTHERWISE = object()


class Quick:
    """What typer asks for the value of one parameter."""

    def __init__(self, descriptor: Any) -> None:
        self._descriptor = descriptor
        self._info = descriptor.parameter_info

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command's function gets it. Raises BadParameter."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        annotation = self._descriptor.annotation
        if many and get_origin(annotation) is list and isinstance(value, list | tuple):
            found = [self._plain(one, get_args(annotation)[0]) for one in value]
            if _OTHERWISE not in found:
                return found
        elif not many:
            plain = self._plain(value, annotation)
            if plain is not _OTHERWISE:
                return plain
        from typer._coercion import build_runtime_param

        return build_runtime_param(self._descriptor).coerce(value, param=param, ctx=ctx)

    def _plain(self, value: Any, annotation: Any) -> Any:
        if self._info.parser is not None:
            return _OTHERWISE
        if isinstance(value, str):
            return self._of_text(value, annotation)
        if annotation is Path and isinstance(value, Path) and not self._is_checked():
            return value
        return self._in_range(value) if type(value) is annotation else _OTHERWISE

    def _of_text(self, value: str, annotation: Any) -> Any:
        if annotation is str or (get_origin(annotation) is Literal and value in get_args(annotation)):
            return value
        if annotation is Path and not self._is_checked():
            return Path(value)
        if annotation in _NUMBERS and _NUMBERS[annotation].fullmatch(value):
            return self._in_range(annotation(value))
        return _OTHERWISE

    def _is_checked(self) -> bool:
        """Whether something must be true of a path."""
        info = self._info
        return not (info.file_okay and info.dir_okay) or any(getattr(info, name) for name in _CHECKS)

    def _in_range(self, value: float) -> Any:
        least, most = self._info.min, self._info.max
        fits = (least is None or value >= least) and (most is None or value <= most)
        return value if fits else _OTHERWISE


def hasten(command: Any, ctx: Any) -> None:
    """Have the parameters of a command take plain values so, where this typer is one that we know."""
    for parameter in command.get_params(ctx):
        if getattr(parameter, "_runtime_param", _OTHERWISE) is None:
            parameter._runtime_param = Quick(parameter.type_descriptor)
