"""Duplicates, useless units, choices, edits; and the findings of verify."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from termlode.errors import NothingFound, StoreDamaged, UsageError
from termlode.languages.tags import serves
from termlode.memory import Query, Store, compaction, unit_rows
from termlode.memory.editing import with_text
from termlode.memory.index.keys import rough
from termlode.memory.maintenance import Choice, content, objection
from termlode.model import PERSON, Context, Details, InlineCode, Origin, TranslationUnit, Variant, rank
from tests.memory.opening import open_store
from tests.memory.units import FULL, PAIRS, sentences, unit

pytestmark = pytest.mark.usefixtures("engine")


def test_duplicates_keep_the_newest(path: Path) -> None:
    one = unit(en="a", fa="ب")
    new = replace(one, details=Details(changed="2024"))
    elsewhere = replace(one, origin=Origin(client="x"))
    in_context = replace(one, context=Context(key="k"))
    with open_store(path, write=True) as store:
        put(store, [one, new, elsewhere, in_context, one])
        assert {finding.key for finding in store.maintenance.duplicates()} == {1, 5}
        assert {finding.key for finding in store.maintenance.duplicates(everything=True)} == {1, 3, 4, 5}


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"en": "Open", "fa": "باز"}, None),
        ({"en": "Open", "fa": " "}, "no target"),
        ({"en": "Open", "fa": "open"}, "target repeats the source"),
        ({"en": "12", "fa": "۱۲"}, "no letters"),
        ({"en": "Open " * 60, "fa": "باز"}, "lengths differ more than 5 times"),
        ({"zh": "稀土出口管制政策" * 5, "en": "Rare earth export controls " * 6}, None),
    ],
)
def test_useless(texts: dict[str, str], reason: str | None, path: Path) -> None:
    assert objection(unit(**texts), 5.0) == reason
    with open_store(path, write=True) as store:
        store.add([unit(**texts)])
        found = [(finding.reason, finding.source) for finding in store.maintenance.useless()]
        assert found == ([(reason, next(iter(texts.values())))] if reason else [])


def put(store: Store, units: list[TranslationUnit]) -> None:
    """Store units as they are, the same several times: what a merge of old memories leaves."""
    store.add([unit(en=f"placeholder {number}") for number in range(len(units))])
    for (key, _), one in zip(list(store.items()), units, strict=True):
        store.replace(key, one)


_TEXTS = [
    "Open",
    "open",
    "OPEN  ",
    "باز",
    "بازکن",
    "12",
    "۱۲",
    "x" * 90,
    "打开",
    "打开" * 20,
    " ",
    "«Open»",
    "«open",
    "é",
    "É",
]


def _random_units(chance: random.Random, count: int) -> list[TranslationUnit]:
    made = []
    for _ in range(count):
        tags = [chance.choice(["en", "fa", "zh-CN"]) for _ in range(chance.choice([1, 2, 2, 2, 2, 3]))]
        variants = [Variant(tag, chance.choice(_TEXTS)) for tag in tags]
        if not "".join(v.text for v in variants).strip():
            continue
        if chance.random() < 0.2:
            variants[0] = replace(variants[0], codes=(InlineCode("ph", 0, (("x", chance.choice("12")),), ("<a>",)),))
        one = TranslationUnit(tuple(variants))
        if chance.random() < 0.6:
            one = replace(
                one,
                source_language=chance.choice([None, *tags, "ar"]),
                details=Details(changed=chance.choice([None, "20200101T000000Z", "20210101T000000Z"])),
                context=Context(chance.choice([None, None, "before"])),
                origin=Origin(chance.choice(["import", "aligned", "human"]), client=chance.choice([None, "acme", "b"])),
            )
        made.append(one)
    return made


def _naive_duplicates(items: list[tuple[int, TranslationUnit]], *, everything: bool) -> dict[object, list[int]]:
    """All units that say the same, by what they say, the one that stays first."""
    groups: dict[object, list[tuple[tuple[int, str, int], int]]] = {}
    for key, one in items:
        place = (rank(one), unit_rows.changed(one) or "", -key)
        groups.setdefault(content(one, everything=everything), []).append((place, key))
    return {mark: [key for _, key in sorted(some, reverse=True)] for mark, some in groups.items()}


def test_two_texts_of_a_language_in_another_order_are_the_same(store: Store) -> None:
    store.add([TranslationUnit((Variant("en", a), Variant("en", b))) for a, b in (("one", "two"), ("two", "one"))])
    assert [finding.source for finding in store.maintenance.duplicates()] == ["two"]


@pytest.mark.parametrize("seed", range(6))
def test_rows_tell_what_units_tell(path: Path, seed: int) -> None:
    with open_store(path, write=True) as store:
        put(store, _random_units(random.Random(seed), 250))
        items = list(store.items())
        for everything in (False, True):
            wanted = _naive_duplicates(items, everything=everything).values()
            found = {finding.key for finding in store.maintenance.duplicates(everything=everything)}
            assert found == {key for some in wanted for key in some[1:]}
        for ratio in (1.0, 5.0):
            judged = [(key, objection(one, ratio), one) for key, one in items if rank(one) < PERSON]
            bad = [(key, reason, unit_rows.source_of(one).text) for key, reason, one in judged if reason]
            assert list(store.maintenance.useless(ratio)) == bad


_CHOICES = (
    Choice(Query("", client="acme")),
    Choice(Query("", client="")),
    Choice(Query("", origin="import")),
    Choice(Query("", origin="human", since="2020", until="2020")),
    Choice(Query("", since="20200101T000000Z", until="2021")),
    Choice(Query(""), language="zh", contains="open"),
    Choice(Query("", client="b"), keys=frozenset(range(1, 90))),
)


@pytest.mark.parametrize("choice", _CHOICES)
def test_rows_choose_what_units_would(path: Path, choice: Choice) -> None:
    def takes(key: int, one: TranslationUnit) -> bool:
        spoken = choice.language is None or any(serves(v.language, choice.language) for v in one.variants)
        held = choice.contains is None or any(rough(choice.contains) in rough(v.text) for v in one.variants)
        return spoken and held and choice.query.takes(one) and (not choice.keys or key in choice.keys)

    with open_store(path, write=True) as store:
        put(store, _random_units(random.Random(1), 200))
        wanted = [key for key, one in store.items() if takes(key, one)]
        assert [finding.key for finding in store.maintenance.chosen(choice)] == wanted
        kept = [one for key, one in store.items() if key not in wanted]
        assert store.delete(wanted) == len(wanted)
        assert list(store.units()) == kept
        assert store.verify() == []


def test_owners_are_told_without_a_walk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    named = [Origin(client="b", domain="mining"), Origin(client="a"), Origin(client="a", project="p"), Origin()]
    store.add([replace(unit(en=f"text {k}", fa=f"متن {k}"), origin=origin) for k, origin in enumerate(named)])
    monkeypatch.setattr(Store, "units", None)
    assert [store.owners(kind) for kind in ("client", "domain", "project")] == [["a", "b"], ["mining"], ["p"]]


def test_choice(store: Store) -> None:
    def keys(choice: Choice) -> list[int]:
        return [finding.key for finding in store.maintenance.chosen(choice)]

    assert keys(Choice(Query(""), language="ps")) == [6]
    assert keys(Choice(Query(""), contains="RARE earth")) == [1, 3]
    assert keys(Choice(Query(""), keys=frozenset({2, 99}))) == [2]
    assert keys(Choice(Query("", client="nobody"))) == []


def test_edit_keeps_the_rest() -> None:
    with pytest.raises(UsageError, match="inline codes"):
        with_text(FULL, "en", "x")
    with pytest.raises(UsageError, match="2 texts"):
        with_text(FULL, "fa", "x")
    with pytest.raises(NothingFound):
        with_text(FULL, "zh", "x")
    old, new = with_text(unit(**PAIRS[4]), "zh", "开启文件")
    assert old == "打开文件"
    assert [v.text for v in new.variants] == ["Open the file", "开启文件", "افتح الملف"]
    assert new.details.changed


def test_verify_finds_what_is_wrong(store: Store) -> None:
    store.add(sentences(2500))
    assert store.verify() == []
    raw = store._connection
    raw.execute("INSERT INTO variant (id, language, text) VALUES (99999 * 4096, 1, 'lost')")
    raw.execute("INSERT INTO unit (id, source_key) VALUES (88888, 1)")
    raw.execute("UPDATE variant SET text = 'changed behind our back' WHERE id = 20 * 4096")
    found = "\n".join(store.verify())
    for word in ("orphans", "empty_units", "next_key", "coverage"):
        assert word in found


def test_delete_and_replace_of_what_is_not_there(store: Store) -> None:
    assert store.delete([4711]) == 0
    with pytest.raises(NothingFound):
        store.replace(4711, unit(en="x", fa="y"))


@pytest.mark.of_a_file
@pytest.mark.parametrize("table", ["unit", "variant", "meta", "block", "vocabulary"])
def test_a_memory_without_a_table_is_damaged_and_says_so(table: str, tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    open_store(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.commit()
    said = ""
    with suppress(StoreDamaged), open_store(path) as store:
        said = " ".join(store.verify())
        assert f"the table {table} lacks its column" in said
    if not said:
        with pytest.raises(StoreDamaged, match="has other tables than this termlode"):
            open_store(path)


@pytest.mark.of_a_file
def test_a_memory_without_any_table_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    open_store(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.commit()
    with pytest.raises(StoreDamaged, match="has other tables than this termlode"):
        open_store(path)


@pytest.mark.of_a_file
@pytest.mark.skipif(os.name != "posix", reason="links of a Unix")
@pytest.mark.parametrize("beside", ["-wal", "-shm", "-journal"])
def test_no_link_beside_a_memory_is_followed(beside: str, tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    open_store(path, write=True).close()
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    place = path.with_name(path.name + beside)
    place.unlink(missing_ok=True)
    place.symlink_to("victim")
    with pytest.raises(StoreDamaged, match="is a link"):
        open_store(path, write=True)
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "precious"


def test_compact_takes_units_whole_in_any_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([*sentences(40), FULL, *(unit(en=f"one {n}", fa="ب", ar="ج", ps="د", zh="丁") for n in range(9))])
    monkeypatch.setattr("termlode.memory.store._SEARCHED_WHOLE", 1)
    for rows, part in ((3, 5), (2, 1), (7, 40), (1000, 1000)):
        monkeypatch.setattr("termlode.memory.compaction._AT_ONCE", rows)
        monkeypatch.setattr("termlode.memory.compaction._PART", part)
        parts = list(compaction._parts(store._connection))
        assert all(one.ids[0] % unit_rows.MAX_VARIANTS == 0 for one in parts)
        assert [number for one in parts for number in one.ids] == sorted(number for one in parts for number in one.ids)
        assert sum(map(len, parts)) == sum(len(one.variants) for one in store.units())
        store.compact()
        assert store.verify() == []
        assert store.lookup("one 3", "en", "zh")[0].score == 100
