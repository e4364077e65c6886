"""Numbers by value in every digit set."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.numbers import find, render

CASES = [
    ("fa", "۱۷٫۵ میلیارد دلار", ["17500000000"]),
    ("fa", "۱۷,۵ میلیارد", ["17500000000"]),
    ("fa", "۳/۵ درصد", ["3.5"]),
    ("fa", "۱۴۰۲/۰۵/۱۲", ["1402", "5", "12"]),
    ("fa", "۱۲٬۰۰۰ و ۱۲,۰۰۰", ["12000", "12000"]),
    ("fa", "۳ میلیارد و ۵۰۰ میلیون دلار", ["3500000000"]),
    ("fa", "۱۰ میلیون و ۲۰ میلیون", ["10000000", "20000000"]),
    ("fa", "۵۰ هزار تن", ["50000"]),
    ("ar", "١٧٫٥ مليار دولار", ["17500000000"]),
    ("ar", "5 ملايين و3 آلاف", ["5003000"]),
    ("ar", "10 ألفًا", ["10000"]),
    ("ps", "۳ ملیارد ډالر", ["3000000000"]),
    ("zh", "175亿美元", ["17500000000"]),
    ("zh", "3亿5000万", ["350000000"]),
    ("zh", "1.2万亿元", ["1200000000000"]),
    ("zh", "一百二十三万人", ["1230000"]),
    ("zh", "二〇二三年", ["2023"]),
    ("zh", "２０２３年", ["2023"]),
    ("zh", "一带一路，万一，一些", []),
    ("zh", "3兆瓦", ["3"]),
    ("zh", "三千五百", ["3500"]),
    ("en", "17.5 billion", ["17500000000"]),
    ("en", "$3.5bn", ["3500000000"]),
    ("en", "1,234,567.89", ["1234567.89"]),
    ("de", "1.234.567,89", ["1234567.89"]),
    ("en", "1,000 but 0,125", ["1000", "0.125"]),
    ("en", "12/05/2023", ["12", "5", "2023"]),
    ("en", "2020-2025", ["2020", "2025"]),
    ("en", "-5 and −7.5", ["-5", "-7.5"]),
    ("en", "G20, CO2, H2O", []),
    ("en", "192.168.1.1", ["192", "168", "1", "1"]),
    ("en", "the end 5.", ["5"]),
    ("en", "5 millionaires", ["5"]),
]


@pytest.mark.parametrize(("language", "text", "values"), CASES)
def test_values(language: str, text: str, values: list[str]) -> None:
    assert [number.value for number in find(text, language)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(("language", "text", "values"), CASES)
def test_spans_are_the_text(language: str, text: str, values: list[str]) -> None:
    numbers = find(text, language)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(a.end <= b.start for a, b in itertools.pairwise(numbers))


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        ("2300000000", "۱۷٫۵ میلیارد", "۲٫۳ میلیارد"),
        ("1234567", "1,000", "1,234,567"),
        ("1234.5", "1.000,25", "1.234,5"),
        ("12.5", "۳/۵ درصد", "۱۲/۵ درصد"),
        ("7", "٥", "٧"),
        ("250000000", "175亿", "2.5亿"),
        ("2023", "２０２１", "２０２３"),
    ],
)
def test_render_in_the_manner_of_another(value: str, like: str, expected: str) -> None:
    assert render(Decimal(value), like) == expected


@given(st.integers(0, 10**15))
def test_grouped_integers_in_all_digit_sets(value: int) -> None:
    for zero, sign in (("0", ","), ("۰", "٬"), ("٠", "٬")):
        text = "".join(chr(ord(zero) + int(c)) if c.isdigit() else sign for c in f"{value:,}")
        assert [number.value for number in find(text)] == [Decimal(value)]


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    for number in find(text):
        assert text[number.start : number.end] == number.text


@given(st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False))
def test_render_is_read_back(value: Decimal) -> None:
    for like in ("۱۷٫۵", "1,000.5", "٣٫٥", "17"):
        assert find(render(value, like))[0].value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3亿5000万", ["350000000"]),
        ("3亿1.5万", ["300015000"]),
        ("３亿５０００万", ["350000000"]),
        ("3万5千", ["35000"]),
        ("5万3万", ["50000", "30000"]),  # not a smaller unit: two numbers
        ("5万3亿", ["50000", "300000000"]),
        ("3亿 5000万", ["300000000", "50000000"]),  # not at once
        ("3亿5000", ["300000000", "5000"]),  # no unit
    ],
)
def test_what_follows_a_chinese_unit(text: str, values: list[str]) -> None:
    found = find(text, "zh")
    assert [number.value for number in found] == [Decimal(value) for value in values]
    assert "".join(number.text for number in found) == text.replace(" ", "")
