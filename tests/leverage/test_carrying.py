"""Codes of a segment in the target of a match."""

from __future__ import annotations

from termlode.leverage.carrying import carried
from termlode.model import CodeKind, InlineCode


def code(kind: CodeKind, offset: int, **values: str) -> InlineCode:
    return InlineCode(kind, offset, tuple(values.items()), (values.get("i", values.get("x", "")),))


OWN = (code("bpt", 4, i="1"), code("ept", 8, i="1"), code("ph", 9))


def places(found: tuple[InlineCode, ...] | None) -> list[tuple[str, int]] | None:
    return None if found is None else [(one.kind, one.offset) for one in found]


def test_codes_go_where_those_of_the_match_stand() -> None:
    had = (code("bpt", 4, i="7"), code("ept", 8, i="7"), code("ph", 9, x="2"))
    turned = (code("ph", 0, x="2"), code("bpt", 3, i="7"), code("ept", 6, i="7"))
    found = carried(OWN, "متن ترجمه", had, turned, 12)
    assert places(found) == [("ph", 0), ("bpt", 3), ("ept", 6)]
    assert found is not None
    assert found[1].data == OWN[0].data


def test_two_pairs_keep_their_partners() -> None:
    own = (code("bpt", 0, i="1"), code("ept", 2, i="1"), code("bpt", 3, i="2"), code("ept", 5, i="2"))
    had = (code("bpt", 0, i="a"), code("ept", 2, i="a"), code("bpt", 3, i="b"), code("ept", 5, i="b"))
    turned = (code("bpt", 0, i="b"), code("ept", 2, i="b"), code("bpt", 3, i="a"), code("ept", 5, i="a"))
    found = carried(own, "12 345", had, turned, 6)
    assert found is not None
    assert [dict(one.attributes)["i"] for one in found] == ["2", "2", "1", "1"]


def test_a_match_without_codes_takes_those_at_the_edges() -> None:
    around = (code("bpt", 0, i="1"), code("ept", 5, i="1"))
    assert places(carried(around, "ترجمه‌ها", (), (), 5)) == [("bpt", 0), ("ept", 8)]
    assert carried((code("ph", 2),), "ترجمه", (), (), 5) is None


def test_other_codes_cannot_be_carried() -> None:
    assert carried(OWN, "ترجمه", (code("ph", 1),), (code("ph", 1),), 12) is None
    had = (code("bpt", 4, i="7"), code("ept", 8, i="7"), code("ph", 9))
    assert carried(OWN, "ترجمه", had, had[:2], 12) is None


def test_pairs_must_open_before_they_close() -> None:
    had = (code("bpt", 0, i="1"), code("ept", 2, i="1"))
    wrong = (code("ept", 0, i="1"), code("bpt", 2, i="1"))
    assert carried(had, "abc", had, wrong, 3) is None


def test_a_segment_without_codes_takes_none() -> None:
    assert carried((), "ترجمه", OWN, OWN, 12) == ()
