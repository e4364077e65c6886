"""The fast way from store to TMX gives the same bytes as the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlode.exchange import registry
from termlode.exchange.exporting import Layout
from termlode.exchange.notices import Notices
from termlode.exchange.options import WriteOptions
from termlode.exchange.selection import Selection
from termlode.exchange.tmx.fast.store import write_store
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from termlode.jobs.export import _is_whole
from termlode.memory import unit_rows
from termlode.model import TranslationUnit, Variant
from tests.memory.opening import open_store
from tests.memory.units import FULL, sentences, unit

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.memory import Store

pytestmark = pytest.mark.usefixtures("engine")


def test_the_same_bytes(store: Store, tmp_path: Path) -> None:
    store.add([FULL, unit(en='a < b & "c"\r', fa="x\x07y"), unit(en="alone"), unit(en=" ", fa="خالی")])
    store.add(sentences(50))
    told: list[int] = []
    fast, usual = Notices(), Notices()
    count = write_store(store, tmp_path / "fast.tmx", lambda done, _total: told.append(done), fast)
    write(store.units(), tmp_path / "usual.tmx", notices=usual)
    assert (fast.counts, fast.skipped) == (usual.counts, usual.skipped)
    assert (tmp_path / "fast.tmx").read_bytes() == (tmp_path / "usual.tmx").read_bytes()
    assert len(list(read(tmp_path / "fast.tmx"))) == count


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.lists(st.text(alphabet="ab <>&\r\n\t\x07\x01\0\ufffeی稀😀\u200c", max_size=4), min_size=1, max_size=3),
        max_size=30,
    ),
    odd=st.booleans(),
)
def test_the_same_bytes_whatever_is_in_the_texts(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, texts: list[list[str]], odd: bool
) -> None:
    folder = tmp_path_factory.mktemp("bulk")
    monkeypatch.setattr(unit_rows, "_AT_ONCE", 7)
    with open_store(folder / "m.db", write=True) as store:
        store.add(TranslationUnit(tuple(map(Variant, ("en", "fa", "en"), some))) for some in texts)
        store.add([FULL] if odd else [])
        store.add(sentences(20))
        fast, usual = Notices(), Notices()
        count = write_store(store, folder / "fast.tmx", notices=fast)
        write(store.units(), folder / "usual.tmx", notices=usual)
    assert (folder / "fast.tmx").read_bytes() == (folder / "usual.tmx").read_bytes()
    assert (fast.counts, fast.skipped) == (usual.counts, usual.skipped)
    assert len(list(read(folder / "fast.tmx"))) == count


def test_round_trip(store: Store, tmp_path: Path) -> None:
    store.add(sentences(20))
    write_store(store, tmp_path / "all.tmx")
    assert list(read(tmp_path / "all.tmx")) == list(store.units())


def test_export_takes_the_fast_way_only_for_all_of_the_memory(tmp_path: Path) -> None:
    tmx, whole = registry.named("tmx"), Layout(tmp_path / "all.tmx", "x", multilingual=True)
    assert _is_whole(tmx, whole, WriteOptions(), Selection())
    assert not _is_whole(tmx, whole, WriteOptions(profile="omegat"), Selection())
    assert not _is_whole(tmx, whole, WriteOptions(max_units=5), Selection())
    assert not _is_whole(tmx, whole, WriteOptions(), Selection(clients=frozenset({"acme"})))
    assert not _is_whole(tmx, Layout(tmp_path / "all.tmx", "x"), WriteOptions(), Selection())
