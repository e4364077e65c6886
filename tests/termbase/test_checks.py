"""Each check fires where it should, on the line it should, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from termlode.correction import fix
from termlode.errors import UsageError
from termlode.termbase import checks
from termlode.termbase.load import load

DATA = Path(__file__).parent / "data" / "checks"
# What the data's comments promise, as (concept, code).
EXPECTED = {
    ("no-preferred", "T101"), ("no-preferred", "T103"), ("two-preferred", "T102"), ("two-preferred", "T104"),
    ("two-preferred", "T105"), ("second-lever", "T201"), ("third-lever", "T201"), ("third-lever", "T202"),
    ("pump-two", "T203"), ("pump-one", "T204"), ("pump-two", "T301"), ("pump-two", "T307"), ("wrong-script", "T302"),
    ("invisible", "T303"), ("invisible", "T304"), ("invisible", "T305"), ("invisible", "T306"), ("invisible", "T401"),
    ("statuses", "T402"), ("statuses", "T403"), ("statuses", "T404"), ("statuses", "T405"), ("statuses", "T201"),
    ("variants", "T501"), ("variants", "T502"), ("variants", "T503"), ("other-variants", "T504"),
    ("second-lever", "T205"), ("second-lever", "T308"), ("invisible", "T310"), ("variants", "T505"),
    ("variants", "T506"), ("pump-two", "T311"),
    ("evidence", "T406"), ("evidence", "T407"), ("evidence", "T408"), ("evidence", "T409"),
    ("citation", "T308"), ("citation", "T309"), ("citation", "T310"),
    ("circle-one", "T601"), ("circle-one", "T602"), ("circle-one", "T603"), ("circle-one", "T604"),
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> list[checks.Finding]:
    return checks.run(load(DATA))


def test_what_is_wrong_is_found_and_nothing_else(found):
    assert {(finding.concept, finding.code) for finding in found} == EXPECTED


def test_every_code_is_shown_by_the_data():
    assert {code for _, code in EXPECTED} == set(checks.CHECKS)


@pytest.mark.parametrize(
    ("code", "concept", "on_the_line"),
    [
        ("T101", "no-preferred", "widget"), ("T102", "two-preferred", "crowbar"),
        ("T103", "no-preferred", "no-preferred:"),
        ("T104", "two-preferred", "اهرم"), ("T105", "two-preferred", "رافعة"), ("T201", "second-lever", "Lever"),
        ("T301", "pump-two", "كارخانه مس سازي"), ("T302", "wrong-script", "мост"), ("T307", "pump-two", "銅廠"),
        ("T402", "statuses", "term: pump, status: forbidden"), ("T403", "statuses", "تلمبه"),
        ("T404", "statuses", "طلمبة"),
        ("T308", "citation", "term: يابان"), ("T309", "citation", "کارخانه‌های نمونه"),
        ("T409", "evidence", "امنیتی عمومی"),
        ("T504", "other-variants", "نوار کشی"), ("T603", "circle-one", "circle-one:"),
    ],
)  # fmt: skip
def test_findings_stand_on_the_line_of_the_term(found, code, concept, on_the_line):
    lines = (DATA / "bad.yaml").read_text(encoding="utf-8").splitlines()
    first = next(f for f in found if (f.code, f.concept) == (code, concept))
    near = lines[first.place.line - 1 : first.place.line + (code == "T504")]
    assert on_the_line in " ".join(near)


def test_messages_are_the_docstrings(found):
    for code, check in checks.CHECKS.items():
        assert (check.run.__doc__ or "").strip().splitlines()[0].rstrip(".") == check.message
        assert re.fullmatch(r"T[1-6]\d\d", code)


def test_select_and_ignore():
    termbase = load(DATA)
    assert {f.code for f in checks.run(termbase, select=["T3"])} == {
        "T301",
        "T302",
        "T303",
        "T304",
        "T305",
        "T306",
        "T307",
        "T308",
        "T309",
        "T310",
        "T311",
    }
    assert "T103" not in {f.code for f in checks.run(termbase, ignore=["t103", "T2"])}
    assert {f.code for f in checks.run(termbase, select=["T6"], ignore=["T603"])} == {"T601", "T602", "T604"}
    with pytest.raises(UsageError, match="no check has the code T9"):
        checks.run(termbase, select=["T9"])


def test_languages_of_the_workspace_count():
    assert not [f for f in checks.run(load(DATA), languages=("en", "fa")) if f.code == "T103"]


def test_the_small_termbase_lacks_only_languages(folder):
    assert {finding.code for finding in checks.run(load(folder))} == {"T103"}


def test_the_repository_is_clean(our_termbase):
    assert checks.run(our_termbase) == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("می‌تواند", False),  # ZWNJ after a letter that joins
        ("نیمه‌هادی", False),
        ("دانش‌آموز", False),
        ("کار‌خانه", True),  # after a letter that never joins
        ("‌باتری", True),
        ("باتری‌ نو", True),
        ("نیمه‌‌هادی", True),
    ],
)
def test_stray_zwnj(tmp_path, text, fires):
    (tmp_path / "x.yaml").write_text(f"a:\n  terms:\n    fa:\n      - term: {text}\n", encoding="utf-8")
    assert bool(checks.run(load(tmp_path), select=["T303"])) == fires


@pytest.mark.parametrize(
    ("language", "text", "fires"),
    [
        ("ps", "انرژي", False), ("ps", "بېټرۍ", False), ("ps", "ليتيم", False), ("fa", "انرژي", True),
        ("ar", "طاقة", False),
        ("ar", "علی", True), ("fa", "مسئله", False), ("fa", "عناصر", False), ("ps", "ګاز", False), ("ps", "گاز", True),
        ("ar", "بی", True), ("en", "energy", False),
    ],
)  # fmt: skip
def test_letters_of_the_language(tmp_path, language, text, fires):
    (tmp_path / "x.yaml").write_text(f"a:\n  terms:\n    {language}:\n      - term: {text}\n", encoding="utf-8")
    assert bool(checks.run(load(tmp_path), select=["T301"])) == fires


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("ظرفیت نصبشده", "fix writes ظرفیت نصب[ZWNJ]شده"),
        ("ظرفیت نصب\u200cشده", ""),
        ("ظرفیت نصب شده", ""),
        ("سرمايهگذاري", "fix writes سرمایه[ZWNJ]گذاری"),
        ("فوالد", ""),  # only suggested
    ],
)
def test_what_fix_would_write_otherwise_is_found(term: str, found: str, tmp_path: Path):
    (tmp_path / "a.yaml").write_text(f"one:\n  terms:\n    fa:\n      - {{term: {term}, status: preferred}}\n", "utf-8")
    hits = checks.run(load(tmp_path), select=["T311"])
    assert len(hits) == bool(found)
    assert all(hit.detail.endswith(found) for hit in hits)
    assert bool(found) == any(edit.tier == "auto" for edit in fix(term, "fa")), "fix and check say the same"
