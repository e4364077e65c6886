"""Identification of languages: single lines, the blocks of a document, every line of the real sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages import profile, regions, scripts
from termlode.languages.identify import family, identify, identify_all
from termlode.segmentation import spans

LINES = [
    ("fa", "شرکت‌های چینی در حال توسعه زنجیره تأمین باتری هستند."),
    ("fa", "خاکی کمیاب"),
    ("fa", "انرژی سبز"),
    ("fa", "فهرست مطالب"),
    ("fa", "كمك دولت به توليد انرژي پاك در كشورهاي آسيايي افزايش مي يابد"),  # Arabic yeh and kaf all through
    ("fa", "تولید GaN و SiC در شرکت Wolfspeed (NYSE) افزایش یافت"),
    ("fa", "د افغانستان په نامه یک روزنامه در کابل چاپ می‌شود و از آن خبرهای زیادی می‌رسد"),
    ("ar", "أعلنت الوزارة عن خطة جديدة لتطوير قطاع المعادن."),
    ("ar", "المعادن النادرة"),
    ("ar", "سلاسل الإمداد العالمية"),
    ("ar", "المعادن الاستراتیجیة فی الصین وأثرها علی الاقتصاد"),  # typed on a Persian keyboard
    ("ps", "د هېواد د کانونو وزارت په دې اړه نوې پروژه پيل کړه."),
    ("ps", "د نړۍ اقتصاد"),
    ("ps", "نوې ټکنالوژي"),
    ("ur", "پاکستان میں نایاب معدنیات کے ذخائر دریافت ہوئے ہیں۔"),
    ("ur", "توانائی اور معیشت کا مستقبل"),
    ("zh", "中国宣布对稀土出口实施新的管制措施。"),
    ("zh", "稀土"),
    ("zh", "华为(Huawei Technologies)与台积电合作"),
    ("zh-Hant", "中國宣佈對稀土出口實施新的管制措施。"),
    ("zh-Hant", "關鍵礦產供應鏈"),
    ("en", "The new controls on exports took effect last week."),
    ("en", "Critical Minerals Outlook"),
    ("en", "The Chinese term 稀土 stands for the rare earths in the report."),
    ("und", "Die Versorgung mit Rohstoffen ist für die Industrie wichtig"),
    ("und", "Les métaux rares sont dans le sol de la France"),
    ("und", "レアアース鉱山の開発"),
    ("und", "희토류 수출 통제"),
    ("ru", "Редкоземельные металлы"),
    ("ru", "Нефть и газ не для экспорта"),
    ("und", "Рідкісноземельні метали України"),
    ("und", "Добив на руди"),
    ("und", "۱۲٫۵٪ — 2024/03/11"),
    ("und", "https://example.org/a/b?c=d"),
    ("und", "وەزارەتی کانزاکان لە هەرێمی کوردستان"),
    ("und", ""),
]


# Further lines, a language and a line each: short ones, Dari, languages of the neighbours and of other scripts.
MORE = Path(__file__).parent / "data" / "lines.tsv"


@pytest.mark.parametrize("row", MORE.read_text(encoding="utf-8").splitlines())
def test_further_lines(row: str) -> None:
    language, line = row.split("\t")
    assert identify(line) == language


@pytest.mark.parametrize(("language", "line"), LINES)
def test_identifies_single_lines(language: str, line: str) -> None:
    assert identify(line) == language


@pytest.mark.shared
def test_every_line_of_the_sources(shared: Path) -> None:
    texts: dict[str, list[str]] = {}
    wrong = []
    for row in (shared / "sources" / "languages.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, number, language = row.split("\t")
        lines = texts.setdefault(name, (shared / "sources" / name).read_text(encoding="utf-8").split("\n"))
        found = identify(lines[int(number) - 1])
        if found != language:
            wrong.append((name, number, language, found))
    assert not wrong


@pytest.mark.shared
@pytest.mark.parametrize("language", ["fa", "ar", "ps", "zh", "en"])
def test_sentences_of_the_alignment_benchmark(shared: Path, language: str) -> None:
    lines = (shared / "bench" / "align" / "text" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if sum(map(str.isalpha, line)) > 15]
    right = sum(identify(line) == language for line in lines)
    assert right / len(lines) >= 0.994


def test_neighbours_decide_what_a_heading_leaves_open() -> None:
    arabic = ["أعلنت الوزارة عن خطة جديدة لتطوير قطاع التعدين.", "منغنيز", "وقالت الشركة إنها ستزيد الإنتاج هذا العام."]
    persian = ["وزارت صنعت برنامه تازه‌ای برای معادن اعلام کرد.", "منابع", "این شرکت تولید خود را افزایش می‌دهد."]
    traditional = ["關鍵礦產供應鏈的安全受到重視。", "稀土", "美國與歐盟簽署協議。"]
    assert identify_all(arabic) == ["ar", "ar", "ar"]
    assert identify_all(persian) == ["fa", "fa", "fa"]
    assert identify_all(traditional) == ["zh-Hant", "zh-Hant", "zh-Hant"]


def test_neighbours_do_not_overrule_a_clear_line() -> None:
    mixed = ["أعلنت الوزارة عن خطة جديدة لتطوير قطاع التعدين.", "Heavy Industries", "به یاد فرزندان این سرزمین کهن"]
    assert identify_all(mixed) == ["ar", "en", "fa"]


def test_empty_documents_have_no_languages() -> None:
    assert identify_all([]) == []
    assert identify_all(["", "۱۲"]) == ["und", "und"]


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert identify(text) in {"fa", "ar", "ps", "zh", "zh-Hant", "en", "ur", "ru", "und"}


@given(st.sampled_from([line for line in LINES if line[0] != "und"]), st.text("0123456789۰۱۲۳ .,-()", max_size=20))
def test_digits_and_punctuation_have_no_say(case: tuple[str, str], noise: str) -> None:
    language, line = case
    if not any(char in noise for char in "۰۱۲۳("):
        assert identify(f"{noise} {line}") == language


def test_likelihood_falls_when_text_is_read_backwards() -> None:
    words = ["شرکتهای", "چینی", "در", "این", "گزارش"]
    assert profile.likelihood(words) > profile.likelihood(word[::-1] for word in words) + 10


def test_word_odds_are_bounded() -> None:
    for word in ("په", "الاقتصادية", "می", "xyz", ""):
        assert all(-10.0 <= value <= 0.0 for value in profile.word_odds(word))


@pytest.mark.parametrize(
    ("char", "script"),
    [("ک", "Arab"), ("稀", "Hani"), ("a", "Latn"), ("é", "Latn"), ("Ａ", "Latn"), ("あ", "Hira"), ("ア", "Kana"),
     ("ж", "Cyrl"),
     ("5", "Zyyy"), ("۵", "Zyyy"), ("،", "Zyyy"), ("\u064e", "Zyyy"), ("한", "Hang"), ("א", "Hebr"), ("ก", "Zzzz")],
)  # fmt: skip
def test_script_of_a_character(char: str, script: str) -> None:
    assert scripts.script(char) == script


def test_dominant_script() -> None:
    assert scripts.dominant("تولید GaN در چین") == "Arab"
    assert scripts.dominant("2024 — 12%") == scripts.NONE
    assert scripts.counts("aب稀1")["Latn"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "Pemerintah menyatakan bahwa ekspor nikel akan dibatasi untuk tahun ini",
        "Kerajaan berkata harga minyak sawit tidak akan naik pada tahun ini",
        "Bakanlık bu yıl daha çok bakır ve altın ihraç etti",
    ],
)
def test_indonesian_malay_and_turkish_are_not_english(text: str):
    assert identify(text) == "und"


DARI = [
    "وزارت صحت عامه اعلام کرد که شفاخانه‌های ولایت بامیان مجهز می‌شوند.",
    "محصلین پوهنتون کابل امروز از دروازهٔ شمالی وارد شدند.",
    "ولسوال پغمان با باشندگان قریه دیدار کرد و از تکمیل سرک خبر داد.",
    "پولیس می‌گوید دو تن را در پیوند به انفجار موتر بازداشت کرده است.",
]
IRANIAN = [
    "وزارت بهداشت اعلام کرد که بیمارستان‌های استان کرمان مجهز می‌شوند.",
    "افغانی‌ها در ایران زندگی می‌کنند.",
    "این کتاب دربارهٔ تاریخ باستان است.",
    "ولسوالی واحد تقسیمات کشوری است، مانند شهرستان در استان‌های ایران.",
]


@pytest.mark.parametrize("text", DARI)
def test_dari_is_told_where_it_shows(text: str) -> None:
    assert (identify(text), family(text)) == ("fa-AF", "fa")


@pytest.mark.parametrize("text", IRANIAN)
def test_persian_stays_persian(text: str) -> None:
    assert identify(text) == "fa"


def test_the_persian_of_a_document_is_dari_as_a_whole_or_not() -> None:
    assert identify_all([*DARI, "این خبر تازه است.", "News of the day, in short"]) == ["fa-AF"] * 5 + ["en"]
    assert identify_all([*IRANIAN, DARI[1]]) == ["fa"] * 5


def test_dari_is_corrected_and_divided_as_persian_is() -> None:
    text = "\n".join(DARI)
    assert [(one.start, one.end, one.language) for one in regions.split(text)] == [(0, len(text), "fa")]
    assert spans(text, "fa-AF") == spans(text, "fa")


@pytest.mark.parametrize("text", ["د ملي دفاع وزارت مطبوعاتي دفتر خبر ورکوي.", "د مالیې وزارت عوایدو لوی ریاست"])
def test_official_pashto_is_pashto(text: str) -> None:
    assert identify(text) == "ps"


@pytest.mark.parametrize("text", ["Presiden menyatakan siap membantu korban.", "Kementerian mengumumkan kes baharu."])
def test_malay_is_told_by_its_affixes(text: str) -> None:
    assert identify(text) == "und"
    assert identify("Health ministry statement") == "en"


def test_the_few_lines_of_arabic_between_english_are_one_language():
    notes = "// A long remark in English stands behind every line of this document, and there is a lot of it.\n" * 2
    arabic = "بدأ المجتمع بالعمل على النظام الجديد في تلك السنة وكانت له أهداف كثيرة.\n"
    text = f"=== تاريخ جت بإيجاز\n{notes}{arabic}{notes}==== سرد وسومك\n{notes}{arabic}{notes}"
    assert {one.language for one in regions.split(text)} == {"ar", "en"}


def test_two_languages_of_one_script_between_english_stay_apart():
    notes = "// A long remark in English stands behind every line of this document, and there is a lot of it.\n" * 2
    arabic = "بدأ المجتمع بالعمل على النظام الجديد في تلك السنة وكانت له أهداف كثيرة.\n"
    persian = "وزارت خارجه\nآنها در آن سال کار را آغاز کردند و این برنامه‌ها را برای همه نوشتند.\n"
    found = [one.language for one in regions.split(notes + arabic + notes + persian + notes)]
    assert found == ["en", "ar", "en", "fa", "en"]
