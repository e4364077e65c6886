"""The fast way from store to TMX gives the same bytes as the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlode.exchange.tmx.bulk import dump
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.memory import Store


def test_the_same_bytes(store: Store, tmp_path: Path) -> None:
    store.add([FULL, unit(en="a < b & \"c\"\r", fa="x\x07y"), unit(en="alone"), unit(en=" ", fa="خالی")])
    store.add(sentences(50))
    told: list[int] = []
    count = dump(store, tmp_path / "fast.tmx", lambda done, _total: told.append(done))
    write(store.units(), tmp_path / "usual.tmx")
    assert (tmp_path / "fast.tmx").read_bytes() == (tmp_path / "usual.tmx").read_bytes()
    assert len(list(read(tmp_path / "fast.tmx"))) == count


def test_round_trip(store: Store, tmp_path: Path) -> None:
    store.add(sentences(20))
    dump(store, tmp_path / "all.tmx")
    assert list(read(tmp_path / "all.tmx")) == list(store.units())
