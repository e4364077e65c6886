"""Numbers by value in every digit set."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.ar.quantities import says_by_form
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
    # fractions in words
    ("fa", "سه چهارم بودجه و یک‌پنجم نیروها", ["0.75", "0.2"]),
    ("fa", "نیم میلیون نفر", ["500000"]),
    ("fa", "۱ و نیم میلیارد", ["1500000000"]),
    ("fa", "روز سوم و دوم", []),
    ("ar", "ربع الطلاب وثلاثة أرباع المعلمين", ["0.25", "0.75"]),
    ("ar", "الربع الأول والثلث الأخير", []),
    ("ar", "مليونا برميل ومليوني طن وملياران", ["2000000", "2000000000"]),
    ("ps", "څلورمه برخه", ["0.25"]),
    ("en", "three-quarters of them, two fifths, half a billion", ["0.75", "0.4", "500000000"]),
    ("en", "a third party in a quarter", []),
    ("en", "a quarter of it, 2½ hours", ["0.25", "2.5"]),
    ("zh", "四分之三，百分之十五，千分之二，五分之二点五", ["0.75", "15", "2", "0.5"]),
    ("zh", "百分之3.5 十分之一", ["3.5", "0.1"]),
    # compound magnitudes
    ("zh", "三亿二千万", ["320000000"]),
    ("zh", "五千六百亿三千万元", ["560030000000"]),
    ("zh", "一万二千亿", ["1200000000000"]),
    ("zh", "3亿二千万与2亿五百万", ["320000000", "205000000"]),
    # full width
    ("zh", "３．５亿，－１２，１，０００人", ["350000000", "-12", "1000"]),
    ("zh", "２０２３，３月", ["2023", "3"]),
    # currencies glued to a figure and its magnitude
    ("en", "US$3.5bn, USD3bn, EUR12, $5m, £2.5k and 5 m", ["3500000000", "3000000000", "12", "5000000", "2500", "5"]),
    ("en", "B2B, CO2, MUSD3", []),
    ("fa", "۵ میلیارددلار و ۳۰۰میلیون‌تومان", ["5000000000", "300000000"]),
    ("zh", "30亿美元", ["3000000000"]),
    # ranges share a magnitude
    (
        "en",
        "3-5 million, 3 to 5 billion; between 10 and 20 million",
        ["3000000", "5000000", "3000000000", "5000000000", "10000000", "20000000"],
    ),
    ("en", "in 2010 and 5 million in 2020; 7 to 2 million", ["2010", "5000000", "2020", "7", "2000000"]),
    ("fa", "۳ تا ۵ میلیون، بین ۲ و ۳ هزار", ["3000000", "5000000", "2000", "3000"]),
    ("fa", "سال ۱۳۹۹ و ۵ میلیون نفر", ["1399", "5000000"]),
    ("ar", "من ٣ إلى ٥ ملايين", ["3000000", "5000000"]),
    ("ps", "له ۳ تر ۵ ملیونو", ["3000000", "5000000"]),
    ("zh", "3到5亿、3至5万、3～5千", ["300000000", "500000000", "30000", "50000", "3000", "5000"]),
    # ordinals are no cardinals
    ("en", "the 3rd, 21st and 100th of 20", ["20"]),
    ("fa", "۲۰مین و ۲۱ام و ۷م و ۲۰۰۵م", ["2005"]),
    ("ps", "د ۲۰مې پېړۍ", []),
    ("zh", "第3次、第 20 届、第二十三、三次", []),
]


@pytest.mark.parametrize(("language", "text", "values"), CASES)
def test_values(language: str, text: str, values: list[str]) -> None:
    assert [number.value for number in find(text, language)] == [Decimal(value) for value in values]


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
