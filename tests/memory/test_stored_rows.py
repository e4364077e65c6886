"""What is stored already is told by its content hash; the outcome is that of comparing units one by one."""

from __future__ import annotations

import random
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from termlode.memory import AddReport, content_hash
from termlode.memory.unit_batches import PlainBatch
from termlode.model import Context, Details, InlineCode, Note, Origin, TranslationUnit, Variant
from tests.memory.opening import open_store
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from termlode.memory import Policy, Store
    from termlode.memory.unit_batches import UnitOrBatch

pytestmark = pytest.mark.usefixtures("engine")

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
    with mock.patch("termlode.memory.writer.unsettled", side_effect=lambda keys, _known: list(range(len(keys)))):
        yield


@pytest.mark.parametrize("policy", ["keep", "newest", "replace"])
@pytest.mark.parametrize("long", [False, True])
def test_the_outcome_is_that_of_comparing_units(tmp_path: Path, policy: Policy, long: bool) -> None:
    with mock.patch("termlode.memory.seen_sources.LONG", 0 if long else 1 << 30):
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


def test_a_batch_has_the_hashes_of_its_units() -> None:
    for seed in range(40):
        for item in _stream(random.Random(seed), 12):
            if isinstance(item, PlainBatch):
                texts = [text.encode() for text in item.texts]
                assert list(content_hash.of_batch(item, texts)) == list(map(content_hash.of_unit, item))


def test_all_that_a_unit_holds_is_in_its_hash() -> None:
    one = unit(en="a", fa="b")
    others = [
        unit(en="a"),
        unit(fa="b", en="a"),
        unit(en="b", fa="a"),
        unit(en="afab"),
        replace(one, id="1"),
        replace(one, source_language="fa"),
        replace(one, context=Context("before")),
        replace(one, details=Details(changed=_DATES[1])),
        replace(one, variants=(replace(one.variants[0], notes=(Note("see"),)), one.variants[1])),
        replace(one, variants=(one.variants[0], replace(one.variants[1], details=Details(usage_count=2)))),
        *(replace(one, origin=Origin(**{name: "x"})) for name in ("client", "domain", "project", "document")),  # type: ignore[arg-type]  # all are text
        replace(one, origin=Origin("human")),
    ]
    assert len({content_hash.of_unit(other) for other in [one, *others]}) == len(others) + 1


def test_what_an_import_replaced_is_new_again(store: Store) -> None:
    old, new = unit(en="a", fa="b"), unit(en="a", fa="c")
    store.add([old])
    with mock.patch("termlode.memory.seen_sources.LONG", 0), mock.patch("termlode.memory.writer._BATCH", 1):
        report = store.add([old, new, old], "replace")
    assert (report.unchanged, report.updated) == (1, 2)
    assert list(store.units())[-1].variants == old.variants


def test_a_newer_twin_is_kept_though_an_older_one_came_first(store: Store) -> None:
    old, new = (replace(unit(en="a", fa="b"), details=Details(changed=date)) for date in _DATES[1:])
    store.add([replace(new, origin=Origin(document="a.txt")), replace(old, origin=Origin(document="b.txt"))])
    before = list(store.items())
    assert store.add([new]) == AddReport(unchanged=1)
    assert list(store.items()) == before
