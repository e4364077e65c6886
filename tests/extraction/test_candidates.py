"""Candidates: what may be one in each language, how forms merge, what is known, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.extraction import Candidate, candidates, rank
from termlode.extraction.citation import citation
from termlode.languages.zh import cutter
from termlode.model import Location, Segment

if TYPE_CHECKING:
    from pathlib import Path


def found(language: str, *texts: str, known: tuple[str, ...] = ()) -> dict[str, Candidate]:
    """The candidates by their citation forms and surfaces."""
    segments = [Segment(text, language) for text in texts]
    ranked = candidates(segments, language, known)
    return {form: one for one in reversed(ranked) for form in (*dict(one.surfaces), one.term)}


def test_function_words_numbers_and_signs_bound_a_candidate():
    terms = found("en", "The supply chain of rare earth metals, and 20 solar panels in Africa.")
    assert {"supply chain", "rare earth metals", "solar panels", "Africa"} <= set(terms)
    assert not any("of" in term.split() or "20" in term or "," in term for term in terms)
    assert "metals solar" not in terms


def test_inflected_forms_are_one_candidate_with_its_surfaces():
    terms = found("en", "A battery is here.", "The batteries are there.", "Batteries!", "One battery.", "A battery.")
    assert terms["battery"].count == 5
    assert dict(terms["battery"].surfaces) == {"battery": 3, "batteries": 1, "Batteries": 1}


def test_persian_verbs_and_prepositions_bound():
    terms = found("fa", "زنجیره تأمین در جهان تغییر می‌کند و آهنربای دائمی میسازد.")
    assert "زنجیره تأمین" in terms
    assert not {"تغییر می‌کند", "زنجیره تأمین در", "میسازد"} & set(terms)


def test_a_persian_adjective_begins_no_term():
    terms = found("fa", "کشتی پیشرفته", "نو و پیشرفته", "تولیدکننده کشتی")
    assert {"کشتی پیشرفته", "تولیدکننده کشتی"} <= set(terms)
    assert "پیشرفته" not in terms


def test_rarity_is_that_of_the_plain_form():
    known = {reason.feature: reason.value for reason in found("fa", "تولیدات", "تولید")["تولید"].why}
    assert known["rarity"] < 8


def test_persian_plurals_merge():
    terms = found("fa", "فناوری پیشرفته.", "فناوری‌های پیشرفته.", "فناوریهای پیشرفته.")
    assert terms["فناوری پیشرفته"].count == terms["فناوری‌های پیشرفته"].count == 3
    assert terms["فناوریهای پیشرفته"].term == "فناوری پیشرفته"


def test_arabic_articles_and_conjunctions():
    terms = found("ar", "مراكز البيانات والبطاريات الصينية في العالم", "مركز البيانات وسلاسل التوريد", "سلاسل طويلة")
    assert "مراكز البيانات" in terms
    assert not any("البيانات والبطاريات" in term for term in terms)
    assert not any(term.startswith("البيانات و") for term in terms)
    assert terms["البطاريات الصينية"].term == "بطارية صينية"


def test_an_indefinite_word_does_not_continue_a_definite_one():
    assert "البطاريات مهمة" not in found("ar", "البطاريات رخيصة", "بطاريات رخيصة")
    assert "بطاريات رخيصة" in found("ar", "البطاريات رخيصة", "بطاريات رخيصة")


def test_arabic_b_that_belongs_to_the_word_is_no_preposition():
    terms = found("ar", "البطاريات رخيصة", "بطاريات الشركة", "طار العصفور", "طار النسر")
    assert next(one.count for one in terms.values() if "البطاريات" in dict(one.surfaces)) == 2


def test_arabic_prefixes_are_left_off_the_form_that_is_shown():
    terms = found("ar", "وهيمنة الطاقة مهمة", "لهيمنة الطاقة ثمن", "هيمنة الصين")
    assert "هيمنة الطاقة" in terms
    assert terms["لهيمنة الطاقة"].term == terms["وهيمنة الطاقة"].term == "هيمنة الطاقة"


def test_an_arabic_word_with_its_owner_ends_a_term():
    assert "ترامب منصبه" not in found("ar", "تولى ترامب منصبه رسمياً", "فاز ترامب منصبه")
    assert "بطارياتهما الكهربائية" not in found("ar", "البطاريات", "بطارياتهما الكهربائية")


def test_an_arabic_adjective_alone_is_no_term():
    terms = found("ar", "الطاقة المتجددة", "الطاقة المتجددة رخيصة")
    assert "الطاقة المتجددة" in terms
    assert "المتجددة" not in terms


def test_arabic_verbs_are_known_by_their_verbal_noun():
    assert "تهيمن" not in found("ar", "هيمنة الصين", "تهيمن الصين")
    assert "سمحت" not in found("ar", "يسمح القانون", "سمحت الوزارة")


def test_arabic_finite_verbs_are_no_candidates():
    terms = found("ar", "يعتمد الاقتصاد", "تعتمد الصناعة", "أعلنت الوزارة", "سيعتمد المصنع")
    assert not {"يعتمد", "تعتمد", "سيعتمد", "تعتمد الصناعة"} & set(terms)


def test_arabic_verbs_with_an_object_are_no_nouns_with_an_owner():
    terms = found("ar", "الطاقة رخيصة", "طاقته كبيرة", "المصنع أنتجته الشركة", "يشغله العامل", "تشغله الآلة")
    assert "طاقته" in terms
    assert not {"أنتجته", "تشغله"} & set(terms)


def test_arabic_verbs_are_known_without_a_relative_in_the_text():
    terms = found("ar", "تدرك المدينة ما حدث", "هددت العاصفة", "خففوا الحمولة", "تحكم القبطان", "مايكروسوفت")
    assert {"المدينة", "العاصفة", "الحمولة", "تحكم القبطان", "مايكروسوفت"} <= set(terms)
    assert not {"تدرك", "هددت", "خففوا", "تدرك المدينة", "هددت العاصفة"} & set(terms)


def test_an_arabic_name_with_the_letters_of_a_verb_is_none():
    assert "ستانفورد" in found("ar", "جامعة ستانفورد")
    assert "سيسافر" not in found("ar", "سيسافر الركاب")


def test_an_arabic_adjective_begins_no_term():
    terms = found("ar", "الميناء الأزرق كبير", "في الميناء الأزرق", "أزرق داكن", "اللون الاقتصادي")
    assert "الميناء الأزرق" in terms
    assert not {"الأزرق", "أزرق", "الاقتصادي"} & set(terms)


def test_an_arabic_phrase_does_not_end_where_what_follows_belongs_to_it():
    terms = found("ar", "رخصة قيادة السفن", "رخصة قيادة السفن")
    assert "رخصة قيادة السفن" in terms
    assert "رخصة قيادة" not in terms
    assert "رخصة قيادة" in found("ar", "رخصة قيادة السفن", "رخصة قيادة")
    assert "رخصة قيادة" in found("ar", "رخصة قيادة: السفن")


def test_arabic_broken_plurals_are_counted_with_their_singular():
    terms = found("ar", "سفينة شحن", "سفن الشحن", "السفينة", "السفن")
    assert terms["السفن"].count == terms["السفينة"].count
    assert terms["سفن الشحن"].term == "سفينة شحن"


def test_arabic_plurals_by_ending_have_a_singular():
    assert citation({"الشركات": 1}, "ar") == "شركة"
    assert citation({"النزاعات البحرية": 1}, "ar") == "نزاع بحري"
    assert citation({"المنافسين": 1}, "ar") == "منافس"
    assert citation({"المعلومات": 1}, "ar") == "معلومات"  # the singular is rare


def test_an_arabic_place_is_no_adjective():
    assert "اليابان" in found("ar", "زار المسؤولون اليابان")


def test_arabic_commands_and_first_persons_are_no_candidates():
    terms = found("ar", "يحفظ العامل", "احفظ الملف", "نحفظ الصور", "الأخبار", "أخبار السوق", "يخبار")
    assert "أخبار السوق" in terms
    assert not {"احفظ", "نحفظ", "احفظ الملف"} & set(terms)


def test_arabic_words_of_negation_go_on_with_a_term():
    terms = found("ar", "السفن بدون ربان رخيصة", "المياه غير المالحة", "غير العمال")
    assert {"السفن بدون ربان", "المياه غير المالحة"} <= set(terms)
    assert not {"بدون ربان", "غير المالحة", "غير العمال", "المالحة", "السفن بدون"} & set(terms)


def test_arabic_adverbs_in_the_accusative_bound():
    terms = found("ar", "تنتج السفن محليًا", "كتب ملفًا", "يعمل أيضًا")
    assert "ملف" in terms
    assert not {"محليًا", "محلي", "أيضًا"} & set(terms)


def test_an_arabic_adjective_that_what_follows_completes_ends_no_term():
    terms = found("ar", "السفن القابلة للغرق", "السفن الخاصة بالشركة", "القطاع الخاص")
    assert "القطاع الخاص" in terms
    assert not {"السفن القابلة", "السفن الخاصة"} & set(terms)


def test_a_pashto_adjective_ends_no_term():
    terms = found("ps", "بحري ځواک راغی.", "بحري ځواک ولاړ.", "د انرژي بازار", "انرژۍ")
    assert "بحري ځواک" in terms
    assert "بحري" not in terms
    assert "انرژي" in terms


def test_pashto_verbs_and_words_of_two_sentences_bound():
    terms = found("ps", "کښتۍ چلوي.", "بیړۍ شيهغه")
    assert {"کښتۍ", "بیړۍ"} <= set(terms)
    assert not {"چلوي", "شيهغه", "کښتۍ چلوي"} & set(terms)


def test_a_pashto_verbal_noun_ends_a_term_of_two_words():
    terms = found("ps", "د کبانو ښکار کول", "ښکار کولو")
    assert "ښکار کولو" in terms
    assert not {"کول", "کولو"} & set(terms)


def test_a_pashto_genitive_without_its_noun_ends_no_term():
    terms = found("ps", "د بندر د کبانو صنعت")
    assert "د بندر د کبانو صنعت" in terms
    assert "د بندر د کبانو" not in terms


def test_english_participles_that_are_verbs_bound():
    terms = found("en", "The port has recently enlarged docks.", "By raising tariffs they pay.", "A floating dock.")
    assert "floating dock" in terms
    assert not {"enlarged docks", "raising tariffs"} & set(terms)


def test_english_adjectives_by_ending_end_no_term():
    terms = found("en", "The non-ferrous scrap of essential harbours.", "The Japanese harbours.")
    assert {"non-ferrous scrap", "harbours"} <= set(terms)
    assert not {"non-ferrous", "essential harbours", "Japanese"} & set(terms)


def test_a_label_that_recurs_is_no_term():
    terms = found("en", "Illustrator: Ann Lee", "Illustrator: Bo Roe", "Ferry: a ship for cars", "The ferry sank.")
    assert "Illustrator" not in terms
    assert "ferry" in terms


def test_the_pashto_genitive_links():
    terms = found("ps", "د کاربن اخراج زیات شو.", "د کاربن اخراج کم شو.")
    assert terms["د کاربن اخراج"].count == 2
    assert "د" not in terms
    assert not any(term.endswith(" د") for term in terms)


def test_what_stands_before_a_pashto_genitive_is_no_part_of_it():
    terms = found("ps", "بندر د کبانو صنعت لري.", "د بندر د کبانو صنعت.")
    assert {"د کبانو صنعت", "د بندر د کبانو صنعت"} <= set(terms)
    assert terms["د بندر د کبانو صنعت"].count == 1


def test_a_word_that_only_qualifies_others_is_no_term():
    text = "ناوگان دریایی. صنایع دریایی. بنادر دریایی. شرکت دریایی. صنعت دریایی."
    assert "دریایی" not in found("fa", text)
    assert "ناوگان دریایی" in found("fa", text)


def test_chinese_words_are_cut_and_known_terms_help():
    terms = found("zh", "关键矿产的供应链安全受到影响。", "供应链安全很重要。")
    assert {"供应链", "供应链安全"} <= set(terms)
    assert not any("的" in term for term in terms)
    strange = found("zh", "该公司研发锂镁钕钛石。", known=("锂镁钕钛石",))
    assert strange["锂镁钕钛石"].known


def test_a_known_term_is_cited_as_the_termbase_has_it():
    text = "المعادن النبيلة غالية"
    assert found("ar", text)["المعادن النبيلة"].term == "معدن نبيل"
    assert found("ar", text, known=("معادن نبيلة",))["المعادن النبيلة"].term == "معادن نبيلة"
    assert found("fa", "زنجیرهٔ تأمین", known=("زنجیره تأمین",))["زنجیره تأمین"].known


def test_one_call_leaves_nothing_to_the_next():
    text = "该公司研发锂镁钕钛石。"
    before = found("zh", text)
    found("zh", text, known=("锂镁钕钛石",))
    assert found("zh", text) == before


def test_the_chinese_dictionary_is_cached_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cutter._plain.cache_clear()
    assert list(cutter.cut("供应链"))
    cutter._plain.cache_clear()
    assert list((tmp_path / "termlode").glob("*.cache"))


def test_known_terms_are_marked_in_any_form():
    terms = found("en", "Rare earths and magnets matter.", "A magnet, rare earths.", known=("magnets", "rare earth"))
    assert {one.term for one in terms.values() if one.known} == {"magnet", "rare earths"}
    assert found("fa", "آهنرباهای دائمی.", known=("آهنربا",))["آهنرباهای"].known


def test_places_are_kept_with_their_document():
    segments = [
        Segment("The supply chain.", "en", location=Location("a.txt", 0, 10, 27)),
        Segment("A supply chain, the supply chain.", "en", location=Location("b.txt", 3, 5, 38)),
    ]
    best = next(one for one in candidates(segments, "en", contexts=2) if one.term == "supply chain")
    assert best.count == 3
    assert [context.location for context in best.contexts] == [
        Location("a.txt", 0, 14, 26),
        Location("b.txt", 3, 7, 19),
    ]
    for context in best.contexts:
        assert context.sentence[context.start : context.end] == "supply chain"


def test_only_segments_of_the_language_count():
    segments = [Segment("The supply chain.", "en-GB"), Segment("供应链。", "zh"), Segment("???", "und")]
    assert all(one.language == "en" for one in candidates(segments, "en"))
    assert candidates(segments, "en")
    assert candidates([], "en") == candidates(segments, "fa") == []


def test_a_least_count_drops_the_rest():
    segments = [Segment("Copper and zinc.", "en"), Segment("More copper.", "en")]
    assert {one.term for one in candidates(segments, "en", minimum=2)} == {"copper"}


def test_frequent_phrases_of_the_trade_come_before_general_words():
    text = ["Neodymium magnets need dysprosium.", "The neodymium magnets failed.", "Neodymium magnets are strong."]
    text += ["The health of people.", "Public health in a study.", "People study health."]
    ranked = [one.term.casefold() for one in candidates([Segment(line, "en") for line in text], "en")]
    assert ranked.index("neodymium magnets") < ranked.index("health")
    assert ranked.index("neodymium magnets") < ranked.index("study")


def test_a_part_that_stands_only_inside_ranks_below_the_whole():
    ranked = [one.term for one in candidates([Segment(f"{verb} خودروهای برقی را.", "fa") for verb in "اب"], "fa")]
    assert ranked.index("خودروی برقی") < ranked.index("خودرو")


@pytest.mark.parametrize(
    ("language", "surfaces", "term"),
    [
        ("en", ("Wind farms", "wind farms", "wind farm"), "wind farm"),
        ("en", ("wind farms",), "wind farms"),
        ("en", ("United States",), "United States"),
        ("fa", ("شرکتهای",), "شرکت"),
        ("fa", ("شبکه‌های توزیع",), "شبکه توزیع"),
        ("fa", ("نیروهای دریایی",), "نیروی دریایی"),
        ("ar", ("الأسواق المالية",), "سوق مالية"),
        ("ar", ("والبيوت الزجاجية", "البيوت الزجاجية"), "بيت زجاجي"),
        ("ar", ("الأردن",), "الأردن"),
        ("ar", ("وزارة الصحة",), "وزارة الصحة"),
        ("ar", ("السفن بدون ربان",), "سفينة بدون ربان"),
        ("ar", ("السيارات غير الثقيلة",), "سيارة غير ثقيلة"),
        ("ps", ("د بیمې شرکت", "بیمې شرکت"), "بیمې شرکت"),
        ("ps", ("همکارۍ",), "همکاري"),
        ("zh", ("海上风电",), "海上风电"),
    ],
)
def test_citation_forms(language: str, surfaces: tuple[str, ...], term: str):
    assert citation(dict.fromkeys(surfaces, 1), language) == term


def test_acronyms_have_their_long_form():
    terms = found("en", "The International Whaling Board (IWB) met.", "The IWB decided.")
    assert terms["IWB"].label == "acronym"
    assert terms["IWB"].expansion == "International Whaling Board"
    persian = found("fa", "سازمان جهانی شیلات (WFO) تشکیل شد.", "WFO گزارش داد.")
    assert persian["WFO"].expansion == "سازمان جهانی شیلات"


def test_a_misread_word_is_a_variant_of_its_term():
    terms = found("fa", "آهنربای دائمی گران است.", "آهنزبای دائمی کم است.", "آهنربای دائمی مهم است.")
    magnet = terms["آهنربای دائمی"]
    assert (magnet.count, magnet.term) == (3, "آهنربای دائمی")
    assert [(one.text, one.count) for one in magnet.variants] == [("آهنزبای دائمی", 1)]
    assert "آهنربا" in magnet.variants[0].evidence
    assert not found("fa", "شرکت دولتی گران است.", "حرکت دولتی کم است.")["شرکت دولتی"].variants


def test_a_phrase_that_is_only_met_misread_is_cited_right():
    terms = found("fa", "آهنربا گران است.", "آهنزبای دائمی کم است.")
    assert terms["آهنزبای دائمی"].term == "آهنربای دائمی"
    assert [one.text for one in terms["آهنزبای دائمی"].variants] == ["آهنزبای دائمی"]


def test_known_misreadings_count_with_their_term_beside_the_rest_of_it():
    texts = ("لنگر سنگین کهنه است.", "لنکر سنگین نو است.", "لنکر آبی است.", "لنکر. سنگین")
    ranked = candidates([Segment(text, "fa") for text in texts], "fa", misreadings={"لنکر سنگین": "لنگر سنگین"})
    by_term = {one.term: one for one in ranked}
    assert by_term["لنگر سنگین"].count == 2
    assert [(one.text, one.count) for one in by_term["لنگر سنگین"].variants] == [("لنکر سنگین", 1)]
    assert "the termbase has" in by_term["لنگر سنگین"].variants[0].evidence
    assert "لنکر سنگین" not in by_term
    assert "لنکر آبی" in by_term


def test_what_always_stands_within_one_longer_candidate_is_none():
    texts = ("Port Ellen grows.", "Port Ellen sank.", "In Port Ellen we fish.")
    assert {"Port", "Ellen"}.isdisjoint(found("en", *texts))
    assert "Port" in found("en", *texts, "The Port closed.")
    assert "Port" in found("en", *texts, known=("Port",))


def test_handles_are_no_words():
    assert "harbourmaster" not in found("en", "Ask @harbourmaster about the ferry.")


def test_addresses_file_names_and_options_are_no_words():
    terms = found(
        "en", "See https://example.org/trawl?x=net, winch.md, `haul net` and --fast in A/B tests by <b>crews</b>."
    )
    assert {term for term in terms if " " not in term} <= {"See", "A", "B", "tests", "test", "crews", "crew"}


def test_names_are_labelled():
    assert found("zh", "他在上海市工作。")["上海市"].label == "place"
    assert found("fa", "وزارت شیلات گزارش داد.")["وزارت شیلات"].label == "organisation"
    assert found("ar", "صدر قانون الصيد البحري")["قانون الصيد البحري"].label == "law"
    assert found("en", "They met the Fishing Council in Rome.")["Fishing Council"].label == "organisation"


def test_the_reasons_add_up_to_the_score():
    for one in found("en", "The supply chain of rare earth metals.", "A supply chain.").values():
        assert sum(reason.adds for reason in one.why) == pytest.approx(one.score, abs=0.01)


def test_being_known_itself_counts_for_nothing():
    plain, known = (found("en", "Every trawler needs a winch.", known=terms) for terms in ((), ("winch",)))
    assert known["winch"].known
    assert known["winch"].score == plain["winch"].score
    near = found("en", "Every trawl winch turns.", known=("winch", "trawl net"))
    assert near["trawl winch"].score > found("en", "Every trawl winch turns.")["trawl winch"].score


def test_what_cuts_through_a_known_term_ranks_lower():
    near = found("en", "Every deep sea trawl turns.", known=("deep sea", "sea floor"))
    reasons = {reason.feature: reason.adds for reason in near["sea trawl"].why}
    assert reasons["torn"] < 0
    assert near["sea trawl"].score < near["deep sea"].score


def test_a_large_corpus_drops_what_does_not_recur():
    assert [rank.least(number) for number in (1_000, 300_000, 2_000_000)] == [1, 2, 3]


def test_the_best_are_the_first_of_all():
    segments = [Segment("The supply chain of rare earth metals.", "en"), Segment("A chain of metals.", "en")]
    everything = candidates(segments, "en")
    assert candidates(segments, "en", top=3) == everything[:3]
    known = {one.term for one in candidates(segments, "en", ("supply chain",), new=True)}
    assert "supply chain" not in known


@settings(deadline=None)
@given(
    st.lists(st.text(alphabet="ab cd.,د و الم供应链的12\u200c", max_size=30), max_size=4),
    st.sampled_from(["en", "ps", "ar", "fa"]),
)
def test_every_candidate_is_in_the_text_and_sorted(texts: list[str], language: str):
    ranked = candidates([Segment(text, language) for text in texts], language)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    for one in ranked:
        assert one.count <= sum(number for _, number in one.surfaces) <= one.count * (1 + (language in ("ar", "ps")))
        assert all(any(surface in text for text in texts) for surface, _ in one.surfaces)


@pytest.mark.parametrize(("language", "floor"), [("fa", 0.28), ("ar", 0.28), ("zh", 0.38), ("ps", 0.20)])
def test_precision_on_the_annotated_sources(shared: Path, language: str, floor: float):
    """The gold is one half of the inventory: .25 here is about .5 of all of it (benchmarks/extraction.py)."""
    from benchmarks.extraction import gold, precision

    from termlode import documents
    from termlode.segmentation import segment

    segments = [one for path in sorted((shared / "sources").glob("*.txt")) for one in segment(documents.read(path))]
    wanted: set[str] = set().union(*gold(shared / "gold" / "terms", language))
    ranked = candidates(segments, language)
    assert precision(ranked, wanted, language, 100) >= floor
