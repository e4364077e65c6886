"""What a person refused: ``refused.tsv`` in the termbase's folder, so that it is not proposed again.

Below a signature line a row holds the date, the id of the concept that was to get the terms (or nothing), and the
terms, a cell each: ``fa=توربین بادی``. A row that is deleted may be proposed again.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from termlode.errors import TermbaseError, UnreadableError
from termlode.files import make_folder, read_bytes, write_text
from termlode.languages.tags import primary
from termlode.sheets import guarded, unguarded
from termlode.termbase.surfaces import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from termlode.termbase.drafts.record import Draft

    type Name = tuple[str, str]  # language and key of a term; "" and the id of a concept

NAME = "refused.tsv"
SIGNATURE = "# termlode refused 1: what is not to be proposed again; delete a line to allow it"


def pairs(folder: Path) -> frozenset[frozenset[Name]]:
    """The pairs of names that a person said do not belong together. Raises TermbaseError, UnreadableError."""
    found: set[frozenset[Name]] = set()
    for concept, terms in _rows(folder / NAME):
        named = [("", concept)] if concept else []
        named += [name(language, term) for language, term in terms]
        found.update(map(frozenset, combinations(named, 2)))
    return frozenset(found)


def name(language: str, term: str) -> Name:
    """A term as it is compared."""
    return primary(language), key(term, language)


def add(folder: Path, drafts: Iterable[Draft], when: str) -> Path:
    """Remember that drafts were refused. Raises UnreadableError."""
    make_folder(folder)
    path = folder / NAME
    before = _text(path) if path.exists() else SIGNATURE + "\n"
    lines = dict.fromkeys(_line(draft, when) for draft in drafts)
    write_text(path, before.rstrip("\n") + "\n" + "".join(f"{line}\n" for line in lines))
    return path


def _line(draft: Draft, when: str) -> str:
    terms = [f"{language}={' '.join(term.split())}" for language, term in draft.terms]
    return "\t".join(map(guarded, [when, draft.adds_to or "", *terms]))


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", path=path, cure="save the file as UTF-8") from error


def _rows(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    if not path.exists():
        return
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        _when, concept, *terms = [unguarded(cell.strip().strip('"')) for cell in (line + "\t").split("\t")]
        said = [term.partition("=") for term in terms if term]
        if not said or not all(sign and language.strip() and term.strip() for language, sign, term in said):
            raise TermbaseError("a refusal without terms", path=path, line=number, cure="write fa=TERM, a cell each")
        yield concept.strip(), [(language.strip(), term.strip()) for language, _, term in said]
