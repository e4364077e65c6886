"""Duplicates, useless units, choices, edits; and the findings of verify."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from termlode.errors import NothingFound, StoreDamaged, UsageError
from termlode.memory import Query, Store, open_store
from termlode.memory.editing import with_text
from termlode.memory.maintenance import Choice, chosen, duplicates, objection, useless
from termlode.model import Context, Details, Origin
from tests.memory.units import FULL, PAIRS, sentences, unit


def test_duplicates_keep_the_newest() -> None:
    one = unit(en="a", fa="ب")
    new = replace(one, details=Details(changed="2024"))
    elsewhere = replace(one, origin=Origin(client="x"))
    in_context = replace(one, context=Context(key="k"))
    items = list(enumerate([one, new, elsewhere, in_context, one], 1))
    assert {finding.key for finding in duplicates(items)} == {1, 5}
    assert {finding.key for finding in duplicates(items, everything=True)} == {1, 3, 4, 5}


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
def test_useless(texts: dict[str, str], reason: str | None) -> None:
    assert objection(unit(**texts), 5.0) == reason
    assert [finding.reason for finding in useless([(1, unit(**texts))])] == ([reason] if reason else [])


def test_owners_are_told_without_a_walk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    named = [Origin(client="b", domain="mining"), Origin(client="a"), Origin(client="a", project="p"), Origin()]
    store.add([replace(unit(en=f"text {k}", fa=f"متن {k}"), origin=origin) for k, origin in enumerate(named)])
    monkeypatch.setattr(Store, "units", None)
    assert [store.owners(kind) for kind in ("client", "domain", "project")] == [["a", "b"], ["mining"], ["p"]]


def test_choice(store: Store) -> None:
    def keys(choice: Choice) -> list[int]:
        return [finding.key for finding in chosen(store.items(), choice)]

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


def test_a_memory_without_any_table_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    open_store(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.commit()
    with pytest.raises(StoreDamaged, match="has other tables than this termlode"):
        open_store(path)


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
