"""Writing TMX: valid, deterministic, split, selected, right for each client."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from termlode.errors import UsageError
from termlode.exchange.exporting import Layout, export_memory, export_terms
from termlode.exchange.notices import Notices
from termlode.exchange.options import WriteOptions
from termlode.exchange.profiles import PROFILES, profile
from termlode.exchange.registry import named
from termlode.exchange.selection import Selection, pairs
from termlode.exchange.tmx.canonical import canonical
from termlode.exchange.tmx.read import read
from termlode.exchange.tmx.write import Limits, write
from termlode.languages.named import pair as parse_pair
from termlode.model import (
    Context,
    Details,
    InlineCode,
    Origin,
    Prop,
    TranslationUnit,
    Variant,
)
from tests.exchange.units import units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unit(source: str, *targets: str, date: str | None = None, **more: object) -> TranslationUnit:
    variants = (Variant("en", source), *(Variant("fa", target) for target in targets))
    return TranslationUnit(variants, details=Details(changed=date), **more)  # type: ignore[arg-type]


def texts(path: Path) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in found.variants) for found in read(path)]


def test_header_has_all_seven_attributes(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write([unit("a", "ا")], path, source="en", target="fa")
    head = path.read_text("utf-8").split("<body>")[0]
    for part in (
        'creationtool="termlode"',
        "creationtoolversion=",
        'segtype="sentence"',
        "o-tmf=",
        'adminlang="en"',
        'srclang="en"',
        "datatype=",
    ):
        assert part in head
    write([unit("a", "ا")], path)
    assert 'srclang="*all*"' in path.read_text("utf-8")


def test_same_units_same_bytes(tmp_path: Path) -> None:
    made = [unit(f"s{n % 7}", f"t{n}", date=f"202{n % 5}0101T000000Z") for n in range(50)]
    for client in (None, *sorted(PROFILES)):
        for name in ("a.tmx", "b.tmx"):
            write(made, tmp_path / name, source="en", target="fa", client=profile(client))
        assert (tmp_path / "a.tmx").read_bytes() == (tmp_path / "b.tmx").read_bytes()


def test_bilingual_keeps_only_the_pair(tmp_path: Path) -> None:
    variants = (Variant("en-GB", "a"), Variant("zh-CN", "一"), Variant("fa", "ا"), Variant("fa-AF", "آ"))
    made = [TranslationUnit(variants), TranslationUnit(variants[:2])]
    written = write(made, tmp_path / "a.tmx", source="en", target="fa")
    assert (written.units, texts(tmp_path / "a.tmx")) == (1, [("a", "ا", "آ")])


@pytest.mark.parametrize(
    ("limits", "counts"), [(Limits(units=4), [4, 4, 2]), (Limits(size=900), None), (Limits(), [10])]
)
def test_splits_at_limits(limits: Limits, counts: list[int] | None, tmp_path: Path) -> None:
    made = [unit(f"source {n}", f"هدف {n}") for n in range(10)]
    written = write(made, tmp_path / "a.tmx", limits=limits)
    assert written.units == 10
    assert [text for path in written.paths for text in texts(path)] == [(f"source {n}", f"هدف {n}") for n in range(10)]
    if counts is not None:
        assert list(written.counts) == counts
    else:
        assert len(written.paths) > 1
        assert all(path.stat().st_size <= 900 for path in written.paths)
    assert [path.name for path in written.paths][:2] == (
        ["a.tmx"] if limits == Limits() else ["a.001.tmx", "a.002.tmx"]
    )


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield unit("a", "ا")
        yield unit("b", "ب")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(broken(), tmp_path / "a.tmx", limits=Limits(units=1))
    assert not list(tmp_path.iterdir())


def test_the_newest_of_rivals_stands_where_the_client_looks(tmp_path: Path) -> None:
    made = [
        unit("a", "new", date="20250101T000000Z"),
        unit("b", "x"),
        unit("a", "old", date="20200101T000000Z"),
        unit("a", "undated"),
        unit("a", "old", date="20260101T000000Z"),  # said again: it is the newest now
    ]
    path = tmp_path / "a.tmx"
    write(made, path, source="en", target="fa", client=PROFILES["omegat"])
    assert texts(path) == [("a", "undated"), ("b", "x"), ("a", "new"), ("a", "old")]
    write(made, path, source="en", target="fa", client=PROFILES["weblate"])
    assert texts(path) == [("a", "old"), ("b", "x"), ("a", "new"), ("a", "undated")]
    write(made, path, source="en", target="fa")
    assert len(texts(path)) == 5


def test_what_each_client_gets(tmp_path: Path) -> None:
    code = (InlineCode("bpt", 0, (("i", "1"),), ("<b>",)), InlineCode("ept", 1, (("i", "1"),), ("</b>",)))
    made = [
        TranslationUnit(
            (Variant("en", "a", code), Variant("fa", "ا"), Variant("fa", "آ")),
            props=(Prop("file", "f"),),
            context=Context("before"),
            origin=Origin(client="acme", confidence=0.5),
        ),
        unit("e\u0301\n b ", "x" * 2001),
    ]
    found = {}
    for name, client in PROFILES.items():
        path = tmp_path / f"{name}.tmx"
        notices = Notices()
        write(made, path, source="en", target="fa", client=client, notices=notices)
        found[name] = path.read_text("utf-8")
        assert ("long" in notices.skipped) is (name == "trados")
        assert found[name].count("<tu>") == (2 if name == "trados" else 3)
    assert "<bpt" not in found["omegat"]
    assert "<bpt" in found["memoq"]
    assert 'type="x-file"' in found["omegat"]
    assert 'type="file"' in found["trados"]
    assert 'xml:lang="fa-IR"' in found["trados"]
    assert '<prop type="x-context-pre">&lt;seg&gt;before&lt;/seg&gt;</prop>' in found["memoq"]
    assert '<prop type="client">acme</prop>' in found["memoq"]
    assert "<seg>é  b</seg>" in found["phrase"]
    assert not any("x-termlode" in text for text in found.values())
    write(made, tmp_path / "own.tmx", source="en", target="fa")
    assert "x-termlode-confidence" in (tmp_path / "own.tmx").read_text("utf-8")


def test_unknown_client() -> None:
    with pytest.raises(UsageError, match="omegat"):
        profile("deja-vu")


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(), "abcd"),
        (Selection(origins=frozenset({"aligned"})), "b"),
        (Selection(quality=0.9), "acd"),
        (Selection(clients=frozenset({"acme"})), "c"),
        (Selection(since="20250101"), "d"),
        (Selection(until="20240131"), "a"),
        (Selection(since="20240131", until="20250601"), "ad"),
    ],
)
def test_selection(selection: Selection, wanted: str) -> None:
    made = [
        unit("a", "x", date="20240131T235959Z"),
        unit("b", "x", origin=Origin("aligned", confidence=0.5)),
        unit("c", "x", origin=Origin(client="acme")),
        unit("d", "x", date="20250601T000000Z"),
    ]
    assert "".join(found.variants[0].text for found in filter(selection, made)) == wanted


def test_pairs_follow_the_units() -> None:
    made = [
        unit("a", "ا"),
        unit("b", "ب", source_language="en"),
        TranslationUnit((Variant("zh-CN", "一"), Variant("ar", "ا"))),
    ]
    assert pairs(made) == [("ar", "zh"), ("en", "fa")]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("fa-en", ("fa", "en")),
        ("zh-Hant-en", ("zh-Hant", "en")),
        ("en-US-fa-IR", ("en-US", "fa-IR")),
        ("en:fa-AF", ("en", "fa-AF")),
    ],
)
def test_a_pair_is_understood(text: str, pair: tuple[str, str]) -> None:
    assert parse_pair(text) == pair


@pytest.mark.parametrize("text", ["fa", "", "fa-", "-en", "fa:", "fa-EN-"])
def test_no_pair(text: str) -> None:
    with pytest.raises(UsageError):
        parse_pair(text)


def test_names_of_files(tmp_path: Path) -> None:
    made = [unit("a", "ا"), TranslationUnit((Variant("en", "b"), Variant("zh", "二")))]
    tmx = named("tmx")
    files = export_memory(lambda: iter(made), tmx, Layout(tmp_path, "acme"), WriteOptions())
    assert [(file.path.name, file.units) for file in files] == [("acme.zh-en.tmx", 1), ("acme.fa-en.tmx", 1)] or [
        (file.path.name, file.units) for file in files
    ] == [("acme.fa-en.tmx", 1), ("acme.zh-en.tmx", 1)]
    lines = export_memory(
        lambda: iter(made), named("jsonl"), Layout(tmp_path / "x.jsonl", "a", (("en", "zh"),)), WriteOptions()
    )
    assert [file.units for file in lines] == [1]
    with pytest.raises(UsageError, match="one file"):
        export_memory(lambda: iter(made), tmx, Layout(tmp_path / "x.tmx", "acme"), WriteOptions())
    with pytest.raises(UsageError, match="bilingual"):
        export_memory(lambda: iter(made), named("po"), Layout(tmp_path, "a", multilingual=True), WriteOptions())
    with pytest.raises(UsageError, match="not written as terms"):
        export_terms([], tmx, Layout(tmp_path, "a"), WriteOptions(), ["fa", "en"])


@pytest.mark.shared
@pytest.mark.parametrize("client", [None, *sorted(PROFILES)])
def test_what_is_written_is_valid(client: str | None, shared: Path, tmp_path: Path) -> None:
    """Units of every kind, generated, pass the DTD, OmegaT's own schema and the rules of TMX."""
    made: list[TranslationUnit] = []

    @settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(one=units)
    def collect(one: TranslationUnit) -> None:
        made.append(canonical(one))

    collect()
    paths = [tmp_path / "all.tmx"]
    write(made, paths[0], client=profile(client))
    for source, target in pairs(made)[:6]:
        paths.append(tmp_path / f"{source}-{target}.tmx")
        write(made, paths[-1], source=source, target=target, client=profile(client))
    script = shared / "interop/scripts/validate_tmx.py"
    done = subprocess.run(
        [sys.executable, script, "--client", "omegat6", *paths], capture_output=True, encoding="utf-8", check=False
    )
    errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
    if client != "omegat":  # only for OmegaT are its own prop types renamed
        errors = [line for line in errors if "own keys" not in line]
    # noncharacters and texts that are not there are the units' own, not the writer's
    assert not [line for line in errors if "nonchar" not in line]
