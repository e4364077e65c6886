"""What options say, as values: languages, days, choices. Raises UsageError that names the option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.errors import UsageError
from termlode.languages.named import tag, tag_or_none, tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["choice", "date", "day", "only_one", "parts", "tag", "tag_or_none", "tags"]


def parts(text: str | None, *, blanks: bool = False) -> tuple[str, ...]:
    """Names with commas (or blanks) between them."""
    whole = (text or "").replace(" ", ",") if blanks else text or ""
    return tuple(part.strip() for part in whole.split(",") if part.strip())


def day(text: str | None, option: str) -> str | None:
    """A day as the memory writes it: YYYYMMDD."""
    if text is None:
        return None
    digits = text.replace("-", "")
    if not (len(digits) == 8 and digits.isascii() and digits.isdigit()):
        raise UsageError(f"{option} {text} is not a date: write YYYYMMDD or YYYY-MM-DD")
    return digits


def date(text: str | None, option: str) -> str | None:
    """The beginning of a date as the memory writes it: ``2024``, ``2024-05``, ``20240531``."""
    if text is None:
        return None
    digits = text.replace("-", "")
    if not digits.isascii() or not digits[:8].isdigit() or len(digits) < 4:
        raise UsageError(f"{option} {text} is not a date: write 2024, 2024-05 or 2024-05-31")
    return digits


def choice(text: str | None, option: str, known: Iterable[str]) -> None:
    """Check that ``text``, where given, is one of ``known``."""
    names = tuple(known)
    if text is not None and text not in names:
        raise UsageError(f"{option} {text} is unknown: one of {', '.join(names)}")


def only_one(**given: bool) -> None:
    """Check that at most one of some options is given."""
    said: Sequence[str] = [f"--{name.replace('_', '-')}" for name in given]
    if sum(given.values()) > 1:
        raise UsageError(f"{', '.join(said[:-1])} and {said[-1]}: choose one")
