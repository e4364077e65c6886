"""The fast way from store to TMX gives the same bytes as the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.cli import exporting
from termlode.exchange import registry
from termlode.exchange.exporting import Layout
from termlode.exchange.notices import Notices
from termlode.exchange.options import WriteOptions
from termlode.exchange.selection import Selection
from termlode.exchange.tmx.bulk import dump
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.memory import Store


def test_the_same_bytes(store: Store, tmp_path: Path) -> None:
    store.add([FULL, unit(en='a < b & "c"\r', fa="x\x07y"), unit(en="alone"), unit(en=" ", fa="خالی")])
    store.add(sentences(50))
    told: list[int] = []
    fast, usual = Notices(), Notices()
    count = dump(store, tmp_path / "fast.tmx", lambda done, _total: told.append(done), fast)
    write(store.units(), tmp_path / "usual.tmx", notices=usual)
    assert (fast.counts, fast.skipped) == (usual.counts, usual.skipped)
    assert (tmp_path / "fast.tmx").read_bytes() == (tmp_path / "usual.tmx").read_bytes()
    assert len(list(read(tmp_path / "fast.tmx"))) == count


def test_round_trip(store: Store, tmp_path: Path) -> None:
    store.add(sentences(20))
    dump(store, tmp_path / "all.tmx")
    assert list(read(tmp_path / "all.tmx")) == list(store.units())


def test_export_takes_the_fast_way_only_for_all_of_the_memory(tmp_path: Path) -> None:
    tmx, whole = registry.named("tmx"), Layout(tmp_path / "all.tmx", "x", multilingual=True)
    assert exporting._is_whole(tmx, whole, WriteOptions(), Selection())
    assert not exporting._is_whole(tmx, whole, WriteOptions(profile="omegat"), Selection())
    assert not exporting._is_whole(tmx, whole, WriteOptions(max_units=5), Selection())
    assert not exporting._is_whole(tmx, whole, WriteOptions(), Selection(clients=frozenset({"acme"})))
    assert not exporting._is_whole(tmx, Layout(tmp_path / "all.tmx", "x"), WriteOptions(), Selection())
