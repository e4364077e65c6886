"""A small parallel corpus of our own, in five languages, and ways to damage it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from termlode.alignment import align_with, resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from termlode.alignment.encoders import Encoder
    from termlode.model import Bead

CORPUS = {
    "en": [
        "China exported 12,500 tonnes of copper in March 2024.",
        "The minister said that the mine would open next year.",
        "Prices rose by 7.5 percent after the announcement in Tehran.",
        "Workers at the plant in Kabul have been on strike since Monday.",
        "Germany and France signed an agreement on 45 projects.",
        "The hospital treated 320 patients during the first week.",
        "Scientists in Japan tested a new vaccine against the virus.",
        "The government will invest 3 million dollars in schools.",
        "Heavy rain destroyed 18 bridges in Pakistan last summer.",
        "The president of Egypt visited Moscow on 14 May 2023.",
        "Health officials asked people to wash their hands.",
        "About 60 percent of the oil goes to India.",
    ],
    "fa": [
        "چین در مارس ۲۰۲۴ دوازده هزار تن مس معادل ۱۲۵۰۰ تن صادر کرد.",
        "وزیر گفت که این معدن سال آینده باز خواهد شد.",
        "پس از این اعلام در تهران قیمت‌ها ۷٫۵ درصد افزایش یافت.",
        "کارگران کارخانه در کابل از روز دوشنبه در اعتصاب هستند.",
        "آلمان و فرانسه توافق‌نامه‌ای درباره ۴۵ پروژه امضا کردند.",
        "این بیمارستان در هفته نخست ۳۲۰ بیمار را درمان کرد.",
        "دانشمندان در ژاپن واکسن تازه‌ای علیه این ویروس آزمایش کردند.",
        "دولت ۳ میلیون دلار در مدارس سرمایه‌گذاری خواهد کرد.",
        "باران شدید تابستان گذشته ۱۸ پل را در پاکستان ویران کرد.",
        "رئیس جمهور مصر در ۱۴ مه ۲۰۲۳ از مسکو دیدار کرد.",
        "مسئولان بهداشت از مردم خواستند دست‌های خود را بشویند.",
        "حدود ۶۰ درصد نفت به هند می‌رود.",
    ],
    "zh": [
        "2024年3月中国出口了12500吨铜。",
        "部长说，该矿将于明年开放。",
        "在德黑兰宣布之后，价格上涨了7.5%。",
        "喀布尔工厂的工人自星期一以来一直在罢工。",
        "德国和法国签署了45个项目的协议。",
        "医院在第一周治疗了320名患者。",
        "日本科学家测试了一种针对该病毒的新疫苗。",
        "政府将向学校投资300万美元。",
        "去年夏天，暴雨摧毁了巴基斯坦的18座桥梁。",
        "埃及总统于2023年5月14日访问了莫斯科。",
        "卫生官员要求人们洗手。",
        "大约60%的石油运往印度。",
    ],
}
MORE = {
    "ar": [
        "صدرت الصين 12500 طن من النحاس في مارس 2024.",
        "قال الوزير إن المنجم سيفتح في العام المقبل.",
        "ارتفعت الأسعار بنسبة 7.5 في المئة بعد الإعلان في طهران.",
        "يضرب عمال المصنع في كابول عن العمل منذ يوم الاثنين.",
        "وقعت ألمانيا وفرنسا اتفاقية بشأن 45 مشروعا.",
        "عالج المستشفى 320 مريضا خلال الأسبوع الأول.",
        "اختبر علماء في اليابان لقاحا جديدا ضد الفيروس.",
        "ستستثمر الحكومة 3 ملايين دولار في المدارس.",
        "دمرت الأمطار الغزيرة 18 جسرا في باكستان في الصيف الماضي.",
        "زار رئيس مصر موسكو في 14 مايو 2023.",
        "طلب مسؤولو الصحة من الناس غسل أيديهم.",
        "يذهب نحو 60 في المئة من النفط إلى الهند.",
    ],
    "ps": [
        "چین د ۲۰۲۴ کال په مارچ کې ۱۲۵۰۰ ټنه مس صادر کړل.",
        "وزیر وویل چې دا کان به راتلونکی کال پرانیستل شي.",
        "په تهران کې له اعلان وروسته بیې ۷٫۵ سلنه لوړې شوې.",
        "په کابل کې د فابریکې کارګران له دوشنبې راهیسې اعتصاب کوي.",
        "جرمني او فرانسې د ۴۵ پروژو په اړه تړون لاسلیک کړ.",
        "روغتون په لومړۍ اونۍ کې ۳۲۰ ناروغان درملنه کړل.",
        "په جاپان کې ساینسپوهانو د ویروس پر ضد یو نوی واکسین ازمایلی دی.",
        "حکومت به په ښوونځیو کې ۳ میلیونه ډالره پانګونه وکړي.",
        "تېر اوړی سختو بارانونو په پاکستان کې ۱۸ پلونه ړنګ کړل.",
        "د مصر ولسمشر د ۲۰۲۳ کال د مې په ۱۴مه له مسکو څخه لیدنه وکړه.",
        "د روغتیا چارواکو له خلکو وغوښتل چې خپل لاسونه ووینځي.",
        "شاوخوا ۶۰ سلنه تېل هند ته ځي.",
    ],
}
WORDS = ("stone", "river", "market", "winter", "teacher", "window", "garden", "letter", "mountain", "bread")


def damaged(
    left: str, right: str, seed: int, nulls: float = 0.15, merges: float = 0.2
) -> tuple[list[str], list[str], list[tuple[tuple[int, ...], tuple[int, ...]]]]:
    """Both texts with sentences left out and joined, and the beads that are right."""
    chance = random.Random(seed)
    source: list[str] = []
    target: list[str] = []
    gold: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    pairs = list(zip(CORPUS[left], CORPUS[right], strict=True))
    k = 0
    while k < len(pairs):
        one, other = pairs[k]
        draw = chance.random()
        if draw < nulls / 2:
            gold.append(((len(source),), ()))
            source.append(one)
        elif draw < nulls:
            gold.append(((), (len(target),)))
            target.append(other)
        elif draw < nulls + merges and k + 1 < len(pairs):
            gold.append(((len(source), len(source) + 1), (len(target),)))
            source += [one, pairs[k + 1][0]]
            target.append(other + ("" if right == "zh" else " ") + pairs[k + 1][1])
            k += 1
        else:
            gold.append(((len(source),), (len(target),)))
            source.append(one)
            target.append(other)
        k += 1
    return source, target, gold


def invented(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Sentences of two languages that no lexicon knows: a cipher of a few thousand words."""
    chance = random.Random(seed)
    letters = "abcdefghiklmnoprstuvwz"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(3, 8))) for _ in range(400)]
    cipher = {word: "".join(chance.choices(letters, k=len(word))) for word in vocabulary}
    source = [" ".join(chance.choices(vocabulary, k=chance.randint(4, 14))) for _ in range(count)]
    return source, [" ".join(cipher[word] for word in sentence.split()) for sentence in source]


def align(
    source: Sequence[str],
    target: Sequence[str],
    one: str,
    other: str,
    pairs: Iterable[tuple[str, str]] = (),
    encoder: Encoder | None = None,
) -> list[Bead]:
    """The beads of two texts in the languages ``one`` and ``other``."""
    return align_with(resources(one, other, pairs=pairs, encoder=encoder), source, target)
