"""What counts as a word."""

from __future__ import annotations

import pytest

from termlode.leverage.words import Count, count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prices fell by 5.5 percent.", 5),
        ("a state-of-the-art mine", 3),
        ("the miners' union doesn't agree", 5),
        ("1,250,000 tonnes", 2),
        ("می‌رود به کتاب‌خانه‌ها", 3),
        ("وبالمعادن النادرة", 2),
        ("قِيمَةٌ", 1),
        ("د لیتیم کان", 3),
        ("中国稀土出口", 6),
        ("出口 5G 设备", 5),
        ("A — B", 2),
        ("…!", 0),
        ("", 0),
        ("x_y", 2),
        ("1-2", 2),
        ("e-mail", 1),
        ("hy\u00adphen", 1),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count(text).words == words


def test_characters_are_counted_without_blanks() -> None:
    assert count("ab c\u00a0d\n").characters == 4
    assert count("a b") + count("c") == Count(3, 3)
