"""Numbers by value in every digit set."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.ar.quantities import says_by_form
from termlode.languages.numbers import find, render

DATA = Path(__file__).parent / "data" / "numbers"


def _cases() -> list[tuple[str, str, list[str]]]:
    """The language, a text and the values of its numbers, of data/numbers: a text and its values a line."""
    rows = [
        (path.stem, *line.split("\t"))
        for path in sorted(DATA.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(language, text, values.split()) for language, text, values in rows]


def _value(written: str) -> Decimal:
    """A decimal, or a quotient: 2/3."""
    above, _, below = written.partition("/")
    return Decimal(above) / Decimal(below or 1)


CASES = _cases()


@pytest.mark.parametrize(("language", "text", "values"), CASES)
def test_values(language: str, text: str, values: list[str]) -> None:
    assert [number.value for number in find(text, language)] == [_value(value) for value in values]


def test_ordinals_where_they_are_asked_for() -> None:
    found = [*find("the 20th", "en", ordinals=True), *find("第二十三", "zh", ordinals=True)]
    assert [number.value for number in found] == [20, 23]


def test_a_fraction_is_the_value_of_its_division() -> None:
    assert [number.value for number in find("دو سوم", "fa")] == [Decimal(2) / 3]
    assert [number.value for number in find("三分之二", "zh")] == [Decimal(2) / 3]
    assert [number.value for number in find("ثلث وثلثي", "ar")] == [Decimal(1) / 3, Decimal(2) / 3]
    assert find("ثلثي", "ar")[0].text == "ثلثي"


@pytest.mark.parametrize(
    ("value", "text", "says"),
    [
        (1, "كتاب", True),
        (2, "كتابان", True),
        (2, "في مدينتين", True),
        (2, "مدينتي نصر", True),
        (2, "كتب", False),
        (3, "كتابان", False),
    ],
)
def test_arabic_says_one_and_two_by_form(value: int, text: str, says: bool) -> None:
    assert says_by_form(value, text) is says


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


@pytest.mark.parametrize(
    ("language", "power", "words"),
    [
        ("fa", 3, "هزار"),
        ("fa", 6, "میلیون ملیون"),
        ("fa", 9, "میلیارد ملیارد"),
        ("fa", 12, "بیلیون تریلیون"),
        ("ar", 3, "ألف الف آلاف الاف ألفا ألفًا"),
        ("ar", 6, "مليون مليونا مليونًا ملايين"),
        ("ar", 9, "مليار مليارا مليارات بليون بلايين"),
        ("ar", 12, "تريليون تريليونات تريليونا"),
        ("ps", 3, "زره"),
        ("ps", 6, "میلیونه میلیون ملیون ملیونه"),
        ("ps", 9, "میلیارد ملیارد میلیارده بیلیون"),
        ("ps", 12, "ټریلیون تریلیون"),
        ("en", 3, "thousand"),
        ("en", 6, "million millions mn mln"),
        ("en", 9, "billion billions bn Billion"),
        ("en", 12, "trillion trillions tn trn"),
        ("zh", 4, "万 萬"),
        ("zh", 8, "亿 億"),
        ("zh", 12, "兆 万亿"),
        ("zh", 1, "十"),
        ("zh", 2, "百"),
        ("zh", 3, "千"),
    ],
)
def test_what_each_word_multiplies_by(language: str, power: int, words: str) -> None:
    for word in words.split():
        for text in (f"7 {word}", f"7{word}"):
            assert [(number.value, number.text) for number in find(text, language)] == [(7 * 10**power, text)], word


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((f"{digit}百", 100 * value) for value, digit in enumerate("一二三四五六七八九", 1)),
        ("两千", 2000), ("兩万", 20_000), ("十二", 12), ("一百零五", 105), ("一千〇一", 1001), ("三万零四百", 30_400),
        ("十万", 100_000), ("一亿二千万", 120_000_000), ("百万", 1_000_000), ("二〇二四", 2024), ("一九四九", 1949),
        ("二千万亿", 2 * 10**15),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int) -> None:
    assert [number.value for number in find(f"共{text}人", "zh")] == [value]


@pytest.mark.parametrize("text", ["一一", "千千万万", "百千", "三五"])
def test_chinese_characters_that_are_no_number(text: str) -> None:
    assert find(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("۰/۵ درصد", "fa", ["0.5"]),
        ("۹/۹ درصد", "fa", ["9.9"]),
        ("9/9 درصد", "fa", ["9", "9"]),  # ASCII digits: a fraction or a date
        ("۱/۲/۳ درصد", "fa", ["1", "2", "3"]),
        ("۱/۲ کیک", "fa", ["1", "2"]),
        ("1.234", "en", ["1.234"]), ("1,234", "en", ["1234"]), ("1,2345", "en", ["1.2345"]), ("12,34", "en", ["12.34"]),
        ("1234,567", "en", ["1234", "567"]), ("0,567", "en", ["0.567"]),
        ("1,234.567,8", "en", ["1", "234", "567", "8"]),
        ("1’234’567", "de", ["1234567"]), ("1\u202f234", "fr", ["1234"]), ("۱٬۲۳۴٫۵", "fa", ["1234.5"]),
        ("x-5", "en", ["5"]), ("a -5", "en", ["-5"]), ("+5", "en", ["5"]), ("5-7", "en", ["5", "7"]),
        ("3 میلیارد و 2 میلیارد", "fa", ["3000000000", "2000000000"]), ("2 میلیون و 5", "fa", ["2000000", "5"]),
        ("3 مليارات و 2 مليون", "ar", ["3002000000"]), ("۳ میلیارده او ۲ زره", "ps", ["3000002000"]),
        ("6 thousand million", "en", ["6000000000"]), ("6 bnx", "en", ["6"]),
    ],
)  # fmt: skip
def test_separators_signs_and_sums(text: str, language: str, values: list[str]) -> None:
    assert [number.value for number in find(text, language)] == [Decimal(value) for value in values]
    assert find(text, f"{language}-XX-yy") == find(text, language)


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        ("2.5", "۱۷", "۲٫۵"),
        ("2.5", "17", "2.5"),
        ("2.5", "١٧", "٢٫٥"),
        ("2.5", "１７", "２.５"),
        ("-2.5", "17 km", "-2.5 km"),
    ],
)
def test_a_fraction_in_the_manner_of_a_whole_number_takes_the_sign_of_its_digits(value: str, like: str, expected: str):
    assert render(Decimal(value), like) == expected
