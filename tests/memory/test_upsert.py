"""Adding again: what is the same, what is newer, what contradicts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from termlode.errors import FormatError
from termlode.memory import AddReport, Policy
from termlode.model import Context, Details, Origin
from tests.memory.units import FULL, PAIRS, sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from termlode.memory import Store
    from termlode.model import TranslationUnit

pytestmark = pytest.mark.usefixtures("engine")


def dated(one: TranslationUnit, date: str) -> TranslationUnit:
    return replace(one, details=replace(one.details, changed=date))


def test_the_same_again_adds_nothing(store: Store) -> None:
    assert store.add([unit(**pair) for pair in PAIRS]) == AddReport(unchanged=len(PAIRS))


def test_twice_in_one_call(store: Store) -> None:
    assert store.add([FULL, FULL]) == AddReport(added=1, unchanged=1)


def test_newer_date_updates(store: Store) -> None:
    old = dated(unit(en="a b c", fa="آ ب"), "20200101T000000Z")
    store.add([old])
    newer = dated(old, "20210101T000000Z")
    assert store.add([newer]) == AddReport(updated=1)
    assert store.add([old]) == AddReport(unchanged=1)
    assert list(store.units())[-1] == newer


def test_newer_version_of_the_same_id(store: Store) -> None:
    old = dated(replace(unit(en="a b c", fa="نادرست"), id="7"), "20200101T000000Z")
    new = dated(replace(unit(en="a b c", fa="درست"), id="7"), "20210101T000000Z")
    store.add([old])
    assert store.add([new]) == AddReport(updated=1)
    assert list(store.units())[-1] == new


@pytest.mark.parametrize(
    ("policy", "date", "expected", "texts"),
    [
        ("keep", "20990101T000000Z", AddReport(added=1), {"کهنه", "نو"}),
        ("newest", "20990101T000000Z", AddReport(updated=1), {"نو"}),
        ("newest", "19990101T000000Z", AddReport(unchanged=1), {"کهنه"}),
        ("replace", "19990101T000000Z", AddReport(updated=1), {"نو"}),
    ],
)
def test_conflicting_targets(store: Store, policy: Policy, date: str, expected: AddReport, texts: set[str]) -> None:
    store.add([dated(unit(en="one source", fa="کهنه"), "20200101T000000Z")])
    assert store.add([dated(unit(en="one source", fa="نو"), date)], policy) == expected
    targets = {m.target.text for m in store.lookup("one source", "en", "fa") if m.target}
    assert targets == texts


def test_context_and_client_make_a_unit_another(store: Store) -> None:
    one = unit(en="Open", fa="باز")
    there = replace(one, context=Context(key="door"))
    theirs = replace(one, origin=Origin(client="acme"))
    assert store.add([one, there, theirs]) == AddReport(added=3)


def test_conflict_policy_leaves_other_clients_alone(store: Store) -> None:
    store.add([replace(unit(en="Open", fa="باز"), origin=Origin(client="acme"))])
    theirs = replace(unit(en="Open", fa="گشودن"), origin=Origin(client="zenith"))
    assert store.add([theirs], "replace") == AddReport(added=1)


def broken(units: list[TranslationUnit]) -> Iterator[TranslationUnit]:
    yield from units
    raise FormatError("is broken", path="x.tmx", line=7)


def test_nothing_of_a_broken_input_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlode.memory.writer.CHUNK", 1000)
    old = dated(unit(en="kept", fa="مانده"), "20200101T000000Z")
    store.add([old])
    before = list(store.units())
    newer = dated(unit(en="kept", fa="مانده"), "20210101T000000Z")
    with pytest.raises(FormatError):
        store.add(broken([newer, *sentences(5500)]))
    assert list(store.units()) == before
    assert store.verify() == []
    assert store.add(sentences(20)).added == 20


def test_progress_is_told(store: Store) -> None:
    told: list[int] = []
    store.add(sentences(50), progress=lambda done, _total: told.append(done))
    assert told[-1] == 50


def test_details_decide_by_the_newest_variant(store: Store) -> None:
    first, second = unit(en="x y z", fa="ایکس").variants
    old = replace(unit(en="x y z", fa="ایکس"), variants=(first, replace(second, details=Details(changed="2020"))))
    new = replace(old, variants=(first, replace(second, details=Details(changed="2021"))))
    store.add([old])
    assert store.add([new]) == AddReport(updated=1)
