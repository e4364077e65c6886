"""The folder of drafts: read, brought up to what is proposed now, and rid of what a person decided about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from termlode.errors import ReplayError
from termlode.files import Transaction, forget, make_folder, read_bytes, recover, write_text
from termlode.files.locks import folder_lock
from termlode.languages.tags import primary
from termlode.termbase.drafts.record import HEAD, Block, block, read, unsigned
from termlode.termbase.load import SUFFIX, decode
from termlode.termbase.surfaces import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from termlode.termbase.drafts.record import Draft

type Names = frozenset[tuple[str, str]]


@dataclass(slots=True)
class File:
    """The drafts of one subject field."""

    path: Path
    head: str = ""
    blocks: list[Block] = field(default_factory=list)

    def text(self) -> str:
        """The whole file."""
        head = self.head or HEAD.format(name=self.path.name)
        return "\n".join([head, *(one.text for one in self.blocks)])


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a folder of drafts: how many are new, changed, gone, left to the person who edited them."""

    files: tuple[Path, ...]
    new: int
    changed: int
    gone: int
    edited: int
    total: int


def files(folder: Path) -> dict[str, File]:
    """The drafts of each subject field; none where there is no folder. Raises TermbaseError with file and line."""
    if not folder.is_dir():
        return {}
    recover(folder)
    found = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if not path.name.startswith("."):
            found[path.stem] = load(path)
    return found


def load(path: Path) -> File:
    """One file of drafts. Raises TermbaseError, UnreadableError."""
    head, blocks = read(decode(read_bytes(path), path), path)
    return File(path, head.rstrip("\r\n") + "\n" if head.strip() else "", blocks)


def names(draft: Draft) -> Names:
    """A draft's terms as they are compared."""
    return frozenset((primary(language), key(term, language)) for language, term in draft.terms)


def _marks(draft: Draft) -> frozenset[tuple[str, str]]:
    """By what a draft is known again though a person changed it: its terms, and where those stand."""
    return names(draft) | {(language, place) for (language, _), some in draft.contexts.items() for place in some}


def update(folder: Path, proposed: Iterable[Draft]) -> Written:
    """Bring ``folder`` up to ``proposed``: what a person edited stays, everything else becomes what is proposed.

    A draft that is proposed again keeps its file, its number and its id. Raises TermbaseError, UnreadableError.
    """
    make_folder(folder)
    with folder_lock(folder):
        before = files(folder)
        after, counts = _merged(before, list(proposed), folder)
        changed = _write(folder, before, after)
    return Written(tuple(changed), *counts, sum(len(one.blocks) for one in after.values()))


def _merged(
    before: Mapping[str, File], proposed: list[Draft], folder: Path
) -> tuple[dict[str, File], tuple[int, int, int, int]]:
    """The files as they shall be; how many drafts are new, changed, gone, edited."""
    old = [(name, one) for name, file in before.items() for one in file.blocks]
    theirs = frozenset(name for _, one in old if one.edited for name in _marks(one.draft))
    free = {id(one): (name, one) for name, one in old if not one.edited}
    kept: dict[int, Block] = {}
    fresh: list[Draft] = []
    changed = 0
    for draft in proposed:
        mine = names(draft)
        if _marks(draft) & theirs:
            continue
        place = next((k for k, (_, one) in free.items() if k not in kept and _same(one.draft, draft, mine)), None)
        if place is None:
            fresh.append(draft)
            continue
        was = free[place][1]
        now = block(replace(draft, number=was.draft.number, entry=replace(draft.entry, id=was.draft.entry.id)))
        changed += now.written != was.written
        kept[place] = was if now.written == was.written else now
    after = {name: File(file.path, file.head, _left(file, kept)) for name, file in before.items()}
    for draft in fresh:
        file = after.setdefault(draft.entry.subject_field, File(folder / f"{draft.entry.subject_field}{SUFFIX}"))
        file.blocks.append(block(_placed(draft, file, after)))
    edited = sum(one.edited for _, one in old)
    return after, (len(fresh), changed, len(free) - len(kept), edited)


def add(folder: Path, draft: Draft) -> Draft:
    """Put one more draft into its file, as somebody's own: what is proposed later does not replace it.

    The draft with the number and the id that it got. Raises TermbaseError, UnreadableError.
    """
    make_folder(folder)
    with folder_lock(folder):
        before, after = files(folder), files(folder)
        name = draft.entry.subject_field
        file = after.setdefault(name, File(folder / f"{name}{SUFFIX}"))
        placed = _placed(draft, file, after)
        file.blocks.append(unsigned(placed))
        _write(folder, before, after)
    return placed


def _same(old: Draft, new: Draft, mine: Names) -> bool:
    return old.adds_to == new.adds_to and bool(names(old) & mine)


def _left(file: File, kept: Mapping[int, Block]) -> list[Block]:
    return [kept.get(id(one), one) for one in file.blocks if one.edited or id(one) in kept]


def _placed(draft: Draft, file: File, everything: Mapping[str, File]) -> Draft:
    """A new draft with a number and an id that no other draft has."""
    taken = {one.draft.entry.id for other in everything.values() for one in other.blocks}
    name, tries = draft.entry.id, 1
    while name in taken:
        tries += 1
        name = f"{draft.entry.id}-{tries}"
    number = max((one.draft.number for one in file.blocks), default=0) + 1
    return replace(draft, number=number, entry=replace(draft.entry, id=name))


def remove(folder: Path, chosen: Iterable[tuple[str, str]]) -> list[Path]:
    """Take drafts (subject field, id) out of their files; which files changed."""
    gone = set(chosen)
    with folder_lock(folder):
        before = files(folder)
        after = {
            name: File(file.path, file.head, [one for one in file.blocks if (name, one.draft.entry.id) not in gone])
            for name, file in before.items()
        }
        return _write(folder, before, after)


def rewrite(folder: Path, name: str, before: Block, draft: Draft) -> None:
    """Put what a person made of a draft of file ``name`` in its place. Raises ReplayError where it is another now."""
    with folder_lock(folder):
        found = files(folder)
        file = found.get(name)
        place = next((k for k, one in enumerate(file.blocks) if one.text == before.text), None) if file else None
        if file is None or place is None:
            raise ReplayError(f"the draft {before.draft.entry.id} has changed since", cure="read it again")
        blocks = [*file.blocks[:place], unsigned(draft), *file.blocks[place + 1 :]]
        _write(folder, found, {**found, name: File(file.path, file.head, blocks)})


def _write(folder: Path, before: Mapping[str, File], after: Mapping[str, File]) -> list[Path]:
    """Write the files that differ, all or none; a file without drafts goes."""
    changed = []
    with Transaction(folder) as together:
        for name, file in after.items():
            was = before.get(name)
            if file.blocks and (was is None or [b.text for b in was.blocks] != [b.text for b in file.blocks]):
                write_text(file.path, file.text(), together)
                changed.append(file.path)
    for name, file in after.items():
        if not file.blocks and name in before and before[name].blocks:
            forget(file.path)
            changed.append(file.path)
    return changed
