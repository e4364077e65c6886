"""Duplicates, useless units, choices, edits; and the findings of verify."""

from __future__ import annotations

from dataclasses import replace

import pytest

from termlode.errors import NothingFound, UsageError
from termlode.memory import Query, Store
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
