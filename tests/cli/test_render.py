"""Drawing: bidi modes, shapes and visual order, widths, rows."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlode.cli import output, render
from termlode.cli.visual import shape, to_visual
from termlode.errors import MissingExtra, UsageError


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch):
    for name in ("TMUX", "VTE_VERSION", "KONSOLE_VERSION", "TERM_PROGRAM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({"VTE_VERSION": "7200"}, "isolate"), ({"VTE_VERSION": "5200"}, "visual"),
        ({"KONSOLE_VERSION": "230400"}, "isolate"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "isolate"), ({"TERM_PROGRAM": "vscode"}, "visual"), ({}, "visual"),
        ({"VTE_VERSION": "7200", "TMUX": "/tmp/x,1,0"}, "visual"),
        ({"TERM": "screen-256color", "VTE_VERSION": "7200"}, "visual"),
        ({"TERM": "mlterm"}, "isolate"),
    ],
)  # fmt: skip
def test_auto_knows_the_terminal(monkeypatch, environment, mode):
    pytest.importorskip("bidi")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert render.resolve("auto") == mode


def test_without_the_extra(monkeypatch):
    monkeypatch.setattr(render, "_can_order", lambda: False)
    assert render.resolve("auto") == "isolate"
    with pytest.raises(MissingExtra, match=r"\[bidi\]"):
        render.resolve("visual")
    with pytest.raises(UsageError, match="auto, isolate, visual, off"):
        render.resolve("sideways")


def test_modes():
    assert render.Screen("off").lines("باتری", "fa") == ["باتری"]
    assert render.Screen("isolate").lines("باتری", "fa") == ["\u2068باتری\u2069"]
    assert render.Screen("isolate").lines("battery", "en") == ["battery"]
    assert render.Screen("isolate").lines("电池", "zh") == ["电池"]


def test_data_cannot_steer_the_terminal():
    assert render.Screen("off").lines("a\x1b[31mb\u202ec\nd\te", "en") == ["a[31mbc d e"]


def test_shapes():
    assert [unicodedata.name(char) for char in shape("باب")] == [
        "ARABIC LETTER BEH INITIAL FORM", "ARABIC LETTER ALEF FINAL FORM", "ARABIC LETTER BEH ISOLATED FORM",
    ]  # fmt: skip
    assert shape("نیمه‌هادی") == shape("نیمه") + shape("هادی")  # ZWNJ parts the letters and takes no cell
    assert shape("گپ") == "ﮔﭗ"  # Persian letters have forms too
    assert shape("rare 稀土 12") == "rare 稀土 12"
    assert shape("مُدّت") != "مُدّت"
    assert shape("ښه")[0] == "ښ"  # no form in Unicode: it stays


@given(st.text(st.characters(min_codepoint=0x620, max_codepoint=0x6FF), max_size=30))
def test_shaping_loses_nothing(text):
    assert unicodedata.normalize("NFKC", shape(text)) == unicodedata.normalize("NFKC", text)


def test_visual_order():
    pytest.importorskip("bidi")
    assert to_visual("ab", right_to_left=False) == "ab"
    assert to_visual("خا", right_to_left=True) == shape("خا")[::-1]
    assert to_visual("توان 510 وات", right_to_left=True) == f"{shape('وات')[::-1]} 510 {shape('توان')[::-1]}"
    assert to_visual("توان (GW) است", right_to_left=True) == f"{shape('است')[::-1]} (GW) {shape('توان')[::-1]}"
    assert to_visual("note: توان", right_to_left=False) == f"note: {shape('توان')[::-1]}"


def test_lines_are_broken_before_they_are_reordered():
    pytest.importorskip("bidi")
    screen = render.Screen("visual")
    lines = screen.lines("یک دو سه چهار پنج شش", "fa", 8)
    assert [line[::-1].replace(" ", "") for line in lines] == [
        shape(part).replace(" ", "") for part in ("یک دو سه", "چهار پنج", "شش")
    ]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60), st.integers(4, 40))
def test_wrapping_keeps_the_width(text, width):
    from rich.cells import cell_len

    clean = " ".join(text.split())
    for line in render.wrap(clean, width):
        assert cell_len(line) <= width


def test_rows_hold_no_tabs_or_breaks():
    assert output.tsv([["a\tb", 1, "c\nd"]]) == "a b\t1\tc d\n"


def test_drawing_only_on_a_terminal(monkeypatch, capsys):
    assert not output.is_drawing()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert output.is_drawing()


@pytest.mark.parametrize(
    ("text", "language", "mark"),
    [
        ("See باتری in the list", "en", ""),
        ("باتری and more", "en", ""),
        ("TSMC در تایوان", "fa", "\u200f"),
        ("12 باتری", "und", ""),
    ],
)
def test_a_line_is_isolated_by_its_first_strong_letter(text: str, language: str, mark: str):
    assert render.Screen("isolate").lines(text, language) == [f"\u2068{mark}{text}\u2069"]


def test_broken_lines_keep_the_direction_of_their_text():
    lines = render.Screen("isolate").lines("See the word باتری and more", "en", 12)
    assert lines == ["\u2068See the word\u2069", "\u2068\u200eباتری and\u2069", "\u2068more\u2069"]


HARMFUL = "a\x1b]0;x\x07b\x9bc\x00d\u202ee\x7ff\x08g"


@pytest.mark.parametrize("mode", ["off", "isolate"])
def test_nothing_of_the_data_steers_the_terminal(mode: str, capsys: pytest.CaptureFixture[str]):
    screen = render.Screen(mode)
    table = screen.table("head")
    table.add_row(HARMFUL)
    screen.print(screen.text(HARMFUL))
    screen.print(table)
    screen.print(HARMFUL)
    screen.rule(HARMFUL)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", capsys.readouterr().out)


@pytest.mark.parametrize(
    "write",
    [output.out, output.content, output.remark, output.warn, lambda text: output.rows([[text]]), output.progress],
)
def test_nothing_written_steers_the_terminal(write: Any, monkeypatch: pytest.MonkeyPatch):
    streams = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    write(HARMFUL)
    written = "".join(stream.getvalue() for stream in streams).removeprefix("\r\x1b[K")
    assert "a" in written
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written)


def test_a_pipe_gets_the_text_as_it_is(capsys: pytest.CaptureFixture[str]):
    output.out("a\x9bb")
    assert capsys.readouterr().out == "a\x9bb\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
