"""Which lines of a text are only wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.wraps import goes_on, unwrapped

PROSE = {
    "fa": "شهرداری از آغاز ماه آینده ورود خودروهای\nسنگین را به خیابان‌های مرکز شهر ممنوع\nمی‌کند تا هوا پاک‌تر شود.",
    "ar": "تعتزم البلدية منع دخول الشاحنات الثقيلة\nإلى شوارع وسط المدينة ابتداء من الشهر\nالقادم لتحسين جودة الهواء.",
    "zh": "市政府宣布，从下个月起将禁止重型车辆\n驶入市中心的主要街道，以便进一步改善\n全市空气质量。",
    "en": "The city will ban lorries from the centre of\nGranton and from the bridges over the river\nMell from May.",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_lines_of_prose_go_on(text: str) -> None:
    assert goes_on(text.split("\n")) == [True, True, False]
    assert unwrapped(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        # headings
        "بازگشایی مدارس در شهرهای جنوبی کشور\nآموزش مجازی در روزهای برفی زمستان\nثبت‌نام دانش‌آموزان پایه",
        # each with its verb
        "شهرداری ورود خودروها را ممنوع کرد\nاین ممنوعیت از ماه آینده آغاز می‌شود\nشهرداری تا پایان سال می‌ماند.",
        "افزایش بهای نان در شهرهای جنوبی\nبهای نان در جنوب کشور افزایش یافت.",  # a heading above one line
        "- the first point of a list that is long\n- the second point of a list, as long\n- and the third of it.",
        "Name: a person of that name from Granton\nSubject: an application for a new permit\nYours, with thanks.",
        "حضرة السيد مدير بلدية المدينة المحترم\nالموضوع طلب رخصة بناء في الحي الشرقي\n\nنرجو منكم النظر فيه.",
    ],
)
def test_headings_lists_and_letters_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


def test_a_sentence_begun_within_a_line_goes_on() -> None:
    assert goes_on(["تمام شد. او تنها", "به خانه رفت."]) == [True, False]
    assert goes_on(["会议结束了。他们明天", "再来。"]) == [True, False]
    assert goes_on(["تمام شد. او رفت.", "هوا سرد است."]) == [False, False]


def test_two_lines_are_prose_where_the_first_is_long_and_the_longer() -> None:
    assert goes_on(["ستاد بحران شهر از همهٔ شهروندان خواست در روزهای", "آینده از سفر خودداری کنند."]) == [True, False]
    assert goes_on(["بهای نان در جنوب", "بهای نان در جنوب کشور افزایش یافت."]) == [False, False]


def test_a_blank_line_parts() -> None:
    text = "تمام شد. او تنها\n\nبه خانه رفت."
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .\n\r。他او،\t", max_size=60))
def test_offsets_stay(text: str) -> None:
    found = unwrapped(text)
    assert len(found) == len(text)
    assert all(a == b or (a.isspace() and b == " ") for a, b in zip(text, found, strict=True))
