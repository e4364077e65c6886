"""Reviews in which each row is decided by itself, in a page: corrections, and drafts of concepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from termlode.correction import review as corrections
from termlode.correction.groups import worded
from termlode.correction.report import escape, unescape
from termlode.errors import FormatError, UsageError
from termlode.files import read_bytes
from termlode.jobs.reviewing.kept import Kept, known
from termlode.sheets import control, decision, guarded, quoted_rows, unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_ROWS = 40  # that tell the language of a document
type Cells = dict[str, str]
type Rows = tuple[Cells, ...]


class RowReview:
    """The rows of a review file, by number from 0; a cell that is not changed is written as it came."""

    open_word: ClassVar = ""  # what stands in the file for a row that nobody decided

    def __init__(self, path: Path, data: bytes, lines: Sequence[list[str]]) -> None:
        self._head, self._heads = "\t".join(lines[0]).rstrip("\t"), lines[1]
        cells = tuple(dict(zip(self._heads, map(unguarded, row), strict=False)) for row in lines[2:] if _said(row))
        for number, row in enumerate(cells, 3):
            if decision(row.get("decision", "")) is None:
                what = f"“{row['decision']}” is not a decision"
                raise FormatError(what, path=path, line=number, cure="write accept or refuse")
        self.kept: Kept[Rows] = Kept(path, data, cells, self._text)

    @property
    def rows(self) -> Rows:
        """All rows, by their heads."""
        return self.kept.state

    def decision(self, row: int) -> str:
        """What is said of a row: accept, refuse or nothing."""
        return decision(self.rows[row].get("decision", "")) or ""

    def counts(self) -> dict[str, int]:
        """How many rows are accepted, refused and open."""
        said = [self.decision(row) for row in range(len(self.rows))]
        return {"accepted": said.count("accept"), "refused": said.count("refuse"), "open": said.count("")}

    def decide(self, revision: int, rows: Iterable[int], said: str) -> list[int]:
        """Say the same of some rows; which of them change. Raises UsageError, ReplayError, as what follows."""
        wanted = known(said)
        changed = [row for row in rows if self.decision(self._must_be(row)) != wanted]
        self._change(revision, {row: {"decision": wanted or self.open_word} for row in changed})
        return changed

    def undo(self, revision: int) -> list[int]:
        """Take back the last change; the rows that it changed."""
        before = self.rows
        self.kept.undo(revision)
        return [row for row, (one, other) in enumerate(zip(before, self.rows, strict=True)) if one is not other]

    def _must_be(self, row: int) -> int:
        if not 0 <= row < len(self.rows):
            raise UsageError(f"there is no row {row}")
        return row

    def _change(self, revision: int, cells: dict[int, Cells]) -> None:
        rows = tuple(one | cells[row] if row in cells else one for row, one in enumerate(self.rows))
        if cells:
            self.kept.change(revision, rows)
        else:
            self.kept.must_be(revision)

    def _text(self, rows: Rows) -> str:
        lines = ("\t".join(guarded(row.get(name, "")) for name in self._heads) for row in rows)
        return "\n".join((self._head, "\t".join(self._heads), *lines)) + "\n"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it is shown; texts are as they stand in the document."""

    row: int
    decision: str
    file: str
    line: str
    before: str
    after: str
    left: str
    right: str
    rule: str
    kind: str
    tier: str
    confidence: str
    evidence: str
    words: tuple[str, str]  # as whole words, before and after
    around: tuple[str, str]  # what stands beside these
    language: str  # of the document, as its corrections tell; und


class CorrectionReview(RowReview):
    """A review of corrections that is being edited. Raises UnreadableError, FormatError with the line."""

    kind = "corrections"
    open_word = "?"

    def __init__(self, path: Path) -> None:
        data = read_bytes(path)
        corrections.read(path)  # what could not be applied is not opened
        lines = [line.removesuffix("\r").split("\t") for line in data.decode("utf-8-sig").split("\n")]
        super().__init__(path, data, lines)
        self._languages = _languages(self.rows)

    def shown(self, row: int) -> Correction:
        """A row as it is shown."""
        cells = self.rows[row]
        plain = (cells.get(name, "") for name in ("line", "rule", "class", "tier", "confidence"))
        line, rule, kind, tier, confidence = plain
        texts = (unescape(cells.get(name, "∅")) for name in ("file", "before", "after", "left", "right", "evidence"))
        file, before, after, left, right, evidence = texts
        words, said = worded(kind, before, after, left, right), self.decision(row)
        head, tail = worded(kind, "", "", left, "")[0], worded(kind, "", "", "", right)[0]
        around = left.removesuffix(head), right.removeprefix(tail)
        return Correction(
            row, said, file, line, before, after, left, right, rule, kind, tier, confidence, evidence, words, around,
            self._languages.get(cells.get("file", ""), "und"),
        )  # fmt: skip

    def decide_rule(self, revision: int, rule: str, said: str) -> list[int]:
        """Accept the open rows of a rule or class, or refuse all of them: as ``review apply --accept-rule`` does."""
        choice = corrections.Choice(**{f"{known(said)}_rules": (rule,)}) if known(said) else None
        return self._decide_many(revision, choice)

    def decide_word(self, revision: int, word: str, said: str) -> list[int]:
        """The same for the rows about a word, as it was or as it becomes."""
        choice = corrections.Choice(**{f"{known(said)}_words": (word.strip(),)}) if known(said) else None
        return self._decide_many(revision, choice)

    def _decide_many(self, revision: int, choice: corrections.Choice | None) -> list[int]:
        if choice is None:
            raise UsageError("many rows at once are accepted or refused")
        changed: dict[int, Cells] = {}
        for row, cells in enumerate(self.rows):
            said = cells.get("decision", "").strip().lower()
            wanted = choice.decide(said, corrections.rules_of(cells), corrections.words_of(cells))
            if decision(wanted) != decision(said):
                changed[row] = {"decision": wanted}
        self._change(revision, changed)
        return list(changed)

    def rewrite(self, revision: int, row: int, after: str) -> list[int]:
        """Put another text in the place of a correction's, and accept it."""
        cells = self.rows[self._must_be(row)]
        if wrong := control(after, but=unescape(cells["before"])):
            raise UsageError(f"the text holds the control character {wrong}: take it out")
        self._change(revision, {row: {"after": escape(after), "decision": "accept"}})
        return [row]


class DraftReview(RowReview):
    """A review of drafts that is being edited. Raises UnreadableError, FormatError with the line."""

    kind = "drafts"

    def __init__(self, path: Path) -> None:
        from termlode.termbase.drafts import review

        data = read_bytes(path)
        review.read(path)  # what could not be accepted is not opened
        text = data.decode("utf-8-sig")
        lines = text.splitlines()
        super().__init__(path, data, quoted_rows(lines) if text[:1] == '"' else [line.split("\t") for line in lines])

    def terms(self, row: int) -> list[tuple[str, str]]:
        """The terms of a draft, with their languages."""
        parts = (part.partition("=") for part in self.rows[row].get("terms", "").split(" | "))
        return [(language, term) for language, _, term in parts if term]

    def evidence(self, row: int) -> list[str]:
        """What speaks for a draft."""
        return [part for part in self.rows[row].get("evidence", "").split(" | ") if part]


def _said(row: Sequence[str]) -> bool:
    return any(map(str.strip, row))


def _languages(rows: Rows) -> dict[str, str]:
    """The language of each document, by what stands around its first corrections."""
    from termlode.languages.identify import identify

    texts: dict[str, list[str]] = {}
    for row in rows:
        some = texts.setdefault(row.get("file", ""), [])
        if len(some) < _ROWS:
            some.append(" ".join(unescape(row.get(name, "∅")) for name in ("left", "before", "right")))
    return {name: identify("\n".join(some)) for name, some in texts.items()}
