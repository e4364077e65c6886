"""Stop words are folded as the texts that they are looked for in."""

from __future__ import annotations

import pytest

from termlode.languages.folding import fold
from termlode.languages.stops import stop_words


@pytest.mark.parametrize(
    ("language", "stop", "content"),
    [("en", "The", "lithium"), ("fa", "این", "معدن"), ("ar", "في", "منجم"), ("ps", "او", "کان"), ("zh", "的", "稀土")],
)
def test_stop_words(language: str, stop: str, content: str) -> None:
    assert fold(stop, language) in stop_words(language)
    assert fold(content, language) not in stop_words(language)


def test_a_language_without_a_list() -> None:
    assert stop_words("xx") == frozenset()
