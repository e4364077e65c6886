"""TMX there and back: nothing is lost but what the canonical form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from termlode.exchange.notices import Notices
from termlode.exchange.tmx.canonical import canonical
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import write
from tests.exchange.units import units

if TYPE_CHECKING:
    from pathlib import Path

    from termlode.model import TranslationUnit


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(units, max_size=3))
def test_generated_units_come_back(made: list[TranslationUnit], tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write(made, path)
    notices = Notices()
    back = list(read(path, None, notices))
    assert back == [canonical(unit) for unit in made]
    assert not notices.skipped
    etree.parse(path)
    first = path.read_bytes()
    write(back, path)
    assert path.read_bytes() == first


@settings(max_examples=100, deadline=None)
@given(unit=units)
def test_canonical_is_idempotent(unit: TranslationUnit) -> None:
    once = canonical(unit)
    assert canonical(once) == once


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["tmx-compliance-kit", "okapi", "memoq", "maxprograms", "omegat", "good"])
def test_samples_come_back(folder: str, shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "interop/samples" / folder).rglob("*.tmx*"))
    assert paths
    for path in paths:
        made = list(read(path))
        write(made, tmp_path / "a.tmx")
        assert list(read(tmp_path / "a.tmx")) == [canonical(unit) for unit in made], path


@pytest.mark.parametrize(
    "codes",
    [
        '<bpt i="1">[</bpt>a', 'a<ept i="1">]</ept>', "<it>x</it>a", '<it pos="up">x</it>a', '<ph y="1" x="2">x</ph>a',
        '<bpt i="1">[</bpt>a<ept i="2">]</ept>', '<bpt>[</bpt>a<ept>]</ept>', '<hi q="1">a</hi><bpt i="1">x</bpt>',
    ],
)  # fmt: skip
def test_odd_codes_are_the_same_when_they_come_back(codes: str, tmp_path: Path) -> None:
    """Else every such unit is added again by the next import of our own file."""
    from termlode.exchange.importing import import_memory
    from termlode.exchange.options import ReadOptions
    from termlode.exchange.registry import named
    from termlode.exchange.tmx.fast.store import write_store
    from termlode.memory import open_store

    attributes = 'creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"'
    tuvs = "".join(f'<tuv xml:lang="{tag}"><seg>{codes}</seg></tuv>' for tag in ("en", "fa"))
    path, back = tmp_path / "a.tmx", tmp_path / "b.tmx"
    body = f'<tmx version="1.4"><header {attributes} datatype="plaintext"/><body><tu>{tuvs}</tu></body></tmx>'
    path.write_text(body, encoding="utf-8")
    assert list(read(path)) == [canonical(unit) for unit in read(path)]
    with open_store(tmp_path / "memory.db", write=True) as store:
        assert import_memory(path, named("tmx"), ReadOptions(), store).added == 1
        write_store(store, back)
        assert import_memory(back, named("tmx"), ReadOptions(), store).unchanged == 1


@pytest.mark.parametrize("languages", [("en", "fa"), ("en", "fa", "zh"), ("en", "fa", "zh", "ar")])
def test_what_a_store_writes_is_counted_by_units(languages: tuple[str, ...], tmp_path: Path) -> None:
    from termlode.exchange.tmx.fast.store import write_store
    from termlode.memory import open_store
    from termlode.model import TranslationUnit, Variant

    units = [TranslationUnit(tuple(Variant(tag, f"{tag} {k}") for tag in languages)) for k in range(5)]
    with open_store(tmp_path / "m.db", write=True) as store:
        store.add(units)
        assert write_store(store, tmp_path / "a.tmx") == 5
    assert len(list(read(tmp_path / "a.tmx"))) == 5
