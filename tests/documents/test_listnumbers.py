"""List numbers that extraction turned, and negative numbers and decimals that it did not."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector
from termlode.documents import layout


@pytest.mark.parametrize(
    ("turned", "right"),
    [
        ("-3 شرکت نخست\n-4 بانک دوم\n-5 صندوق سوم", "3- شرکت نخست\n4- بانک دوم\n5- صندوق سوم"),
        ("\u200e.3 شرکت نخست\n\u200e.4 بانک دوم", "3. شرکت نخست\n4. بانک دوم"),
        (".۹ شرکت نخست\n.۱۰ بانک دوم", "۹. شرکت نخست\n۱۰. بانک دوم"),
        (")1 هدف\n\n)2 دامنه\n", "1) هدف\n\n2) دامنه\n"),
        ("-1 مقدمه\nاین گزارش کوتاه است.\n-2 روش\n", "1- مقدمه\nاین گزارش کوتاه است.\n2- روش\n"),
        ("-1 المقدمة\n-2 الطريقة\n", "1- المقدمة\n2- الطريقة\n"),
    ],
)
def test_turned_numbers_are_mended(turned: str, right: str):
    assert layout.apply(turned, [one for one in layout.repairs(turned) if one.sure]) == right
    assert Corrector().run(turned).text == right
    assert not layout.repairs(right)


@pytest.mark.parametrize(
    "text",
    [
        "-5 درجه در تهران\n-6 درجه در مشهد\n",  # temperatures: the same word
        "-5 درجه سرد شد.\nفردا گرم می‌شود.\n",
        ".5 میلیون تن و بس.\n",
        "- 3 شرکت\n- 4 بانک\n",
        "3- شرکت\n4- بانک\n",
        "-1.5 درصد کاهش\n-2.5 واحد افزایش\n",
        "-100 تن\n-101 کیلو\n",
        "دما -3 درجه و -4 واحد بود.\n",
        "-3 items\n-4 pieces\n",
        "-7 شرکت\n-3 بانک\n",
    ],
)
def test_other_numbers_stay(text: str):
    assert not [one for one in layout.repairs(text) if one.sure]
    assert Corrector().run(text).text == text


def test_one_by_itself_is_suggested():
    (edit,) = Corrector().run("-3 شرکت بزرگ آمدند.\n", "fa").edits
    assert (edit.rule, edit.after, edit.tier) == ("damage.list-number", "3-", "suggest")
