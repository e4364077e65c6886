"""The workspace: a folder with a ``termlode.toml`` that says where things are.

::

    termlode.toml   sources/   termbase/   glossaries/   words.fa.txt …   out/   .termlode/ (memory and caches)
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from termlode.errors import InputError, NothingFound, UsageError
from termlode.files import copy as copy_file
from termlode.files import make_folder, read_bytes, write_text
from termlode.languages.tags import SUPPORTED, normalise
from termlode.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from termlode.memory.store import Store
    from termlode.model import ConceptEntry
    from termlode.termbase.cache import Compiled

FILE_NAME = "termlode.toml"
_DEEP_KEY = re.compile(r"""(?:[\w"'-]{1,100}[ \t]*\.[ \t]*){32}""")
_TEMPLATE = """\
# A Termlode workspace. Every line may be left out; what you see are the defaults.
name = {name}
languages = [{languages}]
# memory = "postgresql://tm.example/termlode"  # a team's memory, on a server: docs/team.md

[folders]
sources = "sources"        # documents: .txt .html .docx .pdf; report.ar.docx and report.en.docx are a pair
termbase = "termbase"      # concept entries, one YAML file per subject field
glossaries = "glossaries"  # a place for glossaries of others, to be imported; build writes ours to out/glossaries
output = "out"             # what build writes
drafts = "drafts"          # concept entries that build proposes: termlode termbase accept

[profile]                  # written on every unit that build adds to the memory
# client = "acme"
# domain = "mining"

[alignment]
# adapt = true             # documents teach each other how their words are translated: any change realigns them all

[style]                    # house style of Persian; what is not said goes by each document: docs/correction.md
# demonstratives = "zwnj"  # آن‌ها, این‌که, همچنین: "joined", "zwnj" or "as is"
# ezafe = "ye"             # نسخه‌ی: "ye", "hamza" (نسخهٔ), "none" (نسخه) or "as is"

[penalties]                # points taken off memory matches: docs/memory.md
# machine = 15
# "client:acme" = 3

[rates]                    # what a word costs in each band of "termlode analyze", of 1: docs/workbench.md
# repetitions = 0.1
# 99-95 = 0.3
"""
_IGNORED = """\
# made by termlode: the memory and its caches, and what build writes
.termlode/
out/
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Folders and settings of a workspace; all paths are absolute."""

    root: Path
    name: str
    languages: tuple[str, ...] = SUPPORTED
    sources: Path = field(default=Path())
    termbase: Path = field(default=Path())
    glossaries: Path = field(default=Path())
    output: Path = field(default=Path())
    drafts: Path = field(default=Path())  # draft concept entries, which wait for a person
    client: str | None = None
    domain: str | None = None
    penalties: dict[str, int] = field(default_factory=dict)  # of memory matches: docs/memory.md
    rates: dict[str, float] = field(default_factory=dict)  # what a word costs in each band of an analysis, of 1
    style: dict[str, str] = field(default_factory=dict)  # house styles: termlode.languages.styles
    adapt: bool = False  # whether the documents of a build teach each other
    remote: str | None = None  # the address of the memory where it is on a server

    @property
    def private(self) -> Path:
        """Where the memory and the caches live."""
        return self.root / ".termlode"

    def own_file(self, name: str) -> Path:
        """The place of a file of ours among memory and caches; the folder is made. Raises UnreadableError."""
        from termlode.files import make_folder

        make_folder(self.private)
        return self.private / name

    @property
    def memory_file(self) -> Path:
        """Where the translation memory is, or will be: one SQLite file."""
        return self.private / "memory.db"

    @property
    def has_memory(self) -> bool:
        """Whether there is a translation memory to open."""
        return self.remote is not None or self.memory_file.is_file()

    @property
    def memory_name(self) -> str:
        """Where the memory is, in messages."""
        if self.remote is None:
            return str(self.memory_file)
        from termlode.memory.postgres.address import shown

        return shown(self.remote)

    @property
    def termbase_cache(self) -> Path:
        """The compiled termbase."""
        return self.private / "termbase.cache"

    def memory(self, *, write: bool = False) -> Store:
        """The open translation memory, a context manager; ``write`` makes it where there is none.

        Raises NothingFound where there is none to read, StoreError where it cannot be used, UsageError where it is on
        a server and the user has not allowed that, MissingExtra.
        """
        from termlode.memory.opening import open_store

        if self.remote is not None:
            from termlode.memory.postgres.permission import require

            require(self.remote)
            return open_store(self.remote, write=write)
        if not write and not self.memory_file.exists():
            raise NothingFound(f"{self.memory_file}: no translation memory here yet ('termlode import FILE' makes one)")
        return open_store(self.memory_file, write=write)

    def terms(self) -> Compiled:
        """The open compiled termbase, a context manager. Raises TermbaseError, UnreadableError."""
        from termlode.termbase.cache import open_compiled

        return open_compiled(self.termbase, self.termbase_cache)

    def concepts(self) -> list[ConceptEntry]:
        """The termbase's entries; none where there is no termbase. Raises TermbaseError, UnreadableError."""
        if not self.termbase.is_dir():
            return []
        with self.terms() as compiled:
            return list(compiled.entries())

    def words(self, language: str) -> Path:
        """The workspace's own words of a language, one a line."""
        return self.root / f"words.{language}.txt"

    def own_words(self, language: str) -> list[str]:
        """The words in that file; lines that begin with # are remarks. Raises InputError where it is not UTF-8."""
        path = self.words(language)
        if not path.exists():
            return []
        try:
            lines = read_bytes(path).decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise InputError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
        return [word for line in lines if (word := line.strip()) and not word.startswith("#")]


def create(root: Path, *, samples: bool = False, termbase: bool = False) -> Workspace:
    """A new workspace in ``root``; with ``samples``, the packaged documents and termbase in it.

    ``termbase`` brings the termbase alone. What git need not keep is in its ``.gitignore``.

    Raises UsageError where there is one already. Files that exist are never overwritten.
    """
    import json

    path = root / FILE_NAME
    if path.exists():
        raise UsageError(f"{path} exists: this is a workspace already")
    languages = ", ".join(f'"{tag}"' for tag in SUPPORTED)
    write_text(path, _TEMPLATE.format(name=json.dumps(root.absolute().name, ensure_ascii=False), languages=languages))
    workspace = load(root.absolute())
    for folder in (workspace.sources, workspace.termbase, workspace.glossaries):
        make_folder(folder)
    if not (root / ".gitignore").exists():
        write_text(root / ".gitignore", _IGNORED)
    from termlode import samples as packaged

    if samples:
        _copy(packaged.sources(), workspace.sources)
    if samples or termbase:
        _copy(packaged.termbase(), workspace.termbase)
    return workspace


def _copy(files: list[Path], folder: Path) -> None:
    for file in files:
        if not (folder / file.name).exists():
            copy_file(file, folder / file.name)


_KEYS = ("name", "languages", "memory", "folders", "profile", "penalties", "rates", "alignment", "style")


def load(root: Path) -> Workspace:
    """The workspace in ``root``. Raises InputError where its file cannot be understood."""
    path = root / FILE_NAME
    try:
        text = read_bytes(path, largest=1).decode("utf-8-sig")
        if _DEEP_KEY.search(text):  # tomllib takes the square of its parts in memory
            raise InputError("has a key of very many parts", path=path, cure="take the dots out of it")
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers of thousands of digits, and deep nesting
        raise InputError(f"is not valid TOML: {str(error)[:200]}", path=path) from error
    _known(data, _KEYS, "the file", path)
    folders = _table(data, "folders", path)
    _known(folders, tuple(_FOLDERS), "[folders]", path)
    profile = _table(data, "profile", path)
    _known(profile, ("client", "domain"), "[profile]", path)
    place = {key: root / str(folders.get(key, default)) for key, default in _FOLDERS.items()}
    _must_lie_within(root, {**place, "Termlode itself": root / ".termlode"}, path)
    _must_lie_within(root, {"the memory": root / ".termlode" / "memory.db"}, path, "file")
    return Workspace(
        root=root,
        name=str(data.get("name", root.name)),
        languages=_languages(data, path),
        client=profile.get("client"),
        domain=profile.get("domain"),
        penalties=_penalties(data, path),
        rates=_rates(data, path),
        style=_style(data, path),
        adapt=_adapt(data, path),
        remote=_remote(data, path),
        **place,
    )


OUTSIDE = "TERMLODE_OUTSIDE"  # the user's word: where workspaces may keep folders besides within themselves


def _must_lie_within(root: Path, places: Mapping[str, Path], path: Path, kind: str = "folder") -> None:
    """A workspace may come from someone else: its places, links followed, lie within it or where the user allows."""
    import os

    allowed = [os.path.realpath(root)]
    allowed += [os.path.realpath(place) for place in os.environ.get(OUTSIDE, "").split(os.pathsep) if place]
    for name, place in places.items():
        if "\0" in str(place):
            raise InputError(f"its {kind} for {name} has a name that cannot be", path=path, cure="take the NUL out")
        real = os.path.realpath(place)
        if not any(real == one or real.startswith(os.path.join(one, "")) for one in allowed):  # noqa: PTH118
            raise InputError(
                f"its {kind} for {name} lies outside the workspace: {real}", path=path,
                cure=f"if you trust it, say so with the environment variable {OUTSIDE}={real}",
            )  # fmt: skip


def _remote(data: dict[str, object], path: Path) -> str | None:
    """The address of a memory on a server."""
    said = data.get("memory")
    if said is None:
        return None
    from termlode.memory.postgres.address import checked, is_remote

    if not isinstance(said, str) or not is_remote(said):
        cure = 'write memory = "postgresql://host/database", or leave it out: then it is a file of the workspace'
        raise InputError("memory is no address of a server", path=path, cure=cure)
    try:
        return checked(said)
    except InputError as error:
        raise InputError(error.reason, path=path, cure=error.cure) from error


def _adapt(data: dict[str, object], path: Path) -> bool:
    table = data.get("alignment", {})
    if not isinstance(table, dict):
        raise InputError("alignment is not a table", path=path, cure="write [alignment]")
    _known(table, ("adapt",), "[alignment]", path)
    value = table.get("adapt", False)
    if not isinstance(value, bool):
        raise InputError("alignment: adapt is neither true nor false", path=path, cure="write adapt = true")
    return value


_FOLDERS = {
    "sources": "sources",
    "termbase": "termbase",
    "glossaries": "glossaries",
    "output": "out",
    "drafts": "drafts",
}


_PENALTIES = ("machine", "aligned", "pivot", "numbers", "human", "import")
_OWNERS = ("client:", "domain:", "project:", "document:")


def _known(table: Mapping[str, object], keys: Sequence[str], where: str, path: Path) -> None:
    """A key that is spelt wrongly must not be passed over in silence."""
    for key in table:
        if key not in keys:
            raise InputError(f"{where} has an unknown key {key!r}", path=path, cure=f"known: {', '.join(keys)}")


def _languages(data: dict[str, object], path: Path) -> tuple[str, ...]:
    tags = data.get("languages", list(SUPPORTED))
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise InputError("languages is not a list of tags", path=path, cure='write languages = ["fa", "en"]')
    try:
        return tuple(normalise(tag) for tag in tags)
    except InputError as error:
        raise InputError(f"languages: {error.reason}", path=path, cure=error.cure) from error


def _penalties(data: dict[str, object], path: Path) -> dict[str, int]:
    found: dict[str, object] = dict(_table(data, "penalties", path))
    _known({name: 0 for name in found if not name.startswith(_OWNERS)}, _PENALTIES, "[penalties]", path)
    for name, points in found.items():
        if type(points) is not int or not 0 <= points <= 100:
            raise InputError(f"penalties: {name} is not a number of points", path=path, cure="write 0 to 100")
    return found  # type: ignore[return-value]  # checked just now


def _rates(data: dict[str, object], path: Path) -> dict[str, float]:
    found: dict[str, object] = dict(_table(data, "rates", path))
    if found:
        from termlode.leverage.bands import BANDS

        _known(found, BANDS, "[rates]", path)
    for name, rate in found.items():
        if type(rate) not in (int, float) or not 0 <= rate <= 10:  # type: ignore[operator]  # it is a number
            raise InputError(f"rates: {name} is not a share of a word", path=path, cure="write 0.0 to 10.0")
    return {name: float(rate) for name, rate in found.items()}  # type: ignore[arg-type]  # checked just now


def _style(data: dict[str, object], path: Path) -> dict[str, str]:
    from termlode.languages.styles import checked

    table = _table(data, "style", path)
    try:
        return checked(table) if table else {}
    except ValueError as error:
        reason, cure = error.args
        raise InputError(f"style: {reason}", path=path, cure=cure) from error


def _table(data: dict[str, object], key: str, path: Path) -> dict[str, str]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise InputError(f"{key} is not a table", path=path, cure=f"write [{key}]")
    for name, said in value.items():
        if key not in ("penalties", "rates") and not isinstance(said, str):
            raise InputError(f"{key}: {name} is not a text", path=path, cure=f'write {name} = "…"')
    return value


def find(start: Path | None = None) -> Workspace | None:
    """The workspace that ``start`` (default: the current folder) lies in, or None."""
    here = (start or Path.cwd()).absolute()
    root = next((folder for folder in (here, *here.parents) if (folder / FILE_NAME).is_file()), None)
    return load(root) if root else None


def require(start: Path | None = None) -> Workspace:
    """The workspace that ``start`` lies in. Raises UsageError where there is none."""
    workspace = find(start)
    if workspace is None:
        raise UsageError("no termlode.toml here or above: run 'termlode init', or go into a workspace (-C DIR)")
    return workspace
