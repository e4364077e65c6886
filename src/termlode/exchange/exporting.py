"""What leaves the memory and the termbase: which files, under which names, with what in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from termlode.errors import NothingFound, UsageError
from termlode.exchange.losses import no_pair, of_terms, of_units, watched
from termlode.exchange.options import Written
from termlode.exchange.profiles import profile
from termlode.exchange.selection import Pair, bilingual, pair_name, survey
from termlode.files import file_name, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.exchange.options import WriteOptions
    from termlode.exchange.registry import Format
    from termlode.model import ConceptEntry, TranslationUnit


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file that was written, and how many units, rows or concepts it holds."""

    path: Path
    units: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where files go: ``destination`` is a file, or a folder for files called ``name`` and the pair."""

    destination: Path
    name: str
    asked: tuple[Pair, ...] = ()
    multilingual: bool = False

    def is_folder(self, suffixes: Sequence[str]) -> bool:
        """Whether the destination is a folder: it is one, or its name is no file's."""
        path = self.destination
        return path.is_dir() or not path.name.lower().endswith(tuple(suffixes) or (".tbx", ".csv"))

    def path(self, form: Format, pair: Pair | None) -> Path:
        """The file for a pair (None: for all languages)."""
        if not self.is_folder(form.suffixes):
            return self.destination
        ending = form.suffixes[0] if form.suffixes else ".csv" if "csv" in form.name else ".tbx"
        part = f".{pair_name(pair)}" if pair is not None else ""
        kind = f".{form.name}" if not form.suffixes else ""  # beside the usual flavour, not over it
        return within(self.destination / f"{file_name(self.name)}{part}{kind}{ending}", self.destination)


def destination_kind(form: Format, wanted: Literal["memory", "terms"] | None) -> Literal["memory", "terms"]:
    """Whether memory or terms are to be written. Raises UsageError where the format takes both and nobody says."""
    if wanted is not None:
        return wanted
    if form.write_memory and form.write_terms:
        raise UsageError(f"{form.title} can hold either: add --as memory or --as terms")
    return "memory" if form.write_memory else "terms"


def export_memory(
    units: Callable[[], Iterator[TranslationUnit]], form: Format, layout: Layout, options: WriteOptions
) -> list[ExportFile]:
    """Write units (``units()`` gives them anew each time): a file a pair, or one for all languages.

    Units that were asked for and are in no file are counted in ``options.notices``.
    Raises UsageError for what cannot be, NothingFound where no unit is left to write.
    """
    profile(options.profile)  # before any work: an unknown client is a usage error
    write, lost = form.function("write_memory"), set[str]()
    if layout.multilingual or (form.whole and not layout.asked and not layout.is_folder(form.suffixes)):
        if form.bilingual:
            raise UsageError(f"{form.title} is bilingual: leave --multilingual out")
        _need(units(), "the memory holds no such unit")
        result = write(watched(units(), form, lost, options.notices), layout.path(form, None), options)
        of_units(lost, form, options.notices)
        return _files(result, layout.path(form, None))
    chosen = layout.asked or _every_pair(units(), options)
    _one_file(form, layout, chosen)
    written: list[ExportFile] = []
    for source, target in chosen:
        _need(_of_pair(units(), source, target), f"the memory holds no such unit of {source} and {target}")
        path = layout.path(form, (source, target))
        said = replace(options, source=source, target=target)
        written += _files(
            write(watched(_of_pair(units(), source, target), form, lost, options.notices), path, said), path
        )
    of_units(lost, form, options.notices)
    return written


def export_terms(
    entries: Sequence[ConceptEntry], form: Format, layout: Layout, options: WriteOptions, languages: Sequence[str]
) -> list[ExportFile]:
    """Write concepts: one file, or one a pair for bilingual formats. Raises UsageError, NothingFound."""
    write = form.function("write_terms")
    _need(iter(entries), "the termbase holds no concept")
    of_terms(entries, form, options.notices)
    if layout.multilingual and form.bilingual:
        raise UsageError(f"{form.title} is bilingual: leave --multilingual out")
    chosen: Sequence[Pair | None] = layout.asked
    if not chosen:
        every = [(a, b) for a in languages for b in languages if a != b]
        chosen = every if form.bilingual else [None]
    _one_file(form, layout, chosen)
    written = []
    for pair in chosen:
        some = entries if pair is None else [entry for entry in entries if _has_both(entry, pair)]
        if not some:
            if layout.asked:
                assert pair is not None
                raise NothingFound(f"no concept has terms in both {pair[0]} and {pair[1]}: nothing is written")
            continue
        for entry in entries if len(some) < len(entries) else ():
            if pair is not None and not _has_both(entry, pair):
                no_pair(entry, options.notices)
        path = layout.path(form, pair)
        said = options if pair is None else replace(options, source=pair[0], target=pair[1])
        written += _files(write(some, path, said), path)
    return written


def _has_both(entry: ConceptEntry, pair: Pair) -> bool:
    """Whether an entry has terms in both languages: by full tags where those share their primary one."""
    one, other = entry.section(pair[0]), entry.section(pair[1])
    return bool(one and other and one.terms and other.terms and one is not other)


def _every_pair(units: Iterable[TranslationUnit], options: WriteOptions) -> tuple[Pair, ...]:
    """The pairs of all units; those of no pair are counted. Raises NothingFound where there is no pair."""
    found = survey(units)
    if not found.pairs:
        more = f": its {found.alone} units are in one language only (.jsonl --multilingual holds them)"
        raise NothingFound(f"the memory holds no such unit{more if found.alone else ''}: nothing is written")
    for _ in range(found.alone):
        options.notices.skip("one-language", "a unit has one language only: left out (jsonl --multilingual holds it)")
    return tuple(found.pairs)


def _of_pair(units: Iterable[TranslationUnit], source: str, target: str) -> Iterator[TranslationUnit]:
    return (part for unit in units if (part := bilingual(unit, source, target)) is not None)


def _one_file(form: Format, layout: Layout, chosen: Sequence[object]) -> None:
    if len(chosen) > 1 and not layout.is_folder(form.suffixes):
        hint = "say one --pair, or give a folder"
        hint += "" if form.bilingual else ", or add --multilingual"
        raise UsageError(f"{layout.destination} is one file, but there are {len(chosen)} pairs: {hint}")


def _need(items: Iterable[object], what: str) -> None:
    if next(iter(items), None) is None:
        raise NothingFound(f"{what}: nothing is written")


def _files(result: int | Written, path: Path) -> list[ExportFile]:
    if isinstance(result, Written):
        return [ExportFile(item, count) for item, count in zip(result.paths, result.counts, strict=True)]
    return [ExportFile(path, result)]
