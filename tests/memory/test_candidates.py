"""Candidates and letters: what the shortcuts of a look-up give is what the long way gives."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from termlode.memory import Store, edit_distance
from termlode.memory.index import bulk_counting, candidates, counting, keys
from termlode.memory.index.counting import Effort
from tests.memory.opening import open_store
from tests.memory.units import sentences, unit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("engine")

WORD = st.text(st.sampled_from("abcي稀土 ۱") | st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(WORD, WORD, st.integers(0, 40))
def test_the_plain_distance_is_rapidfuzz_s(one: str, other: str, limit: int) -> None:
    wanted = Levenshtein.distance(one, other)
    found = edit_distance.plain(one, other, limit)
    assert found == wanted if wanted <= limit else found > limit
    assert (edit_distance.distance(one, other, limit) <= limit) == (wanted <= limit)


@settings(max_examples=200, deadline=None)
@given(WORD, WORD, st.sampled_from([0.5, 0.68, 0.9]))
def test_likeness(one: str, other: str, least: float) -> None:
    wanted = Levenshtein.normalized_similarity(one, other)
    found = edit_distance.likeness(one, other, least)
    if wanted > least + 1e-9:
        assert found == pytest.approx(wanted)
    elif wanted < least - 1e-9:
        assert found == 0


@settings(max_examples=200, deadline=None)
@given(WORD)
def test_grams_one_by_one(text: str) -> None:
    key = keys.rough(text)
    low, shift = 0xFFFFFFFF, 32 - keys.GRAM_BITS
    codes = [keys.END, keys.END, *map(ord, key), keys.END, keys.END]
    three = zip(codes, codes[1:], codes[2:], strict=False)
    wanted = {(((a * keys.MIX_A + b) * keys.MIX_A + c) * keys.MIX_B & low) >> shift for a, b, c in three}
    if len(key) <= keys.SHORT:
        wanted |= {((a * keys.MIX_A + b + keys.MIX_C) * keys.MIX_B & low) >> shift for a, b in pairwise(codes[1:-1])}
    assert keys.grams(key) == wanted


def test_the_hash_of_a_text_is_a_polynomial() -> None:
    assert keys.text_hash("") == 0
    assert keys.text_hash("ab") == (ord("a") + ord("b") * keys.BASE) & keys.LOW64
    long = "稀土 magnet " * 500
    assert keys.text_hash(long) == sum(ord(c) * pow(keys.BASE, i, 1 << 64) for i, c in enumerate(long)) & keys.LOW64


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    path = tmp_path_factory.mktemp(f"candidates-{engine}") / "memory.db"
    with open_store(path, write=True) as store:
        store.add(sentences(5000))
    return path


LISTS = st.lists(st.sets(st.integers(0, 300), min_size=1).map(sorted), min_size=1, max_size=24)


@settings(max_examples=200, deadline=None)
@given(LISTS, st.integers(0, 300), st.integers(1, 400), st.sampled_from([0.05, 0.3, 0.8]))
def test_counts_are_those_of_the_lists(lists: list[list[int]], centre: int, most: int, share: float) -> None:
    """Against counting every entry of every list; numpy's are the same."""
    views = [memoryview(b"".join(one.to_bytes(4, "little") for one in some)).cast("I") for some in lists]
    effort = Effort(8, 24, 16_000, most, share)
    found = counting.most_shared(views, centre, effort)
    assert bulk_counting.most_shared(views, centre, effort) == found
    counts = {entry: sum(entry in some for some in lists) for entry in range(301)}
    highest = max(counts.values())
    wanted = [entry for entry in counts if counts[entry] > 1 and counts[entry] - 1 >= share * (highest - 1)]
    wanted.sort(key=lambda entry: (-counts[entry], abs(entry - centre), entry))
    assert found[:most] == wanted[:most]


@pytest.mark.parametrize("seed", range(30))
def test_counts_of_what_many_lists_share(seed: int) -> None:
    """Where enough is met often, what is met seldom is not looked at."""
    chance = random.Random(seed)
    likely = [chance.choice([0.1, 0.2, 0.5, 0.9]) for _ in range(200)]
    lists = [[entry for entry in range(200) if chance.random() < likely[entry]] for _ in range(24)]
    views = [memoryview(b"".join(one.to_bytes(4, "little") for one in some)).cast("I") for some in lists]
    for most in (1, 5, 20, 60):
        effort = Effort(8, 24, 16_000, most, chance.choice([0.05, 0.3]))
        assert bulk_counting.most_shared(views, 100, effort) == counting.most_shared(views, 100, effort)


def test_candidates_are_within_the_lengths_and_allowed(memory: Path) -> None:
    with open_store(memory) as store:
        store.lookup("warm")
        text = next(store.units()).variants[0].text
        key = keys.rough(text)
        low, high = store._index.segments[0].within(int(0.68 * len(key)), int(len(key) / 0.68) + 1)
        (every,) = [some for _, some in candidates.similar(store._index, key, 0.68, None)]
        assert every
        assert all(low <= entry < high for entry in every)
        allowed = store._language_sets.allowed_groups("en", "x-none")
        assert [some for _, some in candidates.similar(store._index, key, 0.68, allowed)] == [[]]
        allowed = store._language_sets.allowed_groups("en", None)
        (some,) = [some for _, some in candidates.similar(store._index, key, 0.68, allowed)]
        assert all(allowed is not None and allowed[store._index.segments[0].groups[entry]] for entry in some)


def test_columns_read_in_parts_and_in_pages_agree(memory: Path) -> None:
    with open_store(memory) as cold, open_store(memory) as warm:
        cold.lookup("warm")
        warm.lookup("warm")
        one, other = cold._index.segments[0], warm._index.segments[0]
        for entry in range(other.entries):  # so many that the pages are read
            other.firsts[entry]
            other.groups[entry]
        for entry in range(0, one.entries, 997):
            assert one.firsts[entry] == other.firsts[entry]
            assert one.groups[entry] == other.groups[entry]
        text = list(warm.units())[2500].variants[0].text
        assert one.exact(keys.rough(text)) == other.exact(keys.rough(text)) is not None


def test_a_reader_notices_that_numbers_begin_again(tmp_path: Path) -> None:
    """A compacted memory has as many entries as before, in a segment of the same number, but others."""
    path = tmp_path / "memory.db"
    with open_store(path, write=True) as writer:
        writer.add(sentences(3000))
        writer.compact()
        with open_store(path) as reader:
            before = next(reader.units()).variants[0].text
            assert reader.lookup(before)[0].score == 100
            writer.replace(1, unit(en="Wholly other words that nobody has said", fa="دیگر"))
            writer.compact()
            assert reader.lookup("Wholly other words that nobody has said")[0].score == 100
            assert all(match.score < 100 for match in reader.lookup(before))


def test_two_writers_that_take_turns(tmp_path: Path) -> None:
    """Each knows what languages and sets of roles the other has added meanwhile."""
    path = tmp_path / "memory.db"
    with open_store(path, write=True) as one, open_store(path, write=True) as other:
        one.add([unit(en="First", fa="یکم")])
        other.add([unit(en="Second", de="Zweiter")])
        one.add([unit(en="Third", de="Dritter")])
        other.add(sentences(2500, seed=1))
        one.add(sentences(2500, seed=2))
        other.add(sentences(2500, seed=3))
        assert one.verify() == []
        assert one.lookup("Third", "en", "de")[0].score == 100


def test_a_reader_that_stops_half_way_leaves_no_trace(memory: Path, recwarn: pytest.WarningsRecorder) -> None:
    with open_store(memory) as store:
        text = next(store.units()).variants[0].text.split()[0]
        hits = store.concordance(text)
        next(hits)
    del hits
    assert not recwarn.list


@pytest.mark.of_a_file
def test_a_single_look_up_loads_no_rapidfuzz(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 1)
    store.add([unit(en=text, fa="متن") for text in ("Open the file", "Save the file?", "Something else entirely")])
    store.compact()
    code = (
        "import sys; from termlode.memory.opening import open_store; from pathlib import Path\n"
        f"with open_store(Path({str(store.path)!r})) as store: assert len(store.lookup('Save the files')) == 1\n"
        "assert not any(name.startswith('rapidfuzz') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.of_a_file
def test_adding_a_unit_does_not_read_the_whole_memory(store: Store) -> None:
    """The statements of a single add and what they touch are the same in a small memory and in a larger one."""
    store.add(sentences(3000))
    statements: list[str] = []
    assert isinstance(store._connection, sqlite3.Connection)
    store._connection.set_trace_callback(statements.append)
    store.add([unit(en="Something new", fa="چیزی نو")])
    store._connection.set_trace_callback(None)
    assert statements
    whole = ("FROM unit", "FROM variant", "FROM role_set")
    assert not [one for one in statements if "WHERE" not in one and "wanted" not in one and one.endswith(whole)]


@pytest.mark.parametrize("waiting", [1, 4096])
def test_a_reader_learns_which_languages_meet_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: int
) -> None:
    """What it worked out for a pair of languages is worked out anew when another has written."""
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", waiting)
    path = tmp_path / "memory.db"
    with open_store(path, write=True) as writer:
        writer.add([unit(en="One battery", ar="بطارية واحدة")])
        with open_store(path) as reader:
            assert reader.lookup("One large battery", "en", "fa") == []
            assert reader.lookup("یک باتری", "fa", "en") == []
            assert reader.lookup("یک معدن", "fa", "zh") == []
            writer.add([unit(en="One larger battery", fa="یک باتری"), unit(fa="یک معدن", en="One mine")])
            writer.add([unit(en="One mine", zh="一座矿山")])
            (direct,) = reader.lookup("One large battery", "en", "fa")
            assert direct.target is not None
            assert direct.target.text == "یک باتری"
            assert [match.score for match in reader.lookup("یک باتری", "fa", "en")] == [100]
            (through,) = reader.lookup("یک معدن", "fa", "zh")  # by way of English
            assert through.target is not None
            assert through.target.text == "一座矿山"


@pytest.mark.parametrize("compacted", [False, True])
def test_what_is_rare_does_not_depend_on_what_came_first(tmp_path: Path, compacted: bool) -> None:
    """A query reads as much where another script came first as where all came mixed."""
    chinese = [unit(zh=f"锂{number}钴", ja=f"鉱山{number}銅") for number in range(2500)]
    english = list(sentences(4500))
    mixed = [*chinese, *english]
    random.Random(1).shuffle(mixed)
    read = []
    for name, parts in (("mixed", [mixed]), ("sorted", [chinese, english])):
        with open_store(tmp_path / name, write=True) as store:
            for part in parts:
                store.add(part)
            if compacted:
                store.compact()
            store.lookup("warm")
            read.append(sum(postings(store, one.variants[0].text) for one in sentences(300, seed=4)))
    assert read[1] < 1.1 * read[0]


def postings(store: Store, text: str) -> int:
    """How many the eight lists of a text's rarest grams hold."""
    order = store._index.order
    slots = sorted(keys.grams(keys.rough(text)), key=lambda slot: (order[slot], slot))
    return sum(len(segment.postings(1, slot)) for segment in store._index.segments for slot in slots[:8])
