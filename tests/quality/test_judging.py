"""Whether two texts translate each other: whole files of one's own, with targets exchanged, cut off and foreign."""

from __future__ import annotations

import pytest

from termlode.quality.judging import Judge, Verdict

ENGLISH = [
    "The ministry of health said on Sunday that two hospitals in the capital will receive new equipment.",
    "Farmers in the northern provinces lost most of their wheat because the spring was dry.",
    "The bank raised its interest rate to slow down inflation, which is high in most countries.",
    "Engineers tested the bridge for three weeks before the first trains were allowed to cross it.",
    "Many students learn a second language at school and then forget it when they start to work.",
    "The company sells solar panels to families who live far from the electricity network.",
]
TARGETS = {
    "fa": [
        "وزارت بهداشت روز یکشنبه گفت دو بیمارستان در پایتخت تجهیزات جدید دریافت خواهند کرد.",
        "کشاورزان استان‌های شمالی بیشتر گندم خود را از دست دادند، زیرا بهار خشک بود.",
        "بانک نرخ بهره خود را افزایش داد تا تورم را که در بیشتر کشورها بالا است کند کند.",
        "مهندسان پل را سه هفته آزمایش کردند پیش از آنکه نخستین قطارها اجازه عبور از آن را داشته باشند.",
        "بسیاری از دانش‌آموزان در مدرسه زبان دوم یاد می‌گیرند و وقتی شروع به کار می‌کنند فراموشش می‌کنند.",
        "این شرکت به خانواده‌هایی که دور از شبکه برق زندگی می‌کنند پنل خورشیدی می‌فروشد.",
    ],
    "ar": [
        "قالت وزارة الصحة يوم الأحد إن مستشفيين في العاصمة سيحصلان على معدات جديدة.",
        "فقد المزارعون في المقاطعات الشمالية معظم القمح لأن الربيع كان جافا.",
        "رفع البنك سعر الفائدة لإبطاء التضخم المرتفع في معظم البلدان.",
        "اختبر المهندسون الجسر ثلاثة أسابيع قبل السماح للقطارات الأولى بعبوره.",
        "يتعلم كثير من الطلاب لغة ثانية في المدرسة ثم ينسونها عندما يبدأون العمل.",
        "تبيع الشركة الألواح الشمسية للعائلات التي تعيش بعيدا عن شبكة الكهرباء.",
    ],
    "zh": [
        "卫生部周日表示，首都的两家医院将收到新设备。",
        "北部省份的农民失去了大部分小麦，因为春天很干燥。",
        "银行提高了利率，以减缓在大多数国家都很高的通货膨胀。",
        "在第一批火车获准通过之前，工程师对这座桥进行了三周的测试。",
        "许多学生在学校学习第二语言，开始工作后就忘记了。",
        "该公司向居住在远离电网地区的家庭出售太阳能电池板。",
    ],
    "ps": [
        "د روغتیا وزارت د یکشنبې په ورځ وویل چې په پلازمېنه کې دوه روغتونونه به نوي وسایل ترلاسه کړي.",
        "په شمالي ولایتونو کې بزګرانو خپل ډېر غنم له لاسه ورکړل ځکه چې پسرلی وچ و.",
        "بانک خپله د سود کچه لوړه کړه ترڅو انفلاسیون چې په ډېرو هېوادونو کې لوړ دی ورو کړي.",
        "انجینرانو درې اونۍ پل وازمایه مخکې له دې چې لومړنیو اورګاډو ته د تېرېدو اجازه ورکړل شي.",
        "ډېر زده کوونکي په ښوونځي کې دویمه ژبه زده کوي او بیا یې هېروي کله چې کار پیل کړي.",
        "شرکت هغو کورنیو ته لمریز پینلونه پلوري چې د برېښنا له شبکې لرې ژوند کوي.",
    ],
}


def verdicts(target: list[str], language: str) -> list[Verdict]:
    return Judge(("en", language)).verdicts(ENGLISH, target)


@pytest.mark.parametrize("language", TARGETS)
def test_translations_are_believed(language: str) -> None:
    assert all(one.chance > 0.8 and one.whole > 0.8 for one in verdicts(TARGETS[language], language))


@pytest.mark.parametrize("language", TARGETS)
def test_exchanged_targets_are_found(language: str) -> None:
    target = list(TARGETS[language])
    target[1], target[3] = target[3], target[1]
    found = verdicts(target, language)
    assert (found[1].better, found[3].better) == (3, 1)
    assert max(found[1].chance, found[3].chance) < min(found[k].chance for k in (0, 2, 4, 5))


@pytest.mark.parametrize("language", TARGETS)
def test_what_is_cut_off_is_found(language: str) -> None:
    target = list(TARGETS[language])
    target[0] = target[0][: len(target[0]) // 3]
    found = verdicts(target, language)
    assert found[0].whole < 0.5
    assert all(one.whole > 0.8 for one in found[1:])


def test_languages_without_a_lexicon_are_judged_by_length_alone() -> None:
    found = Judge(("en", "de")).verdicts(["The door is open now."] * 3, ["Die Tür ist jetzt offen."] * 2 + ["Die"])
    assert found[0].chance > 0.8
    assert found[2].whole < found[0].whole


def test_one_unit() -> None:
    (found,) = Judge(("en", "fa")).verdicts(ENGLISH[:1], TARGETS["fa"][:1])
    assert found.chance > 0.8
    assert found.better is None
