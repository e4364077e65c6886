"""Units of documents: a machine's are replaced together, a person's never; documents keep their units when renamed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termlode.memory import AddReport, Policy
from termlode.memory.document_units import Settled, pair_key
from termlode.model import REVIEWED, Context, Details, Location, Origin, TranslationUnit, Variant, rank
from tests.memory.opening import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Store
    from termlode.model import OriginKind

pytestmark = pytest.mark.usefixtures("engine")

PAIR = ("sources/r.ar.txt", "sources/r.en.txt")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "m.db", write=True) as opened:
        yield opened


def aligned(ar: str, en: str, pair: tuple[str, str] = PAIR, **more: object) -> TranslationUnit:
    places = (Location(pair[0], 0, 0, len(ar)), Location(pair[1], 0, 0, len(en)))
    origin = Origin("aligned", pair[0], places, 0.9)
    made = TranslationUnit(
        (Variant("ar", ar), Variant("en", en)), source_language="ar", details=Details(created="20250101T000000Z"),
        origin=origin,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a unit


def reviewed(ar: str, en: str, pair: tuple[str, str] = PAIR) -> TranslationUnit:
    return aligned(ar, en, pair, props=(REVIEWED,))


def texts(store: Store) -> list[tuple[str, ...]]:
    return sorted(tuple(v.text for v in unit.variants) for unit in store.units())


def test_ranks() -> None:
    unit = aligned("ا", "a")
    kinds: tuple[OriginKind, ...] = ("machine", "aligned", "import", "human")
    ranks = [rank(replace(unit, origin=replace(unit.origin, kind=kind))) for kind in kinds]
    assert ranks == [0, 1, 2, 3]
    assert rank(reviewed("ا", "a")) == 3


def test_what_is_made_anew_takes_the_place_of_what_was_made_before(empty: Store) -> None:
    documents = empty.documents
    one, two, three = aligned("واحد", "one"), aligned("اثنان", "two"), aligned("ثلاثة", "three")
    assert documents.settle([(PAIR, [one, two])]) == Settled(added=2)
    assert documents.settle([(PAIR, [one, two])]) == Settled(unchanged=2)
    assert documents.settle([(PAIR, [two, three])]) == Settled(added=1, unchanged=1, removed=1)
    assert texts(empty) == [("اثنان", "two"), ("ثلاثة", "three")]
    assert [m.target.text for m in empty.lookup("ثلاثة", "ar", "en") if m.target] == ["three"]
    assert empty.verify() == []


def test_a_new_place_or_date_is_no_new_unit(empty: Store) -> None:
    one = aligned("واحد", "one")
    empty.documents.settle([(PAIR, [one])])
    later = replace(one, details=Details(created="20260101T000000Z"))
    assert empty.documents.settle([(PAIR, [later])]) == Settled(unchanged=1)
    moved = replace(one, context=Context("قبل"))
    assert empty.documents.settle([(PAIR, [moved])]) == Settled(updated=1)
    assert [unit.context.previous for unit in empty.units()] == ["قبل"]
    told = replace(one, variants=(replace(one.variants[0], notes=()), replace(one.variants[1], text="One")))
    assert empty.documents.settle([(PAIR, [told])]) == Settled(added=1, removed=1)


def test_equal_sentences_of_a_document_are_each_a_unit(empty: Store) -> None:
    units = [aligned("نعم", "yes", context=Context(str(k))) for k in range(3)]
    assert empty.documents.settle([(PAIR, units)]) == Settled(added=3)
    assert empty.documents.settle([(PAIR, units)]) == Settled(unchanged=3)
    assert empty.documents.settle([(PAIR, units[:2])]) == Settled(unchanged=2, removed=1)


def test_nothing_else_is_touched(empty: Store) -> None:
    other = ("sources/q.ar.txt", "sources/q.en.txt")
    there = aligned("واحد", "one", other)
    person, typed = reviewed("اثنان", "two"), aligned("أربعة", "four", origin=Origin("human", PAIR[0]))
    imported = TranslationUnit((Variant("ar", "خمسة"), Variant("en", "five")))
    empty.add([there, person, typed, imported])
    assert empty.documents.settle([(PAIR, [])]) == Settled()
    assert len(texts(empty)) == 4
    assert empty.documents.drop(key for key, _ in empty.items()) == 1
    assert empty.documents.forget(PAIR) == 0
    assert len(texts(empty)) == 3


def test_a_persons_unit_takes_no_place(empty: Store) -> None:
    with pytest.raises(AssertionError):
        empty.documents.settle([(PAIR, [reviewed("واحد", "one")])])


def test_a_copy_is_a_second_document(empty: Store) -> None:
    copy = ("sources/c.ar.txt", "sources/c.en.txt")
    empty.documents.settle([(PAIR, [aligned("واحد", "one")]), (copy, [aligned("واحد", "one", copy)])])
    assert len(texts(empty)) == 2
    assert empty.documents.made() == dict.fromkeys(sorted((*PAIR, *copy)), 1)


def test_units_follow_a_renamed_document(empty: Store) -> None:
    documents = empty.documents
    documents.settle([(PAIR, [aligned("واحد", "one")])], built=True)
    empty.add([reviewed("اثنان", "two")])
    documents.record({PAIR[0]: "aa", PAIR[1]: "bb", "sources/none.txt": "cc"})
    documents.refuse(PAIR, [(("ar", "ثلاثة"), ("en", "three"))])
    new = ("sources/s.ar.txt", PAIR[1])
    documents.follow_renames({PAIR[0]: new[0]})
    assert documents.hashes() == {PAIR[1]: "bb", new[0]: "aa"}
    assert {unit.origin.document for unit in empty.units()} == {new[0]}
    assert {place.document for unit in empty.units() for place in unit.origin.locations} == set(new)
    assert documents.built() == [new]
    assert documents.refused(new) == {pair_key(("en", "three"), ("ar", " ثلاثة "))}
    assert len(documents.units(new)) == 2
    assert documents.settle([(new, [aligned("واحد", "one", new)])]) == Settled(unchanged=1)
    assert empty.verify() == []


def test_a_document_may_take_the_name_of_another(empty: Store) -> None:
    documents = empty.documents
    old = ("r.ar.txt", "r.en.txt")
    documents.settle([(PAIR, [aligned("واحد", "one")])], built=True)
    documents.settle([(old, [aligned("واحد", "one", old)])], built=True)
    documents.follow_renames(dict(zip(old, PAIR, strict=True)))
    assert documents.built() == [PAIR]
    assert documents.settle([(PAIR, [aligned("واحد", "one")])]) == Settled(unchanged=1, removed=1)


def test_a_refusal_is_taken_back(empty: Store) -> None:
    texts_ = (("ar", "واحد"), ("en", "one"))
    empty.documents.refuse(PAIR, [texts_])
    assert empty.documents.refused(PAIR) == empty.documents.refused((PAIR[1], "x")) == {pair_key(*texts_)}
    empty.documents.refuse(PAIR, [], accepted=[texts_[::-1]])
    assert empty.documents.refused(PAIR) == frozenset()


# ── ranks in what is added and found ─────────────────────────────────────────────────────────────


def test_the_same_text_of_a_machine_changes_no_review(empty: Store) -> None:
    empty.add([reviewed("واحد", "one")])
    newer = aligned("واحد", "one", details=Details(created="20990101T000000Z"))
    assert empty.add([newer]) == AddReport(unchanged=1)
    assert [rank(unit) for unit in empty.units()] == [3]
    assert empty.documents.settle([(PAIR, [newer])]) == Settled(unchanged=1)


def test_the_same_text_of_a_person_counts_for_more(empty: Store) -> None:
    empty.add([aligned("واحد", "one", details=Details(created="20990101T000000Z"))])
    assert empty.add([reviewed("واحد", "one")]) == AddReport(updated=1)
    assert [rank(unit) for unit in empty.units()] == [3]


@pytest.mark.parametrize("policy", ["newest", "replace"])
def test_no_policy_replaces_what_a_person_made(empty: Store, policy: Policy) -> None:
    empty.add([reviewed("واحد", "one!")])
    imported = TranslationUnit((Variant("ar", "واحد"), Variant("en", "eins")), source_language="ar", id="7")
    later = replace(imported, details=Details(changed="20990101T000000Z"))
    assert empty.add([later], policy) == AddReport(added=1)
    assert [m.target.text for m in empty.lookup("واحد", "ar", "en") if m.target] == ["one!", "eins"]


def test_a_person_answers_before_a_better_score_of_the_same_segment(empty: Store) -> None:
    from termlode.memory import Query

    machine = aligned(
        "واحد", "one", context=Context("قبل", "بعد"), origin=replace(aligned("", "").origin, confidence=1.0)
    )
    empty.add(
        [machine, reviewed("واحد", "one!"), aligned("واحد", "uno", ("x.ar", "x.en"), context=Context("قبل", "بعد"))]
    )
    found = empty.ask(Query("واحد", "ar", "en", context=Context("قبل", "بعد")))
    assert [(m.score, m.target.text) for m in found if m.target] == [(100, "one!"), (101, "one"), (100, "uno")]


def test_equal_scores_go_by_rank_before_date(empty: Store) -> None:
    old, new = Details(changed="20200101T000000Z"), Details(changed="20250101T000000Z")
    empty.add(
        [
            TranslationUnit((Variant("ar", "واحد"), Variant("en", "new")), details=new),
            TranslationUnit((Variant("ar", "واحد"), Variant("en", "typed")), details=old, origin=Origin("human")),
        ]
    )
    assert [m.target.text for m in empty.lookup("واحد", "ar", "en") if m.target] == ["typed", "new"]


def test_cleaning_spares_what_a_person_made(empty: Store) -> None:
    late = Details(created="20990101T000000Z")
    empty.add([reviewed("واحد", "one"), reviewed("اثنان", "اثنان"), aligned("واحد", "one", ("x", "y"), details=late)])
    assert [finding.key for finding in empty.maintenance.duplicates()] == [3]
    assert list(empty.maintenance.useless()) == []
