"""Language tags: what files say becomes BCP 47, and how two of them agree."""

from __future__ import annotations

import pytest

from termlode.errors import InputError
from termlode.languages.registry import is_right_to_left
from termlode.languages.tags import matches, normalise, primary


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("fa", "fa"),
        ("FA", "fa"),
        ("fa_IR", "fa-IR"),
        ("en-us", "en-US"),
        ("zh_hans", "zh-Hans"),
        ("ZH-HANS-cn", "zh-Hans-CN"),
        ("zho", "zh"),
        ("per", "fa"),
        ("pes", "fa"),
        ("Farsi", "fa"),
        ("cmn-Hant", "zh-Hant"),
        ("pbu", "ps"),
        ("dari", "fa-AF"),
        ("prs", "fa-AF"),
        ("iw", "he"),
        ("in", "id"),
        ("eng", "en"),
        ("swe", "sv"),  # by the registry, not from our list
        ("ckb", "ckb"),
        ("en_US.UTF-8", "en-US"),
        ("de_DE@euro", "de-DE"),
        (" ar ", "ar"),
        ("*all*", "und"),
        ("ALL", "und"),
        ("en-US-x-AB-Twain", "en-US-x-ab-twain"),  # behind a singleton all is lower case
        ("sl-ROZAJ-BISKE", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
        ("es-419", "es-419"),
    ],
)
def test_what_files_say_becomes_a_tag(said: str, tag: str) -> None:
    assert normalise(said) == tag
    assert normalise(tag) == tag


@pytest.mark.parametrize(
    "said", ["", " ", "e", "1", "123", "en--us", "en-", "a-b", "no tag", "abcdefghi", "en-abcdefghi", "?"]
)
def test_what_is_no_tag_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="is not a language tag"):
        normalise(said)


@pytest.mark.parametrize(
    ("tag", "wanted", "agrees"),
    [
        ("zh", "zh", True), ("zh-CN", "zh", True), ("zh", "zh-CN", False), ("zho", "zh", False),
        ("zh-CN", "zh-TW", False),
        ("en-GB-oed", "en-GB", True),
    ],
)  # fmt: skip
def test_a_narrower_tag_matches_a_wider_one(tag: str, wanted: str, agrees: bool) -> None:
    assert matches(tag, wanted) is agrees


def test_primary_and_direction() -> None:
    assert [primary(tag) for tag in ("zh-Hans-CN", "fa", "und")] == ["zh", "fa", "und"]
    assert all(
        map(is_right_to_left, ("fa", "ar-EG", "ps", "prs", "ur", "he", "yi", "dv", "ug", "sd", "ckb", "ku-Arab"))
    )
    assert not any(map(is_right_to_left, ("en", "zh", "ku", "ku-Latn", "und")))
