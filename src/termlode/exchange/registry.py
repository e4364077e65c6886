"""The formats: found in the folders beside this module, detected by content first and by name second.

A format is a folder of ``exchange`` whose ``__init__.py`` holds ``FORMATS``, a tuple of
:class:`Format`. Its functions live in ``read.py`` and ``write.py`` and are imported on first use:

- ``read_memory(path, options: ReadOptions, notices: Notices) -> Iterator[TranslationUnit]``
- ``read_bulk(path, options, notices) -> Iterator[TranslationUnit | Texts]``, the same but faster, where there is one
- ``read_terms(path, options, notices) -> Iterator[ConceptEntry]``
- ``write_memory(units, destination, options: WriteOptions) -> int | Written`` (units written)
- ``write_terms(entries, destination, options) -> int``

Other packages add formats by entry points of the group ``termlode.formats``, each the place of a Format; its
functions are then named by their full places (``"package.module:function"``).
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from termlode.errors import FormatError, UsageError
from termlode.exchange.source import Head, read_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from termlode.exchange.options import ReadOptions

GROUP = "termlode.formats"  # of entry points

type Holds = Literal["memory", "terms", "both"]
type Job = Literal["read_memory", "read_bulk", "read_terms", "write_memory", "write_terms"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how to know it, and where its functions are (``"package.module:function"``).

    ``detect`` judges by content; a format without one is known by its suffix only. ``rank`` orders
    detection: low first; tables and other loose formats come last. ``claims`` says that its suffixes
    mean this format and no other, so that a file whose content says otherwise is refused, not guessed.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    detect: Callable[[Head], bool] | None = None
    read_memory: str | None = None
    read_bulk: str | None = None
    read_terms: str | None = None
    write_memory: str | None = None
    write_terms: str | None = None
    default: Literal["memory", "terms"] | None = None  # where an import goes unless told; None: see route
    route: str | None = None  # (path, options) -> "memory" | "terms" | None, for formats that can be either
    rank: int = 50
    claims: bool = False
    bilingual: bool = False  # files of this format cannot hold more than two languages
    whole: bool = False  # one file holds all languages unless a pair is asked for
    controls: bool = True  # whether its writer keeps, or speaks itself of, characters that XML does not allow
    keeps: frozenset[str] | None = None  # what comes back beside the texts (see losses); None: everything

    @property
    def holds(self) -> Holds:
        """What files of this format hold."""
        memory = bool(self.read_memory or self.write_memory)
        terms = bool(self.read_terms or self.write_terms)
        return "both" if memory and terms else "memory" if memory else "terms"

    def function(self, job: Job) -> Callable[..., Any]:
        """The function for a job, imported now. Raises UsageError where the format has none."""
        place = getattr(self, job)
        if place is None:
            verb, what = job.split("_")
            raise UsageError(f"{self.title} files are not {'read' if verb == 'read' else 'written'} as {what}")
        return _load(place)

    def goes_to(self, path: Path | str, options: ReadOptions) -> Literal["memory", "terms"]:
        """Where the file's content goes when nobody says. Raises UsageError that says how to say it."""
        found = self.default
        if found is None and self.route is not None:
            found = _load(self.route)(path, options)
        if found is None and options.source and options.target and self.read_memory:
            found = "memory"
        if found is None:
            raise UsageError(f"{path}: {self.title} can hold either: add --as terms or --as memory (with --from, --to)")
        return found


def _load(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    ours = find_spec(f"termlode.exchange.{module.partition('.')[0]}") is not None
    function: Callable[..., Any] = getattr(import_module(f"termlode.exchange.{module}" if ours else module), name)
    return function


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """All formats, in the order of detection."""
    return tuple(sorted(_discover(), key=lambda item: (item.rank, item.name)))


def _discover() -> Iterator[Format]:
    import termlode.exchange as package

    for module in pkgutil.iter_modules(package.__path__):
        if module.ispkg:
            yield from getattr(import_module(f"termlode.exchange.{module.name}"), "FORMATS", ())
    yield from _of_others()


def _of_others() -> Iterator[Format]:
    """The formats of other packages: entry points of the group ``termlode.formats``, each a Format."""
    from importlib import metadata
    from warnings import warn

    for point in metadata.entry_points(group=GROUP):
        try:
            found = point.load()
        except Exception as error:  # noqa: BLE001  # whatever another package raises must not stop ours
            warn(f"the format {point.name} of {point.value} cannot be loaded: {error}", stacklevel=2)
            continue
        if isinstance(found, Format):
            yield found
        else:
            warn(f"the format {point.name} of {point.value} is not a Format", stacklevel=2)


def named(name: str) -> Format:
    """The format called ``name``. Raises UsageError that lists the names."""
    for item in formats():
        if item.name == name:
            return item
    raise UsageError(f"no format {name!r}: one of {', '.join(sorted(item.name for item in formats()))}")


def for_writing(path: Path | str) -> Format:
    """The format that a file's name asks for. Raises UsageError where none, or none that is written, has it."""
    name = str(path).lower()
    for item in formats():
        if name.endswith(item.suffixes) and (item.write_memory or item.write_terms):
            return item
    raise UsageError(f"{path}: no format is written under this name: add --format NAME ('termlode formats')")


def detect(path: Path | str, wanted: str | None = None) -> Format:
    """The format of a file: ``wanted`` if given, else by its content, else by its name.

    Raises FormatError where nothing fits or where content and name disagree; UnreadableError where
    the file cannot be read.
    """
    if wanted is not None:
        return named(wanted)
    head = read_head(path)
    by_name = [item for item in formats() if head.name.lower().endswith(item.suffixes)]
    claimed = next((item for item in by_name if item.claims), None)
    for item in formats():
        if item.detect is not None and item.detect(head):
            if claimed is not None and claimed.name.split("-")[0] != item.name.split("-")[0]:
                reason = f"is {item.title} by its content, not {claimed.title}"
                raise FormatError(reason, path=path, cure=f"rename it, or add --format {item.name}")
            return item
    if by_name:
        return by_name[0]
    reason = f"its root element is {head.root}: no format we read" if head.root else "is of no format we read"
    raise FormatError(reason, path=path, cure="'termlode formats' lists them; --format NAME says which")
