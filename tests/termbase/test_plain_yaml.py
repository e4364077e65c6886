"""Our own YAML: what it writes and reads is what the library makes of it; anything else is left to the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.termbase.plain_yaml import compose, dump
from termlode.termbase.schema import Reader

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from([
    "a: b", "a #b", "#a", "- a", "-", "a:", " a", "a ", "'a'", '"a"', "no", "1", "1.5", "2020-01-01", "~", "null", "[a",
    "{a", "a\nb", "a\tb", "\u2028", "\ufeff", "é\u200cب", "x\\y", "it's", "=", "<<", "12:30", "0x1F", "%a", "@", "`",
    "?",
])  # fmt: skip
records = st.recursive(
    texts | st.booleans(),
    lambda inner: (
        st.lists(texts | st.dictionaries(texts, inner, min_size=1, max_size=3), min_size=1, max_size=3)
        | st.dictionaries(texts, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def library(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)


def plain(node: Any) -> Any:
    """A node as Python, each with the line where it begins and whether it is null."""
    if node.id == "mapping":
        return [(plain(key), plain(value)) for key, value in node.value]
    if node.id == "sequence":
        return [plain(item) for item in node.value]
    return node.value, node.start_mark.line, node.tag.endswith(":null")


@settings(max_examples=200, deadline=None)
@given(record=st.dictionaries(texts, records, min_size=1, max_size=3))
def test_what_is_written_is_read_by_the_library(record: dict[str, Any]) -> None:
    def said(value: Any) -> Any:
        if isinstance(value, dict):
            return [(key, said(inner)) for key, inner in value.items()]
        return [said(item) for item in value] if isinstance(value, list) else str(value)

    def heard(node: Any) -> Any:
        if node.id == "mapping":
            return [(key.value, heard(value)) for key, value in node.value]
        return [heard(item) for item in node.value] if node.id == "sequence" else node.value

    text = dump(record)
    lowered = [(key, said(value)) for key, value in record.items()]
    assert str(heard(library(text))).replace("true", "True").replace("false", "False") == str(lowered).replace(
        "true", "True"
    ).replace("false", "False")
    mine = compose(text)
    assert mine is None or plain(mine) == plain(library(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n", "a:\n  b: 'c''d'\n  e: \"f\\n\\u200c\"\n", "# x\n\na:\n  - b\n  - c: d\n    e: f\n", "a:\n- b\n- c\n",
        "a: ~\nc: null\n", "a:\r\n  b: c\r\n", "a:   b  \n", "é-ب: x:y\n", "a:\n  -   b: c\n      d: e\n",
        "a\u00a0: b\n",
    ],
)  # fmt: skip
def test_our_style_is_read_as_the_library_reads_it(text: str) -> None:
    mine = compose(text)
    assert mine is not None
    assert plain(mine) == plain(library(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "a: [b]\n", "a: {b: c}\n", "a: &x b\n", "a: |\n  b\n", "a: >\n  b\n", "a: b # c\n", "a: b\n  c\n", "- a\n",
        "a: 'b\n  c'\n", "---\na: b\n", "? a\n: b\n", "a:\tb\n", "a\n", "a: b: c\n", "a: \"\\x41\"\n", " a: b\n",
        "a:\n    b: c\n  d: e\n", "a: b\n - c\n", "a: !!str b\n", "a: *x\n", "'a': b\n", "a: b\x00\n",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_library(text: str) -> None:
    assert compose(text) is None


def test_the_termbase_of_the_repository_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from termlode.termbase import schema

    files = sorted(Path(__file__).parents[2].glob("termbase/*.yaml"))[:3]
    assert files
    for path in files:
        text = path.read_text("utf-8")
        fast = Reader(path)
        found = fast.concepts(text)
        with monkeypatch.context() as patch:
            patch.setattr(schema, "compose", lambda _text: None)
            slow = Reader(path)
            assert slow.concepts(text) == found
        assert slow.lines == fast.lines
