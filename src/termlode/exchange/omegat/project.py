"""An OmegaT project: its two languages, and the folders of its glossaries and memories (OmegaT 3.6 to 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import FormatError, UsageError
from termlode.exchange.notices import Notices
from termlode.exchange.xml import local, records
from termlode.languages.tags import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "omegat.project"
SAVED = "project_save.tmx"
_DEFAULT = "__DEFAULT__"
_NAMES = ("source_lang", "target_lang", "glossary_dir", "glossary_file", "tm_dir")


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are; ``saved`` holds what its translators confirmed, ``own_glossary`` the terms they noted."""

    root: Path
    name: str
    source: str
    target: str
    glossaries: Path
    memories: Path
    own_glossary: Path
    saved: Path


def read_project(folder: Path) -> Project:
    """The project in ``folder``.

    Raises UsageError where there is none, or where its glossaries or memories lie outside of it: a project of
    somebody else must not choose what is written over. FormatError where its file is none, UnreadableError.
    """
    file = folder / FILE
    if not file.is_file():
        raise UsageError(f"{folder}: is no OmegaT project: there is no {FILE} in it")
    said = dict.fromkeys(_NAMES, "")
    for record in records(file, _NAMES, Notices(), root=("omegat",), kind="OmegaT's project file"):
        said[local(record.element.tag)] = (record.element.text or "").strip()
    root = folder.resolve()
    glossaries = _inside(root, said["glossary_dir"], "glossary")
    own = said["glossary_file"]
    return Project(
        root,
        root.name,
        _language(said, "source_lang", file),
        _language(said, "target_lang", file),
        glossaries,
        _inside(root, said["tm_dir"], "tm"),
        glossaries / "glossary.txt" if own in ("", _DEFAULT) else _inside(root, own, ""),
        root / "omegat" / SAVED,
    )


def _language(said: Mapping[str, str], name: str, file: Path) -> str:
    if not said[name]:
        raise FormatError(f"names no {name}", path=file, cure="open and save the project in OmegaT")
    return normalise(said[name])


def _inside(root: Path, said: str, usual: str) -> Path:
    place = (root / (usual if said in ("", _DEFAULT) else said)).resolve()
    if not place.is_relative_to(root):
        cure = "give the project folders of its own (OmegaT: Project > Properties)"
        raise UsageError(f"{root / FILE}: {place} lies outside of the project, and nothing is written there: {cure}")
    return place
