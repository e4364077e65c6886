"""AsciiDoc: what is text and what is markup, and edits that go back to their place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlode import documents
from termlode.documents.asciidoc import read_asciidoc
from termlode.model import Document, Edit
from tests.documents.writing import made


def shown(text: str) -> list[tuple[str, int, str]]:
    document = read_asciidoc(text.encode(), "a.adoc")
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
    return [(block.kind, block.level, block.text) for block in document.blocks]


def paragraph(text: str) -> list[tuple[str, int, str]]:
    return [("paragraph", 0, text)]


CASES = {
    "title and attributes": (
        "= Title\n:toc: left\n:!numbered:\n\nText.",
        [("heading", 1, "Title"), *paragraph("Text.")],
    ),
    "headings": ("== One ==\n\n=== Two\n", [("heading", 2, "One"), ("heading", 3, "Two")]),
    "heading of two lines": ("Title here\n==========\n\nText.", [("heading", 1, "Title here"), *paragraph("Text.")]),
    "wrapped": ("One sentence\non two lines.", paragraph("One sentence on two lines.")),
    "comments": ("One\n// not this\nsentence.\n\n////\nno\n////\n", paragraph("One sentence.")),
    "listing": ("A:\n\n[source,ruby]\n----\nno *text*\n----\n<1> Said.", [*paragraph("A:"), ("list-item", 3, "Said.")]),
    "literal": ("A\n\n....\nno\n....\n\n no either\n\nB", [*paragraph("A"), *paragraph("B")]),
    "source paragraph": ("[source]\nno\nno\n\nB", paragraph("B")),
    "fence": ("```ruby\nno\n```\nB", paragraph("B")),
    "admonition": ("NOTE: Mind it.\n\n[TIP]\n====\nAnd this.\n====", [*paragraph("Mind it."), *paragraph("And this.")]),
    "lists": (
        "* one\n** two\nmore\n- three\n+\nIts end.\n\n. first\n.. second",
        [
            ("list-item", 1, "one"),
            ("list-item", 2, "two more"),
            ("list-item", 1, "three"),
            *paragraph("Its end."),
            ("list-item", 1, "first"),
            ("list-item", 2, "second"),
        ],
    ),
    "definitions": (
        "CPU:: The brain.\nRAM::\n  Memory.",
        [("list-item", 1, t) for t in ("CPU", "The brain.", "RAM", "Memory.")],
    ),
    "table": (
        ".A title\n|===\n|Head A |Head B\n\n|a \\| b\n2+|*c*\nd\n|===\n",
        [("caption", 0, "A title"), *(("table-cell", 0, t) for t in ("Head A", "Head B", "a | b", "c d"))],
    ),
    "image": ('.The map\nimage::map.png["A map", 300]\n', [("caption", 0, "The map"), ("caption", 0, "A map")]),
    "rules and macros": ("a\n\n'''\n\ninclude::x.adoc[]\n<<<\n\nb", [*paragraph("a"), *paragraph("b")]),
    "emphasis": ("A *b* _c_ #d# __e__f 2*3*4 snake_case_x H~2~O", paragraph("A b c d ef 2*3*4 snake_case_x H2O")),
    "nested": ("*a _b_ c*", paragraph("a b c")),
    "code": ("Call `a_b(*c*)` and `+{x}+` now", paragraph("Call a_b(*c*) and {x} now")),
    "links": (
        "See https://x.org[the page^] or link:a.html[that] or https://y.org.",
        paragraph("See the page or that or https://y.org."),
    ),
    "references": ("In <<ch1>> and <<ch2,the second>>.", paragraph("In ch1 and the second.")),
    "index": ("A ((term)) here.(((one, two)))", paragraph("A term here.")),
    "anchors": ("[[here]]\n[#id.role]\nText [[x]]goes on.", paragraph("Text goes on.")),
    "quotation marks": ("He said \"`yes`\" and '`no`'.", paragraph("He said “yes” and ‘no’.")),
    "attributes": ("A{nbsp}b {version} {plus}1", paragraph("A\u00a0b {version} +1")),
    "entities": ("AT&amp;T&rlm;", paragraph("AT&T\u200f")),
    "footnote": ("Text.footnote:[The note.]", paragraph("Text.The note.")),
    "break": ("One. +\nTwo.", [*paragraph("One."), *paragraph("Two.")]),
    "Chinese lines": ("第一行\n第二行", paragraph("第一行第二行")),
    "escapes": ("\\*not bold*", paragraph("*not bold*")),
    "CR LF": ("= T\r\n\r\none\r\ntwo", [("heading", 1, "T"), *paragraph("one two")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_text_and_markup(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert shown(text) == expected


def test_the_name_says_what_it_is(tmp_path) -> None:
    path = tmp_path / "a.asciidoc"
    path.write_text("= T\n\nx", encoding="utf-8")
    assert documents.read(path).kind == "adoc"


MARKS = st.sampled_from(
    [
        *"ab \n=*_`#[]|.+\\:{}<>(-", "متن", "中", "|===\n", "----\n", "====\n", "////\n", "// x\n", "(((", ")))",
        "[source]\n",
        "[[a]]", " +\n", "\n\n", "{nbsp}", "&amp;", "https://x.y[", '"`', '`"', "NOTE: ", "\r\n", "* ", "a:: ",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_text_reads_and_goes_back_unchanged(text: str) -> None:
    document = read_asciidoc(text.encode(), "a.adoc")
    assert made(text.encode(), document, []) == (text.encode(), ())
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


@settings(max_examples=100)
@given(st.lists(MARKS, max_size=40).map("".join))
def test_words_go_back_to_where_they_stand(text: str) -> None:
    text = f"{text}\n\nlast word here"
    document = read_asciidoc(text.encode(), "a.adoc")
    if match := re.search(r"\bword\b", document.text):
        result = made(text.encode(), document, [edit(document, match.start(), match.end(), "term")])
        assert result[0].decode() == text.replace("last word here", "last term here")


def edit(document: Document, start: int, end: int, after: str) -> Edit:
    return Edit("r", "char", start, end, document.text[start:end], after)


def edited(text: str, before: str, after: str) -> tuple[str, list[str]]:
    document = read_asciidoc(text.encode(), "a.adoc")
    start = document.text.index(before)
    data, notices = made(text.encode(), document, [edit(document, start, start + len(before), after)])
    return data.decode(), [notice.code for notice in notices]


def test_an_edit_changes_its_characters_only() -> None:
    text = "== A *bold* wrod\n\n* one `code`\n  and twoo.\n"
    assert edited(text, "wrod", "word") == (text.replace("wrod", "word"), [])
    assert edited(text, "twoo", "two") == (text.replace("twoo", "two"), [])
    assert edited(text, "bold wrod", "bold word") == (text.replace("wrod", "word"), [])


def test_code_and_paragraph_marks_stay() -> None:
    assert edited("Call `code` now.", "code", "cod") == ("Call `code` now.", ["edit-not-made"])
    assert edited("One.\n\nTwo.", "One.\n\nTwo", "One Two") == ("One.\n\nTwo.", ["edit-not-made"])
