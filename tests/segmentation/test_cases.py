"""Tricky sentences, one case a line: ``‖`` marks where one ends, ``⏎`` stands for a line break."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlode.segmentation import spans

DATA = Path(__file__).parent / "data"
LANGUAGES = ("ar", "en", "fa", "ps", "zh")


def cases(language: str) -> list[str]:
    lines = (DATA / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_cases(language: str):
    assert len(set(cases(language))) >= 40


def wrong(language: str, case: str) -> str | None:
    """What is wrong with the segments of a case, or None."""
    text = case.replace("‖", "").replace("⏎", "\n")
    expected = [piece.replace("⏎", "\n").strip() for piece in case.split("‖")]
    found = [text[start:end] for start, end in spans(text, language)]
    return None if found == expected else f"{language}: {found} instead of {expected}"


# A hundred at once: thousands of tests of a millisecond each cost more than what they test.
@pytest.mark.parametrize(("language", "start"), [(tag, n) for tag in LANGUAGES for n in range(0, len(cases(tag)), 100)])
def test_breaks_are_where_the_marks_are(language: str, start: int):
    found = [wrong(language, case) for case in cases(language)[start : start + 100]]
    assert not any(found), "\n".join(filter(None, found))


def test_languages_without_rules_of_their_own():
    rows = (DATA / "others.tsv").read_text(encoding="utf-8").splitlines()
    found = [wrong(*row.split("\t")) for row in rows]
    assert not any(found), "\n".join(filter(None, found))


def test_ordinals_with_a_stop_go_on_where_a_language_writes_them_so():
    text = "Am 3. Oktober 1990 begann die 2. Phase. Er ist 12. Dann ging er."
    assert [text[a:b] for a, b in spans(text, "de")] == [
        "Am 3. Oktober 1990 begann die 2. Phase.",
        "Er ist 12.",
        "Dann ging er.",
    ]
    assert len(spans("Il a 12 ans. Puis 13. Puis il part.", "fr")) == 3
