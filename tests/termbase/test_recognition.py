"""Recognition in running text: offsets, selection, explanations, storage, properties."""

from __future__ import annotations

import itertools
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.model import ConceptEntry, LanguageSection, OcrVariant, TermSection
from termlode.termbase.recognition import Recogniser, TermHit
from termlode.termbase.recognition.recogniser import _MAGIC
from termlode.termbase.recognition.stored import to_text


def concept(identifier: str, **terms: str | TermSection) -> ConceptEntry:
    sections = tuple(
        LanguageSection(language, (term if isinstance(term, TermSection) else TermSection(term),))
        for language, term in terms.items()
    )
    return ConceptEntry(identifier, "test", sections)


ENTRIES = [
    concept("rare-earths", en="rare earth elements", fa="عناصر خاکی کمیاب", ar="معادن نادرة", zh="稀土元素"),
    concept("rare-metals", en="rare metals", ar="معادن نادرة"),
    concept("rare-earth", zh="稀土", en="rare earth"),
    concept("metal", ar="معدن", en="metal", fa="فلز", ps="فلز"),
    concept("mine", fa="معدن", ps="کان"),
    concept("mineral", fa="کانی"),
    concept("pit", fa="کان"),
    concept("battery", ar="بطارية", en="battery", zh="电池", fa="باتری"),
    concept("us", en="US", ar=TermSection("أمريكا", status="deprecated")),
    concept("g7", en="G7", fa="G7", zh="G7"),
    concept(
        "magnet",
        fa=TermSection("آهن‌ربا", forms=("مغناطیسها",), variants=(OcrVariant("آهنزبا", "nonword"),)),
    ),
    concept("rare-magnet", fa="آهن‌ربای خاکی کمیاب"),
    concept("earths", fa=TermSection("خاکی کمیاب", variants=(OcrVariant("حاکی کمیاب", "realword"),))),
]


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser.build(ENTRIES)


def spans(hits: list[TermHit]) -> list[tuple[str, str]]:
    return [(hit.surface, hit.concept) for hit in hits]


def test_longest_match_wins(recogniser: Recogniser) -> None:
    assert spans(recogniser.find("the rare earth elements")) == [("rare earth elements", "rare-earths")]


def test_every_gives_nested_hits_marked(recogniser: Recogniser) -> None:
    hits = recogniser.find("the rare earth elements", every=True)
    assert [(hit.surface, hit.nested) for hit in hits] == [("rare earth elements", False), ("rare earth", True)]


def test_concepts_that_share_a_term_are_all_reported(recogniser: Recogniser) -> None:
    hits = recogniser.find("وبالمعادن النادرة", "ar")
    assert spans(hits) == [("وبالمعادن النادرة", "rare-earths"), ("وبالمعادن النادرة", "rare-metals")]
    assert not any(hit.nested for hit in hits)


@pytest.mark.parametrize(
    ("language", "text", "surface", "rule"),
    [
        ("en", "battery", "battery", "exact"),
        ("en", "two batteries", "batteries", "plural"),
        ("en", "Battery", "Battery", "case"),
        ("ar", "للبطاريات", "للبطاريات", "proclitic لل; plural"),
        ("ar", "وبطاريته", "وبطاريته", "proclitic و; pronoun suffix"),
        ("ar", "المعادن", "المعادن", "article ال; broken plural"),
        ("fa", "باتری‌ها", "باتری‌ها", "plural; ZWNJ"),
        ("fa", "عناصر خاکی\nکمیاب", "عناصر خاکی\nکمیاب", "line break"),
        ("fa", "آهنزباهای", "آهنزباهای", "OCR nonword آهنزبا; plural"),
        ("fa", "حاکی کمیاب", "حاکی کمیاب", "OCR realword حاکی کمیاب"),
        ("fa", "مغناطیسها", "مغناطیسها", "form"),
        ("zh", "稀土元素", "稀土元素", "exact"),
    ],
)
def test_rules_explain_hits(recogniser: Recogniser, language: str, text: str, surface: str, rule: str) -> None:
    hits = recogniser.find(text, language)
    assert [(hit.surface, hit.rule) for hit in hits] == [(surface, rule)]


def test_variant_names_the_misreading(recogniser: Recogniser) -> None:
    (hit,) = recogniser.find("آهن‌ربای حاکی کمیاب", "fa")
    assert (hit.concept, hit.variant) == ("rare-magnet", "آهن‌ربای حاکی کمیاب")
    assert recogniser.find("این حاکی از", "fa") == []


def test_an_exact_term_beats_an_inflected_one_on_the_same_span(recogniser: Recogniser) -> None:
    assert spans(recogniser.find("کانی", "fa", every=True)) == [("کانی", "mineral")]


def test_each_line_has_its_language(recogniser: Recogniser) -> None:
    text = "این معدن بزرگ در شمال ایران است و کار می‌کند.\nهذا معدن ثمين في الأسواق العالمية."
    assert [(hit.concept, hit.language) for hit in recogniser.find(text)] == [("mine", "fa"), ("metal", "ar")]


def test_a_given_language_is_believed(recogniser: Recogniser) -> None:
    assert [hit.language for hit in recogniser.find("فلز", "ps")] == ["ps"]
    assert [hit.language for hit in recogniser.find("فلز", "fa-IR")] == ["fa"]


def test_latin_terms_prefer_the_language_of_the_text(recogniser: Recogniser) -> None:
    text = "نشست G7 در ژاپن برگزار شد و کشورها در آن شرکت کردند."
    assert [hit.language for hit in recogniser.find(text, "fa")] == ["fa"]
    assert [hit.language for hit in recogniser.find(text, "fa", every=True)] == ["fa", "en"]


def test_status_is_carried(recogniser: Recogniser) -> None:
    assert [hit.status for hit in recogniser.find("أمريكا", "ar")] == ["deprecated"]


def test_bytes_round_trip(recogniser: Recogniser) -> None:
    text = "وبالمعادن النادرة و rare earths و 稀土元素"
    again = Recogniser.from_bytes(recogniser.to_bytes())
    assert again.find(text, every=True) == recogniser.find(text, every=True)


@pytest.mark.parametrize("damage", [b"", b"x", b"another file altogether, and a long one at that"])
def test_foreign_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="recogniser"):
        Recogniser.from_bytes(damage)


def test_damaged_bytes_are_refused(recogniser: Recogniser) -> None:
    data = bytearray(recogniser.to_bytes())
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(ValueError, match="damaged"):
        Recogniser.from_bytes(bytes(data))


def test_no_terms_no_hits() -> None:
    assert Recogniser.build([]).find("anything") == []


PIECES = st.sampled_from([
    "rare earth elements", "rare", "earth", "\n", "\n\n", " ", "-", "،", "稀土", "元素", "发展中国家", "معادن",
    "النادرة",
    "وبال", "عناصر", "خاکی", "کمیاب", "\u200c", "ها", "ی", "G7", "US", ".", "«",
])  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=4), max_size=30))
def test_hits_are_in_order_and_say_what_stands_there(recogniser: Recogniser, pieces: list[str]) -> None:
    text = "".join(pieces)
    hits = recogniser.find(text, every=True)
    assert all(text[hit.start : hit.end] == hit.surface and hit.surface.strip() for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    chosen = recogniser.find(text)
    assert chosen == [hit for hit in hits if not hit.nested]
    ends = {(hit.start, hit.end) for hit in chosen}
    ordered = sorted(ends)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered))


@settings(max_examples=100)
@given(st.sampled_from(["rare earth elements", "稀土元素", "G7"]), st.text(alphabet=" .,;:()\n", max_size=5))
def test_punctuation_around_changes_nothing(recogniser: Recogniser, term: str, around: str) -> None:
    hits = recogniser.find(f"{around}{term}{around}", every=True)
    assert any(hit.surface == term for hit in hits)


def test_time_grows_with_the_text_only(recogniser: Recogniser) -> None:
    """Repeated text costs no more than its share: nothing is quadratic (counted in steps, not seconds)."""
    text = "عناصر خاکی کمیاب و باتری‌های نو در بازار. " * 400
    assert len(recogniser.find(text, "fa")) == 800


def test_a_hostile_run_of_one_term_is_survived(recogniser: Recogniser) -> None:
    assert len(recogniser.find("稀土" * 3000, "zh")) >= 1
    assert recogniser.find("rare " * 3000, "en") == []


@pytest.mark.parametrize(
    "wrong", ["null", "[[9999999,1,2]]", '{"":3}', "[" * 100_000, "no JSON", '["a","b","c","d","e",1e99]']
)
def test_stored_lines_from_someone_else_are_built_anew(wrong: str, recogniser: Recogniser) -> None:
    """They pass for ours, checksum and all, and do harm to nobody: what is asked for is right."""
    head, first, *lines = to_text(recogniser._data).split("\n")
    patterns = len(recogniser._data["patterns"])
    text = "\n".join([head, first, *lines[: patterns - 1], *(wrong for _ in lines[patterns - 1 :])])
    body = text.encode()
    data = _MAGIC + b"%08x\n" % crc32(body) + body
    made = Recogniser.from_bytes(data, lambda: recogniser)
    assert made.find("rare earths and 稀土元素") == recogniser.find("rare earths and 稀土元素")
    with pytest.raises((ValueError, TypeError, LookupError, RecursionError)):
        Recogniser.from_bytes(data).find("rare earths and 稀土元素")


def test_a_long_text_reads_all_that_is_stored(recogniser: Recogniser) -> None:
    text = "وبالمعادن النادرة و rare earths و 稀土元素\n" * 100
    assert Recogniser.from_bytes(recogniser.to_bytes()).find(text) == recogniser.find(text)
