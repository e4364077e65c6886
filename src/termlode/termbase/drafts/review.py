"""The review of drafts: a TSV file in which a person decides, made by the report or by hand.

First line: the signature with its particulars as JSON; second line: heads. A row is a draft; ``decision`` is accept,
refuse, or nothing for later. ``state`` tells which state of the draft was seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termlode import __version__
from termlode.errors import FormatError
from termlode.files import read_bytes
from termlode.sheets import guarded, parse_json, quoted_rows, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from termlode.termbase.drafts.folder import File
    from termlode.termbase.drafts.record import Block

SIGNATURE = "# termlode drafts"
COLUMNS = ("decision", "file", "number", "id", "probability", "terms", "adds to", "evidence", "state")
_NEEDED = ("decision", "file", "id", "state")
_YES = frozenset({"accept", "a", "y", "yes", "+", "1"})
_NO = frozenset({"refuse", "reject", "r", "n", "no", "-", "0"})
_LATER = frozenset({"", "?", "later"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of a draft: ``accepted``, or refused."""

    file: str  # the subject field
    id: str
    state: str
    accepted: bool
    line: int


def head(folder: str) -> str:
    """The signature of a review of the drafts in ``folder``, as the workspace calls it."""
    particulars = {"termlode": __version__, "drafts": folder}
    return f"{SIGNATURE} {json.dumps(particulars, ensure_ascii=False)}"


def render(files: Iterable[File], folder: str) -> str:
    """The review file, undecided."""
    lines = [head(folder), "\t".join(COLUMNS)]
    lines += ["\t".join(row(one, file.path.stem)) for file in files for one in file.blocks]
    return "\n".join(lines) + "\n"


def row(one: Block, file: str) -> list[str]:
    """The cells of a draft, the decision first."""
    draft = one.draft
    terms = " | ".join(f"{language}={term}" for language, term in draft.terms)
    cells = ["", file, str(draft.number), draft.entry.id, f"{draft.probability:.2f}", terms, draft.adds_to or ""]
    cells += [" | ".join(draft.evidence), one.written]
    return [guarded(" ".join(cell.split())) for cell in cells]


def read(path: Path) -> tuple[str, list[Decision]]:
    """The folder that a review names, and its decisions. Raises FormatError with the line, UnreadableError."""
    rows = _rows(path)
    if not rows or not rows[0] or not rows[0][0].startswith(SIGNATURE):
        raise FormatError(
            "is not a review of drafts", path=path, line=1, cure="the report of 'extract --draft' makes one"
        )
    heads = rows[1] if len(rows) > 1 else []
    missing = [name for name in _NEEDED if name not in heads]
    if missing:
        raise FormatError(f"lacks the column {missing[0]}", path=path, line=2, cure="keep the header row as it was")
    return _folder(rows[0], path), list(_decisions(rows[2:], heads, path))


def _rows(path: Path) -> list[list[str]]:
    try:
        text = read_bytes(path).decode("utf-8-sig")
        lines = text.splitlines()
        return quoted_rows(lines) if text.startswith('"') else [line.split("\t") for line in lines]
    except UnicodeDecodeError as error:
        raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
    except ValueError as error:
        raise FormatError(f"is not a valid table: {error}", path=path, cure="save it as tab-separated text") from error


def _folder(line: Sequence[str], path: Path) -> str:
    try:
        return str(parse_json("\t".join(line).strip().removeprefix(SIGNATURE))["drafts"])
    except (ValueError, KeyError, TypeError) as error:
        cure = "keep the first line as it was"
        raise FormatError("does not say whose drafts it is about", path=path, line=1, cure=cure) from error


def _decisions(rows: Sequence[Sequence[str]], heads: Sequence[str], path: Path) -> Iterator[Decision]:
    for number, cells in enumerate(rows, 3):
        if not any(map(str.strip, cells)):
            continue
        of = dict(zip(heads, (unguarded(cell.strip()) for cell in cells), strict=False))
        said = of.get("decision", "").lower()
        if said in _LATER:
            continue
        if said not in _YES | _NO:
            raise FormatError(
                f"{said!r} is no decision", path=path, line=number, cure="write accept, refuse or nothing"
            )
        if not all(of.get(name) for name in _NEEDED):
            raise FormatError("a decision about nothing", path=path, line=number, cure="keep file, id and state")
        yield Decision(of["file"], of["id"], of["state"], said in _YES, number)
