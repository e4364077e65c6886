"""Writing concepts back into their YAML files: comments and order stay, concurrent edits are noticed.

A change names the entry it was made from. Where the file says something else by now, nothing is
written and the conflict is named; changes to other concepts of the file do not disturb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode.errors import TermbaseError
from termlode.files import Transaction, make_folder, read_bytes, recover, write_text
from termlode.files.locks import folder_lock
from termlode.termbase.blocks import Blocks
from termlode.termbase.load import SUFFIX, decode
from termlode.termbase.records import to_record
from termlode.termbase.slugs import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from termlode.model import ConceptEntry

_MARK = "\ufeff"
_NAME = re.compile(r"([a-z0-9-]+)['\"]?[ \t]*(?::|$)", re.MULTILINE)  # what may be a key, in any style


@dataclass(frozen=True, slots=True)
class Change:
    """A concept as it was read (None: it is new) and as it shall be (None: it shall go)."""

    before: ConceptEntry | None
    after: ConceptEntry | None
    text: str | None = None  # YAML text that says ``after``, to be taken as it is, comments and all

    @property
    def concept(self) -> str:
        """The id of the concept."""
        entry = self.after or self.before
        assert entry is not None, "a change from nothing to nothing"
        return entry.id


def save(folder: Path, changes: Iterable[Change]) -> list[Path]:
    """Apply all changes, or none of them; returns the files that changed.

    Raises TermbaseError where a concept was changed by someone else since it was read, where a new id is
    taken, or where a file cannot be edited by program.
    """
    wanted = [change for change in changes if change.before != change.after or change.text is not None]
    make_folder(folder)
    with folder_lock(folder):
        recover(folder)
        texts = _Texts(folder)
        for change in wanted:
            _apply(texts, change)
        return texts.write()


def _apply(texts: _Texts, change: Change) -> None:
    before, after = change.before, change.after
    here = texts.find(change.concept)
    if before is None and here is not None:
        raise TermbaseError(f"concept {change.concept} exists already", path=here.path, cure="choose another id")
    if before is not None:
        _must_be(texts, here, before)
    if after is None:
        assert here is not None, "checked above"
        here.remove(change.concept)
    elif here is None or here.path.stem != after.subject_field:
        if here is not None:
            here.remove(change.concept)
        texts.file(after.subject_field).add(after.id, to_record(after))
    elif change.text is not None:
        here.put(after.id, change.text)
    else:
        here.replace(after.id, to_record(after))


def _must_be(texts: _Texts, here: Blocks | None, before: ConceptEntry) -> None:
    """The file must still say what the change was made from."""
    if here is None:
        path = texts.folder / f"{before.subject_field}{SUFFIX}"
        raise TermbaseError(f"concept {before.id} was removed since it was read", path=path, cure="add it anew")
    now, line = here.entry(before.id)
    if now != before:
        raise TermbaseError(
            f"concept {before.id} was changed by someone else since it was read; nothing is written",
            path=here.path,
            line=line,
            cure="read it again and repeat the edit",
        )


class _Texts:
    """The folder's files, read when needed and written together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, str] = {}
        self._blocks: dict[Path, Blocks] = {}
        self._names: dict[Path, set[str]] | None = None  # what may be concepts of the files, by a look at their lines

    def find(self, concept: str) -> Blocks | None:
        """The file that holds a concept."""
        if self._names is None:
            self._names = {
                path: set(_NAME.findall(self._text(path))) for path in sorted(self.folder.glob(f"*{SUFFIX}"))
            }
        for path, names in self._names.items():
            if (path in self._blocks or concept in names) and self._open(path).holds(concept):
                return self._blocks[path]
        return None

    def file(self, subject_field: str) -> Blocks:
        """The file of a subject field; a new one where there is none."""
        if not is_slug(subject_field):
            raise TermbaseError(
                f"{subject_field!r} is not a subject field", cure="use a-z, 0-9 and hyphens, such as energy"
            )
        path = self.folder / f"{subject_field}{SUFFIX}"
        if not path.exists():
            self._read.setdefault(path, "")
            if self._names is not None:
                self._names.setdefault(path, set())
        return self._open(path)

    def write(self) -> list[Path]:
        """Write what differs, all or nothing; files that gain are replaced before those that lose.

        Every new text is read back first, so that none is written that cannot be read.
        """
        changed = [(path, text) for path, blocks in self._blocks.items() if (text := blocks.text()) != self._text(path)]
        for path, _ in changed:
            self._blocks[path].check()
        with Transaction(self.folder) as together:
            for path, text in sorted(changed, key=lambda item: len(self._text(item[0])) - len(item[1])):
                mark = _MARK if path.exists() and read_bytes(path, 3) == _MARK.encode() else ""
                write_text(path, mark + text, together)
        return [path for path, _ in changed]

    def _text(self, path: Path) -> str:
        if path not in self._read:
            self._read[path] = decode(read_bytes(path), path)
        return self._read[path]

    def _open(self, path: Path) -> Blocks:
        if path not in self._blocks:
            self._blocks[path] = Blocks(self._text(path), path)
        return self._blocks[path]
