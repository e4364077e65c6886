"""Cells, numbers and JSON from outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.sheets import control, guarded, parse_json, quoted_rows, unguarded, whole_number


@given(st.text("'=+-@\t\rab＝ ", max_size=6))
def test_cells_come_back_and_are_no_formulas(text: str):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r＝")


@pytest.mark.parametrize("text", ["0", " 12 ", "1000000000"])
def test_numbers(text: str):
    assert whole_number(text) == int(text)


@pytest.mark.parametrize("text", ["", "-1", "+1", "1_0", "١", "²", "1.0", "1e3", "1000000001", "9" * 5000, "0x1"])
def test_what_is_not_a_number(text: str):
    with pytest.raises(ValueError, match="is not a whole number up to"):
        whole_number(text)


def test_json_and_tables_fail_with_a_value_error():
    with pytest.raises(ValueError, match="nested too deeply"):
        parse_json("[" * 200_000)
    with pytest.raises(ValueError, match="field larger than"):
        quoted_rows(['"' + "x" * (9 << 20)])
    assert quoted_rows(['"a ""b"""\tc']) == [['a "b"', "c"]]
    assert len(quoted_rows(['"' + "x" * 200_000 + '"'])[0][0]) == 200_000


def test_control_characters_are_named():
    assert control("a\tb\nc\r") == ""
    assert control("a\x00") == "U+0000"
    assert control("a\x9b", but="\x9b") == ""
