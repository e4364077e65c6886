"""What text extraction does to text: each kind of damage made here, found and repaired; clean text untouched."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.documents import layout, mojibake, visual

FA = "شرکت‌های چینی در سال ۲۰۲۳ حدود ۱۷٫۵ میلیارد دلار صادر کرده‌اند."
FA_MIXED = "بنیاد فناوری اطلاعات و نوآوری (ITIF) در گزارش خود از Galactic Energy نام برد."
AR = "كشفت وزارة الصناعة الصينية عن خطة لدفع صناعة المعادن نحو آفاق أوسع."
PS = "د جون په نهمه نېټه د قزاقستان لومړي وزير د چين له شرکت سره وليدل."
ZH = "美国政府定义的“关键矿产”是指具有重要战略意义的资源。"
EN = "The Chinese ministry has unveiled a plan (2025) for the industry."
MIRROR = str.maketrans("()«»[]", ")(»«][")


def repaired(text: str) -> str:
    return layout.apply(text, layout.repairs(text))


def rules(text: str) -> list[str]:
    return [repair.rule for repair in layout.repairs(text)]


def drawn(text: str, *, mirrored: bool = True) -> str:
    """A logical right-to-left line as it looks from left to right: the inverse of turning, run by run."""
    return visual.turn(text, visual.Style(mirrored=mirrored))


def shaped(word: str) -> str:
    """A word of letters that join on both sides, in presentation forms."""
    forms = []
    for index, char in enumerate(word):
        form = (
            "ISOLATED"
            if len(word) == 1
            else "INITIAL"
            if index == 0
            else "FINAL"
            if index == len(word) - 1
            else "MEDIAL"
        )
        forms.append(unicodedata.lookup(f"{unicodedata.name(char)} {form} FORM"))
    return "".join(forms)


@pytest.mark.parametrize("line", [FA, FA_MIXED, AR, PS])
@pytest.mark.parametrize("mirrored", [True, False])
def test_lines_in_visual_order_are_turned(line: str, mirrored: bool) -> None:
    stored = drawn(line, mirrored=mirrored)
    assert stored != line
    assert rules(stored) == ["visual-order"]
    assert repaired(stored) == line


def test_short_lines_turn_in_company_only() -> None:
    lines = [FA, AR, PS, FA_MIXED, FA, "برق پاک", "تن ۲۰"]
    stored = "\n".join(drawn(line) for line in lines)
    assert repaired(stored) == "\n".join(lines)
    assert repaired(drawn("برق پاک")) == drawn("برق پاک")


def test_numbers_and_latin_keep_their_order_inside_a_turned_line() -> None:
    assert visual.turn("۲۰۲۳ لاس") == "سال ۲۰۲۳"
    assert visual.turn("Galactic Energy تکرش") == "شرکت Galactic Energy"
    assert visual.turn("12,000.5 غلبم") == "مبلغ 12,000.5"


@pytest.mark.parametrize(
    "code",
    [
        *("%s", "%1$s", "%-8.3f", "%(name)s", "%d", "%2", "%%", "{0}", "{}", "{name}", "${path}", "&amp;"),
        *('<a href="%s">', "</a>", "<br/>", '<img src="x.png" alt="">', "\\n"),
    ],
)
def test_placeholders_and_tags_of_a_turned_line_are_whole(code: str) -> None:
    assert visual.turn(f"تسا زاب {code} هدنورپ") == f"پرونده {code} باز است"
    assert visual.turn(f"{code} لیاف", visual.Style(mirrored=False)) == f"فایل {code}"


def test_a_percentage_is_no_placeholder() -> None:
    assert visual.turn("%20 ات") == "تا 20%"
    assert visual.turn("۲۰% ات") == "تا %۲۰"


def test_brackets_of_a_turned_line_pair() -> None:
    assert visual.turn("(نتم) ود", visual.Style(mirrored=True)) == "دو (متن)"
    assert visual.turn(")نتم( ود", visual.Style(mirrored=False)) == "دو (متن)"


@pytest.mark.parametrize(
    "text", [FA, FA_MIXED, AR, PS, ZH, EN, "متن (با پرانتز) و «گیومه»", "۱) نخست ۲) دوم", "", "عکس"]
)
def test_clean_text_needs_no_repair(text: str) -> None:
    assert layout.repairs(text) == []


REAL = ["sources/000*.txt", "sources/003*.txt", "gold/ocr/clean.txt", "bench/ocr/perdt_dev.clean.txt"]


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_real_text_needs_no_repair(shared: Path, name: str) -> None:
    text = next(iter(shared.glob(name))).read_text(encoding="utf-8")[:150_000]
    assert layout.repairs(text) == []


def test_presentation_forms_become_letters() -> None:
    text = f"{shaped('صنعت')} و ﻻ و ﷲ"
    assert repaired(text) == "صنعت و لا و الله"
    assert set(rules(text)) == {"presentation"}


@pytest.mark.parametrize("symbol", ["ﷺ", "﷼", "﴿", "﴾"])
def test_symbols_among_the_presentation_forms_stay(symbol: str) -> None:
    assert layout.repairs(f"متن {symbol} متن") == []


def test_presentation_forms_in_visual_order() -> None:
    words = ["صنعت", "نفت", "چین", "نیکل", "کشف", "معنی"]
    stored = " ".join(shaped(word) for word in words)[::-1]
    assert repaired(stored) == " ".join(words)


def test_shapes_turn_a_short_line_alone() -> None:
    stored = " ".join(map(shaped, ["صنعت", "نفت"]))[::-1]
    assert repaired(f"متن نخست.\n\n{stored}\n\nمتن دوم.") == "متن نخست.\n\nصنعت نفت\n\nمتن دوم."


def test_a_word_that_stands_backwards_in_a_line_that_does_not_is_a_doubt() -> None:
    line = f"{FA} {shaped('صنعت')[::-1]}"
    assert [(found.after, found.sure) for found in layout.repairs(line)] == [("صنعت", False)]


def test_isolated_forms_tell_no_order() -> None:
    assert visual.backward("\ufe8d\ufead\ufead") == 0


@pytest.mark.parametrize(
    ("damaged", "right"), [("االقتصاد", "الاقتصاد"), ("واالستثمار", "والاستثمار"), ("باالستيراد", "بالاستيراد")]
)
def test_swapped_lam_alef(damaged: str, right: str) -> None:
    assert repaired(f"نمو {damaged} هذا") == f"نمو {right} هذا"


def test_mirrored_brackets_in_right_to_left_lines() -> None:
    assert repaired("در گزارش )بنیاد نوآوری( آمده") == "در گزارش (بنیاد نوآوری) آمده"
    assert repaired("گفت: »این کار« را") == "گفت: «این کار» را"
    assert repaired("text )inside( here") == "text )inside( here"


def test_brackets_mirrored_throughout_take_strays_along() -> None:
    lines = ["گفت »یک سخن« و رفت", "و )توضیح( داد", "سپس »سخن دیگر« را", "»آغاز بدون پایان"]
    assert repaired("\n".join(lines)) == "\n".join(lines).translate(MIRROR)


def test_soft_hyphens() -> None:
    assert repaired("an inter\u00adnational plan") == "an international plan"
    assert repaired("the develop\u00ad\nment of") == "the development of"
    assert repaired("شرکت\u00adهای چینی در این کشور می\u00adشود") == "شرکت\u200cهای چینی در این کشور می\u200cشود"
    assert repaired("خطة لدفع صنا\u00adعة المعادن في البلاد") == "خطة لدفع صناعة المعادن في البلاد"


def test_private_glyphs_are_found_not_guessed() -> None:
    text = "یک \uf0b7 دو \U000f0001"
    assert [text[start:end] for start, end in layout.private_use(text)] == ["\uf0b7", "\U000f0001"]
    assert layout.repairs(text) == []


@pytest.mark.parametrize(
    "text",
    ["انرژی پاک چین", "عناصر خاکی کمیاب در چین", "المعادن النادرة", "关键矿产战略进一步扩大", "naïve café – résumé"],
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1256", "mac_roman"])
def test_utf8_read_with_another_encoding(text: str, wrong: str) -> None:
    garbled = "".join(_read_byte(byte, wrong) for byte in text.encode())
    found = mojibake.recode(garbled)
    assert found is not None
    assert found.after == text
    assert found.sure
    assert repaired(f"{garbled}\n{FA}") == f"{text}\n{FA}"


def _read_byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def test_utf8_read_as_gbk_and_twice() -> None:
    assert repaired("انرژی پاک چین".encode().decode("gb18030")) == "انرژی پاک چین"
    twice = "انرژی پاک".encode().decode("latin-1").encode().decode("latin-1")
    assert repaired(twice) == "انرژی پاک"


def test_one_byte_text_read_as_latin() -> None:
    arabic = "المعادن النادرة في الصين".encode("cp1256").decode("cp1252")
    assert repaired(arabic) == "المعادن النادرة في الصين"
    chinese = "关键矿产战略进一步扩大".encode("gb2312").decode("latin-1")
    assert repaired(chinese) == "关键矿产战略进一步扩大"
    short = mojibake.recode("سلام".encode("cp1256").decode("cp1252"))
    assert short is None or not short.sure


@pytest.mark.parametrize(
    "text",
    [
        "naïve café – résumé",
        "Über die Größe",
        "Ελλάδα",
        "Việt Nam đã",
        "İstanbul’da çok güzel",
        "ÉÈÀÇ ÊÎÔ",
        "عکس",
        "稀土元素",
    ],
)
def test_other_languages_are_no_mojibake(text: str) -> None:
    assert mojibake.recode(text) is None


@given(st.text("ابپتنی ک()«»ﻻﻣﻌ\u00ad ab12.\nÃ˜Ø§稀\ue000", max_size=80))
def test_repairs_lie_apart_and_are_enough(text: str) -> None:
    found = layout.repairs(text)
    at = 0
    for repair in found:
        assert at <= repair.start < repair.end <= len(text)
        at = repair.end
