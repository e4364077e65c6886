"""Lint any file: which checks concern it, what the reader says, and what can safely be mended."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import InputError, UsageError
from termlode.exchange import registry
from termlode.exchange.lint.check import Check, Checks, Finding
from termlode.exchange.notices import Notices
from termlode.exchange.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Format → module with its checks.
MODULES = {
    "tmx": "tmx",
    "tbx": "tbx",
    "xliff": "xliff",
    "po": "po",
    "csv": "table",
    "tsv": "table",
    "omegat-glossary": "table",
}
# What the layers below say (encodings, damage), as findings: notice → code, severity, cure.
BELOW = {
    "illegal-character": ("X102", "error", "take it out (--fix, or import --recover)"),
    "encoding-declaration": ("X103", "warning", "declare the encoding that it has (--fix)"),
    "utf-16-no-mark": ("X104", "warning", "write a byte order mark, or UTF-8 (--fix)"),
    "mojibake": ("X105", "warning", "add --encoding utf-8"),
    "byte-order-mark": ("X106", "warning", "take the byte order mark out: some tools read it as text (--fix)"),
    "charset": ("X107", "warning", "write charset=UTF-8 (--fix)"),
    "damaged": ("X101", "error", "get the whole file, or import --recover what stands before"),
}


def lint(
    path: Path | str, client: str | None = None, *, wanted: str | None = None, encoding: str | None = None
) -> Iterator[Finding]:
    """The findings of a file, as they are met; ``client`` adds what that one minds.

    Raises UsageError for an unknown client or a format without checks; a file that cannot be read at
    all gives one finding, X101.
    """
    path = Path(path)
    if client is not None and client not in PROFILES:
        raise UsageError(f"no client {client!r}: one of {', '.join(sorted(PROFILES))}")
    notices = Notices()
    try:
        form = registry.detect(path, wanted)
        if form.name not in MODULES:
            raise UsageError(f"{path}: there are no checks for {form.title}: {', '.join(sorted(MODULES))} have some")
        module = import_module(f"termlode.exchange.lint.{MODULES[form.name]}")
        yield from module.lint(path, client, notices, encoding)
    except InputError as error:
        yield Finding(
            "X101", "error", path, error.line, "", f"The file cannot be read: {error.reason}", error.cure or ""
        )
    for code, kept in notices.examples.items():
        if code in BELOW:
            number, severity, cure = BELOW[code]
            for notice in kept:
                yield Finding(number, severity, path, notice.line, notice.text, notice.message, cure)  # type: ignore[arg-type]


def every_check() -> list[Check]:
    """All checks, by code (docs/lint.md is made of them)."""
    found: dict[str, Check] = {}
    for name in ("text", *sorted(set(MODULES.values()))):
        module = import_module(f"termlode.exchange.lint.{name}")
        for item in vars(module).values():
            if isinstance(item, Checks):
                found.update(item)
    return [found[code] for code in sorted(found)]
