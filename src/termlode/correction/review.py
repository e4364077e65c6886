"""A person's decisions on corrections: read from the review file, checked against the text, made exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termlode import documents
from termlode.correction.groups import worded
from termlode.correction.outcome import destinations
from termlode.correction.report import COLUMNS, KIND, unescape
from termlode.edits import apply
from termlode.errors import FormatError, InputError, ReplayError, UsageError
from termlode.files import back_up, read_bytes
from termlode.model import Edit
from termlode.sheets import control, decision, unguarded, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNDECIDED = frozenset({"?", ""})
_NEEDED = ("decision", "file", "start", "end", "before", "after")


def signature_line(path: Path) -> str:
    """The first line of a review file, by which its kind is known. Raises UnreadableError."""
    return read_bytes(path, 400).decode("utf-8-sig", "replace").split("\n", 1)[0].strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides for many rows at once: by rule or class (``zwnj.plural``, ``zwnj``), by word.

    An acceptance is for rows that are undecided; a refusal is for all, and goes before it. A word is meant as it was
    or as it becomes.
    """

    accept_rules: tuple[str, ...] = ()
    accept_words: tuple[str, ...] = ()
    refuse_rules: tuple[str, ...] = ()
    refuse_words: tuple[str, ...] = ()

    def decide(self, said: str, rules: set[str], words: set[str]) -> str:
        """The decision on a row of which ``said`` is written in the file."""
        if not rules.isdisjoint(self.refuse_rules) or not words.isdisjoint(self.refuse_words):
            return "refuse"
        wanted = not rules.isdisjoint(self.accept_rules) or not words.isdisjoint(self.accept_words)
        return "accept" if wanted and said in _UNDECIDED else said

    def check(self, rules: set[str], words: set[str], path: Path) -> None:
        """Raises UsageError for a rule or word that no row has."""
        for rule in (*self.accept_rules, *self.refuse_rules):
            if rule not in rules:
                known = ", ".join(sorted(one for one in rules if "." in one))
                raise UsageError(f"{path}: no row has the rule {rule}; there are: {known or 'none'}")
        for word in (*self.accept_words, *self.refuse_words):
            if word not in words:
                raise UsageError(f"{path}: no row is about the word {word}")


def read(path: Path, choice: Choice | None = None) -> dict[str, list[Edit]]:
    """The accepted edits of a review file, by the document they are for; ``choice`` decides on many rows at once.

    Refused and undecided rows are left out. Raises FormatError with the line that cannot be understood, UsageError
    for a choice of what is not there.
    """
    choice, rules, words = choice or Choice(), set[str](), set[str]()
    lines = _lines(path)
    if not lines or not lines[0].startswith(KIND):
        raise FormatError("is not a review of corrections", path=path, line=1, cure="make one: fix --report FILE.tsv")
    heads = lines[1].split("\t") if len(lines) > 1 else []
    missing = [name for name in _NEEDED if name not in heads]
    if missing:
        raise FormatError(f"lacks the column {missing[0]}", path=path, line=2, cure="keep the header as fix wrote it")
    accepted: defaultdict[str, list[Edit]] = defaultdict(list)
    for number, line in enumerate(lines[2:], 3):
        if line.strip():
            cells = dict(zip(heads, map(unguarded, line.split("\t")), strict=False))
            about = rules_of(cells), words_of(cells)
            rules |= about[0]
            words |= about[1]
            for name, edit in _accepted(cells, choice.decide(_said(cells), *about), path, number):
                accepted[name].append(edit)
    choice.check(rules, words, path)
    return {name: sorted(edits, key=lambda e: (e.start, e.end)) for name, edits in accepted.items()}


def _lines(path: Path) -> list[str]:
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("is not valid UTF-8", path=path, cure="save it as UTF-8") from error
    return [line.removesuffix("\r") for line in text.split("\n")]


def _said(cells: dict[str, str]) -> str:
    return cells.get("decision", "").strip().lower()


def rules_of(cells: dict[str, str]) -> set[str]:
    """The rules of a row, and their classes."""
    names = cells.get("rule", "").split("+")
    return {part for name in names for part in (name, name.partition(".")[0])} - {""}


def words_of(cells: dict[str, str]) -> set[str]:
    """What a row is about: before and after, as they stand and as whole words."""
    before, after, left, right = (unescape(cells.get(key, "∅")) for key in ("before", "after", "left", "right"))
    whole = worded(cells.get("class", ""), before, after, left, right)
    return {text.strip() for text in (before, after, *whole)} - {""}


def _accepted(cells: dict[str, str], said: str, path: Path, number: int) -> Iterator[tuple[str, Edit]]:
    found = decision(said)
    if found is None:
        raise FormatError(f"“{said}” is not a decision", path=path, line=number, cure="write accept or refuse")
    if found != "accept":
        return
    try:
        start, end = whole_number(cells["start"]), whole_number(cells["end"])
        before, after, name = (unescape(cells[key]) for key in ("before", "after", "file"))
    except (KeyError, ValueError) as error:
        raise FormatError(
            "a cell is missing or is not a number", path=path, line=number, cure="undo the change"
        ) from error
    if wrong := control(after, but=before) or control(name):
        raise FormatError(f"a cell holds the control character {wrong}", path=path, line=number, cure="take it out")
    kind = cells.get("class", "char")
    yield name, Edit(cells.get("rule", "review"), kind, start, end, before, after, evidence="accepted by a person")  # type: ignore[arg-type]


def accepted_of(path: Path, edits: list[Edit], text: str) -> list[Edit]:
    """The edits, checked against the document's text as it is now. Raises ReplayError."""
    try:
        apply(text, edits)
    except ReplayError as error:
        raise ReplayError(error.reason, path=path, cure="the document has changed since: run fix again") from error
    return edits


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of one document of a review: how many edits were made and where; ``error`` says why none."""

    name: str
    edits: int = 0
    written: str = ""
    error: str = ""


def apply_review(
    review: Path,
    named: Sequence[Path] = (),
    *,
    root: Path | None = None,
    out: Path | None = None,
    choice: Choice | None = None,
) -> list[Applied]:
    """Make a review's accepted edits: into ``out``, or in place with a ``.bak``; ``choice`` decides on many rows.

    A review may come from someone else: it changes only documents beneath its own folder, beneath ``root``, or
    ``named`` by the caller. All documents are checked before the first is written. Raises FormatError, ReplayError,
    UnreadableError, InputError; a document that cannot be written does not stop the others.
    """
    allowed = _Allowed(review, named, root)
    plans = []
    for name, edits in read(review, choice).items():
        path = allowed.find(name)
        document = documents.read(path)
        plans.append((name, path, document, accepted_of(path, edits, document.text)))
    paths = [path for _, path, *_ in plans]
    targets = destinations(paths, out) if out else [_itself(path) for path in paths]
    done = []
    for (name, path, document, edits), target in zip(plans, targets, strict=True):
        try:
            if target.resolve() == path.resolve():
                back_up(path)
            documents.write(document, edits, target)
        except InputError as error:
            done.append(Applied(name, error=str(error)))
        else:
            done.append(Applied(name, len(edits), str(target)))
    return done


def _itself(path: Path) -> Path:
    if documents.becomes_text(path):
        what = f"a {path.suffix.lower()} file cannot be corrected in place"
        raise InputError(what, path=path, cure="use --out; the text is written there")
    return path


class _Allowed:
    """The documents that a review may change."""

    def __init__(self, review: Path, named: Sequence[Path], root: Path | None) -> None:
        self._review = review
        self._named = {path.resolve() for path in named}
        self._roots = [folder.resolve() for folder in (review.absolute().parent, root) if folder is not None]
        self._places = [folder for folder in (root, Path(), review.absolute().parent) if folder is not None]

    def find(self, name: str) -> Path:
        """The document: where its name leads from the root, from here, or from the review file. Raises InputError."""
        places = [path for folder in self._places if (path := folder / name).is_file()]
        places += [path for path in self._named if path.name == Path(name).name and not places]
        for path in places:
            real = path.resolve()
            if real in self._named or any(real.is_relative_to(folder) for folder in self._roots):
                return path
        if places:
            reason = f"names {name}, which does not lie beneath it"
            cure = f"if that is meant, name it: review apply {self._review} {name}, or give its folder with --root"
        else:
            reason, cure = (
                f"names {name}, which is not there",
                "go to where fix was run, or give that folder as --root",
            )
        raise InputError(reason, path=self._review, cure=cure)


__all__ = ["COLUMNS", "Applied", "Choice", "accepted_of", "apply_review", "read", "signature_line"]
