"""A look-up that the memory cannot answer loads little: what compares letters and cuts words stays out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.languages.tokens import words
from termlode.memory import open_store
from termlode.memory.fragments import _substantial
from termlode.memory.query import Query, is_one_word
from termlode.model import TranslationUnit, Variant

LONG = "The corridor will benefit producers of copper and lithium, who have complained for years."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "memory.db"
    with open_store(path, write=True) as opened:
        opened.add([TranslationUnit((Variant("en", LONG), Variant("fa", "این گذرگاه به سود تولیدکنندگان است.")))])
    return path


def loaded(store: Path, query: str) -> set[str]:
    """The modules that a look-up of ``query`` loads."""
    code = (
        "import sys\nfrom termlode.memory import open_store\nfrom termlode.memory.query import Query\n"
        f"with open_store({str(store)!r}) as store:\n    query = Query({query!r})\n"
        "    print(len(store.ask(query) or store.fragments(query)))\nprint(*sys.modules)"
    )
    found, names = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    assert found == "0"
    return set(names.split())


@pytest.mark.parametrize("query", ["稀土", "lithium", "ليثيوم"])
def test_a_short_word_loads_little(store: Path, query: str):
    heavy = {"rapidfuzz", "termlode.memory.concordance", "termlode.memory.fragments", "termlode.languages.tokens"}
    assert not heavy & loaded(store, query)


def test_close_texts_are_still_found(store: Path):
    with open_store(store) as opened:
        assert opened.ask(Query(LONG.replace("copper", "nickel")))
        assert opened.fragments(Query("corridor will benefit"))


@given(st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=6))
def test_one_word_has_no_fragment(text: str):
    if is_one_word(text):
        assert not _substantial(words(text))


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("稀土", True),
        ("锂离子", True),
        ("锂离子电", False),
        ("lithium", True),
        ("rare earth", False),
        ("锂abc", False),
        ("", False),
    ],
)
def test_what_is_one_word(text: str, one: bool):
    assert is_one_word(text) is one
