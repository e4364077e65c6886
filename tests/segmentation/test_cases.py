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


@pytest.mark.parametrize(("language", "case"), [(tag, case) for tag in LANGUAGES for case in cases(tag)])
def test_breaks_are_where_the_marks_are(language: str, case: str):
    text = case.replace("‖", "").replace("⏎", "\n")
    expected = [piece.replace("⏎", "\n").strip() for piece in case.split("‖")]
    assert [text[start:end] for start, end in spans(text, language)] == expected
