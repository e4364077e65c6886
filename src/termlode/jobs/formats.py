"""The formats that can be read and written, and the programs that files are written for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termlode.exchange.options import ReadOptions, WriteOptions
    from termlode.exchange.registry import Format


def formats() -> list[Format]:
    """All formats, ours and those that other packages bring, by name."""
    from termlode.exchange.registry import formats as known

    return sorted(known(), key=lambda item: item.name)


def clients() -> list[str]:
    """The programs that an export can be made for, by name."""
    from termlode.exchange.profiles import PROFILES

    return sorted(PROFILES)


def reading(**said: Any) -> ReadOptions:
    """Options of an import: languages, encoding, columns, owner … (:class:`~termlode.exchange.options.ReadOptions`)."""
    from termlode.exchange.options import ReadOptions

    return ReadOptions(**said)


def writing(**said: Any) -> WriteOptions:
    """Options of an export: profile, level, sizes … (:class:`~termlode.exchange.options.WriteOptions`)."""
    from termlode.exchange.options import WriteOptions

    return WriteOptions(**said)
