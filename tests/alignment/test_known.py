"""What a workspace knows extends the lexicon: its terms and its memory, but not what alignment guessed itself."""

from __future__ import annotations

import pytest

from termlode import memory, workspace
from termlode.alignment.lexicon import from_pairs
from termlode.jobs.align import Options, align
from termlode.jobs.stages.known import remembered
from termlode.model import Origin, Prop, TranslationUnit, Variant
from tests.alignment.texts import invented


def unit(number: int, **origin: object) -> TranslationUnit:
    reviewed = origin.pop("reviewed", False)
    return TranslationUnit(
        (Variant("fa", f"جمله {number}"), Variant("en-GB", f"Sentence {number}")),
        props=(Prop("x-reviewed", "yes"),) if reviewed else (),
        origin=Origin(**origin),  # type: ignore[arg-type]  # keywords of Origin
    )


@pytest.fixture
def store(tmp_path):
    units = [
        unit(1),
        unit(2, kind="aligned", document="a.txt", confidence=0.95),
        unit(3, kind="aligned", document="b.txt", confidence=0.95),
        unit(4, kind="aligned", document="b.txt", confidence=0.5),
        unit(5, kind="aligned", document="a.txt", confidence=1.0, reviewed=True),
        TranslationUnit((Variant("fa", "تنها"), Variant("ar", "وحيد"))),
    ]
    with memory.open_store(tmp_path / "m.db", write=True) as opened:
        opened.add(units)
        yield opened


def numbers(pairs: list[tuple[str, str]]) -> list[int]:
    return [int(target.split()[1]) for _, target in pairs]


def test_only_what_people_made_teaches(store):
    assert numbers(remembered(store, "fa", "en", step=1)) == [1, 5]
    assert remembered(store, "ar", "fa", step=1) == [("وحيد", "تنها")]


def test_the_newest_pairs_of_the_languages_in_their_direction(store):
    store.add(unit(number) for number in range(6, 10))
    assert numbers(remembered(store, "fa", "en", most=2, step=1)) == [8, 9]
    assert remembered(store, "en", "fa", most=1, step=1) == [("Sentence 9", "جمله 9")]


def test_pairs_are_learned_several_at_a_time(store):
    assert numbers(remembered(store, "fa", "en", step=3)) == []
    store.add(unit(number) for number in range(6, 10))
    assert numbers(remembered(store, "fa", "en", step=3)) == [1, 5, 6, 7, 8, 9]
    store.add([unit(10)])
    assert numbers(remembered(store, "fa", "en", step=3)) == [1, 5, 6, 7, 8, 9]


def test_a_lexicon_learns_from_sentences_and_from_short_terms():
    source, target = invented(200, 4)
    lexicon = from_pairs([*zip(source, target, strict=True), ("blorgix", "vantor")], ("xx", "yy"))
    assert lexicon["blorg"]["vanto"] > 0.5
    assert sum(len(row) for row in lexicon.values()) > 100


def test_align_learns_the_same_terms_once(tmp_path, monkeypatch):
    place = workspace.create(tmp_path / "w")
    with memory.open_store(place.memory_file, write=True) as store:
        store.add(unit(number) for number in range(100))
    asked: list[int] = []

    def counted(pairs, languages):
        asked.append(len(pairs))
        return from_pairs(pairs, languages)

    monkeypatch.setattr("termlode.alignment.lexicon.from_pairs", counted)
    texts = tmp_path / "fa.txt", tmp_path / "en.txt"
    texts[0].write_text("این جمله ۱ است. قیمت نفت بالا رفت.\n", encoding="utf-8")
    texts[1].write_text("This is sentence 1. The price of oil rose.\n", encoding="utf-8")
    first, second = (align(*texts, Options(languages=("fa", "en")), workspace=place)[0] for _ in range(2))
    assert len(asked) == 1
    assert first == second
