"""Short lines, headings, lists, code, tables, addresses and verse stay apart; a long line cut in a phrase goes on."""

from __future__ import annotations

import pytest

from termlode.correction import Corrector

LONG = "شرکت ملی صنایع مس ایران در سال گذشته بیش از ۲۵۰ هزار تن کاتد تولید کرد و"


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize(
    "text",
    [
        "قیمت طلا در\n\nبازار تهران\n",
        "گزارش تازه برای\n\n- صنایع\n- معادن\n",
        "این کتاب برای\n\n    int main() {\n    }\n",
        "نام: علی رضایی\nنشانی: تهران، خیابان آزادی، کوچهٔ بهار\nتلفن: ۰۲۱\n",
        "سال | تولید | صادرات به\n۱۴۰۱ | ۲۵ | ۱۲\n۱۴۰۲ | ۳۰ | ۱۸\n",
        "مدیر شرکت گفت که برنامهٔ توسعهٔ معدن ادامه دارد\nوزیر صنعت از معدن بازدید کرد\nنمایندگان طرح تازه‌ای دادند\n",
        "بشنو از نی چون حکایت می‌کند\nوز جدایی‌ها شکایت می‌کند\nکز نیستان تا مرا ببریده‌اند\n",
        "کجا بودی؟\nاز صبح تا\nحالا دنبالت می‌گردم\n",
        "فهرست جدول‌ها و\n\nفهرست شکل‌ها\n",
    ],
)
def test_lines_stay_apart(text: str, corrector: Corrector):
    assert corrector.run(text, "fa").text == text


def test_a_long_line_that_ends_in_a_preposition_goes_on(corrector: Corrector):
    text = f"{LONG} به\n\nبازارهای آسیا میفرستد و کتابها و شرکتها را میخرد.\n"
    assert "و به بازارهای آسیا می‌فرستد" in corrector.run(text, "fa").text


def test_messages_of_all_lengths_are_no_wrapped_lines():
    short = [
        "حذف پیوست‌های نامه‌ی تازه از پوشه‌ی گزیده",
        "نمایش همه‌ی برگه‌های باز در پنجره‌ی نخست",
        "ذخیره کردن نشانی تازه در دفترچه‌ی تلفن",
        "تنظیم رنگ نوشته‌های برگه‌ی نخست",
        "گشودن برگه",
    ]
    long = "نشان دادن فهرست همه‌ی پرونده‌هایی که در هفته‌ی گذشته در این پوشه باز شده و هنوز بسته نشده است"
    messages = [*short, *short, *short, long] * 2
    found = Corrector().run("\n".join(messages) + "\n")
    assert not [edit for edit in found.edits if edit.rule == "line.join" and edit.tier == "auto"]


def test_messages_that_no_full_stop_closes_stay_apart_where_zwnj_were_lost(corrector: Corrector):
    messages = [
        "این برنامه پروندههای انتخاب شده را در پوشه مقصد کپی میکند مگر آنکه کاربر چیز دیگری بخواهد",
        "آیا مایلید تنظیمات پنجرهها و ابزارهای این برنامه به حالت نخست بازگردانده شود یا خیر",
        "فرانک بوچارد نویسنده بخشهای زیادی از راهنمای کتابخانههای این برنامه بوده است",
        "نشانی رایانه دیگر برای فرستادن پیامها و پروندههای تازه در این کادر نوشته میشود",
        "تاریخ آخرین باری که کاربران دیگر برنامههای این فهرست را اجرا کردهاند",
        "اندازه پنجرهها و نوارهای ابزار برنامه پس از بستن نگه داشته خواهد شد",
    ]
    text = "\n\n".join(messages * 3) + "\n"
    assert corrector.run(text, "fa").text.count("\n\n") == text.count("\n\n")
