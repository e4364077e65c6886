"""Units for the tests: real sentences, generated sentences, units with everything a unit can have."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from termlode.model import (
    Context,
    Details,
    InlineCode,
    Location,
    Note,
    Origin,
    Prop,
    Subflow,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = [
    {"en": "The rare earth magnet was exported.", "fa": "آهنربای خاکی کمیاب صادر شد."},
    {"en": "Production reached 17.5 million tonnes in 2023.", "fa": "تولید در سال ۲۰۲۳ به ۱۷٫۵ میلیون تن رسید."},
    {"zh-CN": "中国稀土出口下降。", "en": "China's rare earth exports fell."},
    {"ar": "انخفضت صادرات المعادن النادرة.", "en": "Exports of rare minerals fell."},
    {"en": "Open the file", "zh-CN": "打开文件", "ar": "افتح الملف"},
    {"ps": "د لیتیم کان پرانیستل شو.", "en": "The lithium mine was opened."},
    {"fa": "باتری لیتیوم‌یون ارزان شد.", "en": "The lithium-ion battery became cheaper."},
    {"en": "The lithium-ion battery became cheaper.", "zh-CN": "锂离子电池降价了。"},
]

_WORDS = [
    *("battery", "lithium", "cobalt", "price", "market", "export", "import", "mine", "processing", "refined"),
    *("smelter", "grade", "recycling", "rare", "earth", "magnet", "policy", "tariff", "quota", "supply", "chain"),
    *("demand", "report", "growth", "capacity", "contract", "deposit", "survey", "graphite", "nickel"),
]
_ZH = "锂钴镍稀土矿电池价格市场出口进口加工冶炼品位回收磁铁政策关税配额供应需求报告增长产能合同储量勘探石墨铜铝钨"


def unit(**texts: str) -> TranslationUnit:
    """A unit of texts by language; ``_`` in a name stands for ``-``."""
    return TranslationUnit(tuple(Variant(name.replace("_", "-"), text) for name, text in texts.items()))


def sentences(count: int, seed: int = 7) -> Iterator[TranslationUnit]:
    """Distinct pairs of English and Chinese, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        english = " ".join(chance.choices(_WORDS, k=chance.randint(3, 14)))
        chinese = "".join(chance.choices(_ZH, k=chance.randint(3, 18)))
        yield unit(en=f"{english} {number}", **{"zh-CN": f"{chinese}{number}"})


FULL = TranslationUnit(
    variants=(
        Variant(
            "en",
            "Press OK now",
            codes=(
                InlineCode("bpt", 6, (("i", "1"), ("x", "2")), ("<b>", Subflow("alt", (), (("type", "link"),)), "")),
                InlineCode("ept", 8, (("i", "1"),), ("</b>",)),
                InlineCode("hi", 9),
                InlineCode("/hi", 12),
            ),
            props=(Prop("x-a", "1"), Prop("x-b", "", "en", "utf-8"), Prop("x-c", "v", None, "utf-8")),
            notes=(Note(""), Note("see 3", "en"), Note("n", None, "x")),
            details=Details(created="20200101T000000Z", usage_count=0, memory_format="tmf"),
        ),
        Variant("fa", "اکنون «تأیید» را بزنید"),
        Variant("fa", "دکمهٔ تأیید"),
    ),
    id="u-1",
    source_language="en",
    segment_type="sentence",
    props=(Prop("domain", "ui"),),
    notes=(Note("unit note"),),
    details=Details(
        created="20200101T000000Z", creator="ann", changed="20210101T000000Z", changer="bob",
        last_used="20220101T000000Z",
        usage_count=7, tool="t", tool_version="1", datatype="html", memory_format="m", encoding="e",
    ),
    context=Context("before", "", "key.1"),
    origin=Origin(
        "aligned", "a.docx", (Location("a.docx", 1, 2, 3), Location("b.docx", 4, 5, 6)), 0.75, "acme", "ui", "p"
    ),
)  # fmt: skip
