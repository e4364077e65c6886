"""Write docs/reference.md, the public Python API, from its docstrings.

usage: python scripts/make_api_docs.py [--check]     (--check writes nothing; exit 1 where it is out of date)
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import termlode
from termlode import jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
HEAD = """\
# Reference of the Python API

Made from the docstrings by `scripts/make_api_docs.py`. [api.md](api.md) shows the library in use.
"""
_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")
_LITERAL = re.compile(r"``([^`]+)``")
_ADDRESS = re.compile(r"<(?:function|class) '?([\w.<>]+)'?(?: at 0x[0-9a-f]+)?>")
_MODULE = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z]\w)")


class _Bare(str):
    """An annotation that is shown without quotes."""

    __slots__ = ()
    __repr__ = str.__str__


def page() -> str:
    """The whole document."""
    return "\n".join([HEAD, *_library(), *_jobs()]).rstrip() + "\n"


def _library() -> Iterator[str]:
    """Functions, then classes with their methods."""
    named = {name: getattr(termlode, name) for name in termlode.__all__}
    yield "## Functions\n"
    for name, found in named.items():
        if inspect.isfunction(found):
            yield from _function(f"termlode.{name}", found, "###")
    yield "## Classes\n"
    for name, found in named.items():
        if inspect.isclass(found):
            yield from _class(name, found)


def _jobs() -> Iterator[str]:
    """The functions behind the commands, module by module."""
    yield "## Jobs\n"
    for module in sorted(pkgutil.iter_modules(jobs.__path__), key=lambda one: one.name):
        home = f"termlode.jobs.{module.name}"
        loaded = importlib.import_module(home)
        public = [one for name, one in sorted(vars(loaded).items()) if _is_job(name, one, home)]
        if public:
            yield f"### `{home}`\n\n{_text(loaded)}\n"
            for one in public:
                yield from _function(one.__name__, one, "####")


def _is_job(name: str, found: Any, home: str) -> bool:
    return inspect.isfunction(found) and found.__module__ == home and not name.startswith("_") and bool(found.__doc__)


def _class(name: str, found: type) -> Iterator[str]:
    yield f"### `termlode.{name}`\n\n{_text(found)}\n"
    if dataclasses.is_dataclass(found):
        fields = (f"`{one.name}: {_plain(str(one.type))}`" for one in dataclasses.fields(found))
        yield f"Fields: {' · '.join(fields)}\n"
    for method, one in vars(found).items():
        function = one.__func__ if isinstance(one, classmethod | staticmethod) else one
        if method.startswith("_"):
            continue
        if isinstance(one, property) and one.fget is not None:
            yield f"#### `{name}.{method}`\n\n{_text(one.fget)}\n"
        elif inspect.isfunction(function) and function.__doc__:
            yield from _function(f"{name}.{method}", function, "####")


def _function(name: str, found: Callable[..., Any], level: str) -> Iterator[str]:
    signature = inspect.signature(found)
    shown = [
        one.replace(annotation=_Bare(one.annotation))
        for one in signature.parameters.values()
        if one.name not in ("self", "cls")
    ]
    said = _plain(str(signature.replace(parameters=shown, return_annotation=_Bare(signature.return_annotation))))
    yield f"{level} `{name.rpartition('.')[2] if level == '####' and '.' not in name else name}`\n"
    yield f"```python\n{name}{said}\n```\n\n{_text(found)}\n"


def _plain(annotation: str) -> str:
    """Types and functions by their names, without modules and addresses."""
    return _MODULE.sub("", _ADDRESS.sub(r"\1", annotation))


def _text(found: Any) -> str:
    """A docstring as Markdown."""
    return _LITERAL.sub(r"`\1`", _ROLE.sub(r"`\1`", inspect.getdoc(found) or ""))


def main() -> None:
    """Write the document, or compare it."""
    text = page()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
    elif not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"{TARGET} is out of date: run python scripts/make_api_docs.py")


if __name__ == "__main__":
    main()
