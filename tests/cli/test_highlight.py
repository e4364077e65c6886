"""Terms highlighted in a line of text, in the order the terminal shows."""

from __future__ import annotations

import pytest

from termlode.cli.render import Screen
from termlode.cli.terms_view import _line
from termlode.termbase.located import Found
from termlode.termbase.recognition import TermHit

ARABIC = "أسعار الليثيوم والكوبالت في السوق"


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def styled(screen: Screen, text: str, *words: str, language: str = "ar") -> list[str]:
    drawn = screen.highlighted(text, spans(text, *words), language, "mark", 200)
    letters = sorted({i for span in drawn.spans for i in range(span.start, span.end)})
    runs: list[str] = []
    for place, index in enumerate(letters):
        if place and letters[place - 1] == index - 1:
            runs[-1] += drawn.plain[index]
        else:
            runs.append(drawn.plain[index])
    return runs


@pytest.mark.parametrize("mode", ["isolate", "off"])
def test_every_span_is_highlighted(mode: str) -> None:
    assert styled(Screen(mode, width=80), ARABIC, "الليثيوم", "السوق") == ["الليثيوم", "السوق"]


def test_visual_order_keeps_each_span_on_its_own_letters() -> None:
    pytest.importorskip("bidi")
    from termlode.cli.visual import to_visual

    words = ["السوق", "الليثيوم"]  # the last of the text stands leftmost
    assert styled(Screen("visual", width=80), ARABIC, *words) == [to_visual(word, right_to_left=True) for word in words]


def test_spans_may_overlap_and_run_over_the_end() -> None:
    drawn = Screen("off", width=80).highlighted("rare earth magnet", [(0, 10), (5, 30)], "en")
    marked = {i for span in drawn.spans for i in range(span.start, span.end)}
    assert marked == set(range(17)) - {4, 10}  # all but the blanks


def test_only_the_hit_is_highlighted_not_the_same_letters_elsewhere() -> None:
    text = "tin in a tin mine"
    hit = TermHit(9, 12, "tin", "tin", "tin", "en", None, "exact")
    drawn = _line(Screen("off", width=80), 1, text, [Found(1, 9, 12, hit, ())])
    lit = {i for span in drawn.spans if span.style == "reverse" for i in range(span.start, span.end)}
    assert drawn.plain == "1: tin in a tin mine"
    assert lit == {12, 13, 14}


def test_a_long_line_is_broken() -> None:
    text = "copper " * 30
    drawn = Screen("off", width=40).highlighted(text, [(0, 6)], "en", "mark", 40)
    assert max(map(len, drawn.plain.split("\n"))) <= 40
