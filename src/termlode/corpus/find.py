"""Which documents there are, and which of them translate each other: the tasks of a corpus build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.corpus.place import filesystem
from termlode.documents.kinds import SUFFIXES
from termlode.errors import NothingFound
from termlode.jobs.stages.pairs import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Task:
    """One document with two languages, or two that translate each other, by their addresses and their names.

    Names are what rows say: addresses without what all of them begin with.
    """

    urls: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        """What reports call it."""
        return " ↔ ".join(self.names)


def tasks(patterns: Sequence[str], languages: Sequence[str] = ()) -> list[Task]:
    """The tasks of all documents that ``patterns`` (paths, folders, globs, addresses) name, in order.

    Documents that are named as versions of one (report.ar.docx, report.en.docx) are a task together; any other may
    hold both languages. Raises NothingFound where a pattern names nothing, MissingExtra.
    """
    urls: dict[str, None] = {}
    for pattern in patterns:
        found = list(_expand(pattern))
        if not found:
            raise NothingFound(f"{pattern}: names no document ({', '.join(SUFFIXES)})")
        urls.update(dict.fromkeys(found))
    start = _common(list(urls))
    names = {_as_text(url[start:]): url for url in sorted(urls)}
    pairs = by_name(names, languages)
    paired = {name for pair in pairs for name in pair}
    alone = [(name,) for name in names if name not in paired]
    return [Task(tuple(names[name] for name in some), some) for some in sorted([*pairs, *alone])]


def _expand(pattern: str) -> Iterable[str]:
    """The documents that a pattern names, by their addresses."""
    system, path = filesystem(pattern)
    if any(sign in path for sign in "*?["):
        found = [one for one in system.glob(path) if not system.isdir(one)]
    elif system.isdir(path):
        found = system.find(path)
    else:
        found = [path] if system.exists(path) else []
    local = "://" not in pattern and "::" not in pattern
    for one in sorted(map(str, found)):
        name = one.rpartition("/")[2]
        if name.lower().endswith(tuple(SUFFIXES)) and not name.startswith((".", "~$")):
            yield one if local else str(system.unstrip_protocol(one))


def _as_text(name: str) -> str:
    """A name that is not UTF-8 on the disk, with those bytes as escapes: rows and reports can say it."""
    return name.encode("utf-8", "backslashreplace").decode()


def _common(urls: list[str]) -> int:
    """How long the folder is that all addresses begin with."""
    folders = [url.rpartition("/")[0] + "/" for url in urls]
    first, last = min(folders), max(folders)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same].rfind("/") + 1
