"""The tail stays short however units come, and a memory that is no more than a tail stays small."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError
from tests.memory.opening import open_store
from tests.memory.units import sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory import Store
    from termlode.model import TranslationUnit

pytestmark = pytest.mark.usefixtures("engine")


def waiting(store: Store) -> int:
    count = store.stats()["tail"]
    assert isinstance(count, int)
    return count


def test_many_short_additions_are_indexed(path: Path) -> None:
    with open_store(path, write=True) as store, open_store(path) as reader:
        for seed in range(5):
            store.add(sentences(500, seed=seed))
            assert waiting(store) < 4096
        assert store.stats()["segments"] == 1
        assert store.verify() == []
        for one in list(store.units())[::250]:
            assert reader.lookup(one.variants[0].text, "en", "zh")[0].score == 100


def test_a_unit_that_is_edited_and_indexed_again_is_in_two_segments(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 50)
    with open_store(path, write=True) as store:
        store.add(sentences(40, seed=1))
        old = store.unit(1)
        assert old is not None
        store.replace(1, unit(en="A text that was put in later", fa="نو"))
        store.add(sentences(200, seed=2))
        store.replace(2, unit(en="Another text of a later day", fa="دیگر"))
        for seed in range(3, 9):
            store.add(sentences(10, seed=seed))
        assert waiting(store) < 50
        assert store.verify() == []
        assert store.lookup(old.variants[0].text, minimum=100) == []
        assert [match.unit_key for match in store.lookup("A text that was put in later")] == [1]
        assert [hit.unit_key for hit in store.concordance("Another text of a later day")] == [2]


@pytest.mark.parametrize("seed", range(4))
def test_a_reader_that_stays_open_answers_as_a_new_one(path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Whatever is added, edited, deleted, taken back and compacted meanwhile."""
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 30)
    chance = Random(seed)
    with open_store(path, write=True) as writer:
        writer.add(sentences(60, seed=seed))
        with open_store(path) as stays:
            for step in range(40):
                change(writer, chance, step)
                texts = [chance.choice(list(writer.units())).variants[0].text, f"the new text {step} of the day"]
                with open_store(path) as new:
                    for text in texts:
                        assert stays.lookup(text, minimum=60) == new.lookup(text, minimum=60)
                        assert list(stays.concordance(text[:9])) == list(new.concordance(text[:9]))
        assert writer.verify() == []


def change(store: Store, chance: Random, step: int) -> None:
    """Something that changes a memory."""
    keys = [key for key, _ in store.items()]
    action = chance.choice(["few", "many", "edit", "edit", "delete", "broken", "compact"])
    if action in ("few", "many"):
        store.add(sentences(3 if action == "few" else 30, seed=100 + step))
    elif action == "edit":
        store.replace(chance.choice(keys), unit(en=f"the new text {step} of the day", de=f"der neue Text {step}"))
    elif action == "delete":
        store.delete(chance.sample(keys, 2))
    elif action == "broken":
        with pytest.raises(FormatError):
            store.add(broken(step))
    else:
        store.compact()


def broken(step: int) -> Iterator[TranslationUnit]:
    yield from sentences(40, seed=200 + step)
    raise FormatError("is cut off")


@pytest.mark.of_a_file
def test_compacting_a_small_memory_does_not_make_it_large(store: Store) -> None:
    before = Path(store.path).stat().st_size
    store.compact()
    store.close()
    assert Path(store.path).stat().st_size == before
    with open_store(store.path) as again:
        assert (again.stats()["segments"], waiting(again)) == (0, 17)
        assert again.lookup("Open the file")[0].score == 100
