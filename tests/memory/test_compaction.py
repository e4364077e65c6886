"""Compaction merges what is indexed, without what was deleted or edited, and reads texts again only where that pays."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from termlode.memory import open_store, sql
from termlode.memory.connection import transaction
from termlode.memory.index import blocks, bulk_keys
from termlode.memory.index.builder import IndexBuilder
from termlode.memory.index.contents import SegmentEntries, marks, marks_of
from termlode.memory.index.merging import _lists
from tests.memory.units import PAIRS, sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Store


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small memories are merged as large ones are."""
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 20)
    monkeypatch.setattr("termlode.memory.index.builder._MANY", 1)
    monkeypatch.setattr("termlode.memory.index.merging._ENTRIES", 50)


@pytest.fixture
def filled(path: Path) -> Iterator[Store]:
    with open_store(path, write=True) as store:
        for seed in range(2):
            store.add(sentences(120, seed=seed))
        yield store


def indexed(store: Store) -> dict[int, int]:
    """Of each variant in the index the mark of its key; each has one place."""
    found: dict[int, int] = {}
    for number, *_ in store._connection.execute(sql.SEGMENTS).fetchall():
        entries = SegmentEntries.read(store._connection, number)
        lengths = entries.lengths(0, blocks.LONGEST + 1)
        variants, owners = entries.variants()
        for variant, mark in zip(variants.tolist(), marks(lengths, entries.hashes)[owners].tolist(), strict=True):
            assert variant not in found
            found[variant] = mark
    return found


def by_texts(store: Store) -> dict[int, int]:
    """What is to be indexed, from the texts."""
    rows = store._connection.execute(sql.VARIANTS_TO_INDEX).fetchall()
    wanted = marks_of([text for _, _, text in rows], bulk_keys.Characters())
    return dict(zip([number for number, *_ in rows], wanted.tolist(), strict=True))


def postings(store: Store) -> set[int]:
    """The entries on all lists of the one segment, the mark of lists that were left out aside."""
    ((number, *_, lists),) = store._connection.execute(sql.SEGMENTS).fetchall()
    found: set[int] = set()
    for kind in (blocks.GRAMS, blocks.WORDS):
        rows = store._connection.execute(sql.BLOCKS_IN, blocks.bounds(number, kind)).fetchall()
        found.update(_lists(rows, lists)[1].tolist())
    return found - {blocks.EVERYWHERE}


def compact(store: Store, *, anew: bool) -> None:
    """Compact, and make sure of how."""
    with mock.patch.object(IndexBuilder, "add_segment", autospec=True, side_effect=IndexBuilder.add_segment) as made:
        store.compact()
    assert (made.call_count > 0) is anew


def test_what_was_deleted_and_edited_is_left_out(filled: Store) -> None:
    filled.delete(range(5, 30))
    filled.replace(40, unit(en="The text that was put in later", fa="نو"))
    filled.add(sentences(60, seed=9))  # with the edited texts
    filled.replace(41, unit(en="Another text of a later day", fa="دیگر"))
    filled.replace(41, unit(en="The very last text of the day", ps="وروستی"))
    filled.compact()
    assert filled.stats()["segments"] == 1
    assert filled.verify() == []
    assert indexed(filled) == by_texts(filled)
    assert [match.unit_key for match in filled.lookup("The very last text of the day", "en", "ps")] == [41]
    assert filled.lookup("Another text of a later day", minimum=90) == []
    assert [hit.unit_key for hit in filled.concordance("put in later")] == [40]


def test_no_list_names_what_is_gone(filled: Store) -> None:
    filled.delete(range(5, 30))
    compact(filled, anew=False)
    ((_, entries, *_),) = filled._connection.execute(sql.SEGMENTS).fetchall()
    assert postings(filled) == set(range(entries))


@pytest.mark.parametrize("seed", range(2))
def test_it_is_as_made_anew(filled: Store, seed: int) -> None:
    chance = Random(seed)
    for step in range(4):
        keys = [key for key, _ in filled.items()]
        filled.delete(chance.sample(keys, 5))
        for key in chance.sample([key for key, _ in filled.items()], 4):
            filled.replace(key, unit(en=f"a new text {step} of {key}", de=f"neu {step} {key}"))
        filled.add(sentences(chance.randint(1, 15), seed=50 + step))
        filled.compact()
        merged = indexed(filled)
        assert merged == by_texts(filled)
    texts = [one.variants[0].text for one in filled.units()]
    best = [filled.lookup(text)[0] for text in texts]
    hits = [{hit.unit_key for hit in filled.concordance(text[:7])} for text in texts]
    filled.compact(anew=True)
    assert indexed(filled) == merged
    assert [filled.lookup(text)[0] for text in texts] == best
    assert [{hit.unit_key for hit in filled.concordance(text[:7])} for text in texts] == hits


def test_a_whole_memory_is_left_alone(filled: Store) -> None:
    compact(filled, anew=False)
    before = filled._connection.execute(sql.SEGMENTS).fetchall()
    compact(filled, anew=False)
    assert filled._connection.execute(sql.SEGMENTS).fetchall() == before


def test_what_waits_is_indexed(filled: Store) -> None:
    filled.add([unit(**{name.replace("-", "_"): text for name, text in PAIRS[0].items()})])
    filled.compact()
    assert filled.stats()["tail"] == 0
    assert indexed(filled) == by_texts(filled)


def test_texts_are_read_again_where_a_quarter_is_gone(filled: Store) -> None:
    filled.delete(range(1, 50))
    compact(filled, anew=False)
    filled.delete(range(50, 120))
    compact(filled, anew=True)
    assert indexed(filled) == by_texts(filled)


def test_texts_are_read_again_where_the_index_misses_some(filled: Store) -> None:
    with transaction(filled._connection):
        filled._connection.execute("INSERT INTO variant (id, language, text) VALUES (?, 1, 'lost')", (4096 + 7,))
    assert filled.verify() != []
    compact(filled, anew=True)
    assert filled.verify() == []
    assert indexed(filled) == by_texts(filled)


def test_texts_are_read_again_where_rarity_was_learnt_from_few(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.index.builder._MANY", 150)
    with open_store(path, write=True) as store:
        store.add(sentences(60))
        compact(store, anew=True)
        store.add(sentences(800, seed=3))
        compact(store, anew=True)  # of 1,720 texts 120 had been indexed early
        compact(store, anew=False)
        store.add(sentences(300, seed=4))
        compact(store, anew=False)


def test_a_memory_of_a_version_that_took_no_note_is_indexed_anew_once(filled: Store) -> None:
    filled._connection.execute(sql.COUNTED_CLEAR)
    filled.add(sentences(60, seed=12))
    compact(filled, anew=True)
    compact(filled, anew=False)
