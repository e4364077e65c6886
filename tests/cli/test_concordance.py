"""A hit in its context: whole words around it, and marked wherever the terminal's order puts it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.cli.concordance_view import keyword_in_context
from termlode.cli.render import Screen
from termlode.cli.visual import shape
from termlode.model import Location, Origin, TranslationUnit, Variant
from termlode.workspace import create, load

ARABIC = "سيستفيد من الممر منتجو النحاس والليثيوم والعناصر الأرضية النادرة"


def marked(screen: Screen, text: str, hit: str, language: str) -> tuple[str, str]:
    """What is printed, and what of it is marked."""
    start = text.index(hit)
    drawn = screen.marked(text, start, start + len(hit), language)
    return drawn.plain, "".join(drawn.plain[span.start : span.end] for span in sorted(drawn.spans))


@pytest.mark.parametrize("mode", ["off", "isolate"])
def test_logical_order(mode: str):
    screen = Screen(mode, width=200)
    plain, hit = marked(screen, ARABIC, "ليثيوم", "ar")
    assert plain.strip("\u2068\u200f\u2069") == ARABIC
    assert hit == "ليثيوم"
    assert marked(screen, "copper, lithium and cobalt", "lithium", "en") == ("copper, lithium and cobalt", "lithium")


def test_visual_order():
    pytest.importorskip("bidi")
    screen = Screen("visual", width=200)
    plain, hit = marked(screen, ARABIC, "ليثيوم", "ar")
    assert plain == screen.text(ARABIC, "ar").plain  # the mark changes neither shapes nor order
    assert hit == shape("والليثيوم")[-6:][::-1]  # joined to the letter before it
    assert marked(screen, "در سال 2021 بود", "2021", "fa")[1] == "2021"
    assert marked(screen, "copper, lithium", "lithium", "en")[1] == "lithium"


def test_narrow_terminals_break_the_line():
    pytest.importorskip("bidi")
    plain, hit = marked(Screen("visual", width=30), ARABIC, "النادرة", "ar")
    assert max(map(len, plain.split("\n"))) <= 30
    assert hit == shape("النادرة")[::-1]


def test_words_around_are_whole():
    text = (
        "such resources of strategic metals, such as copper, aluminum, and lithium, which are pillars in modern "
        "industries from vehicles to energies"
    )
    line, start, end = keyword_in_context(text, text.index("lithium"), text.index("lithium") + 7)
    assert line.startswith("…metals, such as copper, ")
    assert line[start:end] == "lithium"
    assert line.endswith("…")
    assert set(line.strip("…").split()) <= set(text.split())


@given(st.text(max_size=150), st.data())
def test_the_hit_stays(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, a, z = keyword_in_context(text, start, end)
    assert line[a:z] == text[start:end]
    assert line.strip("…") in text or not line.strip("…")


# ── what the command prints ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    """A workspace with the units of a document."""
    create(tmp_path)
    texts = ["Copper rose.", "Cobalt rose by 4 %.", "Lithium fell.", "Nobody knows why."]
    origins = [Origin("aligned", "a.txt", (Location("a.txt", number, 0, 9),)) for number in range(4)]
    with load(tmp_path).memory(write=True) as store:
        store.add(
            TranslationUnit((Variant("en", text), Variant("fa", f"متن {number}")), origin=origins[number])
            for number, text in enumerate(texts)
        )
    return tmp_path


def test_context_and_count(bulletin: Path, termlode):
    def rows(*words: str) -> list[list[str]]:
        run = termlode("concordance", *words, cwd=bulletin)
        assert (run.returncode, run.stderr) == (0, "")
        return [line.split("\t") for line in run.stdout.splitlines()]

    assert rows("cobalt", "--context", "1", "--tsv") == [
        ["2", "en", "", "", "Copper rose."],
        ["2", "en", "0", "6", "Cobalt rose by 4 %.", "fa", "متن 1"],
        ["2", "en", "", "", "Lithium fell."],
    ]
    (record,) = termlode("concordance", "cobalt", "--context", "2", "--json", cwd=bulletin).stdout.splitlines()
    assert json.loads(record)["after"] == ["Lithium fell.", "Nobody knows why."]
    assert rows("r?se", "--wildcards", "--count") == [["units", "2"], ["texts", "2"], ["places", "2"]]
    assert [row[0] for row in rows(r"o\w* r", "--regex", "--with", "[۰1]")] == ["2"]
    assert json.loads(termlode("concordance", "zinc", "--count", "--json", cwd=bulletin).stdout)["units"] == 0


def test_what_cannot_be_asked(bulletin: Path, termlode):
    for words in (["x", "--regex", "--wildcards"], ["(", "--regex"], ["* *", "--wildcards"], ["x", "--page", "0"]):
        run = termlode("concordance", *words, cwd=bulletin)
        assert (run.returncode, run.stdout) == (2, "")
    assert termlode("concordance", "copper", "--without", "متن", cwd=bulletin).returncode == 1
