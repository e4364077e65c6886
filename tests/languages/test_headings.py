"""Which two lines are a heading and its sentence."""

from __future__ import annotations

import pytest

from termlode.languages.headings import stands_above
from termlode.languages.wraps import goes_on, unwrapped


@pytest.mark.parametrize(
    "text",
    [
        "Rules for the storage of seeds in public granaries\nThey hold for barley only.",
        "Repairs on the Harbour Wall and the Eastern Pier\nWork begins in May.",
        "قواعد تخزين الحبوب في المستودعات العامة بالمدينة\nيسري هذا على الشعير وحده.",
        "آیین‌نامهٔ نگهداری بذر در انبارهای عمومی شهرستان\nاین آیین‌نامه برای جو است.",
        "آیین‌نامهٔ انبارهای بذر در شهرستان و روستاهای آن\nانبارهای بذر هر سال بازرسی می‌شوند.",
        "په عامه ګدامونو کې د غنمو د تخم د ساتنې اصول\nدا اصول یوازې د اوربشو لپاره دي.",
        "关于在公共粮库储存大麦和小麦种子的若干规定\n种子每年检查一次。",
    ],
)
def test_a_heading_stays_apart(text: str) -> None:
    assert stands_above(*text.split("\n"))
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The rules for the storage of seeds will be changed by\nThe Hague in May.",
        "A group of farmers from the villages in the valley of\nMell has sued the granary.",
        "أعلن مدير المستودعات العامة في المدينة أنه سوف\nيسمح بتخزين الشعير وحده.",
        "مدیر انبارهای عمومی شهر دیروز گفت که از بذر جو در\nاین انبارها نگهداری می‌شود.",
        "نقصت كميات الشعير في المستودعات العامة والخاصة\nهذا العام.",
        "粮库主任表示，公共粮库从明年起将按照新的规定\n储存大麦种子。",
    ],
)
def test_half_a_sentence_is_no_heading(text: str) -> None:
    assert not stands_above(*text.split("\n"))
    assert unwrapped(text) == text.replace("\n", " ")


def test_a_wider_text_tells_that_two_lines_were_not_wrapped() -> None:
    lines = ["Granaries and barns between the river and the sea", "barley keeps for years there."]
    assert goes_on(lines) == [True, False]
    assert goes_on(lines, column=90) == [False, False]
    wide = "The granaries of the valley are looked after by the parish, which pays for them every second year."
    assert unwrapped("\n\n".join((wide, "\n".join(lines), wide))).count("\n") == 5
