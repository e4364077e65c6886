"""What is stored already is told by its rows; the outcome is that of comparing units one by one."""

from __future__ import annotations

import random
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from termlode.memory import AddReport, open_store
from termlode.memory.unit_batches import PlainBatch
from termlode.model import Context, Details, InlineCode, Note, Origin, TranslationUnit, Variant
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Policy, Store
    from termlode.memory.unit_batches import UnitOrBatch

_DATES = (None, "20200101T000000Z", "20210101T000000Z")


def _random_unit(chance: random.Random) -> TranslationUnit:
    """One of few sources, targets, owners, dates, documents and codes, so that many are nearly the same."""
    source = Variant("en", chance.choice(["one", "two", "three"]))
    target = Variant(chance.choice(["fa", "zh"]), chance.choice(["یک", "دو"]))
    if chance.random() < 0.2:
        target = replace(target, codes=(InlineCode("ph", 1, (), (chance.choice(["<a>", "<b>"]),)),))
    if chance.random() < 0.1:
        target = replace(target, notes=(Note("see"),))
    variants = (source, target) if chance.random() < 0.8 else (target, source)
    made = TranslationUnit(variants)
    if chance.random() < 0.4:
        return made
    kind = chance.choice(["import", "import", "aligned", "human", "machine"])
    document = chance.choice([None, None, "a.txt", "b.txt"])
    return replace(
        made,
        id=chance.choice([None, "1", "2"]),
        source_language=chance.choice([None, "en"]),
        details=Details(changed=chance.choice(_DATES)),
        context=Context(chance.choice([None, "before"])),
        origin=Origin(kind, document=document, client=chance.choice([None, "acme"])),  # type: ignore[arg-type]  # one of the list
    )


def _stream(chance: random.Random, count: int) -> Iterator[UnitOrBatch]:
    for _ in range(count):
        if chance.random() < 0.5:
            yield _random_unit(chance)
            continue
        like = replace(_random_unit(chance), variants=(), id=None)
        units = [_random_unit(chance) for _ in range(chance.randint(1, 4))]
        variants = [variant for one in units for variant in one.variants]
        yield PlainBatch([v.language for v in variants], [v.text for v in variants], like)


def _life(path: Path, seed: int, policy: Policy) -> list[object]:
    """Some imports, the last of what was there before; the reports and what is stored."""
    seen: list[object] = []
    with open_store(path, write=True) as store:
        seen += [store.add(_stream(random.Random(f"{seed} {number}"), 12), policy) for number in (1, 2, 1, 3)]
        return [*seen, *store.items()]


@contextmanager
def _one_by_one() -> Iterator[None]:
    with mock.patch("termlode.memory.writer.unchanged", return_value=set()):
        yield


@pytest.mark.parametrize("policy", ["keep", "newest", "replace"])
@pytest.mark.parametrize("long", [False, True])
def test_the_outcome_is_that_of_comparing_units(tmp_path: Path, policy: Policy, long: bool) -> None:
    with mock.patch("termlode.memory.seen_sources._LONG", 0 if long else 1 << 30):
        for seed in range(8):
            fast = _life(tmp_path / f"{seed}.db", seed, policy)
            with _one_by_one():
                assert _life(tmp_path / f"{seed}-slow.db", seed, policy) == fast


def test_of_what_is_stored_no_unit_is_made(store: Store) -> None:
    whole = [*sentences(300), FULL, unit(en="alone", fa="تنها")]
    store.add(whole)
    random.Random(5).shuffle(whole)
    with mock.patch("termlode.memory.unit_rows.make_unit", side_effect=AssertionError):
        assert store.add(whole) == AddReport(unchanged=302)


def test_one_that_differs_is_told_among_the_same(store: Store) -> None:
    whole = list(sentences(300))
    store.add(whole)
    whole[100] = replace(whole[100], variants=(whole[100].variants[0], Variant("zh-CN", "别的")))
    whole[200] = replace(whole[200], details=Details(changed="20240101T000000Z"))
    assert store.add(whole) == AddReport(added=1, updated=1, unchanged=298)
