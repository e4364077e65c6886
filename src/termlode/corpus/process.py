"""One task of a corpus build, in whatever process: read, correct, segment, align, score; its piece is written at once.

A piece is named by the hash of all that it depends on: a task that was done before, by any worker, is not done again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from termlode.corpus import table
from termlode.corpus.place import Place, filesystem
from termlode.errors import InputError, MissingExtra, NotParallelError, TermlodeError, UsageError
from termlode.files import atomic_writer, file_name, make_folder, open_file
from termlode.jobs import align

if TYPE_CHECKING:
    from termlode.corpus.find import Task
    from termlode.model import TranslationUnit

PIECES = "pieces"


@dataclass(frozen=True, slots=True)
class Settings:
    """What all tasks share. ``root``: the workspace, which every worker must be able to read.

    ``code`` and ``known`` are hashes of what does the work and of what the workspace knows.
    """

    out: Place
    code: str
    known: str = ""
    root: str | None = None
    fix: bool = True  # correct the texts first


@dataclass(frozen=True, slots=True)
class Piece:
    """What came of a task: the name of its file and how many rows of each pair it holds, or why there is none."""

    task: Task
    key: str = ""
    rows: tuple[tuple[str, int], ...] = ()
    failure: str = ""
    fatal: bool = True  # else: read, but nothing can be aligned
    made: bool = False  # now, not before


def process(task: Task, settings: Settings) -> Piece:
    """Do a task, or find it done. What is wrong with its documents is part of the result; raises StoreError …"""
    try:
        contents = [_content(url) for url in task.urls]
        key = _key(task, contents, settings)
        kept = _kept(task, key, settings)
        return kept if kept is not None else _made(task, contents, key, settings)
    except (InputError, MissingExtra) as error:
        return Piece(task, failure=str(error))
    except MemoryError:
        return Piece(task, failure="needs more memory than the worker has")


def _content(url: str) -> bytes:
    system, path = filesystem(url)
    if getattr(system, "local_file", False):
        with open_file(path) as handle:  # a regular file: a pipe would be waited for without end
            return handle.read()
    try:
        return bytes(system.cat_file(path))
    except OSError as error:
        raise InputError(f"cannot be read: {error}", path=url) from error


def _key(task: Task, contents: list[bytes], settings: Settings) -> str:
    said = [settings.code, settings.known, settings.fix, task.names]
    digest = blake2b(json.dumps(said).encode(), digest_size=16)
    for content in contents:
        digest.update(blake2b(content, digest_size=16).digest())
    return digest.hexdigest()


def _kept(task: Task, key: str, settings: Settings) -> Piece | None:
    """The piece as it was made before; one that is damaged is made again."""
    name = f"{PIECES}/{key}.parquet"
    if not settings.out.has(name):
        return None
    try:
        said = table.said(settings.out.read(name), name)
        rows = tuple((pair, int(count)) for pair, count in json.loads(said["rows"]))
        return Piece(task, key, rows, said["failure"], fatal=False)
    except (TermlodeError, ValueError, KeyError):
        return None


def _made(task: Task, contents: list[bytes], key: str, settings: Settings) -> Piece:
    from termlode.exchange.selection import pair_name

    found, failure = _units(task, contents, settings)
    made = table.table(found)
    pair = pair_name((found[0][0].variants[0].language, found[0][0].variants[1].language)) if found else ""
    rows = ((pair, len(found)),) if found else ()
    said = {"rows": json.dumps(rows), "failure": failure, "names": json.dumps(task.names, ensure_ascii=False)}
    settings.out.write(f"{PIECES}/{key}.parquet", table.packed(made, said))
    return Piece(task, key, rows, failure, fatal=False, made=True)


def _units(task: Task, contents: list[bytes], settings: Settings) -> tuple[list[tuple[TranslationUnit, float]], str]:
    """The units of a task with their quality; or why it has none. Raises InputError where it cannot be read."""
    from termlode.memory.document_units import renamed
    from termlode.quality.doubts import doubts

    with TemporaryDirectory(prefix="termlode-") as folder:
        places = [Path(folder) / f"{k}" / file_name(name.replace("/", "_")) for k, name in enumerate(task.names)]
        for place, content in zip(places, contents, strict=True):
            _lay(place, content)
        names = dict(zip(map(str, places), task.names, strict=True))
        try:
            pair = align.Pair(places[0], places[1] if len(places) > 1 else None, task.title)
            found = _worker(settings.root, settings.fix).aligned(pair).found
        except (NotParallelError, UsageError) as error:
            return [], _told(error, names)
        except InputError as error:
            raise InputError(_told(error, names)) from error
    assert found is not None
    units = [renamed(one, names) for one in align.units(found, align.Options())]
    quality = {one.key: one.quality for one in doubts(enumerate(units), least=2.0)}
    return [(one, quality.get(number, 0.0)) for number, one in enumerate(units)], ""


def _told(error: Exception, names: dict[str, str]) -> str:
    """An error's words, with documents by their names."""
    text = str(error)
    for place, name in names.items():
        text = text.replace(place, name)
    return text.removeprefix(f"{next(iter(names.values()))}: ")


def _lay(path: Path, content: bytes) -> None:
    """Lay a document down as a file of this machine; its name tells what kind it is."""
    make_folder(path.parent)
    with atomic_writer(path) as handle:
        handle.write(content)


@lru_cache(maxsize=1)
def _worker(root: str | None, fix: bool) -> align.Worker:
    """What this process aligns with: lexicons and rules are loaded once."""
    return align.Worker(Path(root) if root else None, align.Options(fix=fix), {})
