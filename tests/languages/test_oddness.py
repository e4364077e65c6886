"""How odd the letters of Persian words are."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from termlode.languages.fa.oddness import CODES, PACKAGED, oddness

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("right", "misread"), [("باید", "بایذ"), ("پایانی", "پآیانی"), ("افسر", "اضفسر"), ("زیاد", "زیآد")]
)
def test_a_misread_letter_makes_a_word_odd(right: str, misread: str):
    assert oddness(misread) > oddness(right) + 3


def test_the_edges_of_a_word_count():
    assert oddness("کتابة") > oddness("تابع") + 5
    assert oddness("ژژکتاب") > oddness("کتابژ")


@pytest.mark.parametrize("word", ["", "abc", "ټول", "کتابِ"])
def test_letters_that_are_not_weighed_are_not_odd(word: str):
    assert oddness(word) == 0


def test_the_table_is_whole():
    assert len(PACKAGED.read_bytes()) == CODES**3


def test_the_table_is_what_its_script_makes(repository: Path):
    spec = importlib.util.spec_from_file_location("bits", repository / "scripts" / "build_letter_bits.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.bits() == PACKAGED.read_bytes()
