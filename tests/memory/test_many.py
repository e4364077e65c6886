"""Many look-ups at once give what each gives by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from termlode.memory import Query
from tests.memory.opening import open_store
from tests.memory.units import sentences, unit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import TranslationUnit

pytestmark = pytest.mark.usefixtures("engine")


def edited(one: TranslationUnit, chance: random.Random) -> str:
    """The first text of ``one``, with a word changed, taken out or added."""
    words = one.variants[0].text.split()
    words[chance.randrange(len(words))] = chance.choice(
        ["", "lithium", f"{chance.choice(words)} {chance.choice(words)}"]
    )
    return " ".join(filter(None, words))


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    path = tmp_path_factory.mktemp(f"many-{engine}") / "memory.db"
    with open_store(path, write=True) as store:
        store.add(sentences(3000))
        store.add(unit(en=f"Page {number} of the report", fa=f"صفحهٔ {number} گزارش") for number in range(300))
    return path


@pytest.fixture(scope="module")
def queries() -> list[Query]:
    chance = random.Random(5)
    texts = [edited(one, chance) for one in sentences(150)] + ["Page 7 of report", "稀土", "", "صفحه 5 گزارش"]
    pairs = [(None, None), ("en", None), ("en", "zh"), ("zh", "en")]
    return [Query(text, *chance.choice(pairs), chance.choice([50, 70, 85]), chance.choice([1, 5])) for text in texts]


def test_the_same_as_one_by_one(memory: Path, queries: list[Query]) -> None:
    found = []
    for query in queries:
        with open_store(memory) as store:  # a store that was asked once: without numpy
            found.append(store.ask(query))
    with open_store(memory) as store:
        assert list(store.search_many(iter(queries))) == found
        assert [store.ask(query) for query in queries] == found
    assert sum(map(bool, found)) > 60


def test_two_processes_answer_in_order(memory: Path, queries: list[Query]) -> None:
    with open_store(memory) as store:
        assert list(store.search_many(queries * 5, jobs=2)) == list(store.search_many(queries * 5))


def test_no_query_no_answer(memory: Path) -> None:
    with open_store(memory) as store:
        assert list(store.search_many([])) == list(store.search_many([], jobs=2)) == []
