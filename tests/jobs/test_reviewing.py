"""Review files as a page edits them: what it writes is what ``review apply`` takes, and nobody's work is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.alignment import review
from termlode.alignment.pairing import Alignment
from termlode.correction import review as corrections
from termlode.correction.report import COLUMNS as HEADS
from termlode.correction.report import KIND, escape
from termlode.errors import FormatError, ReplayError, UsageError
from termlode.jobs.reviewing import open_review
from termlode.jobs.reviewing.alignment import AlignmentReview, Changed, Shown
from termlode.jobs.reviewing.rows import CorrectionReview, DraftReview
from termlode.model import Bead, Location, Segment
from termlode.termbase.drafts import review as drafts

SOURCE = ["یک.", "دو.", "سه <b>.", "چهار."]
TARGET = ["One.", "Two and three.", "Five."]
BEADS = (
    Bead((0,), (0,), 0.95, ("1-1", "words 1/1")),
    Bead((1, 2), (1,), 0.4, ("2-1",)),
    Bead((3,), (), 0.9, ("no counterpart",)),
    Bead((), (2,), 0.9, ("no counterpart",)),
)


def alignment(beads=BEADS) -> Alignment:
    def segments(texts: list[str], tag: str) -> tuple[Segment, ...]:
        return tuple(
            Segment(t, tag, location=Location(f"{tag}.txt", k, 10 * k, 10 * k + len(t))) for k, t in enumerate(texts)
        )

    return Alignment(beads, segments(SOURCE, "fa"), segments(TARGET, "en"), 0.8, ("fa.txt", "en.txt"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "review.tsv"
    review.write(alignment(), path)
    return path


@pytest.fixture
def page(path: Path) -> AlignmentReview:
    page = open_review(path)
    assert isinstance(page, AlignmentReview)
    return page


def texts(path: Path) -> list[list[str]]:
    return [[variant.text for variant in unit.variants] for unit in review.apply(path)]


def test_the_beads_stand_in_the_order_of_the_text(page):
    assert [bead.row for bead in page.beads()] == [3, 0, 1, 2]
    doubtful = next(bead for bead in page.beads() if bead.is_doubtful)
    assert [part.text for part in doubtful.sides[0]] == ["دو.", "سه <b>."]
    assert (doubtful.confidence, doubtful.reasons, doubtful.is_open) == (0.4, "2-1", True)


def test_a_decision_is_saved_and_everything_else_stays_as_it_was(page, path):
    before = path.read_text(encoding="utf-8").splitlines()
    changed = page.decide(0, 0, "a")
    assert [(place, bead.row, bead.decision) for place, bead in changed.beads] == [(3, 0, "accept")]
    after = path.read_text(encoding="utf-8").splitlines()
    assert [k for k, (one, two) in enumerate(zip(before, after, strict=True)) if one != two] == [2]
    assert after[2] == "accept" + before[2]
    assert texts(path) == [["یک.", "One."], ["دو. سه <b>.", "Two and three."]]


def test_undo_brings_back_the_file_byte_for_byte(page, path):
    before = path.read_bytes()
    page.split(0, 0)
    page.merge(1, 3)
    page.shift(2, 3, 1, up=False)
    page.retext(3, 0, 1, "يک!")
    assert path.read_bytes() != before
    for revision in range(4, 8):
        page.undo(revision)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="nothing to undo"):
        page.undo(8)


def test_what_is_regrouped_comes_back_as_units(page, path):
    page.split(0, 0)  # 2:2 and 3 alone, in a new row
    page.shift(1, 0, 1, up=False)  # Two and three. → 3
    page.merge(2, 0)
    page.decide(3, 0, "accept")
    page.retext(4, 1, 2, "Two, three.")
    assert texts(path) == [["یک.", "One."], ["دو. سه <b>.", "Two, three."]]
    again = AlignmentReview(path)
    assert [bead.sides for bead in again.beads()] == [bead.sides for bead in page.beads()]
    units = review.apply(path)
    assert ("x-original", "Two and three.") in [(p.type, p.value) for p in units[1].variants[1].props]


def test_a_bead_made_by_a_person_is_explicit(page, path):
    changed = page.merge(0, 1)  # the two nulls become a pair
    bead = changed.beads[0][1]
    assert (bead.confidence, bead.is_open, changed.gone) == (None, True, (2,))
    page.decide(1, changed.focus, "accept")
    found = review.read(path).accepted
    assert [(d.bead.source, d.explicit) for d in found] == [((0,), False), ((3,), True)]


def test_edits_of_the_table_and_of_the_page_mix(page, path):
    page.split(0, 0)
    table = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    table[2][0] = "y"
    table.append(["remark of a person"])
    path.write_text("\n".join("\t".join(row) for row in table[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(ReplayError, match="changed by another program"):
        page.decide(1, 3, "refuse")
    again = AlignmentReview(path)
    again.decide(0, 3, "refuse")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[2:]]
    assert [row[0] for row in rows] == ["y", "", "", "refuse", ""]
    assert texts(path) == [["دو.", "Two and three."]]


def test_a_page_of_an_older_state_changes_nothing(page, path):
    page.decide(0, 0, "accept")
    before = path.read_bytes()
    with pytest.raises(ReplayError, match="another page"):
        page.decide(0, 3, "refuse")
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["a ‖ b", "a\u202eb", "a\x00b"])
def test_texts_that_the_table_cannot_hold_are_refused(page, text):
    with pytest.raises(UsageError):
        page.retext(0, 1, 1, text)


def test_an_empty_text_brings_back_what_was_proposed(page, path):
    page.retext(0, 1, 1, "Uno.")
    assert page.beads()[0].sides[1][0].was == "One."
    page.retext(1, 1, 1, " ")
    assert page.beads()[0].sides[1][0].was == ""


def test_numbers_and_decisions_that_are_none_are_refused_with_their_line(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    for column, cell in ((0, "perhaps"), (2, "9"), (3, "x")):
        cells = lines[3].split("\t")
        cells[column] = cell
        path.write_text("\n".join([*lines[:3], "\t".join(cells), *lines[4:]]) + "\n", encoding="utf-8")
        with pytest.raises(FormatError) as error:
            open_review(path)
        assert error.value.line == 4


STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "shift", "decide", "text", "undo"]), st.integers(0, 9), st.booleans()),
    max_size=10,
)


def follow(shown: list[Shown], changed: Changed) -> list[Shown]:
    """What a page shows after a change."""
    found = [bead for bead in shown if bead.row not in changed.gone]
    for previous, bead in changed.beads:
        found = [one for one in found if one.row != bead.row]
        place = 0 if previous is None else [one.row for one in found].index(previous) + 1
        found.insert(place, bead)
    return found


@given(STEPS)
def test_whatever_is_done_the_file_can_be_applied_and_read_again(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("steps") / "review.tsv"
    review.write(alignment(), path)
    page = AlignmentReview(path)
    shown = page.beads()  # as a page keeps them, which is told what changes
    for name, place, flag in steps:
        beads, revision = page.beads(), page.kept.revision
        row = beads[place % len(beads)].row
        try:
            if name == "merge":
                changed = page.merge(revision, row)
            elif name == "split":
                changed = page.split(revision, row, (1, 1) if flag else None)
            elif name == "shift":
                changed = page.shift(revision, row, 1 if place % 2 else 0, up=flag)
            elif name == "decide":
                changed = page.decide(revision, row, "accept" if flag else "refuse")
            elif name == "text":
                changed = page.retext(revision, 1 if place % 2 else 0, place % 3 + 1, "=1+1" if flag else "نو")
            else:
                changed = page.undo(revision)
        except UsageError:
            continue
        shown = follow(shown, changed)
        assert shown == page.beads()
        assert changed.focus is None or changed.focus in [bead.row for bead in shown]
    review.read(path)
    again = AlignmentReview(path)
    said = [(bead.decision, bead.sides) for bead in page.beads()]
    assert [(bead.decision, bead.sides) for bead in again.beads()] == said
    joined = {tuple(" ".join(p.text for p in side) for side in s) for d, s in said if d == "accept" and all(s)}
    assert {tuple(pair) for pair in texts(path)} == joined


# ── corrections ──────────────────────────────────────────────────────────────────────────────────

TEXT = "كتابها را می خواند. كتابها را دید."


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "corrections.tsv"
    edits = [
        ("accept", 0, 1, "ك", "ک", "char.kaf", "char"),
        ("?", 3, 3, "", "\u200c", "zwnj.plural", "zwnj"),
        ("?", 12, 13, " ", "\u200c", "zwnj.prefix", "zwnj"),
        ("?", 23, 23, "", "\u200c", "zwnj.plural", "zwnj"),
    ]
    lines = [f"{KIND} · termlode", "\t".join(HEADS)]
    for said, start, end, before, after, rule, kind in edits:
        left, right = TEXT[:start], TEXT[end:]
        cells = ["a.txt", "1", str(start), str(end), before, after, "suggest", kind, rule, "0.90", "why", left, right]
        plain = (1, 2, 3, 6, 7, 8, 9)
        lines.append("\t".join([said, *(c if k in plain else escape(c) for k, c in enumerate(cells))]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def made(path: Path) -> list[tuple[int, str]]:
    return [(edit.start, edit.after) for edits in corrections.read(path).values() for edit in edits]


def test_corrections_are_decided_one_by_one_by_rule_and_by_word(corrected):
    page = open_review(corrected)
    assert isinstance(page, CorrectionReview)
    before = corrected.read_bytes()
    assert page.shown(2).left.endswith("می")
    assert page.decide(0, [2], "accept") == [2]
    assert page.decide_rule(1, "zwnj.plural", "accept") == [1, 3]
    assert page.counts() == {"accepted": 4, "refused": 0, "open": 0}
    word = page.shown(1).words[1]
    assert page.decide_word(2, word, "refuse") == [1, 3]
    assert made(corrected) == [(0, "ک"), (12, "\u200c")]
    assert page.undo(3) == [1, 3]
    page.undo(4)
    page.undo(5)
    assert corrected.read_bytes() == before


def test_a_decision_by_rule_is_what_review_apply_makes_of_it(corrected):
    choice = corrections.Choice(accept_rules=("zwnj",), refuse_rules=("char.kaf",))
    wanted = corrections.read(corrected, choice)
    page = CorrectionReview(corrected)
    page.decide_rule(0, "zwnj", "accept")
    page.decide_rule(1, "char.kaf", "refuse")
    assert corrections.read(corrected) == wanted


def test_a_correction_is_corrected(corrected):
    page = CorrectionReview(corrected)
    page.rewrite(0, 2, "\n\u200c ")
    assert (12, "\n\u200c ") in made(corrected)
    with pytest.raises(UsageError, match=r"U\+202E"):
        page.rewrite(1, 2, "\u202e")
    with pytest.raises(UsageError, match="no row"):
        page.decide(1, [9], "accept")


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────


def test_drafts_are_decided(tmp_path):
    path = tmp_path / "drafts-review.tsv"
    rows = [["", "mining", "1", "ore", "0.90", "en=ore | fa=سنگ معدن", "", "0.9 alike", "abc"]]
    lines = [drafts.head("drafts"), "\t".join(drafts.COLUMNS), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    page = open_review(path)
    assert isinstance(page, DraftReview)
    assert page.terms(0) == [("en", "ore"), ("fa", "سنگ معدن")]
    page.decide(0, [0], "accept")
    assert [(one.id, one.accepted) for one in drafts.read(path)[1]] == [("ore", True)]


def test_other_files_are_not_opened(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(FormatError, match="is not a review file"):
        open_review(path)
