"""The review: what is written can be read, corrected and applied, and nonsense is refused with its line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from termlode.alignment import review, review_html
from termlode.alignment.ladder import render as ladder
from termlode.alignment.pairing import Alignment
from termlode.alignment.translation import joined, units
from termlode.errors import FormatError
from termlode.model import Bead, InlineCode, Location, Segment

SOURCE = ["یک.", "دو.", "سه <b>.", "چهار."]
TARGET = ["One.", "Two and three.", "Five."]


@pytest.fixture
def alignment() -> Alignment:
    def segments(texts: list[str], tag: str) -> tuple[Segment, ...]:
        return tuple(
            Segment(t, tag, location=Location(f"{tag}.txt", k, 10 * k, 10 * k + len(t))) for k, t in enumerate(texts)
        )

    beads = (
        Bead((0,), (0,), 0.95, ("1-1", "words 1/1")),
        Bead((1, 2), (1,), 0.4, ("2-1",)),
        Bead((3,), (), 0.9, ("no counterpart",)),
        Bead((), (2,), 0.9, ("no counterpart",)),
    )
    return Alignment(beads, segments(SOURCE, "fa"), segments(TARGET, "en"), 0.8, ("fa.txt", "en.txt"))


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()[2:]]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_doubtful_beads_come_first_then_nulls(alignment):
    found = rows(review.render(alignment))
    assert [row[7] for row in found] == ["2 3|2", "4|", "|3", "1|1"]
    assert [row[0] for row in found] == ["", "", "", "accept"]


def test_signature_names_the_kind_and_the_documents(alignment):
    first = review.render(alignment).split("\n")[0]
    assert first.startswith(review.SIGNATURE)
    assert json.loads(first.removeprefix(review.SIGNATURE))["documents"] == ["fa.txt", "en.txt"]


def test_applying_it_as_it_is_gives_the_sure_beads(alignment, tmp_path):
    path = tmp_path / "review.tsv"
    review.write(alignment, path)
    found = review.apply(path)
    assert [[v.text for v in unit.variants] for unit in found] == [["یک.", "One."]]
    assert found[0].origin.confidence == 1.0
    assert found[0].origin.locations == (Location("fa.txt", 0, 0, 3), Location("en.txt", 0, 0, 4))
    assert ("x-reviewed", "yes") in [(p.type, p.value) for p in found[0].props]


def test_a_person_accepts_regroups_and_edits(alignment, tmp_path):
    lines = review.render(alignment).splitlines()
    table = [line.split("\t") for line in lines]
    table[2][0] = "accept"  # 2 3:2 → the third segment goes elsewhere
    table[2][2] = "2"
    table[3][0] = "y"  # 4: → with segment 3, translating target 3
    table[3][2:4] = ["3 4", "3"]
    path = written(tmp_path / "r.tsv", "\n".join("\t".join(row) for row in table) + "\n")
    assert [[v.text for v in unit.variants] for unit in review.apply(path)] == [
        ["یک.", "One."],
        ["دو.", "Two and three."],
        ["سه <b>. چهار.", "Five."],
    ]


def test_an_edited_text_is_taken(alignment, tmp_path):
    text = review.render(alignment).replace("\tOne.\t", "\tThe first.\t")
    assert review.apply(written(tmp_path / "r.tsv", text))[0].variants[1].text == "The first."


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (lambda t: t.replace(review.SIGNATURE, "# something"), 1, "not a review of an alignment"),
        (lambda t: t.replace('{"termlode"', "{termlode"), 1, "damaged"),
        (lambda t: t.replace('"en"', '"e\\u0000n"'), 1, "damaged"),
        (lambda t: t.replace("decision\t", "choice\t"), 2, "decision"),
        (lambda t: t.replace("\tOne.\t", "\tOne\x07.\t"), 6, "control character U+0007"),
        (lambda t: t.replace("\tOne.\t", "\t\u202eOne.\t"), 6, "control character U+202E"),
        (lambda t: t.replace("\naccept\t0.950\t1\t1", "\nperhaps\t0.950\t1\t1"), 6, "not a decision"),
        (lambda t: t.replace("\naccept\t0.950\t1\t1", "\naccept\t0.950\tone\t1"), 6, "not segment numbers"),
        (lambda t: t.replace("\naccept\t0.950\t1\t1", "\naccept\t0.950\t9\t1"), 6, "no source segment 9"),
        (lambda t: t.replace("\n\t0.900\t4\t\t", "\naccept\t0.900\t1\t3\t"), 6, "already in line 4"),
    ],
)
def test_nonsense_is_refused_with_its_line(alignment, tmp_path, change, line, reason):
    before = review.render(alignment)
    after = change(before)
    assert after != before
    with pytest.raises(FormatError) as caught:
        review.apply(written(tmp_path / "r.tsv", after))
    assert caught.value.line == line
    assert reason in str(caught.value)


def test_a_spreadsheet_may_have_quoted_it(alignment, tmp_path):
    text = review.render(alignment).replace("One.", '"One," he said.')
    saved = io.StringIO(newline="")
    table = [line.split("\t") for line in text.splitlines()]
    csv.writer(saved, delimiter="\t").writerows([row + [""] * (10 - len(row)) for row in table])
    assert saved.getvalue().startswith('"# termlode')
    plain = review.apply(written(tmp_path / "plain.tsv", text))
    assert [v.text for v in plain[0].variants] == ["یک.", '"One," he said.']
    quoted = review.apply(written(tmp_path / "quoted.tsv", saved.getvalue()))
    assert [unit.variants for unit in quoted] == [unit.variants for unit in plain]


def test_reviews_that_name_beads_with_a_colon_are_still_read(alignment, tmp_path):
    text = review.render(alignment)
    old = written(tmp_path / "old.tsv", text.replace("|", ":"))
    new = written(tmp_path / "new.tsv", text)
    assert [unit.variants for unit in review.apply(old)] == [unit.variants for unit in review.apply(new)]
    assert review.apply(old)[0].origin.locations == review.apply(new)[0].origin.locations != ()


def test_what_is_not_accepted_beforehand_is_doubtful_on_the_page(alignment):
    assert review_html.render(alignment).count('<tr class="doubt"') == 1
    assert review_html.render(alignment, least=0.96).count('<tr class="doubt"') == 2
    assert rows(review.render(alignment, least=0.96))[0][7] == "1|1"


def test_a_review_that_is_no_utf8(tmp_path):
    path = tmp_path / "r.tsv"
    path.write_bytes(review.SIGNATURE.encode() + b"\xff\xfe")
    with pytest.raises(FormatError, match="UTF-8"):
        review.apply(path)


def test_page_shows_both_sides_and_escapes(alignment):
    html = review_html.render(alignment)
    assert html.count("<tr") == len(alignment.beads) + 1
    assert "سه &lt;b&gt;." in html
    assert 'dir="rtl"' in html
    assert html.index("Two and three") < html.index("One.")
    assert "http" not in html


def test_ladder_is_what_the_benchmarks_read(alignment):
    assert ladder(alignment.beads).splitlines() == ["[0]:[0]:0.95", "[1, 2]:[1]:0.4", "[3]:[]:0.9", "[]:[2]:0.9"]


def test_units_carry_provenance_and_context(alignment):
    found = list(units(alignment.beads, alignment.source, alignment.target, client="c", domain="d"))
    assert [unit.origin.confidence for unit in found] == [0.95, 0.4]
    assert found[1].context.previous == "یک."
    assert found[1].context.following == "چهار."
    assert found[1].segment_type == "block"
    assert len(found[1].origin.locations) == 3
    assert found[1].origin.client == "c"
    assert [u.origin.confidence for u in units(alignment.beads, alignment.source, alignment.target, least=0.6)] == [
        0.95
    ]


def test_chinese_is_joined_without_a_space_and_codes_move_along():
    code = InlineCode("ph", 1)
    segments = [Segment("一。", "zh"), Segment("二。", "zh", (code,))]
    assert joined(segments) == "一。二。"
    unit = next(iter(units([Bead((0, 1), (0,))], segments, [Segment("One. Two.", "en")])))
    assert unit.variants[0].codes == (InlineCode("ph", 3),)


@pytest.mark.parametrize("number", ["200000000", "1_0", "٣", "0", "-1", "9" * 5000, "1.0"])
def test_numbers_that_nobody_writes_are_refused(alignment, tmp_path, number):
    text = review.render(alignment)
    for column in (2, 7):
        lines = [line.split("\t") for line in text.splitlines()]
        lines[2][column] = f"{number}|1" if column == 7 else number
        path = written(tmp_path / "r.tsv", "\n".join(map("\t".join, lines)).replace("\n\t", "\naccept\t"))
        with pytest.raises(FormatError, match=r"line \d: .*segment number"):
            review.apply(path)


def test_far_numbers_cost_nothing(alignment, tmp_path):
    lines = [line.split("\t") for line in review.render(alignment).splitlines()]
    number = str(review.MOST)
    lines[-1][:4], lines[-1][7] = ["accept", "1", number, number], f"{number}|{number}"
    assert len(review.apply(written(tmp_path / "r.tsv", "\n".join(map("\t".join, lines))))) >= 1


@pytest.mark.parametrize(
    "first", [review.SIGNATURE + " " + "[" * 100_000, f'"{review.SIGNATURE} ""', review.SIGNATURE + ' {"documents": 3}']
)
def test_a_damaged_first_line_is_said(tmp_path, first):
    with pytest.raises(FormatError):
        review.apply(written(tmp_path / "r.tsv", first + "\n" + "\t".join(review.COLUMNS) + "\n"))


def test_no_cell_is_a_formula_and_texts_come_back(alignment, tmp_path):
    source = (replace(alignment.source[0], text="=cmd|calc!A0"), *alignment.source[1:])
    text = review.render(replace(alignment, source=source))
    assert not [cell for row in rows(text) for cell in row if cell.startswith(("=", "+", "-", "@"))]
    path = written(tmp_path / "r.tsv", "\n".join(text.splitlines()).replace("\n\t", "\naccept\t"))
    assert "=cmd|calc!A0" in [variant.text.split(" ")[0] for unit in review.apply(path) for variant in unit.variants]
