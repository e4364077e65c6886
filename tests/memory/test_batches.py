"""UnitOrBatch that come as columns, and long imports: the store is the same as when they come one by one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.errors import FormatError
from termlode.memory import seen_sources, sql, writer
from termlode.memory.index.new_variants import NewVariants
from termlode.memory.unit_batches import PlainBatch, one_by_one
from termlode.model import Details, Origin, TranslationUnit, Variant
from tests.memory.opening import open_store
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Policy, Store
    from termlode.memory.unit_batches import UnitOrBatch

pytestmark = pytest.mark.usefixtures("engine")

LIKES = (
    TranslationUnit(()),
    TranslationUnit((), source_language="fa"),
    TranslationUnit((), details=Details(changed="20240102T030405Z"), origin=Origin(client="acme", domain="d")),
)


def batch(random: Random, count: int) -> PlainBatch:
    """UnitOrBatch of few words, so that many are the same, contradict each other or have a source in common."""
    languages = [random.choice(pair) for _ in range(count) for pair in (("en", "en", "zh"), ("fa", "fa", "en"))]
    texts = [f"{random.choice('abcdefgh')}{random.choice('یکم')}" for _ in range(2 * count)]
    return PlainBatch(languages, texts, random.choice(LIKES))


def stream(random: Random) -> list[UnitOrBatch]:
    found: list[UnitOrBatch] = []
    for _ in range(random.randint(1, 6)):
        found.append(batch(random, random.randint(1, 30)))
        found.extend([FULL, unit(en="a", fa="ی"), unit(en="")][: random.randint(0, 3)])
    return found


def contents(store: Store) -> object:
    raw = store._connection
    rows = [list(raw.execute(f"SELECT * FROM {table} ORDER BY id")) for table in ("unit", "variant")]
    return rows, list(store.units()), raw.execute("SELECT value FROM meta WHERE key = 'next_unit'").fetchall()


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHUNK", 25)
    monkeypatch.setattr(writer, "_BATCH", 10)
    monkeypatch.setattr(seen_sources, "LONG", 1)
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 20)


@pytest.mark.of_a_file
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    random=st.randoms(use_true_random=True), policy=st.sampled_from(["keep", "newest", "replace"]), few=st.booleans()
)
def test_columns_are_the_same_as_units(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, random: Random, policy: Policy, few: bool
) -> None:
    monkeypatch.setattr(seen_sources, "FEW", 40 if few else -1)
    the_same(tmp_path_factory.mktemp("batches"), monkeypatch, random, policy)


@pytest.mark.parametrize("policy", ["keep", "newest", "replace"])
def test_columns_are_the_same_as_units_in_every_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: Policy
) -> None:
    the_same(tmp_path, monkeypatch, Random(policy), policy)


def the_same(folder: Path, monkeypatch: pytest.MonkeyPatch, random: Random, policy: Policy) -> None:
    units, before = stream(random), stream(random)
    with open_store(folder / "a.db", write=True) as fast, open_store(folder / "b.db", write=True) as usual:
        for part in (before, units):
            report = fast.add(part, policy)
            assert report == usual.add(one_by_one(part), policy)
            monkeypatch.setattr(writer, "CHUNK", random.choice([25, 1000]))
        assert contents(fast) == contents(usual)
        assert fast.verify() == usual.verify() == []
        again = fast.add(units, policy)
        assert again.added == 0 or policy != "keep"


def test_a_unit_of_columns() -> None:
    texts = PlainBatch(["en", "fa", "zh", "ar"], ["a", "ب", "稀", "ج"], LIKES[2])
    assert len(texts) == 2
    one = replace(LIKES[2], variants=(Variant("en", "a"), Variant("fa", "ب")))
    assert list(texts) == [one, replace(one, variants=(Variant("zh", "稀"), Variant("ar", "ج")))]
    assert list(texts[1:5]) == [texts.unit(1)]
    assert list(one_by_one([texts, FULL])) == [*texts, FULL]


def test_language_sets_of_batches_are_those_of_units(store: Store) -> None:
    new = NewVariants([(4096, 1, "a", None), (4097, 2, "b", None), (8192, 2, "c", None), (8193, 1, "d", None)])
    new.extend([12288, 12289, 12290], [1, 2, 2], ["e", "f", "g"])
    of = store._language_sets.set_number
    expected = [of(1, [2]), of(2, [1]), of(2, [1]), of(1, [2]), of(1, [2, 2]), of(2, [1, 2]), of(2, [1, 2])]
    assert new.language_sets(store._language_sets) == expected
    assert NewVariants().language_sets(store._language_sets) == []


def has_index(store: Store) -> bool:
    if not isinstance(store._connection, sqlite3.Connection):
        return True  # where many write it never goes
    return bool(store._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'unit_by_source'").fetchone())


@pytest.mark.of_a_file
def test_a_long_import_makes_the_index_again(tmp_path: Path) -> None:
    seen: list[bool] = []
    with open_store(tmp_path / "m.db", write=True) as store:
        store.add(sentences(90), progress=lambda _done, _total: seen.append(has_index(store)))
        assert seen[0]
        assert not seen[1]
        assert has_index(store)
        store.add(sentences(20))
        assert has_index(store)


@pytest.mark.of_a_file
def test_the_index_that_a_killed_import_left_out_is_made_by_the_next(tmp_path: Path) -> None:
    with open_store(tmp_path / "m.db", write=True) as store:
        store.add(sentences(30))
        store._connection.execute(sql.SOURCE_INDEX_DROP)
    with open_store(tmp_path / "m.db", write=True) as store:
        assert store.verify() == []
        assert store.add(sentences(30)).unchanged == 30
        assert has_index(store)


def test_what_a_refused_input_had_brought_is_taken_back(tmp_path: Path) -> None:
    def broken() -> Iterator[UnitOrBatch]:
        yield from (batch(Random(number), 30) for number in range(4))
        raise FormatError("cut off")

    with open_store(tmp_path / "m.db", write=True) as store:
        store.add(sentences(10))
        before = contents(store)
        with pytest.raises(FormatError):
            store.add(broken())
        after = contents(store)
        assert has_index(store)
        assert store.verify() == []
    assert before[:2] == after[:2]  # type: ignore[index]


@pytest.mark.of_a_file
def test_what_is_seen_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "m.db", write=True) as store:
        known = seen_sources.SeenSources(store._connection, store._languages)
        assert known.perhaps_seen([5, 6, 5]) == [2]
        known.remember([5, 6, 5], [1, 2, 3])
        assert sorted(known.find([5, 7])) == [(5, 1), (5, 3)]
        known.pack()
        known.remember([7], [4])
        known.pack()
        assert sorted(known.find([5, 7, 8])) == [(5, 1), (5, 3), (7, 4)]
        assert known.perhaps_seen([5, 5 + (1 << 24), 9]) == [0, 1]  # a doubt too many does no harm
