"""Expressions asked only of lines with a sign find what they find in the whole text."""

from __future__ import annotations

import re

import pytest

from termlode.languages import lines

_NAME = re.compile(r"\w+@\w+")
_SIGN = re.compile("@")


@pytest.mark.parametrize(
    "text", ["", "no sign\nhere", "a@b", "a@b c@d\n\ne@f\n", "x\na@b\ny", "\n@\n", "first\nlast a@b", "a@b\r\nc"]
)
def test_as_in_the_whole_text(text: str) -> None:
    def blank(found: re.Match[str]) -> str:
        return "." * len(found[0])

    assert lines.sub(_NAME, blank, text, _SIGN) == _NAME.sub(blank, text)


def test_lines_with_a_sign_are_told_once_without_their_feed() -> None:
    text = "one\n@two@\nthree\n@four"
    assert [text[start:end] for start, end in lines.with_sign(text, _SIGN)] == ["@two@", "@four"]
