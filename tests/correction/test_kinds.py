"""Sentences of our own for each kind of harm and repair: what must stay, and what must be mended by itself."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from termlode.correction import Corrector

DATA = Path(__file__).parent / "data/kinds.tsv"


def cases() -> list[tuple[str, str, str, str]]:
    """Kind, language, text and what comes of it."""
    rows = []
    for line in DATA.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, language, before, after = (
                cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\z", "\u200c") for cell in line.split("\t")
            )
            rows.append((kind, language, before, before if after == "=" else after))
    return rows


@cache
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize("kind", sorted({kind for kind, *_ in cases()}))
def test_kind(kind: str):
    wrong = [
        (found, after)
        for one, _, before, after in cases()
        if one == kind and (found := corrector().run(before).text) != after
    ]
    assert not wrong


def test_there_are_cases_of_every_language():
    languages = Counter(language for _, language, *_ in cases())
    assert sum(languages.values()) >= 400
    assert set(languages) == {"fa", "ar", "ps", "zh"}
