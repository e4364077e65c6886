"""Markdown: what is text and what is markup, and edits that go back to their place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode import documents, segmentation
from termlode.documents.markdown import read_markdown
from termlode.errors import ReplayError
from termlode.model import Document, Edit
from tests.documents.writing import made


def shown(text: str) -> list[tuple[str, int, str]]:
    document = read_markdown(text.encode(), "a.md")
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
    return [(block.kind, block.level, block.text) for block in document.blocks]


CASES = {
    "heading": ("# Title #\n", [("heading", 1, "Title")]),
    "setext": ("Title\nof two\n======\n\ntext", [("heading", 1, "Title of two"), ("paragraph", 0, "text")]),
    "wrapped": ("One sentence\non two lines.", [("paragraph", 0, "One sentence on two lines.")]),
    "hard break": ("One.  \nTwo.\\\nThree.", [("paragraph", 0, t) for t in ("One.", "Two.", "Three.")]),
    "br": ("One.<br>Two.", [("paragraph", 0, "One."), ("paragraph", 0, "Two.")]),
    "emphasis": ("A *b* __c__ ~~d~~ 5 * 3 * 2 snake_case", [("paragraph", 0, "A b c d 5 * 3 * 2 snake_case")]),
    "code span": ("Call `a_b(*c*)` now", [("paragraph", 0, "Call a_b(*c*) now")]),
    "link": ('See [the page](http://x.org/page "page") page', [("paragraph", 0, "See the page page")]),
    "reference": ("See [the page][1].\n\n[1]: http://x.org", [("paragraph", 0, "See the page.")]),
    "autolink": ("At <http://x.org> now", [("paragraph", 0, "At http://x.org now")]),
    "image": ("![A map](map.png) shows it", [("paragraph", 0, "A map shows it")]),
    "entity": ("AT&amp;T \\*x\\*", [("paragraph", 0, "AT&T *x*")]),
    "quote": ("> One\n> two.\n>\n> Three.", [("paragraph", 0, "One two."), ("paragraph", 0, "Three.")]),
    "lists": (
        "1. one\n   more\n   - inner\n2. two",
        [("list-item", 1, "one more"), ("list-item", 2, "inner"), ("list-item", 1, "two")],
    ),
    "tasks": ("- [ ] open\n- [x] done", [("list-item", 1, "open"), ("list-item", 1, "done")]),
    "table": (
        "| a \\| b | **c** |\n|---|:-:|\n| d | `e` |\n",
        [("table-cell", 0, t) for t in ("a | b", "c", "d", "e")],
    ),
    "fence": ("a\n\n```sh\n# no\n```\n~~~\nno\n~~~\n\n    no\n\nb", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    "yaml": ("---\ntitle: no\n---\n\ntext", [("paragraph", 0, "text")]),
    "toml": ("+++\ntitle = 'no'\n+++\ntext", [("paragraph", 0, "text")]),
    "rule": ("a\n\n---\n\nb", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    "comment": ("a <!-- no --> b\n\n<!-- no -->\n", [("paragraph", 0, "a  b")]),
    "html": ("<div align=x><b>bold</b> &lt; text</div>\n", [("paragraph", 0, "bold < text")]),
    "footnote": ("Text.[^1]\n\n[^1]: The note here.", [("paragraph", 0, "Text."), ("paragraph", 0, "The note here.")]),
    "call-out": ("> [!NOTE]\n> Mind it.", [("paragraph", 0, "Mind it.")]),
    "heading id": ("## Title {#id .c}", [("heading", 2, "Title")]),
    "liquid": ("{% raw %}Text{% endraw %}", [("paragraph", 0, "Text")]),
    "container": (":::tip\nText.\n:::", [("paragraph", 0, "Text.")]),
    "Chinese lines": ("第一行\n第二行 and\nmore", [("paragraph", 0, "第一行第二行 and more")]),
    "CR LF": ("# T\r\n\r\none\r\ntwo", [("heading", 1, "T"), ("paragraph", 0, "one two")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_text_and_markup(text: str, expected: list[tuple[str, int, str]]):
    assert shown(text) == expected


def test_lines_are_those_of_the_file():
    document = read_markdown(b"---\na: b\n---\n\n# T\n\none\ntwo\n\n| a |\n|---|\n| b |\n", "a.md")
    assert [block.line for block in document.blocks] == [5, 7, 10, 12]


def test_front_matter_names_the_language():
    assert read_markdown("---\nlang: ps\n---\n\nکابل\n".encode(), "a.md").blocks[0].language == "ps"


def edited(text: str, before: str, after: str) -> str:
    document = read_markdown(text.encode(), "a.md")
    at = document.text.index(before)
    result = made(text.encode(), document, [edit(document, at, at + len(before), after)])
    return result[0].decode()


def edit(document: Document, start: int, end: int, after: str) -> Edit:
    return Edit("r", "char", start, end, document.text[start:end], after)


def test_an_edit_changes_its_characters_only():
    text = "---\na: b\n---\n\n> # Title with **wrogn** [wrogn](wrogn) `code`\n\n| x | wrogn \\| y |\n|---|---|\n"
    assert edited(text, "with wrogn", "with wrong") == text.replace("**wrogn**", "**wrong**")
    assert edited(text, "wrogn | y", "wrong | y") == text.replace("wrogn \\|", "wrong \\|")


def test_an_edit_of_a_word_over_emphasis_keeps_the_marks():
    assert edited("a**bc**d", "bcd", "xyd") == "a**xy**d"


def test_what_is_inserted_is_no_markup():
    assert edited("ab", "ab", "a*b") == "a\\*b"
    assert edited("<p>ab</p>\n", "ab", "a<b") == "<p>a&lt;b</p>\n"


def test_code_spans_and_paragraph_marks_stay():
    document = read_markdown(b"Call `abc` now.\n\nNext.", "a.md")
    code, mark = document.text.index("abc"), document.text.index("\n\n")
    result = made(
        b"Call `abc` now.\n\nNext.",
        document,
        [edit(document, code, code + 3, "xyz"), edit(document, mark, mark + 2, " ")],
    )
    data, notices = result
    assert data == b"Call `abc` now.\n\nNext."
    assert [notice.code for notice in notices] == ["edit-not-made"] * 2


def test_a_changed_file_is_noticed():
    document = read_markdown(b"one", "a.md")
    with pytest.raises(ReplayError, match="has changed"):
        made(b"two", document, [])


MARKS = st.sampled_from(
    [*"ab \n#*_`[](){}<>|!-\\:~&;.1", "متن", "中", "](u)", "<br>", "```\n", "\n\n", "| a |\n|---|\n", "\r\n"]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_text_reads_and_goes_back_unchanged(text: str):
    document = read_markdown(text.encode(), "a.md")
    assert made(text.encode(), document, []) == (text.encode(), ())
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


@given(st.lists(MARKS, max_size=40).map("".join))
def test_words_go_back_to_where_they_stand(text: str):
    text = f"{text}\n\nlast word here"
    document = read_markdown(text.encode(), "a.md")
    if match := re.search(r"\bword\b", document.text):
        result = made(text.encode(), document, [edit(document, match.start(), match.end(), "term")])
        assert result[0].decode() == text.replace("last word here", "last term here")


def test_segments_hold_no_markup(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# A title\n\nFirst `x = 1` here. Second\none | two.\n\n```\ncode. More.\n```\n", encoding="utf-8")
    segments = segmentation.segment(documents.read(path))
    assert [segment.text for segment in segments] == ["A title", "First x = 1 here.", "Second one | two."]
